import { isJsonObject, type JsonValue } from '#lib/formats/json/strict-json.ts';

/** A line of this length has room for fewer keys and shorter texts than the strict reader allows. */
const MAX_CHARS = 4_000;
const MAX_DEPTH = 32;
/**
 * What the built-in writer repeats although the strict reader may refuse it: numbers that are no
 * safe integers, escaped surrogates and names of prototypes.
 */
const SUSPECT = /\d{16}|\de\+|\\ud|"(?:__proto__|constructor|prototype)"/;

/**
 * A line of JSON as the built-in reader takes it, which is several times as fast as the strict one,
 * where both must agree: what is written back as the same text has no key twice and no number that
 * was rounded. Absent: the strict reader has to look.
 */
export function readPlainLine(line: string): JsonValue | undefined {
  if (line.length > MAX_CHARS || SUSPECT.test(line)) return undefined;
  let value: JsonValue;
  try {
    value = JSON.parse(line) as JsonValue;
  } catch {
    return undefined;
  }
  return JSON.stringify(value) === line && isShallow(value, MAX_DEPTH) ? value : undefined;
}

function isShallow(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (!isJsonObject(value)) return value.every((item) => isShallow(item, levels - 1));
  for (const key in value) if (!isShallow(value[key] ?? null, levels - 1)) return false;
  return true;
}
