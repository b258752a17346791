import type { FieldIssue, Result } from '#lib/domain/result.ts';
import { validateAttachment } from '#lib/domain/validate-attachment.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { validateStoredSession } from '#lib/domain/validate-session.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';
import type { StateRow } from './state.ts';

const RULES: Readonly<Record<string, (content: unknown) => Result<unknown>>> = {
  cars: validateCar,
  places: validatePlace,
  tariffs: validateTariff,
  sessions: validateStoredSession,
  attachments: validateAttachment,
};

/**
 * The rule a row of a file breaks; absent when it is sound, or of a table without rules. A choice
 * of a newer version breaks none.
 */
export function brokenRule(table: string, row: StateRow): FieldIssue | undefined {
  const rule = Object.hasOwn(RULES, table) ? RULES[table] : undefined;
  if (!rule) return undefined;
  const readable = readableRow(table, row);
  const content: Record<string, unknown> = {};
  for (const key in readable) {
    if (!NO_CONTENT.has(key) && !key.startsWith('_')) content[key] = readable[key];
  }
  const checked = rule(content);
  if (checked.ok) return undefined;
  const { code, fields = [{ field: '', code }] } = checked.error;
  const isUnread = (field: string) => Object.hasOwn(row, field) && !Object.hasOwn(readable, field);
  return fields.find(({ field }) => !isUnread(field));
}

const NO_CONTENT: ReadonlySet<string> = new Set(['id', 'createdAt', 'updatedAt']);
