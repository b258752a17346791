import { WEEKDAYS } from '#lib/domain/tariff-bands.ts';
import { wallMinutes } from '#lib/domain/time.ts';
import type { TariffBand } from '#lib/domain/tariff.ts';
import type { FieldReader } from './form-errors.svelte.ts';
import { QuantityField } from './quantity-field.svelte.ts';
import type { NumberDisplay } from './quantity.ts';

/** How a band is kept while it is typed. */
export interface BandText {
  readonly label: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly price: string;
  /** Days as they were stored, and fields that this version does not know. */
  readonly stored?: Readonly<Record<string, unknown>> | undefined;
}

const MIDNIGHT = '00:00';
const END_OF_DAY = '24:00';

function isSameDays(a: unknown, b: readonly number[]): a is readonly number[] {
  return Array.isArray(a) && a.length === b.length && b.every((day) => a.includes(day));
}

/** A price by time of day in the form; its key stays when others come and go. */
export class BandRow {
  readonly key: number;
  label = $state('');
  /** 1 = Monday. */
  days = $state.raw<readonly number[]>(WEEKDAYS);
  from = $state('');
  /** As a clock shows it: the end of the day is 00:00. */
  to = $state('');
  readonly price: QuantityField;
  readonly #stored: Readonly<Record<string, unknown>>;
  /** A band may have been stored as ending at the midnight of the next day: the same. */
  readonly #isStoredMidnight: boolean;

  constructor(key: number, display: NumberDisplay, text?: Partial<BandText>) {
    this.key = key;
    this.price = new QuantityField('pricePerKwh', display);
    this.label = text?.label ?? '';
    this.days = text?.days ?? WEEKDAYS;
    this.from = text?.from ?? '';
    this.to = text?.to === END_OF_DAY ? MIDNIGHT : (text?.to ?? '');
    this.price.text = text?.price ?? '';
    this.#stored = text?.stored ?? {};
    this.#isStoredMidnight = text?.to === MIDNIGHT;
  }

  get text(): BandText {
    const { label, days, from, price } = this;
    return { label, days, from, to: this.#end, price: price.text, stored: this.#stored };
  }

  /** The band as it would be stored; what cannot be read is an issue of its field. */
  content(read: FieldReader, path: string): object {
    const { days: storedDays, ...unknown } = this.#stored;
    const days = isSameDays(storedDays, this.days) ? storedDays : [...this.days].sort();
    const isEveryDay = storedDays === undefined && days.length === WEEKDAYS.length;
    return {
      ...unknown,
      label: this.label.trim(),
      ...(!isEveryDay && { days }),
      from: this.from,
      to: this.#end,
      ...read.member('pricePerKwhMicros', this.price, `${path}.pricePerKwhMicros`),
    };
  }

  /** The band for a picture; undefined while something of it is missing. */
  get current(): TariffBand | undefined {
    const { current: pricePerKwhMicros } = this.price;
    const to = this.#end;
    const isTimed = wallMinutes(this.from) !== undefined && wallMinutes(this.to) !== undefined;
    if (pricePerKwhMicros === undefined || !isTimed || this.from === to) return undefined;
    return { label: this.label.trim(), days: this.days, from: this.from, to, pricePerKwhMicros };
  }

  get #end(): string {
    return this.to === MIDNIGHT && !this.#isStoredMidnight ? END_OF_DAY : this.to;
  }
}

/** A stored band as it is typed. */
export function bandText(band: TariffBand, { typed }: NumberDisplay): BandText {
  const { label, days, from, to, pricePerKwhMicros, ...unknown } = band;
  return {
    label,
    days: days ?? WEEKDAYS,
    from,
    to,
    price: typed(pricePerKwhMicros / 1_000_000, 6),
    stored: { ...unknown, ...(days && { days }) },
  };
}

/** Bands that were kept as text; none when it is not one of ours. */
export function keptBands(text: string): readonly Partial<BandText>[] {
  try {
    const kept: unknown = JSON.parse(text);
    const isBand = (one: unknown): one is Partial<BandText> =>
      typeof one === 'object' && one !== null;
    return Array.isArray(kept) ? kept.filter(isBand) : [];
  } catch {
    return [];
  }
}
