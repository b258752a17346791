import type { LocalDate, WallTime } from '#lib/domain/entity.ts';
import type { FieldIssue, Result } from '#lib/domain/result.ts';
import { ok } from '#lib/domain/result.ts';
import type { Current } from '#lib/domain/session.ts';
import type { PlannerField, PlannerQuery } from './planner-address.ts';
import type { Prefill, Prefills } from './planner-defaults.ts';
import type { PlannerValues } from './planner-plan.ts';
import { type NumberDisplay, type Quantity, quantity, type QuantityKind } from './quantity.ts';

const KINDS: Readonly<Record<PlannerField, { kind: QuantityKind; unit?: number }>> = {
  startSoc: { kind: 'percent' },
  targetSoc: { kind: 'percent' },
  stopSoc: { kind: 'percent' },
  dcChargerW: { kind: 'power' },
  dcPricePerKwhMicros: { kind: 'pricePerKwh' },
  dcSessionFeeMicros: { kind: 'money' },
  homePowerW: { kind: 'power' },
  homePricePerKwhMicros: { kind: 'pricePerKwh' },
  acPricePerKwhMicros: { kind: 'pricePerKwh' },
  customW: { kind: 'power' },
  maxDcS: { kind: 'number', unit: 60 },
  maxTotalS: { kind: 'number', unit: 3600 },
  maxNights: { kind: 'number' },
};

function without<T extends object>(values: T, ...names: readonly (keyof T)[]): Partial<T> {
  const kept = Object.entries(values).filter(([name]) => !names.includes(name as keyof T));
  return Object.fromEntries(kept) as Partial<T>;
}

/**
 * What a plan is made of: texts as typed and what they mean. An empty box stands for what is usual;
 * the prefills say what that is.
 */
export class PlannerForm {
  #query = $state.raw<PlannerQuery>({ set: {} });
  /** Only boxes typed into: all others show their value. */
  #typed = $state.raw<Partial<Record<PlannerField, string>>>({});
  readonly #display: () => NumberDisplay;
  readonly #prefills: (query: PlannerQuery) => Prefills;
  readonly prefills: Prefills = $derived.by(() => this.#prefills(this.#query));

  /** Numbers with what is usual filled in; without those that cannot be read. */
  readonly values: PlannerValues = $derived.by(() => {
    const usual = Object.entries(this.prefills).map(([field, { value }]) => [field, value]);
    const known = { ...Object.fromEntries(usual), ...this.#query.set } as PlannerValues;
    const unread = new Set<string>(this.unreadable.map(({ field }) => field));
    return Object.fromEntries(Object.entries(known).filter(([field]) => !unread.has(field)));
  });

  readonly unreadable: readonly FieldIssue[] = $derived.by(() =>
    Object.entries(this.#typed).flatMap(([field, text]) => {
      const read = this.#read(field as PlannerField, text);
      return read.ok ? [] : [{ field, code: read.error.code }];
    }),
  );

  constructor(
    display: () => NumberDisplay,
    prefills: (query: PlannerQuery) => Prefills,
    query: PlannerQuery,
  ) {
    this.#display = display;
    this.#prefills = prefills;
    this.#query = query;
  }

  get query(): PlannerQuery {
    return this.#query;
  }

  /** Shows what an address says. */
  use(query: PlannerQuery): void {
    this.#typed = {};
    this.#query = query;
  }

  text(field: PlannerField): string {
    const typed = this.#typed[field];
    if (typed !== undefined) return typed;
    const value = this.#query.set[field] ?? this.prefills[field]?.value;
    return value === undefined ? '' : this.#toText(field, value);
  }

  /** Where the value of a box is from; absent once a person has typed or set it. */
  prefill(field: PlannerField): Prefill | undefined {
    if ((this.#typed[field] ?? '').trim() !== '') return undefined;
    return this.#query.set[field] === undefined ? this.prefills[field] : undefined;
  }

  type(field: PlannerField, text: string): void {
    this.#typed = { ...this.#typed, [field]: text };
    const read = this.#read(field, text);
    this.#put(field, read.ok ? read.value : undefined);
  }

  set(field: PlannerField, value: number): void {
    this.#typed = without(this.#typed, field);
    this.#put(field, value);
  }

  /** A box that was left empty shows what is usual again. */
  leave(field: PlannerField): void {
    if (this.#typed[field]?.trim() !== '') return;
    this.#typed = without(this.#typed, field);
  }

  depart(date: LocalDate | undefined, time: WallTime | undefined): void {
    this.#query = {
      ...without(this.#query, 'departDate', 'departTime'),
      set: this.#query.set,
      ...(date === undefined ? {} : { departDate: date }),
      ...(time === undefined ? {} : { departTime: time }),
    };
  }

  charge(current: Current): void {
    this.#query = { ...this.#query, customCurrent: current };
  }

  #put(field: PlannerField, value: number | undefined): void {
    const others = without(this.#query.set, field);
    const set = value === undefined ? others : { ...others, [field]: value };
    this.#query = { ...this.#query, set };
  }

  #quantity(field: PlannerField): { quantity: Quantity; unit: number } {
    const { kind, unit = 1 } = KINDS[field];
    return { quantity: quantity(kind, this.#display()), unit };
  }

  #toText(field: PlannerField, value: number): string {
    const { quantity: form, unit } = this.#quantity(field);
    return form.toText(value / unit);
  }

  #read(field: PlannerField, text: string): Result<number | undefined> {
    if (text.trim() === '') return ok(undefined);
    const { quantity: form, unit } = this.#quantity(field);
    const read = form.read(text);
    return read.ok ? ok(read.value * unit) : read;
  }
}
