import type { Position } from './near.ts';

const MAX_CHARS = 2000;

const NUMBER = String.raw`[-+−]?\d{1,3}(?:\.\d{1,20})?`;
const PAIR = String.raw`(${NUMBER})\s{0,5},\s{0,5}(${NUMBER})`;

/** Where links and `geo:` addresses hold a position, the most exact first. */
const IN_ADDRESS: readonly RegExp[] = [
  // The pin of a map, before the middle of what the map shows.
  new RegExp(`!3d(${NUMBER})!4d(${NUMBER})`),
  new RegExp(`[?&]mlat=(${NUMBER})&mlon=(${NUMBER})`),
  new RegExp(`[?&](?:q|query|ll|daddr|destination|center|coordinate)=(?:loc:)?${PAIR}`),
  new RegExp(`^geo:${PAIR}`, 'i'),
  new RegExp(`@${PAIR}`),
  new RegExp(`#map=\\d{1,2}(?:\\.\\d+)?/(${NUMBER})/(${NUMBER})`),
  new RegExp(`/${PAIR}(?:[/?#,]|$)`),
];

/** Degrees as people write them: a decimal comma needs another mark between the two. */
const DEGREES = String.raw`[-+−]?\d{1,3}(?:[.,]\d{1,20})?`;
const TYPED: readonly RegExp[] = [
  new RegExp(`^${PAIR}$`),
  new RegExp(`^(${DEGREES})\\s{0,5};\\s{0,5}(${DEGREES})$`),
  new RegExp(`^(${DEGREES})\\s{1,5}(${DEGREES})$`),
];
const WITH_LETTERS =
  /^(\d{1,3}(?:[.,]\d{1,20})?)\s{0,3}°?\s{0,3}([NS])[\s,;]{0,5}(\d{1,3}(?:[.,]\d{1,20})?)\s{0,3}°?\s{0,3}([EW])$/i;

/**
 * The position in what a person typed or pasted: "51.5, -0.1", "51,5; -0,1", "51.5° N, 0.1° W", a
 * `geo:` address or the link of a map. Absent when there is none in it or it is not on the earth.
 */
export function readPosition(text: string): Position | undefined {
  if (text.length > MAX_CHARS) return undefined;
  const plain = decoded(text.trim());
  if (/^[a-z][a-z0-9+.-]*:/i.test(plain)) return inAddress(plain);
  const lettered = WITH_LETTERS.exec(plain);
  if (lettered) {
    const [, north = '', ns = '', east = '', ew = ''] = lettered;
    return onEarth(
      degrees(north) * (/s/i.test(ns) ? -1 : 1),
      degrees(east) * (/w/i.test(ew) ? -1 : 1),
    );
  }
  return firstMatch(TYPED, plain.replaceAll('°', ''));
}

/** A position as it is typed, with a decimal point whatever the language. */
export function positionText({ latitude, longitude }: Position): string {
  return `${String(latitude)}, ${String(longitude)}`;
}

function inAddress(address: string): Position | undefined {
  const found = firstMatch(IN_ADDRESS, address);
  // `geo:0,0?q=…` names a place by its words alone.
  const isNowhere = found?.latitude === 0 && found.longitude === 0;
  return isNowhere && address.startsWith('geo:') ? undefined : found;
}

function firstMatch(patterns: readonly RegExp[], text: string): Position | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    const found = match && onEarth(degrees(match[1] ?? ''), degrees(match[2] ?? ''));
    if (found) return found;
  }
  return undefined;
}

const degrees = (text: string): number => Number(text.replace('−', '-').replace(',', '.'));

function onEarth(latitude: number, longitude: number): Position | undefined {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined;
  // Without the sign of a negative zero.
  return { latitude: latitude + 0, longitude: longitude + 0 };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
