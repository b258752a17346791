import type { PictureContent } from '#lib/domain/attachment.ts';
import type { Car } from '#lib/domain/car.ts';
import type { CurveReading, CurveRefusal, CurveTextOptions } from '#lib/domain/curve-reading.ts';
import type { Content } from '#lib/domain/entity.ts';
import type { FieldIssue, Result } from '#lib/domain/result.ts';
import type { TypedCost } from '#lib/domain/cost.ts';
import type { Cost, CurvePoint, Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type { Coach } from '#lib/domain/coach/coach.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import type { EngineClient } from '#lib/worker/api.ts';
import type { Backups } from './backups-port.ts';
import type {
  Done,
  Facts,
  SavedMapping,
  SettingFact,
  TableName,
  Undone,
  UndoStep,
} from './facts.ts';
import type { LiveCommands } from './live-port.ts';
import type { PictureCommands } from './picture-port.ts';
import type { PlaceCommands } from './place-port.ts';
import type {
  AppBadge,
  Clock,
  Drafts,
  FileSaver,
  Ids,
  Pictures,
  LiveDevice,
  Positioning,
  StoragePersistence,
  StorageStatus,
  Updates,
} from './ports.ts';
import type { Rescue } from './rescue-port.ts';
import type { Sync } from './sync-port.ts';

/** A session as the form hands it over: content without its cost, and what was typed of it. */
export interface SaveSession {
  readonly commandId: string;
  /** Present when an existing session is edited. */
  readonly id?: string;
  readonly content: Omit<Content<Session>, 'cost'>;
  readonly typed: TypedCost;
  /** Pictures that are added to it in the same step. */
  readonly pictures?: readonly PictureContent[];
}

/** What saving would do now: the cost it would freeze and what looks odd. Writes nothing. */
export interface SessionCheck {
  readonly cost?: Cost;
  /** Why there is no cost: `no_energy`, `no_price`, `time_unknown`, `no_valid_tariff`. */
  readonly unknownCost?: string;
  readonly issues: readonly FieldIssue[];
  readonly warnings: readonly FieldIssue[];
  /** The car's last odometer reading before this session. */
  readonly previousReading?: { readonly odometerM: number; readonly localDate: string };
}

export interface SavedSession {
  readonly session: Session;
  readonly warnings: readonly FieldIssue[];
}

/** How room is made for tariffs, in the step that saves them. */
export interface TariffRoom {
  /** Ids of tariffs that end on the day before the one they overlap begins. */
  readonly ends?: readonly string[];
}

/** Every change of facts a person can make. Each answers after its transaction has committed. */
export interface Commands extends LiveCommands, PictureCommands, PlaceCommands {
  saveCar(command: {
    commandId: string;
    id?: string;
    content: unknown;
  }): Promise<Result<Done<Car>>>;
  archiveCar(id: string, archived: boolean): Promise<Result<Done<Car>>>;
  /** Refused with `car/has_sessions` when the car has history. */
  deleteCar(id: string): Promise<Result<Done<number>>>;

  /**
   * Refused with `tariff/overlap`, whose details name the other tariff (`id`, `name`, `from`, `to`)
   * and the day to `end` it on, where that would make room.
   */
  saveTariff(
    command: TariffRoom & { commandId: string; id?: string; content: unknown },
  ): Promise<Result<Done<Tariff>>>;
  /** Saves new tariffs, all or none. Fields of the second are named `1.validFrom` and so on. */
  saveTariffs(
    command: TariffRoom & { commandId: string; contents: readonly unknown[] },
  ): Promise<Result<Done<readonly Tariff[]>>>;
  deleteTariff(id: string): Promise<Result<Done<number>>>;

  /** null clears a setting that may be cleared. */
  saveSettings(values: Readonly<Record<string, unknown>>): Promise<Result<Done<SettingFact[]>>>;
  resetSetting(key: string): Promise<Result<Done<number>>>;

  checkSession(input: Omit<SaveSession, 'commandId'>): Promise<SessionCheck>;
  saveSession(command: SaveSession): Promise<Result<Done<SavedSession>>>;
  deleteSessions(ids: readonly string[]): Promise<Result<Done<number>>>;
  moveSessionsToCar(ids: readonly string[], carId: string): Promise<Result<Done<number>>>;
  setPlaceOfSessions(
    ids: readonly string[],
    placeId: string | undefined,
  ): Promise<Result<Done<number>>>;
  /** Puts a hint of a session away, or brings it back. */
  dismissHint(id: string, code: string): Promise<Result<Done<Session>>>;
  restoreHint(id: string, code: string): Promise<Result<Done<Session>>>;
  /** Sets the charge curve of a session; an empty one removes it. Issues as of `session/curve`. */
  saveCurve(id: string, curve: readonly CurvePoint[]): Promise<Result<Done<Session>>>;
  /** Adds a paragraph below the notes of a session; `session/text_length` when there is no room. */
  addNote(id: string, note: string): Promise<Result<Done<Session>>>;

  saveMapping(command: {
    commandId: string;
    id?: string;
    name: string;
    value: unknown;
  }): Promise<Result<Done<SavedMapping>>>;
  deleteMapping(id: string): Promise<Result<Done<number>>>;

  restoreFromTrash(
    items: readonly { table: TableName; id: string }[],
  ): Promise<Result<Done<number>>>;
  purgeFromTrash(items: readonly { table: TableName; id: string }[]): Promise<Result<Done<number>>>;
  undo(step: UndoStep): Promise<Result<Done<Undone>>>;
}

/** People's data sets on this device. Changing the current one reloads the app. */
export interface Profiles {
  readonly current: { readonly id: string; readonly isSample: boolean };
  /** Makes the sample data if needed, then reloads into it. */
  enterSample(onProgress: (done: number, total: number) => void): Promise<Result<void>>;
  /** Removes the sample data and reloads into the person's own profile. */
  leaveSample(): Promise<Result<void>>;
  /** Removes everything of the current profile from this browser, then reloads. */
  eraseCurrent(): Promise<Result<void>>;
}

export interface Storage {
  readonly status: StorageStatus;
  subscribe(listener: (status: StorageStatus) => void): () => void;
  /** Tries to open again. */
  retry(): Promise<void>;
  /** After `removed`: accept an empty start. */
  startFresh(): Promise<void>;
  readonly persistence: StoragePersistence;
}

/** A complete copy as one JSON file, out and in. */
export interface Copies {
  /** Everything live of this profile as one JSON file. */
  download(): Promise<Result<{ name: string; bytes: number }>>;
  /** Writes a copy into this profile, which must hold no sessions. One transaction. */
  restore(file: Blob): Promise<Result<Done<{ cars: number; sessions: number }>>>;
}

/** Reads charge curves from what a person pastes or chooses. */
export interface Curves {
  /** The text of a file; absent when it is too large or holds none. */
  textOf(file: Blob): Promise<string | undefined>;
  read(text: string, options: CurveTextOptions): Promise<Result<CurveReading, CurveRefusal>>;
}

/** Everything a screen can reach. Made once by `compose`. */
export interface App {
  readonly version: string;
  /** What else runs and how the data is stored; each absent where there is none. */
  readonly about: () => Promise<{ readonly worker?: string; readonly schema?: number }>;
  readonly facts: Pick<Facts, 'watch' | 'read'>;
  readonly commands: Commands;
  /** Roll-ups kept by the engine; `stale` while newer facts are not in them yet. */
  watchMonths(next: (value: { rollups?: MonthRollups; stale: boolean }) => void): () => void;
  /** What the coach says, kept by the engine; `stale` while it is of older facts or of another day. */
  watchCoach(next: (value: { coach?: Coach; stale: boolean }) => void): () => void;
  readonly engine: EngineClient;
  readonly drafts: Drafts;
  readonly profiles: Profiles;
  readonly storage: Storage;
  readonly copies: Copies;
  readonly backups: Backups;
  readonly sync: Sync;
  readonly curves: Curves;
  readonly pictures: Pictures;
  readonly liveDevice: LiveDevice;
  readonly positioning: Positioning;
  readonly rescue: Rescue;
  readonly updates: Updates;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly files: FileSaver;
  readonly badge: AppBadge;
}
