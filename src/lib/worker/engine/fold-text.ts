const MARKS = /\p{M}+/gu;
const PLAIN = /^[\x20-\x7e]*$/;
const SPACES = /\s+/g;

/** A text as search compares it: lower case, without accents ("Café" is found by "cafe"). */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(MARKS, '').toLowerCase();
}

/** The words of a search; a row is found when each of them occurs somewhere. */
export function searchWords(search: string | undefined): readonly string[] {
  if (search === undefined) return [];
  return foldText(search).split(SPACES).filter(Boolean);
}
