import type { AppError, Result } from '#lib/domain/result.ts';
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

/** How far writing or reading has come. `total` is absent where it is not known beforehand. */
export interface VaultProgress {
  readonly phase: 'rows' | 'encrypt' | 'check' | 'decrypt';
  /** Rows in the phase `rows`, else bytes. */
  readonly done: number;
  readonly total?: number;
}

export interface WriteVaultOptions {
  /** Absent: anyone can read the file. */
  readonly encryption?: {
    readonly passphrase: string;
    /** Work factor; 17, or 16 when reduced. */
    readonly logN?: number;
    /** After derivation ran out of memory; needs a longer passphrase. */
    readonly reduced?: boolean;
  };
  /** Default true. */
  readonly includeDeviceLabel?: boolean;
  readonly limits?: Partial<VaultLimits>;
  readonly onProgress?: (progress: VaultProgress) => void;
  readonly signal?: AbortSignal;
}

export interface WrittenVault {
  readonly file: Blob;
  readonly manifest: VaultManifest;
  readonly schema: VaultSchema;
}

/** What a file may hold; counted on real bytes and rows. */
export interface VaultLimits {
  readonly packedBytes: number;
  readonly inflatedBytes: number;
  readonly tableRows: number;
  readonly rows: number;
  readonly logN: number;
}

export interface OpenVaultOptions {
  readonly passphrase?: string;
  readonly limits?: Partial<VaultLimits>;
  readonly onProgress?: (progress: VaultProgress) => void;
  readonly signal?: AbortSignal;
}

/** A file whose key, structure and description are checked, but not yet its rows. */
export interface OpenVault {
  /** Absent for a bare `data.zip.age` or `data.zip`. */
  readonly manifest?: VaultManifest;
  readonly schema: VaultSchema;
  readonly encrypted: boolean;
  readonly warnings: readonly VaultWarning[];
  /**
   * Hands over all rows, table by table in chunks of at most 5,000. They are true only once the
   * result is ok: a hash can be compared only after the last row of its table.
   */
  readTables(onRows: OnVaultRows): Promise<Result<void>>;
}

export type OnVaultRows = (
  table: VaultTableEntry,
  rows: readonly StateRow[],
) => void | Promise<void>;

/** What a file says of itself without its passphrase. */
export interface VaultOutside {
  readonly manifest?: VaultManifest;
  readonly encrypted: boolean;
  readonly warnings: readonly VaultWarning[];
}

export type VaultStepName =
  'archive' | 'manifest' | 'payload' | 'key_header' | 'passphrase' | 'decrypt' | 'schema' | 'rows';

export interface VaultTableCount {
  /** All lines. */
  readonly rows: number;
  readonly live: number;
  readonly deleted: number;
  readonly purged: number;
}

/** What a complete check of a file found. */
export interface VaultCheck {
  readonly ok: boolean;
  /** In the order of checking, up to the first that failed. */
  readonly steps: readonly {
    readonly name: VaultStepName;
    readonly ok: boolean;
    readonly code?: string;
  }[];
  readonly tables: Readonly<Record<string, VaultTableCount>>;
  /** Present if all is well. */
  readonly stateHash?: string;
  /** Present if a step failed. */
  readonly error?: AppError;
  readonly warnings: readonly VaultWarning[];
}
