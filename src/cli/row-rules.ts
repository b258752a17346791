import type { StateRow } from '#lib/domain/merge/state.ts';
import type { FieldIssue, Result } from '#lib/domain/result.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { validateStoredSession } from '#lib/domain/validate-session.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';

const RULES = new Map<string, (content: unknown) => Result<unknown>>([
  ['cars', validateCar],
  ['places', validatePlace],
  ['tariffs', validateTariff],
  ['sessions', validateStoredSession],
]);

/** The fields of a row that rules are about: without id, times and reserved members. */
function contentOf(row: StateRow): Record<string, unknown> {
  const outside = new Set(['id', 'createdAt', 'updatedAt']);
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => !key.startsWith('_') && !outside.has(key)),
  );
}

/** The first rule that a row of a vault breaks; absent when it is sound or has no rules. */
export function brokenRule(table: string, row: StateRow): FieldIssue | undefined {
  const valid = RULES.get(table)?.(contentOf(row));
  if (!valid || valid.ok) return undefined;
  return valid.error.fields?.[0] ?? { field: 'id', code: valid.error.code };
}
