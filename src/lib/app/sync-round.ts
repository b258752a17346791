import { type AppError, ok, type Result } from '#lib/domain/result.ts';
import type { BackupClient, SyncFileRequest, TakenFile } from '#lib/worker/backup-api.ts';
import type { OnBackupProgress } from './backups-port.ts';
import { fileKind, isNamedOurs, ownFileName } from './sync-files.ts';
import type { SyncAnswers, SyncDevice, SyncFileOutcome, SyncRound } from './sync-port.ts';
import type { KnownSyncFile, SyncMoment, SyncState } from './sync-store.ts';

/** A file to look at, in the folder or passed by hand. */
export interface SyncFile {
  readonly name: string;
  read(): Promise<File>;
}

export interface RoundPorts {
  readonly client: Pick<BackupClient, 'takeIn'>;
  /** Random names for what taking a file in may make new. */
  readonly newJob: () => Promise<Pick<SyncFileRequest, 'jobId' | 'deviceId' | 'safetyName'>>;
}

export interface RoundRequest {
  readonly moment: SyncMoment;
  readonly answers: SyncAnswers;
  /** Absent by hand, where files may be open to all. */
  readonly passphrase?: string;
  readonly isPassphraseProven: boolean;
  readonly isFolder: boolean;
  readonly onProgress: OnBackupProgress;
}

/** What looking at the files came to. */
export interface Looked {
  readonly outcomes: readonly SyncFileOutcome[];
  readonly ignored: number;
  readonly files: SyncState['files'];
  /** This device's file is in the folder as it was left there. */
  readonly isOwnIntact: boolean;
  readonly isPassphraseProven: boolean;
  readonly isDeviceIdDoubled: boolean;
  /** Why the rest was not looked at. */
  readonly problem?: SyncRound['problem'];
  /** The person stopped it, or another tab is at work: there is no round. */
  readonly stopped?: AppError;
}

const STOPS: ReadonlySet<string> = new Set(['backup/cancelled', 'backup/busy']);
const MASS_DELETE = 'merge/mass_delete';
/** By hand files come one by one for years. */
const KNOWN_BY_HAND = 100;

/** Takes in what is new, one file after the other. A file that cannot be used stops no other. */
export class RoundOfFiles {
  readonly #ports: RoundPorts;
  readonly #request: RoundRequest;
  readonly #outcomes: SyncFileOutcome[] = [];
  readonly #files = new Map<string, KnownSyncFile>();
  readonly #own: string;
  #ignored = 0;
  #isOwnIntact = false;
  #isProven: boolean;
  #isDeviceIdDoubled = false;

  constructor(ports: RoundPorts, request: RoundRequest) {
    this.#ports = ports;
    this.#request = request;
    this.#isProven = request.isPassphraseProven;
    this.#own = ownFileName(request.moment.deviceId);
  }

  async look(files: readonly SyncFile[]): Promise<Looked> {
    for (const file of files) {
      const kind = this.#request.isFolder ? fileKind(file.name) : 'archive';
      if (kind === 'own_readme') continue;
      if (kind === 'foreign') this.#ignored += 1;
      else if (kind === 'half') this.#noteHalf(file.name);
      else {
        const taken = await this.#take(file);
        if (!taken.ok) return this.#looked(taken.error);
        this.#note(file.name, taken.value);
      }
    }
    return this.#looked();
  }

  async #take(file: SyncFile): Promise<Result<TakenFile>> {
    const { answers, passphrase, isFolder, onProgress, moment } = this.#request;
    const own = moment.state?.own;
    const agreedDelete = answers.allowMassDelete ? this.#told(file.name) : undefined;
    let content: File;
    try {
      content = await file.read();
    } catch {
      return ok(unreadable('backup/truncated'));
    }
    const taken = await this.#ports.client.takeIn(
      {
        ...(await this.#ports.newJob()),
        file: content,
        fileName: file.name,
        known: [...Object.keys(moment.state?.files ?? {}), ...(own ? [own.sha256] : [])],
        isPassphraseProven: this.#isProven,
        needsEncryption: isFolder,
        joins: answers.joinVaults ?? [],
        ...(agreedDelete && { agreedDelete }),
        ...(passphrase !== undefined && { passphrase }),
      },
      onProgress,
    );
    // What breaks the worker is this file; the next gets a new one.
    if (!taken.ok && taken.error.code === 'worker/crashed') return ok(unreadable('worker/crashed'));
    return taken;
  }

  /** What the last round said of a file that would delete much; only that can be agreed to. */
  #told(name: string): SyncFileRequest['agreedDelete'] {
    const last = this.#request.moment.state?.last?.files.find((file) => file.name === name);
    if (last?.problem?.code !== MASS_DELETE) return undefined;
    const { table, rows } = last.problem.details ?? {};
    return typeof table === 'string' && typeof rows === 'number' ? { table, rows } : undefined;
  }

  #note(name: string, taken: TakenFile): void {
    const { sha256, source, result, counts, problem } = taken;
    const { state } = this.#request.moment;
    this.#isProven ||= taken.isPassphraseRight;
    this.#isDeviceIdDoubled ||= taken.isDeviceIdDoubled;
    const isOwn = sha256 !== undefined && sha256 === state?.own?.sha256;
    if (isOwn && result === 'unchanged') {
      this.#isOwnIntact ||= name === this.#own;
      return;
    }
    const isForeign = problem?.details?.['reason'] === 'backup/not_a_backup' && !isNamedOurs(name);
    if (isForeign && this.#request.isFolder) {
      this.#ignored += 1;
      return;
    }
    const known = source ?? (sha256 === undefined ? undefined : state?.files[sha256]);
    if (sha256 !== undefined && known && result !== 'skipped') this.#files.set(sha256, known);
    this.#outcomes.push({
      name,
      ...known,
      result,
      ...(counts && { counts }),
      ...(problem && { problem }),
    });
  }

  /** One of this device is left over from a write that was cut off, and goes with the next one. */
  #noteHalf(name: string): void {
    if (name !== `${this.#own}.part`) this.#note(name, unreadable('backup/truncated'));
  }

  #looked(error?: AppError): Looked {
    const isStopped = error !== undefined && STOPS.has(error.code);
    return {
      outcomes: this.#outcomes,
      ignored: this.#ignored,
      files: this.#kept(error !== undefined),
      isOwnIntact: this.#isOwnIntact,
      isPassphraseProven: this.#isProven,
      isDeviceIdDoubled: this.#isDeviceIdDoubled,
      ...(isStopped && { stopped: error }),
      ...(error && !isStopped && { problem: problemOf(error) }),
    };
  }

  /** What is not in the folder any more need not be known, once all of it was seen. */
  #kept(isCutShort: boolean): SyncState['files'] {
    const before = Object.entries(this.#request.moment.state?.files ?? {});
    if (this.#request.isFolder && !isCutShort) return Object.fromEntries(this.#files);
    const fresh = before.filter(([sha256]) => !this.#files.has(sha256));
    return Object.fromEntries([...fresh, ...this.#files].slice(-KNOWN_BY_HAND));
  }
}

const unreadable = (reason: string): TakenFile => ({
  result: 'skipped',
  problem: { code: 'sync/file_unreadable', details: { reason } },
  isPassphraseRight: false,
  isDeviceIdDoubled: false,
});

/** The devices after a round. Where not all files were seen, none counts as missing for it. */
export function devicesAfter(
  before: readonly SyncDevice[],
  { outcomes }: Pick<Looked, 'outcomes'>,
  seen: { readonly ownId: string; readonly isComplete: boolean },
): SyncDevice[] {
  const devices = new Map(
    before.map((one) => [one.deviceId, seen.isComplete ? { ...one, isMissing: true } : one]),
  );
  for (const { deviceId, deviceLabel, writtenAt, result } of outcomes) {
    if (deviceId === undefined || writtenAt === undefined || deviceId === seen.ownId) continue;
    const known = devices.get(deviceId);
    if (result === 'skipped') {
      if (known) devices.set(deviceId, { ...known, isMissing: false });
      continue;
    }
    const isNewer = writtenAt >= (known?.writtenAt ?? 0);
    const label = isNewer ? (deviceLabel ?? known?.label) : known?.label;
    devices.set(deviceId, {
      deviceId,
      ...(label !== undefined && { label }),
      writtenAt: Math.max(writtenAt, known?.writtenAt ?? 0),
      isMissing: false,
    });
  }
  return [...devices.values()];
}

/** A failure as a round names it. */
export const problemOf = ({ code, details }: AppError): NonNullable<SyncRound['problem']> => ({
  code,
  ...(details && { details }),
});
