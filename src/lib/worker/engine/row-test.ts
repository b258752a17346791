import { nameKey } from '#lib/domain/name-key.ts';
import type { SessionFilter } from '#lib/app/facts.ts';
import { epochDayOf, isLocalDate } from '#lib/domain/civil-date.ts';
import { AC, DC, FREE, HOME, INCOMPLETE, LISTED, PUBLIC } from './flags.ts';
import { foldText, searchWords } from './fold-text.ts';
import type { PlaceLookup } from './place-lookup.ts';
import type { SessionTable } from './session-table.ts';

/** A filter as bits and codes, so that testing a row compares a few numbers. */
interface RowTest {
  readonly mask: number;
  readonly wanted: number;
  readonly fromDay: number;
  readonly toDay: number;
  /** The code a row must have; -1 for any. */
  readonly car: number;
  readonly place: number;
  /** By network code: whether it is the wanted one. Absent for any. */
  readonly networks?: Uint8Array;
  readonly words: readonly WordTest[];
}

/** One word of a search and where it occurs. */
interface WordTest {
  readonly word: string;
  readonly places: Uint8Array;
  readonly labels: Uint8Array;
  readonly networks: Uint8Array;
}

const CURRENT_BITS = { AC, DC, unknown: 0 } as const;
const CLASS_BITS = { home: HOME, public: PUBLIC, unknown: 0 } as const;

/** Makes the test of a filter. Absent when no row can pass: its car or place never occurs. */
export function rowTest(
  table: SessionTable,
  lookup: PlaceLookup,
  filter: SessionFilter,
): RowTest | undefined {
  const { texts } = table;
  const { carId, placeId, network, current, homeClass: homeOrPublic, free, toComplete } = filter;
  const car = carId === undefined ? -1 : texts.cars.find(carId);
  const place = placeId === undefined ? -1 : texts.places.find(placeId);
  if (car === undefined || place === undefined) return undefined;
  let [mask, wanted] = [LISTED, LISTED];
  if (current !== undefined) {
    mask |= AC | DC;
    wanted |= CURRENT_BITS[current];
  }
  if (homeOrPublic !== undefined) {
    mask |= HOME | PUBLIC;
    wanted |= CLASS_BITS[homeOrPublic];
  }
  if (free !== undefined) {
    mask |= FREE;
    wanted |= free ? FREE : 0;
  }
  if (toComplete !== undefined) {
    mask |= INCOMPLETE;
    wanted |= toComplete ? INCOMPLETE : 0;
  }
  const key = network === undefined ? undefined : nameKey(network);
  return {
    mask,
    wanted,
    fromDay: dayOf(filter.from) ?? -Infinity,
    toDay: dayOf(filter.to) ?? Infinity,
    car,
    place,
    ...(key !== undefined && {
      networks: marks(texts.networks.texts, (text) => text !== '' && nameKey(text) === key),
    }),
    words: searchWords(filter.search).map((word) => ({
      word,
      places: marks(texts.places.texts, (id) => foldText(lookup.placeName(id)).includes(word)),
      labels: marks(texts.labels.texts, (text) => foldText(text).includes(word)),
      networks: marks(texts.networks.texts, (text) => foldText(text).includes(word)),
    })),
  };
}

/** The rows of `ordered` that pass, in the same order. */
export function passingRows(table: SessionTable, test: RowTest, ordered: Uint32Array): Uint32Array {
  const { flags, day, car, place, network } = table.columns;
  const { mask, wanted, fromDay, toDay, networks, words } = test;
  const passed = new Uint32Array(ordered.length);
  let size = 0;
  for (const slot of ordered) {
    if (((flags[slot] ?? 0) & mask) !== wanted) continue;
    const date = day[slot] ?? 0;
    if (date < fromDay || date > toDay) continue;
    if (test.car !== -1 && car[slot] !== test.car) continue;
    if (test.place !== -1 && place[slot] !== test.place) continue;
    if (networks && networks[network[slot] ?? 0] !== 1) continue;
    if (words.length > 0 && !hasWords(table, words, slot)) continue;
    passed[size++] = slot;
  }
  return size === passed.length ? passed : passed.slice(0, size);
}

function hasWords(table: SessionTable, words: readonly WordTest[], slot: number): boolean {
  const { place, label, network } = table.columns;
  const note = table.texts.notes[slot] ?? '';
  for (const { word, places, labels, networks } of words) {
    const found =
      labels[label[slot] ?? 0] === 1 ||
      places[place[slot] ?? 0] === 1 ||
      networks[network[slot] ?? 0] === 1 ||
      (note !== '' && note.includes(word));
    if (!found) return false;
  }
  return true;
}

function marks(texts: readonly string[], holds: (text: string) => boolean): Uint8Array {
  return Uint8Array.from(texts, (text) => (holds(text) ? 1 : 0));
}

/** A date that is none does not narrow: filters come from addresses, which people edit. */
function dayOf(date: string | undefined): number | undefined {
  return isLocalDate(date) ? epochDayOf(date) : undefined;
}
