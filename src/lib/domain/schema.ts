import { isLocalDate } from './civil-date.ts';
import { isCurrency } from './currency.ts';
import { type FieldIssue, type Result, fail, ok } from './result.ts';
import { isTimeZone } from './time.ts';
import { isWellFormed } from './well-formed.ts';
import { z } from './zod.ts';

// Every rule carries its domain code as zod's message, so that an issue names field and code.

const WELL_FORMED = z.refine<string>(isWellFormed, 'text/bad_character');

/** Characters are code points: an emoji outside the basic plane is one. */
function characters(value: string): number {
  return Array.from(value).length;
}

/** Text of so many characters at most; what no file could hold is refused by a code of its own. */
export function text(code: string, max: number, min = 0) {
  return z.string(code).check(
    z.refine((value) => {
      const length = value.length <= max ? value.length : characters(value);
      return length >= min && length <= max;
    }, code),
    WELL_FORMED,
  );
}

/** A name: trimmed, then 1..max characters. */
export function nameText(code: string, max: number) {
  return z.string(code).check(
    z.trim(),
    z.refine((value) => {
      return value !== '' && characters(value) <= max;
    }, code),
    WELL_FORMED,
  );
}

export function number(code: string, min: number, max: number) {
  return z.number(code).check(z.refine((value) => value >= min && value <= max, code));
}

export function integer(code: string, min: number, max: number) {
  return z
    .number(code)
    .check(z.refine((value) => Number.isInteger(value) && value >= min && value <= max, code));
}

/** Micros of a price or an amount, whole. */
export function micros(code: string, min: number, max: number) {
  return integer(code, min, max);
}

export function localDate(code: string) {
  return z.string(code).check(z.refine(isLocalDate, code));
}

export function timeZone(code: string) {
  return z.string(code).check(z.refine(isTimeZone, code));
}

export function currency(code: string) {
  return z.string(code).check(z.refine(isCurrency, code));
}

/** A flag that is false when missing. */
export function flag(code: string) {
  return z._default(z.boolean(code), false);
}

type Shape = Readonly<Record<string, unknown>>;

function isShape(input: unknown): input is Shape {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** Absent is a missing key: undefined and null members are left out. */
function withoutBlanks(input: Shape): Shape {
  if (!Object.values(input).some((value) => value === undefined || value === null)) return input;
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  );
}

function valueAt(input: unknown, path: readonly PropertyKey[]): { value?: string | number } {
  let value = input;
  for (const key of path)
    value = isShape(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? { value } : {};
}

/**
 * Validates an entity: each field by the schema, then the rules between fields over those that
 * are sound (`isWhole`: all are), so that all problems are told at once. Unknown fields are kept.
 * Fails with `<area>/invalid` and the issues.
 */
export function validateShape<S extends z.core.$ZodType>(
  area: string,
  schema: S,
  input: unknown,
  rules: (sound: Partial<z.output<S>>, isWhole: boolean) => Iterable<FieldIssue>,
): Result<z.output<S>> {
  const code = `${area}/invalid`;
  if (!isShape(input)) return fail(code, { fields: [{ field: '', code }] });
  const present = withoutBlanks(input);
  const parsed = z.safeParse(schema, present);
  if (parsed.success) {
    const fields = [...rules(parsed.data, true)];
    return fields.length > 0 ? fail(code, { fields }) : ok(parsed.data);
  }
  const broken = new Set<PropertyKey | undefined>();
  const fields: FieldIssue[] = parsed.error.issues.map(({ path, message }) => {
    broken.add(path[0]);
    return { field: path.map(String).join('.'), code: message, ...valueAt(present, path) };
  });
  const sound = Object.entries(present).filter(([field]) => !broken.has(field));
  fields.push(...rules(Object.fromEntries(sound) as Partial<z.output<S>>, false));
  return fail(code, { fields });
}
