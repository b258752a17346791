import type { Result } from '#lib/domain/result.ts';

/**
 * What can still be done when the database of the current profile cannot be opened. Nothing here
 * needs an open connection, and nothing changes the database that does not open.
 */
export interface Rescue {
  /**
   * Saves every row that can still be read, as it is stored, as one JSON file. Opens the database
   * without creating or upgrading it. `rescue/nothing_readable` when no row can be had.
   */
  exportRaw(): Promise<Result<{ readonly name: string; readonly rows: number }>>;
  /**
   * Makes a new profile from a backup or copy and makes it the current one; the caller reloads the
   * app afterwards. Leaves nothing behind when it fails, with the codes of `Copies.restore` for a
   * copy and of `Backups.preview` and `restore` for a backup.
   */
  restoreIntoNew(
    file: Blob,
    passphrase?: string,
  ): Promise<Result<{ readonly cars: number; readonly sessions: number }>>;
  /**
   * Deletes the database, files and notes of the current profile without opening it, and makes an
   * empty profile current. The caller reloads the app afterwards.
   */
  reset(): Promise<Result<void>>;
}
