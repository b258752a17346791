import type { CalendarEvent } from '#lib/domain/calendar-event.ts';
import type { PictureContent } from '#lib/domain/attachment.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Position } from '#lib/domain/near.ts';
import type { Result } from '#lib/domain/result.ts';

/** The device's clock and zone. Passed in, so that rules stay pure and tests can choose. */
export interface Clock {
  readonly now: () => number;
  readonly timeZone: () => string;
  readonly today: () => LocalDate;
}

export interface Ids {
  /** A new random id that rises with time (UUID version 7). */
  next(): string;
}

/** Unsaved input of a form. Scratch: survives a killed tab, never travels. */
export interface Draft {
  readonly key: string;
  /** The id under which the form will be submitted, so that two tabs save it once. */
  readonly commandId: string;
  readonly savedAt: number;
  readonly value: unknown;
}

export interface Drafts {
  read(key: string): Promise<Draft | undefined>;
  write(draft: Draft): Promise<void>;
  remove(key: string): Promise<void>;
}

/** What a browser remembers outside the database, to notice when the database was erased. */
export interface SentinelNote {
  readonly generation: string;
  readonly firstSavedAt: number;
  readonly lastBackup?: LastBackupNote;
}
/** The last backup that was handed over; `at` in UTC milliseconds. */
export interface LastBackupNote {
  readonly at: number;
  readonly name: string;
}
export interface Sentinel {
  read(): SentinelNote | undefined;
  write(note: SentinelNote): void;
  clear(): void;
}

export interface StoragePersistence {
  /** Asks the browser to keep the data; must be called from a gesture. */
  request(): Promise<'granted' | 'denied' | 'unsupported'>;
  state(): Promise<{ persisted?: boolean; usageBytes?: number; quotaBytes?: number }>;
}

export interface FileSaver {
  /** Hands a file to the person as a download. */
  save(file: { name: string; type: string; content: Blob }): Promise<void>;
}

/** A file as it is handed to a person. */
export interface OutgoingFile {
  readonly name: string;
  readonly type: string;
  readonly content: Blob;
}

export interface FileSharer {
  /** Whether this device shares files of that kind at all. */
  canShare(type: string, name: string): boolean;
  /** Opens the share sheet, from a gesture. False when the person left it. */
  share(file: OutgoingFile): Promise<boolean>;
}

/** A place on the disk that a person chose. */
export interface FileTarget {
  readonly name: string;
  /** Throws when it cannot be written. */
  write(content: Blob): Promise<void>;
  /** What is there now. */
  read(): Promise<Blob>;
}

export interface FilePicker {
  readonly isAvailable: boolean;
  /** Asks where to write, from a gesture; undefined when the person left without choosing. */
  choose(name: string): Promise<FileTarget | undefined>;
}

/** Makes what a camera or a file gives fit to be kept. */
export interface Pictures {
  /**
   * The picture re-encoded: upright, small, and saying nothing but what is to be seen. Fails with
   * `attachment/type`, `attachment/animated`, `attachment/too_many_pixels`,
   * `attachment/unreadable` or `attachment/too_large`.
   */
  encode(file: Blob): Promise<Result<PictureContent>>;
}

/** Keeps one secret on this device under a key that cannot be taken out of the browser. */
export interface SecretKeeper {
  keep(secret: string): Promise<void>;
  /** Absent when none is kept or it cannot be read any more. */
  recall(): Promise<string | undefined>;
  forget(): Promise<void>;
}

export interface AppBadge {
  /** Puts a number on the app's icon; 0 takes it away. */
  show(count: number): void;
}

export type NotifyPermission = 'granted' | 'denied' | 'default' | 'unsupported';

/** What a device can do beside a charge that runs. */
export interface LiveDevice {
  /** The text of a calendar file. */
  calendarText(event: CalendarEvent): string | Promise<string>;
  canKeepAwake(): Promise<boolean>;
  /** Keeps the screen on while the app is looked at, until the answer is called. */
  keepAwake(): Promise<() => void>;
  notifyPermission(): Promise<NotifyPermission>;
  /** Asks the person; only from a gesture. */
  askToNotify(): Promise<NotifyPermission>;
  /** Shows a notification if that is allowed. One with the same tag replaces the one before. */
  notify(notice: {
    readonly tag: string;
    readonly title: string;
    readonly text: string;
  }): Promise<void>;
}

/** Where the device is, good to so many metres. */
export interface FoundPosition {
  readonly position: Position;
  readonly accuracyM: number;
}

/** Where the device is, as far as the person lets the app know. */
export interface Positioning {
  /** Whether the person has allowed it already; never asks. */
  isAllowed(): Promise<boolean>;
  /**
   * Asks the device, and the person unless they have answered before: then only from a gesture.
   * Fails with `position/denied`, `position/unavailable` or `position/unsupported`.
   */
  locate(): Promise<Result<FoundPosition>>;
}

export type UpdateState = 'none' | 'ready' | 'applying';

/** New versions of the app: ready when complete, applied when the person agrees. */
export interface Updates {
  readonly state: UpdateState;
  subscribe(listener: (state: UpdateState) => void): () => void;
  /** `blocked` while so many tabs hold unsaved forms; ask, then apply with `force`. */
  apply(options?: {
    readonly force?: boolean;
  }): Promise<
    | { readonly kind: 'applying' }
    | { readonly kind: 'nothing-to-do' }
    | { readonly kind: 'blocked'; readonly blockedBy: number }
  >;
  /** A form takes part: it writes its draft before a reload and says whether it holds more. */
  onFlush(flush: () => Promise<'idle' | 'unsaved'>): () => void;
}

/** Where the database stands; each state but `open` has a screen of its own. */
export type StorageStatus =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  /** The database or its rows have gone from the browser while a note outside remembers them. */
  | {
      readonly kind: 'removed';
      readonly firstSavedAt?: number;
      readonly lastBackup?: LastBackupNote;
    }
  | { readonly kind: 'blocked' }
  /** Another tab runs a newer version; this one has stopped. */
  | { readonly kind: 'superseded' }
  /** Written by a newer version: readable only, or not at all. */
  | { readonly kind: 'newer'; readonly readable: boolean }
  | { readonly kind: 'unavailable'; readonly reason: string };
