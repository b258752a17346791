import type { FieldIssue, Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type { Current } from '#lib/domain/session.ts';
import type { StallPrice } from '#lib/domain/worth-it.ts';
import { type NumberDisplay, quantity, type QuantityKind } from './quantity.ts';

const KINDS = {
  price: 'pricePerKwh',
  fee: 'money',
  energy: 'energy',
} as const satisfies Readonly<Record<string, QuantityKind>>;
export type WorthField = keyof typeof KINDS;
const FIELDS = Object.keys(KINDS) as readonly WorthField[];

const WHOLE = /^\d{1,12}$/;

/** A price at a stall as typed, what it means and how an address says it: micros and Wh. */
export class WorthForm {
  texts: Readonly<Record<WorthField, string>> = $state.raw({ price: '', fee: '', energy: '' });
  current: Current = $state('DC');
  readonly #display: () => NumberDisplay;

  readonly issues: readonly FieldIssue[] = $derived.by(() =>
    FIELDS.flatMap((field) => {
      const read = this.#read(field);
      return read.ok ? [] : [{ field, code: read.error.code }];
    }),
  );

  /** Absent while there is no price that can be read. */
  readonly stall: StallPrice | undefined = $derived.by(() => {
    const [price, fee, energy] = FIELDS.map((field) => this.#value(field));
    if (price === undefined || this.issues.length > 0) return undefined;
    return {
      pricePerKwhMicros: price,
      ...(fee === undefined ? {} : { sessionFeeMicros: fee }),
      ...(energy === undefined ? {} : { energyWh: energy }),
    };
  });

  constructor(display: () => NumberDisplay, params: URLSearchParams) {
    this.#display = display;
    this.use(params);
  }

  /** Shows what an address says; what cannot be read counts as not said. */
  use(params: URLSearchParams): void {
    const shown = FIELDS.map((field) => {
      const text = params.get(field) ?? '';
      const form = quantity(KINDS[field], this.#display());
      return [field, WHOLE.test(text) ? form.toText(Number(text)) : ''];
    });
    this.texts = Object.fromEntries(shown) as Record<WorthField, string>;
    this.current = params.get('current') === 'AC' ? 'AC' : 'DC';
  }

  type(field: WorthField, text: string): void {
    this.texts = { ...this.texts, [field]: text };
  }

  /** The parameters of the address. */
  parameters(): Readonly<Record<string, string | number | undefined>> {
    const values = FIELDS.map((field) => [field, this.#value(field)]);
    return {
      ...(Object.fromEntries(values) as Record<WorthField, number | undefined>),
      current: this.current === 'AC' ? 'AC' : undefined,
    };
  }

  #read(field: WorthField): Result<number | undefined> {
    const text = this.texts[field];
    if (text.trim() === '') return ok(undefined);
    const read = quantity(KINDS[field], this.#display()).read(text);
    // Nobody is paid for charging at a stall.
    return read.ok && read.value < 0 ? fail('cost/price_range') : read;
  }

  #value(field: WorthField): number | undefined {
    const read = this.#read(field);
    return read.ok ? read.value : undefined;
  }
}
