import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { Session } from '#lib/domain/session.ts';
import type { ExistingSession, FieldDifference, RowClocks } from './report.ts';

/** Not said by the file, or not something a person would compare. */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  'id',
  'createdAt',
  'updatedAt',
  'source',
  'importKey',
  'provenance',
]);

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return canonicalJson(a) === canonicalJson(b);
}

/** Whether a field carries a clock that no import wrote: then the person edited it. */
function isEdited(
  field: string,
  present: boolean,
  clocks: RowClocks | undefined,
  importStamps: ReadonlySet<string> | undefined,
): boolean {
  if (!clocks || !importStamps) return false;
  const stamp = clocks.f?.[field] ?? (present ? clocks.b : undefined);
  return stamp !== undefined && !importStamps.has(stamp);
}

/**
 * Fields that the imported session has otherwise than the stored one. What the file does not say
 * is no difference. `keep` marks fields edited since the import, which stay by default.
 */
export function findDifferences(
  incoming: Session,
  { session, clocks }: ExistingSession,
  importStamps?: ReadonlySet<string>,
): FieldDifference[] {
  const stored = session as unknown as Readonly<Record<string, unknown>>;
  const found: FieldDifference[] = [];
  for (const [field, to] of Object.entries(incoming)) {
    if (to === undefined || NOT_COMPARED.has(field)) continue;
    const from = stored[field];
    if (isEqual(from, to)) continue;
    const keep = isEdited(field, from !== undefined, clocks, importStamps);
    found.push({ field, to, keep, ...(from !== undefined && { from }) });
  }
  return found;
}
