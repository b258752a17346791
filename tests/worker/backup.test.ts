import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { BackupClient, RestoreJobRequest } from '#lib/worker/backup-api.ts';
import workerUrl from '#lib/worker/backup-host.ts?worker&url';
import { createBackupClient } from '#lib/worker/client/backup-client.ts';
import type { EngineWorker } from '#lib/worker/client/worker-link.ts';
import { EnginePage } from '../support/engine-page.ts';
import { carContent, sessionContent } from '../support/facts.ts';

const PASSPHRASE = 'seven small birds';
const unseen = (): void => undefined;

let page: EnginePage;
let started: EngineWorker[];
let client: BackupClient;

beforeEach(async () => {
  page = new EnginePage();
  await page.open();
  started = [];
  client = createBackupClient({
    workerUrl,
    options: () =>
      Promise.resolve({
        profileId: page.profileId,
        generation: page.owner.connection?.identity.generation ?? '',
        appVersion: 'test',
        today: '2026-06-30',
        timeZone: 'Europe/London',
        currency: 'GBP',
      }),
    startWorker: (url) => {
      const worker = new Worker(url, { type: 'module' });
      started.push(worker);
      return worker;
    },
  });
  await page.commit((write) => {
    write.insert('cars', 'c1', carContent());
    for (let i = 0; i < 200; i++) {
      write.insert('sessions', `s${String(i)}`, sessionContent({ carId: 'c1' }));
    }
  });
});

afterEach(() => {
  page.close();
});

const request = (file: Blob, more: Partial<RestoreJobRequest> = {}): RestoreJobRequest => ({
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

describe('backup and restore in real workers', () => {
  it('reads an encrypted file back in a fresh worker, restores it and takes it back', async () => {
    const phases = new Set<string>();
    const secret = { passphrase: PASSPHRASE };
    const written = valueOrThrow(
      await client.write({ ...secret, includeLabel: true }, ({ phase }) => phases.add(phase)),
    );
    expect(started).toHaveLength(1);
    const { file, expected } = written;
    valueOrThrow(await client.verify({ file, expected, ...secret }));
    expect(started).toHaveLength(2);
    expect(await client.verify({ file, expected, passphrase: 'another one' })).toMatchObject({
      error: { code: 'backup/verify_failed' },
    });
    await page.commit((write) => {
      write.insert('cars', 'c2', carContent({ name: 'Later' }));
    });
    const report = valueOrThrow(
      await client.restore(request(file, secret), ({ phase }) => phases.add(phase)),
    );
    expect(report).toMatchObject({ undoId: 'job-1', tables: { sessions: { same: 200 } } });
    expect([...phases]).toEqual(expect.arrayContaining(['write', 'safety', 'stage', 'swap']));
    await page.owner.recheck();
    expect(page.owner.status).toEqual({ kind: 'open' });
    expect(await page.facts.read.get('cars', 'c2')).toBeUndefined();
    const undo = { jobId: 'undo-1', undoId: 'job-1', generation: 'g3' };
    valueOrThrow(await client.undo(undo, unseen));
    await page.owner.recheck();
    expect(await page.facts.read.get('cars', 'c2')).toBeDefined();
  });

  it('WK05: a cancelled restore answers at once and leaves nothing', async () => {
    const written = valueOrThrow(await client.write({ includeLabel: true }, unseen));
    await page.commit((write) => {
      write.insert('cars', 'c2', carContent({ name: 'Later' }));
    });
    let cancelled: Promise<void> | undefined;
    const result = await client.restore(request(written.file), ({ phase }) => {
      if (phase === 'stage') cancelled ??= client.cancel();
    });
    expect(cancelled).toBeDefined();
    expect(result).toMatchObject({ ok: false, error: { code: 'backup/cancelled' } });
    const job = valueOrThrow(await client.recover(true));
    expect(job).toMatchObject({ jobId: 'job-1' });
    await page.owner.recheck();
    // It had staged its rows and may have been in its last step: then that is whole.
    const isDone = job?.state === 'done';
    expect((await page.facts.read.get('cars', 'c2')) === undefined).toBe(isDone);
    const left = await page.owner.use(({ facts }) => facts.table('staging').count());
    expect(left).toBe(0);
  });
});
