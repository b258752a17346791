import type { SyncDevice, SyncRound, SyncWay } from './sync-port.ts';

/** A file of another device that was taken in, as it says itself inside. */
export interface KnownSyncFile {
  readonly deviceId: string;
  readonly deviceLabel?: string;
  /** UTC milliseconds. */
  readonly writtenAt: number;
}

/** This device's file as it was last written or handed over. */
export interface OwnSyncFile {
  /** Of its payload. */
  readonly sha256: string;
  readonly stateHash: string;
  readonly vaultId: string;
  /** The change number it is true for. */
  readonly seq: number;
}

/** What this device remembers of sync. It never travels. */
export interface SyncState {
  /** Absent while sync is off. */
  readonly way?: SyncWay;
  readonly folderName?: string;
  /** By the hash of their payload: what was taken in need not be read again. */
  readonly files: Readonly<Record<string, KnownSyncFile>>;
  readonly devices: readonly SyncDevice[];
  /** Absent before the first one. */
  readonly own?: OwnSyncFile;
  readonly last?: SyncRound;
  /** A replace has switched sync off. */
  readonly isOffAfterReplace?: boolean;
  /** What it was before that replace, for taking it back. */
  readonly before?: SyncState;
}

/** What is remembered, beside where the data stands. */
export interface SyncMoment {
  /** Absent when sync was never on, or was switched off by the person. */
  readonly state?: SyncState;
  /** The change number of the data. */
  readonly seq: number;
  readonly deviceId: string;
}

/** All of these throw as the storage does. */
export interface SyncRecords {
  /** Calls `next` now and after every change of the data, from whatever tab. Returns the stop. */
  watch(next: (moment: SyncMoment) => void): () => void;
  read(): Promise<SyncMoment>;
  switchOn(way: SyncWay, folderName?: string): Promise<void>;
  switchOff(): Promise<void>;
  /** Adds what a round found. Nothing while sync is off: it was switched off meanwhile. */
  keep(news: Partial<Pick<SyncState, 'files' | 'devices' | 'own' | 'last'>>): Promise<void>;
}

/** Keeps the folder a person picked, on this device. */
export interface FolderKeeper {
  keep(handle: unknown): Promise<void>;
  /** Absent when none is kept. */
  recall(): Promise<unknown>;
  forget(): Promise<void>;
}
