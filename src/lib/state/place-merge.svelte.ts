import type { App } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import type { MergedPlaces } from '#lib/app/place-port.ts';
import {
  differingFields,
  type MergeField,
  tariffClash,
  tariffsOfPlace,
  usuallyTaken,
} from '#lib/domain/place-merge.ts';
import type { Place } from '#lib/domain/place.ts';
import type { AppError } from '#lib/domain/result.ts';
import type { Tariff } from '#lib/domain/tariff.ts';

/** Two places to be merged: which one stays, and what it takes over. */
export class PlaceMerge {
  readonly first: Place;
  readonly others: readonly Place[];
  readonly #tariffs: readonly Tariff[];
  readonly #app: Pick<App, 'facts' | 'commands' | 'ids'>;
  readonly #commandId: string;
  #otherId = $state('');
  #keepsOther = $state(false);
  #taken = $state.raw<readonly MergeField[]>([]);
  #sessions = $state.raw<ReadonlyMap<string, number>>(new Map());
  #failure = $state.raw<AppError>();

  readonly #other = $derived.by(() => this.others.find(({ id }) => id === this.#otherId));

  constructor(
    app: Pick<App, 'facts' | 'commands' | 'ids'>,
    first: Place,
    others: readonly Place[],
    tariffs: readonly Tariff[],
  ) {
    this.#app = app;
    this.first = first;
    this.others = others;
    this.#tariffs = tariffs;
    this.#commandId = app.ids.next();
  }

  get otherId(): string {
    return this.#otherId;
  }

  /** The two places; absent until the other one is chosen. */
  get pair(): { readonly keep: Place; readonly gone: Place } | undefined {
    if (!this.#other) return undefined;
    return this.#keepsOther
      ? { keep: this.#other, gone: this.first }
      : { keep: this.first, gone: this.#other };
  }

  /** The fields to choose for. */
  get differing(): readonly MergeField[] {
    return this.pair ? differingFields(this.pair.keep, this.pair.gone) : [];
  }

  isTaken(field: MergeField): boolean {
    return this.#taken.includes(field);
  }

  /** How many sessions move; absent until they are counted. */
  get movingSessions(): number | undefined {
    return this.pair && this.#sessions.get(this.pair.gone.id);
  }

  get movingTariffs(): number {
    return this.pair ? tariffsOfPlace(this.#tariffs, this.pair.gone.id).length : 0;
  }

  /** Why it cannot be done, or was not. */
  get problem(): AppError | undefined {
    if (this.#failure || !this.pair) return this.#failure;
    const clash = tariffClash(this.#tariffs, this.pair.keep.id, this.pair.gone.id);
    if (!clash) return undefined;
    const details = { kept: clash.kept.name, moved: clash.moved.name };
    return { code: 'place/tariffs_overlap', details };
  }

  chooseOther(id: string): void {
    this.#otherId = id;
    this.#start();
  }

  /** Keeps the one with this id. */
  keep(id: string): void {
    this.#keepsOther = id !== this.first.id;
    this.#start();
  }

  take(field: MergeField, isTaken: boolean): void {
    const others = this.#taken.filter((one) => one !== field);
    this.#taken = isTaken ? [...others, field] : others;
  }

  /** Merges, once. Undefined when it was refused; `problem` says why. */
  async merge(): Promise<Done<MergedPlaces> | undefined> {
    if (!this.pair) return undefined;
    const { keep, gone } = this.pair;
    const result = await this.#app.commands.mergePlaces({
      commandId: this.#commandId,
      keepId: keep.id,
      goneId: gone.id,
      taken: this.#taken,
    });
    if (result.ok) return result.value;
    this.#failure = result.error;
    return undefined;
  }

  #start(): void {
    this.#failure = undefined;
    if (!this.pair) return;
    const { keep, gone } = this.pair;
    this.#taken = usuallyTaken(keep, gone);
    if (!this.#sessions.has(gone.id)) void this.#count(gone.id);
  }

  async #count(id: string): Promise<void> {
    const { length } = await this.#app.facts.read.sessionIdsAt(id);
    this.#sessions = new Map(this.#sessions).set(id, length);
  }
}
