const LONE_SURROGATE = /\p{Cs}/u;

/** Whether text has a form in UTF-8. Half a character, a lone surrogate, has none: no file holds it. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** The same for all text in plain data, names of members included. */
export function isAllWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return isWellFormed(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([key, member]: [string, unknown]) => isWellFormed(key) && isAllWellFormed(member),
  );
}
