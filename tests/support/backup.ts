import type { BackupStore } from '#lib/app/backup-store.ts';
import { createBackupStore } from '#lib/db/backup/store.ts';
import { knownStorageFailure } from '#lib/db/failure.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import { BackupService } from '#lib/worker/backup-service.ts';
import type { RestoreJobRequest, VerifyRequest } from '#lib/worker/backup-api.ts';
import { copyReader } from '#lib/worker/jobs/backup/read-copy.ts';
import { classicReader } from '#lib/worker/jobs/backup/read-classic.ts';
import { tableRows } from '#lib/worker/jobs/backup/vault-source.ts';
import { type BackupSurroundings, verifyBackup } from '#lib/worker/jobs/backup/write-job.ts';
import type { SettableClock } from './clock.ts';
import type { TestDatabase } from './database.ts';
import { CAR_ID, carContent, sessionContent } from './facts.ts';

/** What a worker is told of its surroundings. */
const SURROUNDINGS = {
  today: '2026-06-30',
  timeZone: 'Europe/London',
  currency: 'GBP',
};

/** Backup and restore on a test database, as the worker runs it. */
export function backupOn(
  { owner, clock }: TestDatabase,
  more: Pick<BackupSurroundings, 'workFactor'> = {},
) {
  return backupOver(createBackupStore(owner), clock, more);
}

/** The same, on rows that are open already. */
export function backupOver(
  store: BackupStore,
  clock: Pick<SettableClock, 'now'>,
  more: Pick<BackupSurroundings, 'workFactor'> = {},
): { service: BackupService; store: BackupStore } {
  const service = new BackupService({
    ...more,
    store,
    now: () => clock.now(),
    appVersion: 'test',
    today: SURROUNDINGS.today,
    readCopy: copyReader(SURROUNDINGS),
    readClassic: classicReader(SURROUNDINGS),
    exclusiveJobs: async (work) => {
      await work();
      return true;
    },
    knownFailure: knownStorageFailure,
  });
  return { service, store };
}

/** Reading back as a fresh worker does it. */
export const verifyFresh = (request: VerifyRequest) => verifyBackup(request);

export const restoreRequest = (
  file: Blob,
  more: Partial<RestoreJobRequest> = {},
): RestoreJobRequest => ({
  file,
  fileName: 'backup.zip',
  jobId: 'job-1',
  mode: 'replace',
  allowMassDelete: false,
  generation: 'g2',
  deviceId: 'aaaaaaaaaaaaaaaa',
  safetyName: 'before.zip',
  ...more,
});

/** An unencrypted file of everything. */
export async function backupFile(db: TestDatabase): Promise<Blob> {
  const written = await backupOn(db).service.write({ includeLabel: true }, () => undefined);
  return valueOrThrow(written).file;
}

/** Everything that travels, with clocks and tombstones, as text. */
export async function travelling(
  store: BackupStore,
  without: readonly string[] = [],
): Promise<string> {
  const lines: string[] = [];
  for (const { name, kind } of await store.tables()) {
    if (without.includes(name)) continue;
    for await (const rows of tableRows(store, name)) {
      for (const row of rows) lines.push(`${name} ${kind} ${canonicalJson(row)}`);
    }
  }
  return lines.join('\n');
}

/** A car and so many charges; some of them in the trash, one emptied for good. */
export async function fill(db: TestDatabase, sessions: number): Promise<void> {
  valueOrThrow(
    await db.facts.commit({ id: 'fill', name: 'test' }, (write) => {
      write.insert('cars', CAR_ID, carContent());
      write.insert('settings', 'currency', { value: 'GBP' });
      for (let i = 0; i < sessions; i++) {
        write.insert('sessions', `s${String(i)}`, sessionContent({ energyWh: 1000 + i }));
      }
      return ok();
    }),
  );
  const trashed = ['s0', 's1', 's2'].slice(0, sessions);
  valueOrThrow(
    await db.facts.commit({ id: 'trash', name: 'test' }, async (write) =>
      ok(await write.remove('sessions', trashed)),
    ),
  );
  valueOrThrow(
    await db.facts.commit({ id: 'purge', name: 'test' }, async (write) =>
      ok(await write.purge('sessions', trashed.slice(2))),
    ),
  );
}

/** Another device, before it has anything. */
export const otherSeed = () => ({
  generation: 'g1',
  deviceId: 'bbbbbbbbbbbbbbbb',
  vaultId: '0197c3a1-b2f4-7000-8000-00000000bbbb',
  deviceLabel: 'Other',
  appVersion: 'test',
  now: 1_782_903_600_000,
});
