import { isJsonObject, type JsonValue } from '#lib/formats/json/strict-json.ts';
import type { ClassicFileReport } from './classic-backup.ts';
import { MEMBERS, type ClassicFiles } from './members.ts';

/** Counts of the manifest that are not what was found. */
export function countWarnings(
  manifest: Readonly<Record<string, JsonValue>>,
  found: Readonly<Record<'cars' | 'sessions' | 'settings', number>>,
): ClassicFileReport[] {
  const { counts } = manifest;
  if (!isJsonObject(counts)) return [];
  return Object.entries(found).flatMap(([key, count]) => {
    const expected = counts[key];
    return typeof expected !== 'number' || expected === count
      ? []
      : [{ code: 'file/count_mismatch', key, expected, found: count }];
  });
}

/** Entries that are no members, and were not read. */
export function extraWarnings(files: ClassicFiles): ClassicFileReport[] {
  const known: ReadonlySet<string> = new Set(MEMBERS);
  return [...files.keys()]
    .filter((name) => !known.has(name))
    .map((key) => ({ code: 'backup/extra_entry', key }));
}

/** By code, then by what is meant. */
export function sortWarnings(reports: readonly ClassicFileReport[]): ClassicFileReport[] {
  const text = ({ code, key = '' }: ClassicFileReport) => `${code}\n${key}`;
  return [...reports].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}
