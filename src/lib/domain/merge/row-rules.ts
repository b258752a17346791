import type { FieldIssue, Result } from '#lib/domain/result.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { validateStoredSession } from '#lib/domain/validate-session.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import type { StateRow } from './state.ts';

const RULES: Readonly<Record<string, (content: unknown) => Result<unknown>>> = {
  cars: validateCar,
  places: validatePlace,
  tariffs: validateTariff,
  sessions: validateStoredSession,
};

/** The rule a row of a file breaks; absent when it is sound, or of a table without rules. */
export function brokenRule(table: string, row: StateRow): FieldIssue | undefined {
  const rule = Object.hasOwn(RULES, table) ? RULES[table] : undefined;
  if (!rule) return undefined;
  const content: Record<string, unknown> = {};
  for (const key in row) if (!NO_CONTENT.has(key) && !key.startsWith('_')) content[key] = row[key];
  const checked = rule(content);
  if (checked.ok) return undefined;
  const { code, fields } = checked.error;
  return fields?.[0] ?? { field: '', code };
}

const NO_CONTENT: ReadonlySet<string> = new Set(['id', 'createdAt', 'updatedAt']);
