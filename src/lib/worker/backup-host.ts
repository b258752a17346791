import { expose } from 'comlink';
import { openBackupStore } from '#lib/db/backup/open-store.ts';
import { knownStorageFailure } from '#lib/db/failure.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { BackupHostApi, BackupHostOptions } from './backup-api.ts';
import { BackupService } from './backup-service.ts';
import { exclusiveLock } from './exclusive-lock.ts';
import { guarded } from './guarded.ts';
import { copyReader } from './jobs/backup/read-copy.ts';
import { classicReader } from './jobs/backup/read-classic.ts';
import { verifyBackup } from './jobs/backup/write-job.ts';

/** A worker that was ended a moment ago lets go of its lock soon. */
const LOCK_WAIT_MS = 2_000;

let service: BackupService | undefined;

async function openService(options: BackupHostOptions): Promise<Result<BackupService>> {
  const opened = await openBackupStore({ ...options, engine: { indexedDB, IDBKeyRange } });
  if (!opened.ok) return opened;
  return ok(
    new BackupService({
      store: opened.value,
      now: () => Date.now(),
      appVersion: options.appVersion,
      today: options.today,
      readCopy: copyReader(options),
      readClassic: classicReader(options),
      exclusiveJobs: exclusiveLock(`plugtrack-${options.profileId}-jobs`, {
        takesOver: false,
        waitsMs: LOCK_WAIT_MS,
        now: () => performance.now(),
      }),
      knownFailure: knownStorageFailure,
    }),
  );
}

function ask<T>(question: (open: BackupService) => Promise<Result<T>>): Promise<Result<T>> {
  return service ? question(service) : Promise.resolve(fail('worker/not_open'));
}

const api: BackupHostApi = {
  open: (options) =>
    guarded(async () => {
      // Not every browser has it; rules about dates need it before the first row is looked at.
      if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
      const opened = await openService(options);
      if (!opened.ok) return opened;
      service = opened.value;
      return ok();
    }),
  write: (request, onProgress) => ask((open) => open.write(request, onProgress)),
  verify: (request) => guarded(() => verifyBackup(request)),
  preview: (request, onProgress) => ask((open) => open.preview(request, onProgress)),
  restore: (request, verifyFresh, onProgress) =>
    ask((open) => open.restore(request, verifyFresh, onProgress)),
  takeIn: (request, verifyFresh, onProgress) =>
    ask((open) => open.takeIn(request, verifyFresh, onProgress)),
  undo: (request, onProgress) => ask((open) => open.undo(request, onProgress)),
  applySetAside: (request) => ask((open) => open.applySetAside(request)),
  recover: (isTold) => ask((open) => open.recover(isTold)),
  safety: (undoId) => ask((open) => open.safety(undoId)),
};

// At once, before anything is waited for: a message that comes earlier would be lost.
expose(api);
