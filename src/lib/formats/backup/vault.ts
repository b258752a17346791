import type { TableKind, StateRow } from '#lib/domain/merge/state.ts';

/** Who wrote a file, and when. */
export interface VaultDevice {
  /** 16 hex digits. */
  readonly id: string;
  /** Absent when the person leaves it out. */
  readonly label?: string;
}

/** The outer description; information, not truth: it is not protected against change. */
export interface VaultManifest {
  readonly format: 'plugtrack-vault';
  readonly formatVersion: number;
  readonly minReaderVersion: number;
  readonly appVersion: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly createdAt: string;
  readonly device: VaultDevice;
  /** Present if and only if the payload is encrypted. */
  readonly kdf?: { readonly scheme: 'age-scrypt'; readonly logN: number; readonly reduced?: true };
  readonly payload: { readonly name: string; readonly bytes: number; readonly sha256: string };
  /** Live rows by table, only in the unencrypted variant. */
  readonly counts?: Readonly<Record<string, number>>;
}

export interface VaultTableEntry {
  readonly name: string;
  readonly kind: TableKind;
  /** All lines, deleted and purged ones included. */
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** The inner description: what the file is true for. */
export interface VaultSchema {
  readonly format: 'plugtrack-vault-data';
  readonly formatVersion: number;
  readonly minReaderVersion: number;
  readonly schemaVersion: number;
  readonly createdAt: string;
  readonly deviceId: string;
  /** The writer's clock after its last change. */
  readonly hlc: string;
  readonly vaultId: string;
  readonly stateHash: string;
  readonly tables: readonly VaultTableEntry[];
}

/** Rows of one table in ascending order of id (by code unit), in chunks. */
export interface TableSource {
  readonly name: string;
  readonly kind: TableKind;
  rows(): AsyncIterable<readonly StateRow[]>;
}

/** What a file is written from. */
export interface VaultSource {
  readonly device: VaultDevice;
  readonly vaultId: string;
  readonly hlc: string;
  readonly schemaVersion: number;
  readonly appVersion: string;
  /** UTC milliseconds. */
  readonly createdAt: number;
  /** In code-unit order of their names; tables without rows may be listed and are left out. */
  readonly tables: readonly TableSource[];
  /** The sheet for people: all live sessions as CSV, in pieces. */
  sheet(): AsyncIterable<string>;
}

export interface VaultWarning {
  readonly code: string;
  readonly name?: string;
}
