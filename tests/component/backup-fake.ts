import type {
  ApplySetAside,
  BackupProgress,
  Backups,
  BackupStatus,
  ConflictEntry,
  CreateBackup,
  CreatedBackup,
  OnBackupProgress,
  PreviewOptions,
  RestoreReport,
  Restored,
  RestorePreview,
  RestoreRequest,
  SetAsideOutcome,
  SetAsideRow,
} from '#lib/app/backups-port.ts';
import type { TableCounts } from '#lib/domain/merge/plan.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';

export const SIX_WORDS = 'cactus lamp orbit velvet tunnel maple';
const OTHER_WORDS = 'river stone candle forest bridge spoon';
const LEAST_CHARS = 12;

/** A file that was made on 1 July 2026 and holds 812 charges of two cars. */
export const CREATED: CreatedBackup = {
  id: 'made',
  createdAt: Date.UTC(2026, 6, 1, 18, 3),
  name: 'plugtrack-pixel-2026-07-01.zip',
  bytes: 48_210,
  encrypted: true,
  verified: 'before-handover',
  counts: { sessions: 812, cars: 2, settings: 3 },
  file: new Blob(['vault']),
};

const NONE: TableCounts = {
  file: 0,
  here: 0,
  new: 0,
  changed: 0,
  same: 0,
  deleted: 0,
  restored: 0,
  keptHere: 0,
  purged: 0,
  setAside: 0,
};

/** The report of a merge that brings 25 charges and changes four; only what differs is given. */
export function reportOf(
  changes: Partial<RestoreReport> = {},
  sessions: Partial<TableCounts> = {},
): RestoreReport {
  return {
    ok: true,
    mode: 'merge',
    dryRun: true,
    tables: {
      sessions: { ...NONE, file: 815, here: 790, new: 25, changed: 4, same: 786, ...sessions },
      cars: { ...NONE, file: 2, here: 2, same: 2 },
    },
    unknownTables: [],
    unknownFields: {},
    conflicts: [],
    conflictCount: 0,
    brakes: [],
    warnings: [],
    totalsBefore: { sessions: 790, energyWh: 18_200_000 },
    totalsAfter: { sessions: 815, energyWh: 18_790_000 },
    ...changes,
  };
}

export function previewOf(changes: Partial<RestorePreview> = {}): RestorePreview {
  return {
    previewId: 'seen',
    kind: 'vault',
    fileName: 'plugtrack-pixel-2026-07-01.zip',
    isEmptyHere: false,
    questions: [],
    merge: reportOf(),
    replace: reportOf({ mode: 'replace' }, { new: 25, changed: 4, same: 783, deleted: 3 }),
    ...changes,
  };
}

/** The port of backups, answering as it is told and remembering what it was asked. */
export class FakeBackups implements Backups {
  readonly asked: { readonly name: string; readonly with: unknown }[] = [];
  status: BackupStatus = { changesSince: 0, history: [], conflicts: 0, setAside: 0 };
  targets = { share: true, file: true };
  kept: string | undefined;
  /** Answers, in turn; the last one stays. */
  creations: Result<CreatedBackup>[] = [ok(CREATED)];
  handOvers: Result<boolean>[] = [ok(true)];
  previews: Result<RestorePreview>[] = [ok(previewOf())];
  restores: Result<Restored>[] = [ok({ report: reportOf({ dryRun: false }) })];
  undos: Result<void>[] = [ok()];
  /** Shown by what takes long, before it answers. */
  progress: BackupProgress | undefined;
  /** What takes long waits for this. */
  gate: Promise<void> = Promise.resolve();

  watch(next: (status: BackupStatus) => void): () => void {
    next(this.status);
    return () => undefined;
  }
  create(options: CreateBackup, onProgress: OnBackupProgress): Promise<Result<CreatedBackup>> {
    return this.#work('create', options, this.creations, onProgress);
  }
  handOver(_: CreatedBackup, how: 'download' | 'share' | 'file'): Promise<Result<boolean>> {
    return this.#work('handOver', how, this.handOvers);
  }
  preview(
    file: File,
    options: PreviewOptions,
    onProgress: OnBackupProgress,
  ): Promise<Result<RestorePreview>> {
    return this.#work('preview', { name: file.name, ...options }, this.previews, onProgress);
  }
  restore(
    previewId: string,
    request: RestoreRequest,
    onProgress: OnBackupProgress,
  ): Promise<Result<Restored>> {
    return this.#work('restore', { previewId, ...request }, this.restores, onProgress);
  }
  undoRestore(undoId: string, onProgress: OnBackupProgress): Promise<Result<void>> {
    return this.#work('undoRestore', undoId, this.undos, onProgress);
  }
  saveSafety(undoId: string): Promise<Result<boolean>> {
    return this.#work('saveSafety', undoId, [ok(true)]);
  }
  cancel(): Promise<void> {
    this.asked.push({ name: 'cancel', with: undefined });
    return Promise.resolve();
  }
  dismissUnfinished(): Promise<void> {
    this.asked.push({ name: 'dismissUnfinished', with: undefined });
    return Promise.resolve();
  }
  conflicts(): Promise<readonly ConflictEntry[]> {
    return Promise.resolve([]);
  }
  takeOther(conflictId: string): Promise<Result<void>> {
    return this.#work('takeOther', conflictId, [ok()]);
  }
  dismissConflict(conflictId: string): Promise<void> {
    this.asked.push({ name: 'dismissConflict', with: conflictId });
    return Promise.resolve();
  }
  setAside(): Promise<readonly SetAsideRow[]> {
    return Promise.resolve([]);
  }
  applySetAside(request: ApplySetAside): Promise<Result<SetAsideOutcome>> {
    return this.#work('applySetAside', request, [ok({ takenIn: 0, left: 0 })]);
  }

  readonly passphrases: Backups['passphrases'] = {
    generate: () => Promise.resolve(this.#generated++ === 0 ? SIX_WORDS : OTHER_WORDS),
    strength: (text) =>
      Promise.resolve(
        text.length < 20 ? { bits: 30, level: 'weak' } : { bits: 66, level: 'strong' },
      ),
    check: (text) =>
      Promise.resolve(
        text.length >= LEAST_CHARS
          ? ok()
          : fail('backup/passphrase_invalid', {
              details: { reason: 'too_short', least: LEAST_CHARS },
            }),
      ),
    remember: (passphrase) => {
      this.kept = passphrase;
      return Promise.resolve(ok());
    },
    recall: () => Promise.resolve(this.kept),
    forget: () => {
      this.kept = undefined;
      return Promise.resolve();
    },
  };
  #generated = 0;

  /** What a door was asked with, call by call. */
  askedOf(name: keyof Backups): unknown[] {
    return this.asked.filter((call) => call.name === name).map((call) => call.with);
  }

  async #work<T>(
    name: string,
    given: unknown,
    answers: T[],
    onProgress?: OnBackupProgress,
  ): Promise<T> {
    this.asked.push({ name, with: given });
    if (this.progress) onProgress?.(this.progress);
    await this.gate;
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) throw new Error(`no answer was set for ${name}`);
    return answer;
  }
}
