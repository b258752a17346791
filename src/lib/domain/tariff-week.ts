import type { Tariff } from './tariff.ts';
import { BASE_LABEL, MINUTES_PER_DAY, WEEKDAYS, bandEdges, bandOnClock } from './tariff-bands.ts';
import { localDateOf, wallMsOf } from './time.ts';
import { weekdayOf } from './civil-date.ts';
import { MS_PER_MINUTE } from './units.ts';

/** A price with its label, as a week shows it. */
export interface WeekPrice {
  readonly label: string;
  readonly pricePerKwhMicros: number;
  /** Minutes of the wall clock in one week. */
  readonly minutes: number;
}

/** A stretch of a day with one price; minutes since midnight, `to` exclusive. */
export interface WeekStretch {
  readonly from: number;
  readonly to: number;
  /** Index in the prices of the week. */
  readonly price: number;
}

/** A tariff as a week of wall clock: no day of it is longer or shorter than 24 hours. */
export interface TariffWeek {
  /** The cheapest first; equal ones by label. */
  readonly prices: readonly WeekPrice[];
  /** Monday to Sunday; the stretches of a day follow one another without a gap. */
  readonly days: readonly (readonly WeekStretch[])[];
}

type WeekTariff = Pick<Tariff, 'bands' | 'pricePerKwhMicros'>;

interface Piece {
  readonly from: number;
  to: number;
  readonly label: string;
  readonly pricePerKwhMicros: number;
}

function isSamePrice(
  a: Pick<WeekPrice, 'label' | 'pricePerKwhMicros'>,
  b: Pick<WeekPrice, 'label' | 'pricePerKwhMicros'>,
): boolean {
  return a.label === b.label && a.pricePerKwhMicros === b.pricePerKwhMicros;
}

function piecesOf(tariff: WeekTariff, weekday: number, edges: readonly number[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1] ?? MINUTES_PER_DAY;
    const band = bandOnClock(tariff, weekday, from);
    const { pricePerKwhMicros } = band ?? tariff;
    const piece = { from, to, label: band?.label ?? BASE_LABEL, pricePerKwhMicros };
    const last = pieces.at(-1);
    if (last && isSamePrice(last, piece)) last.to = to;
    else pieces.push(piece);
  }
  return pieces;
}

function pricesOf(pieces: readonly Piece[]): WeekPrice[] {
  const prices: (WeekPrice & { minutes: number })[] = [];
  for (const { from, to, label, pricePerKwhMicros } of pieces) {
    const known = prices.find((price) => isSamePrice(price, { label, pricePerKwhMicros }));
    if (known) known.minutes += to - from;
    else prices.push({ label, pricePerKwhMicros, minutes: to - from });
  }
  return prices.sort(
    (a, b) => a.pricePerKwhMicros - b.pricePerKwhMicros || (a.label < b.label ? -1 : 1),
  );
}

/** The prices of a tariff over a week of wall clock. */
export function tariffWeek(tariff: WeekTariff): TariffWeek {
  const edges = [...bandEdges(tariff)]
    .filter((edge) => edge < MINUTES_PER_DAY)
    .sort((a, b) => a - b);
  const days = WEEKDAYS.map((weekday) => piecesOf(tariff, weekday, edges));
  const prices = pricesOf(days.flat());
  return {
    prices,
    days: days.map((pieces) =>
      pieces.map((piece) => ({
        from: piece.from,
        to: piece.to,
        price: prices.findIndex((price) => isSamePrice(price, piece)),
      })),
    ),
  };
}

/** Where an instant lies in the week of a zone's wall clock: 1 = Monday, minutes since midnight. */
export function clockOfWeek(
  instant: number,
  timeZone: string,
): { readonly weekday: number; readonly minutes: number } {
  return {
    weekday: weekdayOf(localDateOf(instant, timeZone)),
    minutes: Math.floor(wallMsOf(instant, timeZone) / MS_PER_MINUTE),
  };
}

/** The stretch of a week that holds a wall time; absent outside of any. */
export function stretchAt(
  week: TariffWeek,
  { weekday, minutes }: { readonly weekday: number; readonly minutes: number },
): WeekStretch | undefined {
  return week.days[weekday - 1]?.find(({ from, to }) => minutes >= from && minutes < to);
}

/** When a price holds: the same spans on each day from the first to the last, 1 = Monday. */
export interface WeekTimes {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly spans: readonly Pick<WeekStretch, 'from' | 'to'>[];
}

/** When a price of a week holds, neighbouring days with the same times in one. */
export function timesOfPrice(week: TariffWeek, price: number): WeekTimes[] {
  const times: { firstDay: number; lastDay: number; spans: WeekTimes['spans'] }[] = [];
  for (const [index, stretches] of week.days.entries()) {
    const spans = stretches.filter((stretch) => stretch.price === price);
    if (spans.length === 0) continue;
    const day = index + 1;
    const last = times.at(-1);
    if (last?.lastDay === day - 1 && isSameSpans(last.spans, spans)) last.lastDay = day;
    else times.push({ firstDay: day, lastDay: day, spans });
  }
  return times;
}

function isSameSpans(a: WeekTimes['spans'], b: WeekTimes['spans']): boolean {
  return (
    a.length === b.length &&
    a.every((span, index) => span.from === b[index]?.from && span.to === b[index].to)
  );
}
