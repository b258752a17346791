import { isCurrency } from '#lib/domain/currency.ts';
import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { isTimeZone } from '#lib/domain/time.ts';
import { isJsonObject, parseStrictJson, type JsonValue } from '#lib/formats/json/strict-json.ts';
import {
  KEY_FIELDS,
  MAPPED_FIELDS,
  MAPPING_KINDS,
  type ColumnChoice,
  type ColumnMapping,
  type MappingConstants,
} from './mapping-types.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

const MAX_NAME = 100;
const MAX_HEADER = 300;
const MAX_TEXT = 200;
const CONSTANT_TEXTS = ['placeLabel', 'network', 'sourceCar', 'sourceUser'] as const;

class ShapeError extends Error {}

function refuse(at: string): never {
  throw new ShapeError(at);
}

function text(value: JsonValue | undefined, at: string, longest: number): string {
  return typeof value === 'string' && value.length <= longest ? value : refuse(at);
}

function oneOf<const T extends string>(
  value: JsonValue | undefined,
  allowed: readonly T[],
  at: string,
): T {
  return allowed.find((candidate) => candidate === value) ?? refuse(at);
}

/** A key with its read value, or nothing when the key is absent. */
function optional<K extends string, T>(
  object: JsonObject,
  key: K,
  read: (value: JsonValue, at: string) => T,
): Partial<Record<K, T>> {
  const value = object[key];
  if (value === undefined || value === null) return {};
  return { [key]: read(value, key) } as Partial<Record<K, T>>;
}

function readColumn(value: JsonValue): ColumnChoice {
  if (!isJsonObject(value)) return refuse('columns');
  return {
    header: text(value['header'], 'columns.header', MAX_HEADER),
    field: oneOf(value['field'], MAPPED_FIELDS, 'columns.field'),
    ...optional(value, 'unit', (unit) => text(unit, 'columns.unit', 20)),
  };
}

function readConstants(value: JsonValue, at: string): MappingConstants {
  if (!isJsonObject(value)) return refuse(at);
  const texts = CONSTANT_TEXTS.map((key) =>
    optional(value, key, (word) => text(word, `${at}.${key}`, MAX_TEXT)),
  );
  return Object.assign(
    optional(value, 'current', (word) => oneOf(word, ['AC', 'DC'], `${at}.current`)),
    ...texts,
  ) as MappingConstants;
}

function list<T>(read: (value: JsonValue) => T) {
  return (value: JsonValue, at: string): T[] =>
    Array.isArray(value) ? (value as readonly JsonValue[]).map(read) : refuse(at);
}

function readMapping(root: JsonValue): ColumnMapping {
  if (!isJsonObject(root)) return refuse('format');
  if (root['format'] !== 'plugtrack-mapping' || root['version'] !== 1) return refuse('format');
  return {
    format: 'plugtrack-mapping',
    version: 1,
    name: text(root['name'], 'name', MAX_NAME),
    kind: oneOf(root['kind'], MAPPING_KINDS, 'kind'),
    ...optional(root, 'headerRow', (value, at) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : refuse(at),
    ),
    ...optional(root, 'delimiter', (value, at) => oneOf(value, [',', ';', '\t', '|'], at)),
    ...optional(root, 'decimal', (value, at) => oneOf(value, ['.', ','], at)),
    ...optional(root, 'dateOrder', (value, at) => oneOf(value, ['day-first', 'month-first'], at)),
    ...optional(root, 'timeZone', (value, at) =>
      typeof value === 'string' && isTimeZone(value) ? value : refuse(at),
    ),
    ...optional(root, 'currency', (value, at) =>
      typeof value === 'string' && isCurrency(value) ? value : refuse(at),
    ),
    ...optional(root, 'distanceUnit', (value, at) => oneOf(value, ['km', 'mi'], at)),
    columns: list(readColumn)(root['columns'] ?? [], 'columns'),
    ...optional(root, 'constants', readConstants),
    ...optional(
      root,
      'key',
      list((value) => oneOf(value, KEY_FIELDS, 'key')),
    ),
  };
}

/**
 * Reads a saved column mapping that may come from anybody. Errors: those of strict JSON, and
 * `import/mapping_shape` with the place in it that is wrong.
 */
export function parseMapping(json: string): Result<ColumnMapping> {
  const parsed = parseStrictJson(json);
  if (!parsed.ok) return parsed;
  try {
    return ok(readMapping(parsed.value));
  } catch (error) {
    if (error instanceof ShapeError)
      return fail('import/mapping_shape', { details: { at: error.message } });
    throw error;
  }
}
