import type { EngineSource } from '#lib/app/engine-source.ts';
import { COACH_KEY } from '#lib/domain/coach/coach.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { MONTHS_KEY } from '#lib/domain/rollups.ts';
import { DerivedValue, type Schedule } from './derived-value.ts';
import type { Ledger } from './ledger.ts';
import { SNAPSHOT_KEY } from './snapshot.ts';

/** A start reads this many changed rows at most beside its snapshot. */
const SNAPSHOT_LAG_ROWS = 50;
const SNAPSHOT_DELAY_MS = 2_000;
/** Lists are asked for right after a change, and come first. */
const COACH_DELAY_MS = 50;

/**
 * Runs work while no other tab writes derived values. Resolves to false, without having run it,
 * when another tab is at it.
 */
export type Exclusive = (work: () => Promise<void>) => Promise<boolean>;

interface DerivedWriterParts {
  readonly source: Pick<EngineSource, 'readDerived' | 'writeDerived'>;
  readonly exclusive: Exclusive;
  readonly schedule: Schedule;
  readonly today: LocalDate;
}

/** What has to be stored in the end: whoever writes, also a late one, writes this. */
interface Target {
  readonly ledger: Pick<Ledger, 'monthRollups' | 'coach' | 'snapshot'>;
  readonly seq: number;
}

/** What is known of a stored value. */
interface Stored {
  readonly seq: number;
  readonly today: LocalDate;
}

/**
 * Writes what follows from the facts: month sums at once, what the coach says a moment later, the
 * snapshot when enough has changed. A newer stored value stays, and is then not even computed.
 */
export class DerivedWriter {
  readonly #parts: DerivedWriterParts;
  readonly #months: DerivedValue;
  readonly #coach: DerivedValue;
  readonly #snapshot: DerivedValue;
  #snapshotSeq: number | undefined;
  #lag = 0;
  #today: LocalDate;
  /** The day somebody has just looked at: it holds also when a stored value is of a later one. */
  #lookedAt: LocalDate | undefined;
  #target: Target | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: DerivedWriterParts) {
    this.#parts = parts;
    this.#today = parts.today;
    this.#lookedAt = parts.today;
    const value = (delayMs: number, write: () => Promise<boolean>) =>
      new DerivedValue({ schedule: parts.schedule, delayMs, write });
    this.#months = value(0, () => this.#writeMonths());
    this.#coach = value(COACH_DELAY_MS, () => this.#writeCoach());
    this.#snapshot = value(SNAPSHOT_DELAY_MS, () => this.#writeSnapshot());
  }

  /** What the stored snapshot is true for, as far as known. */
  startedFrom(seq: number | undefined): void {
    this.#snapshotSeq = seq;
  }

  /** Rows are being taken in: until the next `follow` nothing is true for any number. */
  suspend(): void {
    this.#target = undefined;
  }

  /** Tells that so many rows came in; what is stored follows. */
  follow(ledger: Target['ledger'], seq: number, rows: number): void {
    this.#lag += rows;
    this.#target = { ledger, seq };
    void this.#months.now();
    this.#coach.soon();
    const isDue = this.#snapshotSeq === undefined || this.#lag >= SNAPSHOT_LAG_ROWS;
    if (this.#lag > 0 && isDue) this.#snapshot.soon();
  }

  /** Tells what day it is, by somebody who looks at the app. */
  async lookAt(today: LocalDate): Promise<void> {
    this.#today = today;
    this.#lookedAt = today;
    await this.#coach.now();
  }

  /** Writes everything now, as after a rebuild. */
  async writeAll(ledger: Target['ledger'], seq: number): Promise<void> {
    this.#target = { ledger, seq };
    for (const value of [this.#months, this.#coach, this.#snapshot]) await value.now();
  }

  stop(): void {
    for (const value of [this.#months, this.#coach, this.#snapshot]) value.callOff();
  }

  #writeMonths(): Promise<boolean> {
    return this.#write(
      MONTHS_KEY,
      (stored, { seq }) => stored.seq >= seq,
      ({ ledger, seq }) => ledger.monthRollups(seq),
    );
  }

  async #writeCoach(): Promise<boolean> {
    let settled: LocalDate | undefined;
    const isKept = (stored: Stored, { seq }: Target): boolean => {
      const today = this.#today;
      settled = today;
      if (stored.seq !== seq) return stored.seq > seq;
      // A tab nobody has looked at since yesterday must not take back what one of today said.
      return this.#lookedAt === today ? stored.today === today : stored.today >= today;
    };
    const make = ({ ledger, seq }: Target): unknown => ledger.coach(seq, this.#today);
    const done = await this.#write(COACH_KEY, isKept, make);
    if (done && this.#lookedAt === settled) this.#lookedAt = undefined;
    return done;
  }

  async #writeSnapshot(): Promise<boolean> {
    let [reached, rows] = [this.#snapshotSeq, 0];
    const isKept = (stored: Stored, { seq }: Target): boolean => {
      [reached, rows] = [seq, this.#lag];
      // Without a snapshot to start from, what is stored could not be read: it is replaced.
      return this.#snapshotSeq !== undefined && stored.seq >= seq;
    };
    const done = await this.#write(SNAPSHOT_KEY, isKept, ({ ledger, seq }) => ledger.snapshot(seq));
    if (!done) return false;
    this.#snapshotSeq = reached;
    this.#lag -= rows;
    return true;
  }

  /**
   * False when it has to be tried again: another tab was writing, or the storage failed (which
   * shows where facts are written).
   */
  #write(
    key: string,
    isKept: (stored: Stored, target: Target) => boolean,
    make: (target: Target) => unknown,
  ): Promise<boolean> {
    const { source, exclusive } = this.#parts;
    const write = async (): Promise<void> => {
      const stored = readStored(await source.readDerived(key));
      // Looked at only now: rows may have been taken in meanwhile.
      const target = this.#target;
      if (!target || isKept(stored, target)) return;
      await source.writeDerived(key, make(target));
    };
    // One at a time, so that another one of this tab is not taken for another tab.
    const run = this.#turn.then(() => exclusive(write)).catch(() => false);
    this.#turn = run;
    return run;
  }
}

function readStored(value: unknown): Stored {
  const stored = (typeof value === 'object' && value !== null ? value : {}) as Partial<Stored>;
  return {
    seq: typeof stored.seq === 'number' ? stored.seq : -1,
    today: typeof stored.today === 'string' ? stored.today : '',
  };
}
