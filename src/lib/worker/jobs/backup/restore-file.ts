import type { BackupStore } from '#lib/app/backup-store.ts';
import type { OnBackupProgress, RestoreKind } from '#lib/app/backups-port.ts';
import type { ReportSource, ReportWarning } from '#lib/domain/merge/report.ts';
import { SET_ASIDE_TABLE } from '#lib/domain/merge/travel.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import { reportSource, reportWarnings } from '#lib/formats/backup/report-source.ts';
import type { FileRequest } from '#lib/worker/backup-api.ts';
import { progressOf } from './write-job.ts';

export type OnRows = (
  table: { readonly name: string; readonly kind: string },
  rows: readonly StateRow[],
) => void | Promise<void>;

/** A file that can be restored, whatever its kind, as rows that travel. */
export interface RestoreFile {
  readonly kind: RestoreKind;
  /** Absent for files without clocks of their own. */
  readonly source?: ReportSource;
  /** The writer's clock. */
  readonly hlc?: string;
  readonly fieldsVersion?: number;
  readonly warnings: readonly ReportWarning[];
  readonly questions: readonly {
    readonly code: string;
    readonly choices: readonly { readonly id: string; readonly name: string }[];
  }[];
  /**
   * Rows have no clocks: they were made now, in the name of this device. Rows that are here
   * already then stay as they are.
   */
  readonly isWithoutClocks: boolean;
  /** Each id comes once, and nothing of it was set aside: what it does can be counted row by row. */
  readonly isCountable?: boolean;
  /** Hands over all rows; they are true only once the result is ok. */
  readTables(onRows: OnRows): Promise<Result<void>>;
}

/** A plain file read into rows. The stamp is given to each of their fields. */
export type ReadPlain = (
  request: FileRequest,
  stamp: string,
) => Promise<Result<Omit<RestoreFile, 'isWithoutClocks'>>>;

const START_BYTES = 4;

/** Opens a file as what it is: a vault, a backup of the classic program or a copy. */
export async function openRestoreFile(
  store: Pick<BackupStore, 'describe'>,
  request: FileRequest,
  plain: { readonly copy: ReadPlain; readonly classic: ReadPlain; readonly stamp: string },
  onProgress: OnBackupProgress,
): Promise<Result<RestoreFile>> {
  const start = new Uint8Array(await request.file.slice(0, START_BYTES).arrayBuffer());
  const first = start.find((byte) => byte > 0x20 && byte < 0x7f);
  if (request.file.size === 0) return fail('backup/not_a_backup');
  if (first === 0x7b /* { */) return withoutClocks(await plain.copy(request, plain.stamp));
  const classic = await plain.classic(request, plain.stamp);
  if (classic.ok || !isOfOtherKind(classic.error.code)) return withoutClocks(classic);
  return openVaultFile(store, request, onProgress);
}

/** A broken archive is named by the reader of our own files, which are many times more likely. */
const isOfOtherKind = (code: string): boolean =>
  code === 'backup/not_a_backup' || code.startsWith('archive/');

function withoutClocks(read: Awaited<ReturnType<ReadPlain>>): Result<RestoreFile> {
  return read.ok ? ok({ ...read.value, isWithoutClocks: true }) : read;
}

/** Opens a vault beside the collection that is here. Fails as the format does. */
export async function openVaultFile(
  store: Pick<BackupStore, 'describe'>,
  { file, passphrase }: Pick<FileRequest, 'file' | 'passphrase'>,
  onProgress: OnBackupProgress,
): Promise<Result<RestoreFile>> {
  const opened = await openVault(file, {
    ...(passphrase !== undefined && { passphrase }),
    onProgress: (progress) => {
      onProgress(progressOf(progress, 'read'));
    },
  });
  if (!opened.ok) return opened;
  const { schema } = opened.value;
  const { vaultId } = await store.describe();
  return ok({
    kind: 'vault',
    source: reportSource(opened.value, vaultId),
    hlc: schema.hlc,
    fieldsVersion: schema.schemaVersion,
    warnings: reportWarnings(opened.value),
    questions: [],
    isWithoutClocks: false,
    isCountable: schema.tables.every(({ name }) => name !== SET_ASIDE_TABLE),
    readTables: (onRows) => opened.value.readTables(onRows),
  });
}
