import type { Car } from '#lib/domain/car.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type { Facts, SettingFact } from './facts.ts';

/** The clocks of a stored row: `b` holds for every present field not listed in `f`. */
export interface StoredClock {
  readonly b: string;
  readonly f?: Readonly<Record<string, string>>;
}

/** A session as stored: with its change number and clocks, and perhaps in the trash or purged. */
export type StoredSession = Partial<Session> & {
  readonly id: string;
  readonly seq: number;
  readonly _c?: StoredClock;
  readonly _d?: true;
  /** Set when the row was emptied for good. */
  readonly _p?: string;
};

/** The small tables the engine needs, true for `seq`. */
export interface EngineContext {
  readonly seq: number;
  /** Another one than before: a restore has put other data in the place of all. */
  readonly generation?: string;
  readonly cars: readonly Car[];
  readonly places: readonly Place[];
  readonly tariffs: readonly Tariff[];
  readonly settings: readonly SettingFact[];
}

/** What the engine reads and the derived values it writes. Facts are written through `facts`. */
export interface EngineSource {
  readonly facts: Facts;
  seq(): Promise<number>;
  /** Calls back after commits of any tab, with the newest change number. Returns the stop. */
  onSeq(listener: (seq: number) => void): () => void;
  /** Sessions, also trashed and purged ones, changed after `seq`, ascending by change number. */
  sessionsSince(seq: number, limit: number): Promise<StoredSession[]>;
  context(): Promise<EngineContext>;
  /** Derived values are scratch: they may be gone at any time. */
  readDerived(key: string): Promise<unknown>;
  writeDerived(key: string, value: unknown): Promise<void>;
  clearDerived(): Promise<void>;
  /** Local records of jobs: undo journals and what is under way. Written with the facts' safety. */
  readonly journals: {
    put(entry: JournalEntry): Promise<void>;
    ofJob(jobId: string): Promise<JournalEntry[]>;
    jobs(): Promise<readonly string[]>;
    remove(jobId: string): Promise<void>;
  };
}

/** One committed step of a job with what takes it back. */
export interface JournalEntry {
  /** `<jobId>#<step>` */
  readonly id: string;
  readonly jobId: string;
  readonly kind: string;
  readonly step: number;
  readonly done: boolean;
  readonly value: unknown;
}
