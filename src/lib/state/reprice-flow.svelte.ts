import type { App } from '#lib/app/app.ts';
import type { Undone } from '#lib/app/facts.ts';
import {
  type AmountSums,
  type RepricingRow,
  sumsOf,
  sumsWithout,
} from '#lib/domain/repricing-preview.ts';
import type { AppError, Result } from '#lib/domain/result.ts';
import type {
  EngineClient,
  Progress,
  Repriced,
  RepriceList,
  RepricePreview,
  RepriceScope,
} from '#lib/worker/api.ts';

type RepriceEngine = Pick<
  EngineClient,
  'previewReprice' | 'repriceRows' | 'reprice' | 'undoReprice' | 'cancel'
>;

interface Doors {
  readonly engine: RepriceEngine;
  readonly ids: App['ids'];
}

type Work = 'looking' | 'writing' | 'undoing';

/** Charges on their way to another cost: looked at, chosen from, written, perhaps taken back. */
export class RepriceFlow {
  readonly #app: Doors;
  #scope: RepriceScope | undefined;
  #preview = $state.raw<RepricePreview>();
  #leftOut = $state.raw<ReadonlyMap<string, RepricingRow>>(new Map());
  #done = $state.raw<Repriced>();
  #undone = $state.raw<Undone>();
  #failure = $state.raw<AppError>();
  #work = $state<Work>();
  #progress = $state.raw<Progress>();
  /** Number of the newest job: an older one that still answers is dropped. */
  #jobs = 0;

  /** Charges that would lose their cost keep it. */
  keepLosing = $state(false);

  constructor(app: Doors) {
    this.#app = app;
  }

  get preview(): RepricePreview | undefined {
    return this.#preview;
  }
  /** What was written; absent until it is. */
  get done(): Repriced | undefined {
    return this.#done;
  }
  get undone(): Undone | undefined {
    return this.#undone;
  }
  get failure(): AppError | undefined {
    return this.#failure;
  }
  get work(): Work | undefined {
    return this.#work;
  }
  get progress(): Progress | undefined {
    return this.#progress;
  }

  /** Rows left out one by one that are not left out anyway. */
  readonly #excluded = $derived(
    [...this.#leftOut.values()].filter((row) => !(this.keepLosing && !row.after)),
  );
  /** How many a person leaves as they are. */
  readonly leftOut = $derived(
    this.#excluded.length + (this.keepLosing ? (this.#preview?.losing ?? 0) : 0),
  );
  /** How many costs would be written now. */
  readonly willChange = $derived((this.#preview?.changing ?? 0) - this.leftOut);
  /** What those come to. */
  readonly sums: readonly AmountSums[] = $derived.by(() => {
    if (!this.#preview) return [];
    const { sums, losingSums } = this.#preview;
    const kept = this.keepLosing ? sumsWithout(sums, losingSums) : sums;
    return sumsWithout(kept, sumsOf(this.#excluded));
  });

  isChosen(row: RepricingRow): boolean {
    return !this.#leftOut.has(row.id) && !(this.keepLosing && !row.after);
  }

  choose(row: RepricingRow, chosen: boolean): void {
    const next = new Map(this.#leftOut);
    if (chosen) next.delete(row.id);
    else next.set(row.id, row);
    this.#leftOut = next;
  }

  /** Works out what re-pricing would do; what was left out before is in again. */
  async look(scope: RepriceScope | undefined = this.#scope): Promise<void> {
    if (!scope) return;
    await this.stopLooking();
    this.#scope = scope;
    this.#preview = undefined;
    this.#done = undefined;
    this.#undone = undefined;
    this.#leftOut = new Map();
    this.keepLosing = false;
    const result = await this.#run('looking', () =>
      this.#app.engine.previewReprice(scope, this.#show),
    );
    if (result?.ok) this.#preview = result.value;
  }

  /** Rows of one of the preview's lists. */
  async rows(list: RepriceList, offset: number, limit: number): Promise<readonly RepricingRow[]> {
    const preview = this.#preview;
    if (!preview) return [];
    const result = await this.#app.engine.repriceRows(preview.previewId, list, offset, limit);
    if (result.ok) return result.value;
    // The worker was started again meanwhile, and has forgotten it.
    if (preview === this.#preview) this.#failure = result.error;
    return [];
  }

  async write(): Promise<Repriced | undefined> {
    const preview = this.#preview;
    if (!preview || this.#work !== undefined || this.willChange === 0) return undefined;
    const request = {
      previewId: preview.previewId,
      commandId: this.#app.ids.next(),
      leaveOut: this.#excluded.map(({ id }) => id),
      keepLosing: this.keepLosing,
    };
    const result = await this.#run('writing', () => this.#app.engine.reprice(request, this.#show));
    if (!result?.ok) return undefined;
    this.#done = result.value;
    return result.value;
  }

  async undo(done: Repriced): Promise<Result<Undone> | undefined> {
    const result = await this.#run('undoing', () =>
      this.#app.engine.undoReprice(done.jobId, this.#app.ids.next()),
    );
    if (result?.ok && this.#done === done) this.#undone = result.value;
    return result;
  }

  /** Stops what runs. What it wrote is taken back, of which it tells itself. */
  async cancel(): Promise<void> {
    if (this.#work !== 'looking') {
      await this.#app.engine.cancel();
      return;
    }
    await this.stopLooking();
    this.#failure = { code: 'reprice/cancelled' };
  }

  /** To be called when the screen is left: nobody waits for the answer any more. */
  async stopLooking(): Promise<void> {
    if (this.#work !== 'looking') return;
    this.#jobs += 1;
    this.#work = undefined;
    this.#progress = undefined;
    await this.#app.engine.cancel();
  }

  readonly #show = (progress: Progress): void => {
    this.#progress = progress;
  };

  /** Runs a job and shows its progress; `undefined` when a newer one took its place. */
  async #run<T>(work: Work, job: () => Promise<Result<T>>): Promise<Result<T> | undefined> {
    const started = ++this.#jobs;
    this.#work = work;
    this.#progress = undefined;
    this.#failure = undefined;
    const result = await job();
    if (started !== this.#jobs) return undefined;
    this.#work = undefined;
    this.#progress = undefined;
    if (!result.ok) this.#failure = result.error;
    return result;
  }
}
