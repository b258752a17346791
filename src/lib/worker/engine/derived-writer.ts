import type { EngineSource } from '#lib/app/engine-source.ts';
import { MONTHS_KEY, type MonthRollups } from '#lib/domain/rollups.ts';
import type { SessionIndex } from './session-index.ts';
import { SNAPSHOT_KEY } from './snapshot.ts';

/** A start reads this many changed rows at most beside its snapshot. */
const SNAPSHOT_LAG_ROWS = 50;
const SNAPSHOT_DELAY_MS = 2_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/**
 * Runs work while no other tab writes derived values. Resolves to false, without having run it,
 * when another tab is at it.
 */
export type Exclusive = (work: () => Promise<void>) => Promise<boolean>;

/** Runs work later; returns what calls it off. */
export type Schedule = (work: () => void, delayMs: number) => () => void;

interface DerivedWriterParts {
  readonly source: Pick<EngineSource, 'readDerived' | 'writeDerived'>;
  readonly exclusive: Exclusive;
  readonly schedule: Schedule;
}

/** Writes roll-ups at once and the snapshot when enough has changed. Newer values are never lost. */
export class DerivedWriter {
  readonly #parts: DerivedWriterParts;
  #snapshotSeq: number | undefined;
  #lag = 0;
  #retryMs = FIRST_RETRY_MS;
  #callOff: (() => void) | undefined;
  /** What has to be stored in the end: whoever writes, also a late one, writes this. */
  #target: { readonly index: SessionIndex; readonly seq: number } | undefined;

  constructor(parts: DerivedWriterParts) {
    this.#parts = parts;
  }

  /** What the stored snapshot is true for, as far as known. */
  startedFrom(seq: number | undefined): void {
    this.#snapshotSeq = seq;
  }

  /** Tells that so many rows came in; what is stored follows. */
  async follow(index: SessionIndex, seq: number, rows: number): Promise<void> {
    this.#lag += rows;
    if (seq >= (this.#target?.seq ?? -1)) this.#target = { index, seq };
    await this.#store();
  }

  async #store(): Promise<void> {
    if (!this.#target) return;
    const { index, seq } = this.#target;
    this.stop();
    const written = await this.#write(MONTHS_KEY, index.monthRollups(seq), seq);
    const dueSnapshot =
      this.#lag > 0 && (this.#snapshotSeq === undefined || this.#lag >= SNAPSHOT_LAG_ROWS);
    if (written && !dueSnapshot) return;
    this.#callOff = this.#parts.schedule(
      () => void this.#catchUp(dueSnapshot),
      written ? Math.max(SNAPSHOT_DELAY_MS, this.#retryMs) : this.#retryMs,
    );
  }

  /** Writes everything now, as after a rebuild. */
  async writeAll(index: SessionIndex, seq: number): Promise<void> {
    this.stop();
    this.#target = { index, seq };
    await this.#write(MONTHS_KEY, index.monthRollups(seq), seq);
    await this.#writeSnapshot(index, seq);
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  async #catchUp(dueSnapshot: boolean): Promise<void> {
    const target = this.#target;
    if (dueSnapshot && target) await this.#writeSnapshot(target.index, target.seq);
    // Newer facts may have come in meanwhile, and found the lock taken by this very write.
    await this.#store();
  }

  async #writeSnapshot(index: SessionIndex, seq: number): Promise<void> {
    // Without a snapshot to start from, what is stored could not be read: it is replaced.
    const atLeast = this.#snapshotSeq === undefined ? Infinity : seq;
    if (!(await this.#write(SNAPSHOT_KEY, () => index.snapshot(seq), atLeast))) return;
    this.#snapshotSeq = seq;
    this.#lag = 0;
  }

  /**
   * False when it has to be tried again: another tab was writing, or the storage failed (which
   * shows where facts are written). A stored value true for `keepFrom` or later stays.
   */
  async #write(
    key: string,
    value: MonthRollups | (() => unknown),
    keepFrom: number,
  ): Promise<boolean> {
    const { source, exclusive } = this.#parts;
    try {
      const wasFree = await exclusive(async () => {
        if (seqOf(await source.readDerived(key)) >= keepFrom) return;
        await source.writeDerived(key, typeof value === 'function' ? value() : value);
        this.#retryMs = FIRST_RETRY_MS;
      });
      if (wasFree) return true;
    } catch {
      // As if another tab were writing: later.
    }
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
    return false;
  }
}

function seqOf(value: unknown): number {
  if (typeof value !== 'object' || value === null || !('seq' in value)) return -1;
  return typeof value.seq === 'number' ? value.seq : -1;
}
