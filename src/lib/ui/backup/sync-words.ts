import { localDateOf } from '#lib/domain/time.ts';
import { fileErrorText } from '#lib/i18n/file-error-text.ts';
import type { CodedError } from '#lib/i18n/error-words.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import { needOf } from '#lib/state/sync-questions.ts';
import type { SyncFileOutcome, SyncStatus } from '#lib/state/sync-types.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** So much of an id tells the devices of one person apart. */
const ID_SHOWN = 4;

/** The clock and the zone of whoever looks. */
export interface Now {
  readonly now: number;
  readonly timeZone: string;
}

/** How long ago: "just now", "3 min ago", "yesterday". */
function agoText({ f, t }: I18n, at: number, { now, timeZone }: Now): string {
  const ms = now - at;
  if (ms < MINUTE_MS) return t.sync.justNow;
  if (ms < DAY_MS) return t.sync.ago(f.duration(ms / 1000));
  return f.relativeDay(localDateOf(at, timeZone), localDateOf(now, timeZone));
}

/** How sync stands, in one line. */
export function syncLine(i18n: I18n, status: SyncStatus, now: Now): string {
  const t = i18n.t.sync;
  const { way, folderName, last, isOffAfterReplace } = status;
  if (way === undefined) return isOffAfterReplace ? t.rowOffAfterReplace : t.rowOff;
  const need = needOf(status);
  if (need) return t.rowNeeds(t.needs[need]);
  const where = way === 'files' ? t.rowFiles : t.rowFolder(folderName);
  return t.rowOn(where, last ? t.rowLast(agoText(i18n, last.at, now)) : t.rowNever);
}

/** What went wrong; some of it means something else here than for a backup. */
export const syncErrorText = (i18n: I18n, error: CodedError): string =>
  i18n.t.sync.failures[error.code] ?? fileErrorText(i18n, error);

/** What is wrong with a file, why, and what to do. */
export function problemText(i18n: I18n, problem: CodedError): string {
  const reason = problem.details?.['reason'];
  return [
    fileErrorText(i18n, problem),
    reason === undefined ? undefined : fileErrorText(i18n, { code: String(reason) }),
    i18n.t.sync.whatToDo[problem.code],
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** What a device is called, else a part of its id, else the name of its file. */
export function deviceName(
  i18n: I18n,
  { deviceId, deviceLabel, name }: Pick<SyncFileOutcome, 'deviceId' | 'deviceLabel' | 'name'>,
): string {
  if (deviceLabel !== undefined) return deviceLabel;
  return deviceId === undefined ? name : i18n.t.sync.device(deviceId.slice(0, ID_SHOWN));
}

/** The names of the devices these files are of. */
export const deviceNames = (i18n: I18n, files: readonly SyncFileOutcome[]): string =>
  i18n.f.list([...new Set(files.map((file) => deviceName(i18n, file)))]);
