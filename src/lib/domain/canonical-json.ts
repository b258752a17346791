const LONE_SURROGATE = /\p{Cs}/u;

/**
 * JSON with one form per value: keys sorted by UTF-16 code unit, no white space, shortest
 * numbers without exponent, minimal escapes. Members that are undefined are left out. Throws a
 * TypeError for what has no such form: lone surrogates, NaN, infinities, unsafe integers, and
 * anything that is not plain data.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return textJson(value);
    case 'number':
      return numberJson(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? listJson(value) : objectJson(value as Record<string, unknown>);
    default:
      throw new TypeError(`no canonical JSON for ${typeof value}`);
  }
}

function textJson(text: string): string {
  if (LONE_SURROGATE.test(text)) throw new TypeError('no canonical JSON for a lone surrogate');
  return JSON.stringify(text);
}

function numberJson(value: number): string {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    throw new TypeError(`no canonical JSON for ${value}`);
  }
  const text = String(value);
  const mark = text.indexOf('e-');
  if (mark < 0) return text;
  // ECMAScript writes numbers below 1e-6 with an exponent: 1.5e-7 is 0.00000015.
  const sign = value < 0 ? '-' : '';
  const digits = text.slice(sign.length, mark).replace('.', '');
  return `${sign}0.${'0'.repeat(Number(text.slice(mark + 2)) - 1)}${digits}`;
}

function listJson(list: readonly unknown[]): string {
  return `[${list.map(canonicalJson).join(',')}]`;
}

function objectJson(object: Record<string, unknown>): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('no canonical JSON for an object that is not plain');
  }
  const members: string[] = [];
  // The default sort compares by UTF-16 code unit.
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) members.push(`${textJson(key)}:${canonicalJson(value)}`);
  }
  return `{${members.join(',')}}`;
}
