import { isLocalDate } from '#lib/domain/civil-date.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { Car } from '#lib/domain/car.ts';
import type { Content, Entity, LocalDate } from '#lib/domain/entity.ts';
import type { Place } from '#lib/domain/place.ts';
import type { FieldIssue, Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { validateStoredSession } from '#lib/domain/validate-session.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import { isJsonObject, parseStrictJson, type JsonValue } from './json/strict-json.ts';

const FORMAT = 'plugtrack-dataset';
const VERSION = 1;
const MAX_CHARS = 200_000_000;
/** A data set carries no times of entry; they are of no meaning for what it holds. */
const NO_TIME = 0;

/** A complete copy of what a person entered. */
export interface Dataset {
  readonly today: LocalDate;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly cars: readonly Car[];
  readonly places: readonly Place[];
  readonly tariffs: readonly Tariff[];
  readonly sessions: readonly Session[];
}

/** One row that was left out, and why. */
export interface DatasetIssue {
  readonly code: string;
  readonly table: string;
  readonly id: string;
  readonly fields?: readonly FieldIssue[];
}

function withoutTimes(entity: Entity): Record<string, unknown> {
  return { ...entity, createdAt: undefined, updatedAt: undefined };
}

/** The data set as JSON, keys sorted, so that equal data gives equal text. */
export function writeDataset(dataset: Dataset): string {
  const list = (rows: readonly Entity[]) =>
    rows.length === 0
      ? '[]'
      : `[\n${rows.map((row) => canonicalJson(withoutTimes(row))).join(',\n')}\n]`;
  return [
    `{"format":"${FORMAT}","version":${String(VERSION)}`,
    `"today":${canonicalJson(dataset.today)}`,
    `"settings":${canonicalJson(dataset.settings)}`,
    `"cars":${list(dataset.cars)}`,
    `"places":${list(dataset.places)}`,
    `"tariffs":${list(dataset.tariffs)}`,
    `"sessions":${list(dataset.sessions)}}\n`,
  ].join(',\n');
}

type Row = Readonly<Record<string, JsonValue>> & { readonly id: string };

function rowsOf(value: JsonValue | undefined): readonly Row[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return undefined;
  const rows = value as readonly JsonValue[];
  const sound = rows.every(
    (row) => isJsonObject(row) && typeof row['id'] === 'string' && row['id'] !== '',
  );
  return sound ? (rows as readonly Row[]) : undefined;
}

function firstDuplicate(rows: readonly Row[]): string | undefined {
  const ids = new Set<string>();
  for (const { id } of rows) {
    if (ids.has(id)) return id;
    ids.add(id);
  }
  return undefined;
}

function readTable<T extends Entity>(
  table: string,
  rows: readonly Row[],
  validate: (input: unknown) => Result<Content<T>>,
  issues: DatasetIssue[],
): T[] {
  const sound: T[] = [];
  for (const { id, ...content } of rows) {
    const valid = validate(content);
    if (valid.ok) {
      // A validated content with its id and times is the entity.
      sound.push({
        createdAt: NO_TIME,
        updatedAt: NO_TIME,
        ...valid.value,
        id,
      } as unknown as T);
    } else {
      const { code, fields } = valid.error;
      issues.push({ code, table, id, ...(fields && { fields }) });
    }
  }
  return sound;
}

function reshape(code: string): Result<never> {
  return fail('dataset/shape', { details: { at: code } });
}

/**
 * Reads a data set. Rows that break a rule and sessions of unknown cars are left out and listed in
 * `issues`. `today` stands in where the data set names none. Errors: `dataset/shape`,
 * `dataset/duplicate_id` and those of strict JSON.
 */
export function parseDataset(
  text: string,
  fallback: { readonly today?: LocalDate } = {},
): Result<Dataset & { readonly issues: readonly DatasetIssue[] }> {
  const json = parseStrictJson(text, { length: MAX_CHARS });
  if (!json.ok) return json;
  const root = json.value;
  if (!isJsonObject(root) || root['format'] !== FORMAT || root['version'] !== VERSION)
    return reshape('format');
  const { today = fallback.today, settings = {} } = root;
  if (!isLocalDate(today)) return reshape('today');
  if (!isJsonObject(settings)) return reshape('settings');
  const tables: Record<string, readonly Row[]> = {};
  for (const name of ['cars', 'places', 'tariffs', 'sessions']) {
    const rows = rowsOf(root[name]);
    if (!rows) return reshape(name);
    const twice = firstDuplicate(rows);
    if (twice !== undefined)
      return fail('dataset/duplicate_id', { details: { table: name, id: twice } });
    tables[name] = rows;
  }
  const issues: DatasetIssue[] = [];
  const cars = readTable<Car>('cars', tables['cars'] ?? [], validateCar, issues);
  const places = readTable<Place>('places', tables['places'] ?? [], validatePlace, issues);
  const tariffs = readTable<Tariff>('tariffs', tables['tariffs'] ?? [], validateTariff, issues);
  const carIds = new Set<unknown>(cars.map(({ id }) => id));
  const known = (tables['sessions'] ?? []).filter(({ id, carId }) => {
    const isKnown = carIds.has(carId);
    if (!isKnown) issues.push({ code: 'dataset/reference', table: 'sessions', id });
    return isKnown;
  });
  const sessions = readTable<Session>('sessions', known, validateStoredSession, issues);
  return ok({ today, settings, cars, places, tariffs, sessions, issues });
}

/** The data set file as one thing to hand to whoever saves and restores copies. */
export const copyFormat = {
  write: writeDataset,
  parse: (text: string) => parseDataset(text),
} as const;
