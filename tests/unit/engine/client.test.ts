import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '#lib/domain/result.ts';
import type { CommitRequest, HostApi, PreviewRequest, SessionQuery } from '#lib/worker/api.ts';
import { createEngineClient } from '#lib/worker/client.ts';
import { ScriptedWorker } from '../../support/engine-worker.ts';

const QUERY: SessionQuery = { sort: 'date', descending: true };
const PREVIEW: PreviewRequest = {
  file: new Blob(['a']),
  fileName: 'a.csv',
  options: { timeZone: 'UTC', currency: 'GBP' },
};
const COMMIT: CommitRequest = {
  previewId: 'p',
  commandId: 'c',
  probablySame: 'fill',
  includeDeleted: false,
  priceFromTariffs: false,
};

let started: ScriptedWorker[] = [];

afterEach(() => {
  for (const worker of started) worker.close();
  started = [];
});

/** A client whose workers answer as scripted, the first, the second … */
function clientOf(...scripts: Partial<HostApi>[]) {
  started = [];
  return createEngineClient({
    workerUrl: 'engine.js',
    profileId: 'me',
    generation: () => 'g1',
    clock: { today: () => '2026-06-30' },
    startWorker: () => {
      const script = scripts[started.length] ?? scripts.at(-1) ?? {};
      const worker = new ScriptedWorker(script);
      started.push(worker);
      return worker.worker;
    },
  });
}

const ids = (value: string[]): Partial<HostApi> => ({ ids: () => Promise.resolve(ok(value)) });
const never = (): Promise<never> => new Promise(() => undefined);

describe('the life of a worker', () => {
  it('starts at the first question, opens the page’s database and is used again', async () => {
    const opened: unknown[] = [];
    const client = clientOf({
      ...ids(['a']),
      open: (options) => {
        opened.push(options);
        return Promise.resolve(ok());
      },
    });
    expect(started).toHaveLength(0);
    expect(await client.ids(QUERY)).toEqual(ok(['a']));
    expect(await client.ids(QUERY)).toEqual(ok(['a']));
    expect(started).toHaveLength(1);
    expect(opened).toEqual([{ profileId: 'me', generation: 'g1', today: '2026-06-30' }]);
  });

  it('answers a crash, starts once more, then says that it is not available', async () => {
    const client = clientOf({ ids: never });
    const ask = async () => {
      const answer = client.ids(QUERY);
      await expect.poll(() => started.at(-1)?.terminated).toBe(false);
      await new Promise((resolve) => setImmediate(resolve));
      started.at(-1)?.crash();
      return answer;
    };
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'worker/crashed' } });
    expect(started[0]?.terminated).toBe(true);
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'worker/unavailable' } });
    expect(await client.ids(QUERY)).toMatchObject({ error: { code: 'worker/unavailable' } });
    expect(started).toHaveLength(2);
  });

  it('works again after a crash', async () => {
    const client = clientOf({ ids: never }, ids(['b']));
    const lost = client.ids(QUERY);
    await expect.poll(() => started).toHaveLength(1);
    started[0]?.crash();
    expect(await lost).toMatchObject({ error: { code: 'worker/crashed' } });
    expect(await client.ids(QUERY)).toEqual(ok(['b']));
  });

  it('starts again by itself for those who listen, and lets no late call through', async () => {
    const notify: ((seq: number) => void)[] = [];
    const client = clientOf({
      open: (_, onChange) => {
        notify.push(onChange);
        return Promise.resolve(ok());
      },
      ids: () => Promise.resolve(ok([])),
    });
    const heard: number[] = [];
    client.onChange((seq) => heard.push(seq));
    await client.ids(QUERY);
    notify[0]?.(7);
    await expect.poll(() => heard).toEqual([7]);
    started[0]?.crash();
    await expect.poll(() => notify.length).toBe(2);
    notify[1]?.(8);
    await expect.poll(() => heard).toEqual([7, 8]);
  });

  it('hands on why the database does not open and tries again', async () => {
    let tries = 0;
    const client = clientOf({
      ...ids(['a']),
      open: () => {
        tries += 1;
        return Promise.resolve(
          tries === 1 ? { ok: false, error: { code: 'db/newer', details: { by: 2 } } } : ok(),
        );
      },
    });
    expect(await client.ids(QUERY)).toEqual({
      ok: false,
      error: { code: 'db/newer', details: { by: 2 } },
    });
    expect(await client.ids(QUERY)).toEqual(ok(['a']));
  });
});

describe('the border', () => {
  it('keeps code, fields and details of a failure', async () => {
    const error = {
      code: 'import/decimal_conflict',
      fields: [{ field: 'energyWh', code: 'row/bad_number', value: '1,5' }],
      details: { column: 'kWh', row: 3, sure: false },
    };
    const client = clientOf({ previewImport: () => Promise.resolve({ ok: false, error }) });
    expect(await client.previewImport(PREVIEW, () => undefined)).toEqual({ ok: false, error });
  });

  it('asks for the figures of a session as of the page’s day, and hands on the one looked on', async () => {
    const asked: unknown[] = [];
    const client = clientOf({
      session: (id, today) => {
        asked.push([id, today]);
        return Promise.resolve({ ok: false, error: { code: 'session/not_found' } });
      },
      lookAt: (today) => {
        asked.push(today);
        return Promise.resolve(ok());
      },
    });
    expect(await client.session('a')).toMatchObject({ error: { code: 'session/not_found' } });
    expect(await client.lookAt('2026-07-01')).toEqual(ok());
    expect(asked).toEqual([['a', '2026-06-30'], '2026-07-01']);
  });

  it('takes a thrown error as a crash without its words', async () => {
    const client = clientOf({ ids: () => Promise.reject(new Error('my notes')) });
    expect(await client.ids(QUERY)).toEqual({ ok: false, error: { code: 'worker/crashed' } });
  });

  it('refuses what cannot be copied as a bug of the caller', async () => {
    const client = clientOf(ids([]));
    const proxied = { ...QUERY, search: new Proxy({}, {}) as unknown as string };
    await expect(client.ids(proxied)).rejects.toThrow(/snapshot/);
  });

  it('passes progress on and gives today along', async () => {
    const client = clientOf({
      previewImport: (_, today, onProgress) => {
        onProgress({ phase: today, done: 1, total: 2 });
        return never();
      },
    });
    const seen: unknown[] = [];
    void client.previewImport(PREVIEW, (progress) => seen.push(progress));
    await expect.poll(() => seen).toEqual([{ phase: '2026-06-30', done: 1, total: 2 }]);
    await client.cancel();
  });
});

describe('cancel', () => {
  it('ends the worker of a preview at once and asks other questions again', async () => {
    const client = clientOf({ previewImport: never, ids: never }, ids(['again']));
    const preview = client.previewImport(PREVIEW, () => undefined);
    const list = client.ids(QUERY);
    await expect.poll(() => started).toHaveLength(1);
    await client.cancel();
    expect(await preview).toMatchObject({ error: { code: 'import/cancelled' } });
    expect(await list).toEqual(ok(['again']));
    expect(started[0]?.terminated).toBe(true);
  });

  it('lets a commit stop itself', async () => {
    let stop: (() => void) | undefined;
    const client = clientOf({
      commitImport: () =>
        new Promise((resolve) => {
          stop = () => {
            resolve({ ok: false, error: { code: 'import/cancelled' } });
          };
        }),
      cancelCommit: () => {
        stop?.();
        return Promise.resolve();
      },
    });
    const commit = client.commitImport(COMMIT, () => undefined);
    await expect.poll(() => stop).toBeDefined();
    await client.cancel();
    expect(await commit).toMatchObject({ error: { code: 'import/cancelled' } });
    expect(started[0]?.terminated).toBe(false);
  });

  it('answers soon even if a commit does not listen, and does nothing without a job', async () => {
    const client = clientOf({ commitImport: never, cancelCommit: never, ...ids([]) });
    await client.cancel();
    void client.commitImport(COMMIT, () => undefined);
    await client.ids(QUERY);
    await client.cancel();
    expect(started[0]?.terminated).toBe(false);
  });
});
