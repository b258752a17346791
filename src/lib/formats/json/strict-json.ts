import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface StrictJsonLimits {
  /** Greatest number of nested objects and lists. */
  readonly depth?: number;
  /** Characters of the whole text. */
  readonly length?: number;
  /** Characters of one text value. */
  readonly text?: number;
  readonly keys?: number;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const INTEGER = /^-?\d+$/;
// The first character that ends a run of plain text: a quote, an escape or a bare control.
const TEXT_STOP = /["\\\u0000-\u001f]/g;
const LONE_SURROGATE = /\p{Surrogate}/u;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonRefusal extends Error {
  readonly code: string;
  readonly position: number;
  constructor(code: string, position: number) {
    super(code);
    this.code = code;
    this.position = position;
  }
}

class StrictReader {
  private at = 0;
  private readonly text: string;
  private readonly maxDepth: number;
  private readonly maxText: number;
  private readonly maxKeys: number;

  constructor(text: string, limits: StrictJsonLimits) {
    this.text = text;
    this.maxDepth = limits.depth ?? 32;
    this.maxText = limits.text ?? 64_000;
    this.maxKeys = limits.keys ?? 1_000;
  }

  document(): JsonValue {
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) this.refuse('json/syntax');
    return value;
  }

  private refuse(code: string): never {
    throw new JsonRefusal(code, this.at);
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private value(depth: number): JsonValue {
    this.space();
    const next = this.text[this.at];
    if (next === '{') return this.object(depth + 1);
    if (next === '[') return this.list(depth + 1);
    if (next === '"') return this.string();
    if (next === 't') return this.word('true', true);
    if (next === 'f') return this.word('false', false);
    if (next === 'n') return this.word('null', null);
    return this.number();
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.refuse('json/syntax');
    this.at += word.length;
    return value;
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) this.refuse('json/syntax');
    const value = Number(match[0]);
    if (!Number.isFinite(value)) this.refuse('json/number');
    // Beyond 2^53 a double no longer says which integer was meant.
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) this.refuse('json/number');
    if (INTEGER.test(match[0]) && Object.is(value, -0)) this.refuse('json/number');
    this.at += match[0].length;
    return value;
  }

  private string(): string {
    const start = this.at + 1;
    let from = start;
    let out = '';
    this.at = start;
    for (;;) {
      TEXT_STOP.lastIndex = this.at;
      const stop = TEXT_STOP.exec(this.text);
      if (!stop) this.refuse('json/syntax');
      this.at = stop.index;
      if (out.length + this.at - from > this.maxText) this.refuse('json/too_long');
      if (stop[0] === '"') {
        out += this.text.slice(from, this.at);
        this.at += 1;
        if (LONE_SURROGATE.test(out)) this.refuse('json/syntax');
        return out;
      }
      if (stop[0] !== '\\') this.refuse('json/syntax');
      out += this.text.slice(from, this.at) + this.escape();
      from = this.at;
    }
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? '';
    if (letter === 'u') {
      const hex = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.refuse('json/syntax');
      this.at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (plain === undefined) this.refuse('json/syntax');
    this.at += 2;
    return plain;
  }

  private list(depth: number): JsonValue[] {
    if (depth > this.maxDepth) this.refuse('json/depth');
    const items: JsonValue[] = [];
    this.at += 1;
    this.space();
    if (this.text[this.at] === ']') {
      this.at += 1;
      return items;
    }
    for (;;) {
      items.push(this.value(depth));
      if (this.closes(']')) return items;
    }
  }

  private object(depth: number): Readonly<Record<string, JsonValue>> {
    if (depth > this.maxDepth) this.refuse('json/depth');
    const members: Record<string, JsonValue> = {};
    let keys = 0;
    this.at += 1;
    this.space();
    if (this.text[this.at] === '}') {
      this.at += 1;
      return members;
    }
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.refuse('json/syntax');
      const key = this.string();
      if (FORBIDDEN.has(key)) this.refuse('json/forbidden_key');
      if (Object.hasOwn(members, key)) this.refuse('json/duplicate_key');
      keys += 1;
      if (keys > this.maxKeys) this.refuse('json/too_long');
      this.space();
      if (this.text[this.at] !== ':') this.refuse('json/syntax');
      this.at += 1;
      members[key] = this.value(depth);
      if (this.closes('}')) return members;
    }
  }

  /** After a member: true at the closing bracket, false at a comma. */
  private closes(bracket: string): boolean {
    this.space();
    const next = this.text[this.at];
    if (next !== bracket && next !== ',') this.refuse('json/syntax');
    this.at += 1;
    return next === bracket;
  }
}

/**
 * Parses JSON that others wrote, without surprises: no duplicate or prototype keys, no number a
 * double cannot hold, bounded depth and sizes. Errors: `json/syntax`, `json/depth`,
 * `json/number`, `json/forbidden_key`, `json/duplicate_key`, `json/too_long`.
 */
export function parseStrictJson(text: string, limits: StrictJsonLimits = {}): Result<JsonValue> {
  if (text.length > (limits.length ?? 1_000_000)) return fail('json/too_long');
  try {
    return ok(new StrictReader(text, limits).document());
  } catch (error) {
    if (error instanceof JsonRefusal)
      return fail(error.code, { details: { position: error.position } });
    throw error;
  }
}

/** Whether a JSON value is an object, not a list. */
export function isJsonObject(
  value: JsonValue | undefined,
): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
