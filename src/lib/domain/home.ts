import type { Place } from './place.ts';
import type { Session } from './session.ts';

export type HomeClass = 'home' | 'public' | 'unknown';

const WORD = /[\p{L}\p{Nd}]+/gu;

type Matcher = (label: string) => boolean;

const matchers = new WeakMap<readonly string[], Matcher>();

function wordsOf(text: string): string {
  const words = text.toLowerCase().match(WORD);
  return words ? ` ${words.join(' ')} ` : '';
}

function matcherOf(aliases: readonly string[]): Matcher {
  const known = matchers.get(aliases);
  if (known) return known;
  const phrases = aliases.map(wordsOf).filter((phrase) => phrase !== '');
  const matcher: Matcher = (label) => {
    const words = wordsOf(label);
    return phrases.some((phrase) => words.includes(phrase));
  };
  matchers.set(aliases, matcher);
  return matcher;
}

/**
 * Whether the words of an alias occur one after another in a label: "home" is in "At home", not
 * in "Homebase". An alias without words never matches.
 */
export function matchesHomeAlias(label: string, aliases: readonly string[]): boolean {
  return matcherOf(aliases)(label);
}

/** Where a session was, by its place or its label alone; current and price never decide it. */
export function homeClass(
  session: Pick<Session, 'placeId' | 'placeLabel'>,
  placesById: ReadonlyMap<string, Pick<Place, 'isHome'>>,
  aliases: readonly string[],
): HomeClass {
  const place = session.placeId === undefined ? undefined : placesById.get(session.placeId);
  if (place) return place.isHome ? 'home' : 'public';
  const label = session.placeLabel;
  if (label === undefined || label.trim() === '') return 'unknown';
  return matchesHomeAlias(label, aliases) ? 'home' : 'public';
}
