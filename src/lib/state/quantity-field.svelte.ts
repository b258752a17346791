import { type Result, ok } from '#lib/domain/result.ts';
import { type NumberDisplay, type QuantityKind, quantity } from './quantity.ts';

/**
 * A number in a form, as typed. Text that was not changed gives back the stored value itself:
 * what is shown is rounded, and opening and saving a form must not change anything.
 */
export class QuantityField {
  text = $state('');
  readonly kind: QuantityKind;
  readonly #display: NumberDisplay;
  readonly #stored: number | undefined;
  readonly #initial: string;

  constructor(kind: QuantityKind, display: NumberDisplay, stored?: number) {
    this.kind = kind;
    this.#display = display;
    this.#stored = stored;
    this.#initial = stored === undefined ? '' : quantity(kind, display).toText(stored);
    this.text = this.#initial;
  }

  get isBlank(): boolean {
    return this.text.trim() === '';
  }

  /** The value in stored units; undefined when nothing is typed. Fails with `number/…`. */
  read(): Result<number | undefined> {
    if (this.isBlank) return ok(undefined);
    if (this.text === this.#initial) return ok(this.#stored);
    return quantity(this.kind, this.#display).read(this.text);
  }

  /** The value for a hint while typing; undefined also while it cannot be read. */
  get current(): number | undefined {
    const result = this.read();
    return result.ok ? result.value : undefined;
  }
}
