import type { Commands } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import { isCurrency } from '#lib/domain/currency.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Current } from '#lib/domain/session.ts';
import type { Tariff, TariffKind } from '#lib/domain/tariff.ts';
import { FieldReader, FormErrors, submitForm } from './form-errors.svelte.ts';
import type { FormTexts, KeptForm } from './kept-form.svelte.ts';
import { QuantityField } from './quantity-field.svelte.ts';
import type { NumberDisplay } from './quantity.ts';
import { BandRow, type BandText, bandText, keptBands } from './tariff-band-row.svelte.ts';
import {
  NIGHT_TIMES,
  type Season,
  seasonsFrom,
  TARIFF_PRESETS,
  type TariffPreset,
} from './tariff-presets.ts';

/** Empty: for both. */
export type CurrentChoice = Current | '';

/** The tariff of the other half of the year, saved together with the first. */
export interface SecondTariff {
  name: string;
  validFrom: string;
  validTo: string;
  readonly price: QuantityField;
}

/** A tariff in the way that can end on the day before this one begins. */
export interface Clash {
  readonly id: string;
  readonly name: string;
  readonly end: string;
}

/** What a preset calls the things it fills in. */
export interface PresetWords {
  readonly night: string;
  readonly season: (season: Season) => string;
}

interface TariffFormOptions {
  readonly commandId: string;
  readonly display: NumberDisplay;
  readonly today: string;
  readonly timeZone: string;
  readonly tariff?: Tariff;
}

/** The tariff form: texts as typed until they are saved. */
export class TariffForm implements KeptForm {
  readonly id: string | undefined;
  commandId: string;
  readonly errors = new FormErrors();
  readonly today: string;
  name = $state('');
  kind = $state<TariffKind>('home');
  /** Empty: every home. */
  placeId = $state('');
  current = $state<CurrentChoice>('');
  currency = $state('');
  timeZone = $state('');
  validFrom = $state('');
  validTo = $state('');
  preset = $state<TariffPreset>('flat');
  bands = $state.raw<readonly BandRow[]>([]);
  second = $state<SecondTariff>();
  readonly pricePerKwh: QuantityField;
  readonly pricePerMinute: QuantityField;
  readonly sessionFee: QuantityField;
  readonly untimed: QuantityField;
  readonly #display: NumberDisplay;
  #nextKey = 0;
  /** What is to end, with the first day of the tariff it makes room for. */
  #ends: readonly { readonly clash: Clash; readonly validFrom: string }[] = [];

  constructor({ commandId, display, today, timeZone, tariff }: TariffFormOptions) {
    this.commandId = commandId;
    this.id = tariff?.id;
    this.today = today;
    this.name = tariff?.name ?? '';
    this.kind = tariff?.kind ?? 'home';
    this.placeId = tariff?.placeId ?? '';
    this.current = tariff?.current ?? '';
    this.currency = tariff?.currency ?? display.currency;
    this.timeZone = tariff?.timeZone ?? timeZone;
    this.validFrom = tariff?.validFrom ?? today;
    this.validTo = tariff?.validTo ?? '';
    // Prices are read in the tariff's currency, which may be changed while typing.
    this.#display = this.#inOwnCurrency(display);
    const field = (kind: QuantityField['kind'], stored: number | undefined) =>
      new QuantityField(kind, this.#display, stored);
    this.pricePerKwh = field('pricePerKwh', tariff?.pricePerKwhMicros);
    this.pricePerMinute = field('money', tariff?.pricePerMinuteMicros);
    this.sessionFee = field('money', tariff?.sessionFeeMicros);
    this.untimed = field('pricePerKwh', tariff?.untimedPricePerKwhMicros);
    this.#openBands(tariff?.bands?.map((band) => bandText(band, this.#display)) ?? []);
  }

  get texts(): FormTexts {
    const { second } = this;
    return {
      name: this.name,
      kind: this.kind,
      placeId: this.placeId,
      current: this.current,
      currency: this.currency,
      timeZone: this.timeZone,
      validFrom: this.validFrom,
      validTo: this.validTo,
      pricePerKwh: this.pricePerKwh.text,
      pricePerMinute: this.pricePerMinute.text,
      sessionFee: this.sessionFee.text,
      untimed: this.untimed.text,
      preset: this.preset,
      bands: JSON.stringify(this.bands.map(({ text }) => text)),
      hasSecond: second ? 'yes' : '',
      secondName: second?.name ?? '',
      secondFrom: second?.validFrom ?? '',
      secondTo: second?.validTo ?? '',
      secondPrice: second?.price.text ?? '',
    };
  }

  fill(texts: FormTexts): void {
    const text = (name: string): string => texts[name] ?? '';
    this.name = text('name');
    this.kind = text('kind') === 'place' ? 'place' : 'home';
    this.placeId = text('placeId');
    const current = text('current');
    this.current = current === 'AC' || current === 'DC' ? current : '';
    this.currency = text('currency');
    this.timeZone = text('timeZone');
    this.validFrom = text('validFrom');
    this.validTo = text('validTo');
    this.pricePerKwh.text = text('pricePerKwh');
    this.pricePerMinute.text = text('pricePerMinute');
    this.sessionFee.text = text('sessionFee');
    this.untimed.text = text('untimed');
    this.preset = TARIFF_PRESETS.find((preset) => preset === text('preset')) ?? 'flat';
    this.#openBands(keptBands(text('bands')));
    this.second = undefined;
    if (text('hasSecond') === 'yes') {
      this.#openSecond({
        name: text('secondName'),
        validFrom: text('secondFrom'),
        validTo: text('secondTo'),
        price: text('secondPrice'),
      });
    }
  }

  addBand(text?: Partial<BandText>): void {
    this.bands = [...this.bands, this.#band(text)];
  }

  removeBand(key: number): void {
    this.bands = this.bands.filter((band) => band.key !== key);
  }

  /** The first band that holds an instant counts, so their order matters. */
  moveBand(key: number, by: -1 | 1): void {
    const at = this.bands.findIndex((band) => band.key === key);
    const band = this.bands[at];
    if (!band) return;
    this.bands = this.bands.toSpliced(at, 1).toSpliced(Math.max(0, at + by), 0, band);
  }

  /** Lays out the form for a kind of price list; prices and names that were typed stay. */
  usePreset(preset: TariffPreset, words: PresetWords): void {
    this.preset = preset;
    const times = NIGHT_TIMES[preset];
    const typedPrice = this.bands[0]?.price.text ?? '';
    this.#openBands(times ? [{ ...times, label: words.night, price: typedPrice }] : []);
    if (preset !== 'seasons') {
      if (this.second) this.validTo = '';
      this.second = undefined;
      return;
    }
    const [first, second] = seasonsFrom(this.today);
    if (this.name.trim() === '') this.name = words.season(first);
    this.validFrom = first.validFrom;
    this.validTo = first.validTo;
    this.#openSecond({
      name: words.season(second),
      validFrom: second.validFrom,
      validTo: second.validTo,
      price: '',
    });
  }

  /** What can be shown of it while it is typed; undefined without a price. */
  get preview(): Pick<Tariff, 'pricePerKwhMicros' | 'bands'> | undefined {
    const { current: pricePerKwhMicros } = this.pricePerKwh;
    if (pricePerKwhMicros === undefined) return undefined;
    return { pricePerKwhMicros, bands: this.bands.flatMap(({ current }) => current ?? []) };
  }

  /** The tariff that keeps this one from being saved, if ending it would help. */
  get clash(): Clash | undefined {
    const issue = this.errors.of('validFrom', '1.validFrom');
    if (issue?.code !== 'tariff/overlap') return undefined;
    const { id, name, end } = this.errors.detailsOf(issue) ?? {};
    if (typeof id !== 'string' || typeof name !== 'string' || typeof end !== 'string') {
      return undefined;
    }
    return { id, name, end };
  }

  /** The next time it is saved, the tariff in the way ends on the day that was shown. */
  endClash(clash: Clash): void {
    const isSecond = this.errors.of('validFrom') === undefined;
    const validFrom = (isSecond ? this.second?.validFrom : this.validFrom) ?? '';
    this.#ends = [...this.#ends, { clash, validFrom }];
  }

  /** The names of what ends when this is saved; a date that was changed since undoes it. */
  get ending(): readonly Clash[] {
    const firstDays = [this.validFrom, this.second?.validFrom];
    return this.#ends
      .filter(({ validFrom }) => firstDays.includes(validFrom))
      .map(({ clash }) => clash);
  }

  save(
    commands: Pick<Commands, 'saveTariff' | 'saveTariffs'>,
  ): Promise<Done<readonly Tariff[]> | undefined> {
    const { commandId, id } = this;
    const ends = this.ending.map((clash) => clash.id);
    return submitForm(this.errors, this.#contents(), async (contents) => {
      if (contents.length > 1) return commands.saveTariffs({ commandId, contents, ends });
      const [content] = contents;
      const saved = await commands.saveTariff({ commandId, content, ends, ...(id && { id }) });
      return saved.ok ? ok({ ...saved.value, value: [saved.value.value] }) : saved;
    });
  }

  #band(text?: Partial<BandText>): BandRow {
    return new BandRow(this.#nextKey++, this.#display, text);
  }

  #openBands(texts: readonly Partial<BandText>[]): void {
    this.bands = texts.map((text) => this.#band(text));
  }

  #openSecond(texts: Record<'name' | 'validFrom' | 'validTo' | 'price', string>): void {
    const price = new QuantityField('pricePerKwh', this.#display);
    price.text = texts.price;
    this.second = { ...texts, price };
  }

  #inOwnCurrency(display: NumberDisplay): NumberDisplay {
    const { locale, distanceUnit, efficiencyUnit, typed } = display;
    const current = (): string => (isCurrency(this.currency) ? this.currency : display.currency);
    return {
      locale,
      distanceUnit,
      efficiencyUnit,
      typed,
      get currency() {
        return current();
      },
    };
  }

  /** One content, or two whose fields of the second begin with `1.`. */
  #contents(): Result<readonly object[]> {
    const read = new FieldReader();
    const shared = {
      kind: this.kind,
      ...read.text('placeId', this.placeId),
      ...read.text('current', this.current),
      currency: this.currency,
      timeZone: this.timeZone.trim(),
      ...(this.bands.length > 0 && {
        bands: this.bands.map((band, at) => band.content(read, `bands.${String(at)}`)),
      }),
      ...read.member('sessionFeeMicros', this.sessionFee),
      ...read.member('pricePerMinuteMicros', this.pricePerMinute),
      ...read.member('untimedPricePerKwhMicros', this.untimed),
    };
    const first = {
      ...shared,
      name: this.name.trim(),
      validFrom: this.validFrom,
      ...read.text('validTo', this.validTo),
      ...read.member('pricePerKwhMicros', this.pricePerKwh),
    };
    const { second } = this;
    if (!second) return read.result([first]);
    return read.result([
      first,
      {
        ...shared,
        name: second.name.trim(),
        validFrom: second.validFrom,
        ...read.text('validTo', second.validTo),
        ...read.member('pricePerKwhMicros', second.price, '1.pricePerKwhMicros'),
      },
    ]);
  }
}
