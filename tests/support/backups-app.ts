import { createBackups } from '#lib/app/backups.ts';
import type { Backups, BackupStatus } from '#lib/app/backups-port.ts';
import { createPassphrases } from '#lib/app/passphrases.ts';
import type { FileTarget, OutgoingFile } from '#lib/app/ports.ts';
import { createBackupRecords } from '#lib/db/backup/records.ts';
import { createSecretKeeper } from '#lib/db/secret-keeper.ts';
import * as rules from '#lib/formats/backup/passphrase.ts';
import { vaultFileName } from '#lib/formats/backup/vault-file-name.ts';
import type { BackupClient } from '#lib/worker/backup-api.ts';
import { backupOn, verifyFresh } from './backup.ts';
import type { TestDatabase } from './database.ts';

/** The use cases over the jobs of the worker, with a person's disk and share sheet as fakes. */
export function appOn(db: TestDatabase) {
  const { service, store } = backupOn(db);
  const saved: OutgoingFile[] = [];
  const disk: { alter?: (file: Blob) => Blob; full?: boolean; file?: Blob } = {};
  const target: FileTarget = {
    name: 'chosen.zip',
    write: (content) => {
      if (disk.full) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      disk.file = disk.alter?.(content) ?? content;
      return Promise.resolve();
    },
    read: () => Promise.resolve(disk.file ?? new Blob()),
  };
  const client: BackupClient = {
    write: (request, onProgress) => service.write(request, onProgress),
    verify: verifyFresh,
    preview: (request, onProgress) => service.preview(request, onProgress),
    restore: (request, onProgress) => service.restore(request, verifyFresh, onProgress),
    takeIn: (request, onProgress) => service.takeIn(request, verifyFresh, onProgress),
    undo: (request, onProgress) => service.undo(request, onProgress),
    applySetAside: (request) => service.applySetAside(request),
    recover: (isTold) => service.recover(isTold),
    safety: (undoId) => service.safety(undoId),
    cancel: () => Promise.resolve(),
  };
  const records = createBackupRecords(db.owner);
  let n = 0;
  const backups = createBackups({
    facts: db.facts,
    clock: db.clock,
    ids: { next: () => `id-${String((n += 1))}` },
    client,
    records,
    targets: { share: true, file: true },
    files: {
      save: (file) => {
        saved.push(file);
        return Promise.resolve();
      },
    },
    sharer: { canShare: () => true, share: () => Promise.resolve(false) },
    picker: { isAvailable: true, choose: () => Promise.resolve(target) },
    passphrases: createPassphrases({
      rules: () => Promise.resolve(rules),
      keeper: createSecretKeeper('test', db.engine),
      randomBytes: (count) => new Uint8Array(count),
    }),
    newHexId: () => (n += 1).toString(16).padStart(16, '0'),
    deviceLabel: () => Promise.resolve('My phone'),
    fileName: vaultFileName,
    recheck: () => db.owner.recheck(),
  });
  return { backups, records, store, saved, disk };
}

/** What screens are shown at this moment. */
export const statusOf = (backups: Pick<Backups, 'watch'>) =>
  new Promise<BackupStatus>((resolve) => {
    const stop = backups.watch((status) => {
      resolve(status);
      queueMicrotask(() => {
        stop();
      });
    });
  });

/** A file as a person chooses it. */
export const asFile = (blob: Blob, name = 'plugtrack.zip') => new File([blob], name);
