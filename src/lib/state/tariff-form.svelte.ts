import type { Commands } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import { isCurrency } from '#lib/domain/currency.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Tariff, TariffBand, TariffKind } from '#lib/domain/tariff.ts';
import { FieldReader, FormErrors, submitForm } from './form-errors.svelte.ts';
import type { FormTexts, KeptForm } from './kept-form.svelte.ts';
import { QuantityField } from './quantity-field.svelte.ts';
import type { NumberDisplay } from './quantity.ts';

/** The tariff form: texts as typed until they are saved. */
export class TariffForm implements KeptForm {
  readonly id: string | undefined;
  commandId: string;
  readonly errors = new FormErrors();
  /** Prices by time of day, which this form shows and keeps but does not change. */
  readonly bands: readonly TariffBand[];
  name = $state('');
  kind = $state<TariffKind>('home');
  /** Empty: every home. */
  placeId = $state('');
  currency = $state('');
  timeZone = $state('');
  validFrom = $state('');
  validTo = $state('');
  readonly pricePerKwh: QuantityField;
  readonly pricePerMinute: QuantityField;
  readonly sessionFee: QuantityField;
  readonly untimed: QuantityField;

  constructor(options: {
    commandId: string;
    display: NumberDisplay;
    today: string;
    timeZone: string;
    tariff?: Tariff;
  }) {
    const { commandId, display, today, timeZone, tariff } = options;
    this.commandId = commandId;
    this.id = tariff?.id;
    this.bands = tariff?.bands ?? [];
    this.name = tariff?.name ?? '';
    this.kind = tariff?.kind ?? 'home';
    this.placeId = tariff?.placeId ?? '';
    this.currency = tariff?.currency ?? display.currency;
    this.timeZone = tariff?.timeZone ?? timeZone;
    this.validFrom = tariff?.validFrom ?? today;
    this.validTo = tariff?.validTo ?? '';
    // Prices are read in the tariff's currency, which may be changed while typing.
    const inCurrency: NumberDisplay = this.#inOwnCurrency(display);
    const field = (kind: QuantityField['kind'], stored: number | undefined) =>
      new QuantityField(kind, inCurrency, stored);
    this.pricePerKwh = field('pricePerKwh', tariff?.pricePerKwhMicros);
    this.pricePerMinute = field('money', tariff?.pricePerMinuteMicros);
    this.sessionFee = field('money', tariff?.sessionFeeMicros);
    this.untimed = field('pricePerKwh', tariff?.untimedPricePerKwhMicros);
  }

  get texts(): FormTexts {
    return {
      name: this.name,
      kind: this.kind,
      placeId: this.placeId,
      currency: this.currency,
      timeZone: this.timeZone,
      validFrom: this.validFrom,
      validTo: this.validTo,
      pricePerKwh: this.pricePerKwh.text,
      pricePerMinute: this.pricePerMinute.text,
      sessionFee: this.sessionFee.text,
      untimed: this.untimed.text,
    };
  }

  fill(texts: FormTexts): void {
    this.name = texts['name'] ?? '';
    this.kind = texts['kind'] === 'place' ? 'place' : 'home';
    this.placeId = texts['placeId'] ?? '';
    this.currency = texts['currency'] ?? '';
    this.timeZone = texts['timeZone'] ?? '';
    this.validFrom = texts['validFrom'] ?? '';
    this.validTo = texts['validTo'] ?? '';
    this.pricePerKwh.text = texts['pricePerKwh'] ?? '';
    this.pricePerMinute.text = texts['pricePerMinute'] ?? '';
    this.sessionFee.text = texts['sessionFee'] ?? '';
    this.untimed.text = texts['untimed'] ?? '';
  }

  save(commands: Pick<Commands, 'saveTariff'>): Promise<Done<Tariff> | undefined> {
    return submitForm(this.errors, this.#content(), (content) =>
      commands.saveTariff({
        commandId: this.commandId,
        content,
        ...(this.id !== undefined && { id: this.id }),
      }),
    );
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

  #content(): Result<object> {
    const read = new FieldReader();
    return read.result({
      name: this.name.trim(),
      kind: this.kind,
      ...read.text('placeId', this.placeId),
      currency: this.currency,
      timeZone: this.timeZone.trim(),
      validFrom: this.validFrom,
      ...read.text('validTo', this.validTo),
      ...read.member('pricePerKwhMicros', this.pricePerKwh),
      ...(this.bands.length > 0 && { bands: this.bands }),
      ...read.member('sessionFeeMicros', this.sessionFee),
      ...read.member('pricePerMinuteMicros', this.pricePerMinute),
      ...read.member('untimedPricePerKwhMicros', this.untimed),
    });
  }
}
