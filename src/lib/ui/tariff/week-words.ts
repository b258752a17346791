import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import { BASE_LABEL, MINUTES_PER_DAY } from '#lib/domain/tariff-bands.ts';
import {
  type TariffWeek,
  timesOfPrice,
  type WeekPrice,
  type WeekStretch,
  type WeekTimes,
} from '#lib/domain/tariff-week.ts';

const MINUTES_PER_HOUR = 60;
const two = (value: number): string => String(value).padStart(2, '0');

/** `HH:MM` of minutes since midnight; the end of the day is 24:00. */
const clockText = (minutes: number): string =>
  `${two(Math.floor(minutes / MINUTES_PER_HOUR))}:${two(minutes % MINUTES_PER_HOUR)}`;

/** What the price is called; the one outside all bands has a name of ours. */
export const labelOf = (i18n: I18n, { label }: Pick<WeekPrice, 'label'>): string =>
  label === BASE_LABEL ? i18n.t.session.base : label;

/** The whole week in one sentence, for those who do not see it. */
export function weekSentence(
  i18n: I18n,
  week: TariffWeek,
  currency: string,
  now: WeekStretch | undefined,
): string {
  const { f, t } = i18n;
  const words = t.tariffs;
  const priceOf = (price: WeekPrice) => f.pricePerKwh(price.pricePerKwhMicros, currency);
  const prices = week.prices.map((price) =>
    words.weekPrice(
      labelOf(i18n, price),
      priceOf(price),
      f.number(price.minutes / MINUTES_PER_HOUR),
    ),
  );
  const inForce = now && week.prices[now.price];
  return words.weekSentence(
    f.list(prices),
    inForce ? words.weekNowSentence(labelOf(i18n, inForce), priceOf(inForce)) : '',
  );
}

function daysText(i18n: I18n, { firstDay, lastDay }: WeekTimes): string {
  const words = i18n.t.tariffs;
  const day = (of: number) => i18n.f.weekday(of, 'short');
  if (firstDay === 1 && lastDay === 7) return words.everyDay;
  return firstDay === lastDay ? day(firstDay) : words.weekDays(day(firstDay), day(lastDay));
}

function spanText(i18n: I18n, { from, to }: Pick<WeekStretch, 'from' | 'to'>): string {
  if (from === 0 && to === MINUTES_PER_DAY) return i18n.t.tariffs.allDay;
  return `${clockText(from)}–${clockText(to)}`;
}

/** When a price of the week holds, one line for each set of days: "Mon–Fri 16:00–19:00". */
export function timesText(i18n: I18n, week: TariffWeek, price: number): string[] {
  return timesOfPrice(week, price).map((times) =>
    i18n.t.tariffs.weekTimes(
      daysText(i18n, times),
      times.spans.map((span) => spanText(i18n, span)).join(', '),
    ),
  );
}

const LEVELS = {
  only: 'var(--accent-soft)',
  low: 'var(--good-soft)',
  middle: 'var(--warn-soft)',
  high: 'var(--bad-soft)',
} as const;

/** The colour of a price among those of its week; the number beside it says the same. */
export function fillOf({ prices }: TariffWeek, index: number): string {
  const amounts = prices.map(({ pricePerKwhMicros }) => pricePerKwhMicros);
  const [lowest, highest, own] = [amounts[0], amounts.at(-1), amounts[index]];
  if (lowest === highest) return LEVELS.only;
  if (own === lowest) return LEVELS.low;
  return own === highest ? LEVELS.high : LEVELS.middle;
}
