import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { openZip } from '#lib/formats/archive/read-zip.ts';
import { isClassicBackup, MEMBERS, type ClassicFiles } from './members.ts';

const KNOWN: ReadonlySet<string> = new Set(MEMBERS);

/**
 * The members of a classic backup ZIP. Other entries are named but not read. Errors: the
 * `archive/…` codes, `backup/not_a_backup`.
 */
export async function openClassicBackup(
  file: Blob | Uint8Array<ArrayBuffer>,
): Promise<Result<ClassicFiles>> {
  const archive = await openZip(file);
  if (!archive.ok) return archive;
  const { entries } = archive.value;
  if (!isClassicBackup(entries.map(({ name }) => name))) return fail('backup/not_a_backup');
  const files = new Map<string, Uint8Array | string>();
  for (const entry of entries) {
    if (!KNOWN.has(entry.name)) {
      files.set(entry.name, '');
      continue;
    }
    const bytes = await archive.value.bytes(entry);
    if (!bytes.ok) return bytes;
    files.set(entry.name, bytes.value);
  }
  return ok(files);
}
