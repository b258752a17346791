import { refuse, valueOrRefuse } from '#lib/formats/archive/refusal.ts';
import { isJsonObject, parseStrictJson, type JsonValue } from '#lib/formats/json/strict-json.ts';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** UTF-8 without a byte-order mark as text; anything else is `json/syntax`. */
export function strictText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('json/syntax');
  }
}

/** Bytes that must be one JSON object. */
export function strictObject(bytes: Uint8Array): JsonObject {
  const value = valueOrRefuse(parseStrictJson(strictText(bytes)));
  return isJsonObject(value) ? value : refuse('json/syntax');
}

/** Whether a value is a count: an integer from `least`. */
export function isCount(value: unknown, least = 0): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

/** Whether a value is a SHA-256 in lower-case hex. */
export function isSha256(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
