import type { RoadTaxRate } from '#lib/domain/settings.ts';
import { QuantityField } from './quantity-field.svelte.ts';
import type { NumberDisplay } from './quantity.ts';

/** One line of the rates, as typed. */
class RateRow {
  from = $state('');
  readonly perMile: QuantityField;
  readonly annual: QuantityField;

  constructor(display: NumberDisplay, from: string, rate?: RoadTaxRate) {
    this.from = from;
    this.perMile = new QuantityField('money', display, rate?.perMileMicros);
    this.annual = new QuantityField('money', display, rate?.annualMicros);
  }
}

/** The list of road-tax rates, saved as a whole. */
export class RoadTaxForm {
  rows = $state.raw<readonly RateRow[]>([]);
  /** Set by a failed `read`: a line lacks its date or an amount. */
  isIncomplete = $state(false);
  readonly #display: NumberDisplay;
  readonly #stored: string;

  constructor(rates: readonly RoadTaxRate[], display: NumberDisplay) {
    this.#display = display;
    this.rows = rates.map((rate) => new RateRow(display, rate.from, rate));
    this.#stored = this.#text();
  }

  get isChanged(): boolean {
    return this.#text() !== this.#stored;
  }

  add(from: string): void {
    this.rows = [...this.rows, new RateRow(this.#display, from)];
  }

  remove(row: RateRow): void {
    this.rows = this.rows.filter((other) => other !== row);
  }

  /** The rates by date; undefined, and said, when a line is incomplete. */
  read(): RoadTaxRate[] | undefined {
    const rates = this.rows.flatMap(({ from, perMile, annual }): RoadTaxRate[] => {
      const perMileMicros = perMile.current;
      const annualMicros = annual.current;
      return from === '' || perMileMicros === undefined || annualMicros === undefined
        ? []
        : [{ from, perMileMicros, annualMicros }];
    });
    this.isIncomplete = rates.length < this.rows.length;
    return this.isIncomplete ? undefined : rates.sort((a, b) => (a.from < b.from ? -1 : 1));
  }

  #text(): string {
    return this.rows
      .map(({ from, perMile, annual }) => [from, perMile.text, annual.text].join('|'))
      .join('\n');
  }
}
