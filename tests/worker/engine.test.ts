import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Result, valueOrThrow } from '#lib/domain/result.ts';
import type { EngineClient, PreviewRequest, SessionQuery } from '#lib/worker/api.ts';
import { createEngineClient } from '#lib/worker/client.ts';
import workerUrl from '#lib/worker/host.ts?worker&url';
import { exportRequest } from '../support/export-request.ts';
import { EnginePage } from '../support/engine-page.ts';

const NEWEST: SessionQuery = { sort: 'date', descending: true };
const HEADERS = 'date,odometer,charge_type,charge_delivered_kwh,total_cost_gbp,notes';
/** Enough rows that reading them takes longer than it takes to change one's mind. */
const LARGE = new Blob([
  [HEADERS, ...Array.from({ length: 60_000 }, (_, i) => `2026-01-01,${i + 1},AC,10,1.00,n`)].join(
    '\n',
  ),
]);

let page: EnginePage;
let client: EngineClient;

beforeEach(async () => {
  page = new EnginePage();
  await page.open();
  client = page.newClient();
  await page.commit((write) => {
    write.insert('cars', 'c1', { name: 'One', createdDate: '2025-01-01', archived: false });
  });
});

afterEach(() => {
  page.close();
});

function request(file: Blob): PreviewRequest {
  const options = { timeZone: 'Europe/London', currency: 'GBP' };
  return { file, fileName: 'log.csv', options, car: { id: 'c1' } };
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

describe('the engine in a real worker', () => {
  it('imports a file of the page, tells of it, and takes it back', async () => {
    const heard: number[] = [];
    client.onChange((seq) => heard.push(seq));
    const file = new Blob([
      `${HEADERS}\n2026-01-01,100,AC,10,1.00,Café\n2026-02-01,200,DC,20,2.00,b`,
    ]);
    const phases: string[] = [];
    const preview = valueOrThrow(
      await client.previewImport(request(file), ({ phase }) => phases.push(phase)),
    );
    expect(preview.report.counts).toMatchObject({ new: 2 });
    const report = valueOrThrow(
      await client.commitImport(
        {
          previewId: preview.previewId,
          commandId: 'one',
          probablySame: 'fill',
          includeDeleted: false,
          priceFromTariffs: false,
        },
        ({ phase }) => phases.push(phase),
      ),
    );
    expect(phases).toContain('commit');
    const answer = valueOrThrow(await client.list({ ...NEWEST, search: 'cafe' }));
    expect(answer).toMatchObject({ count: 1, sums: { energyWh: 10_000 } });
    expect(valueOrThrow(await client.window(NEWEST, 0, 1)).rows).toMatchObject([{ current: 'DC' }]);
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(0);

    const exported = valueOrThrow(
      await client.exportSessions(NEWEST, exportRequest('exact'), () => undefined),
    );
    expect(await exported.content.text()).toContain('plugtrack_session_v1');
    expect(valueOrThrow(await client.undoImport(report.importId ?? '', 'back'))).toEqual({
      undone: 2,
      kept: [],
    });
    expect(valueOrThrow(await client.list(NEWEST)).count).toBe(0);
    valueOrThrow(await client.rebuild(() => undefined));
  });

  it('brings codes and details over the border', async () => {
    const refused = await client.previewImport(request(new Blob([])), () => undefined);
    expect(codeOf(refused)).toBe('import/empty_file');
    const large = new Blob([Array.from({ length: 300 }, (_, i) => `h${i}`).join(',')]);
    const wide = await client.previewImport(request(large), () => undefined);
    expect(wide).toMatchObject({
      error: { code: 'import/too_many_columns', details: { limit: 200, value: 300 } },
    });
  });

  it('refuses what cannot be copied, naming what to do', async () => {
    const reactive = new Proxy({ ...NEWEST }, {});
    await expect(client.list(reactive)).rejects.toThrow(/snapshot/);
    expect(valueOrThrow(await client.list(NEWEST)).count).toBe(0);
  });

  it('answers a cancelled preview at once and works on', async () => {
    let progressed = false;
    const preview = client.previewImport(request(LARGE), () => {
      progressed = true;
    });
    await expect.poll(() => progressed, { interval: 5, timeout: 20_000 }).toBe(true);
    const before = performance.now();
    await client.cancel();
    expect(codeOf(await preview)).toBe('import/cancelled');
    expect(performance.now() - before).toBeLessThan(300);
    expect(valueOrThrow(await client.list(NEWEST)).count).toBe(0);
    expect(page.workers).toHaveLength(2);
  });

  it('answers the cancel of a commit soon and takes back what was written', async () => {
    const file = new Blob([(await LARGE.text()).split('\n').slice(0, 6_001).join('\n')]);
    const preview = valueOrThrow(await client.previewImport(request(file), () => undefined));
    const order: string[] = [];
    const choices = {
      probablySame: 'fill',
      includeDeleted: false,
      priceFromTariffs: false,
    } as const;
    const result = await client.commitImport(
      { previewId: preview.previewId, commandId: 'two', ...choices },
      ({ done }) => {
        if (done === 0) return;
        void client.cancel().then(() => order.push('answered'));
      },
    );
    order.push('taken back');
    expect(codeOf(result)).toBe('import/cancelled');
    expect(order).toEqual(['answered', 'taken back']);
    expect(valueOrThrow(await client.list(NEWEST)).count).toBe(0);
    const again = valueOrThrow(await client.previewImport(request(file), () => undefined));
    expect(again.report.counts).toMatchObject({ new: 6_000, deleted: 0 });
    expect(page.workers).toHaveLength(1);
  });

  it('refuses a database of another generation', async () => {
    const other = createEngineClient({
      workerUrl,
      profileId: page.profileId,
      generation: () => 'another',
      clock: { today: () => '2026-06-30' },
    });
    expect(codeOf(await other.list(NEWEST))).toBe('db/closed');
  });

  it('says that it is not available when its script cannot be loaded', async () => {
    const broken = createEngineClient({
      workerUrl: '/no-such-script.js',
      profileId: 'none',
      generation: () => 'g1',
      clock: { today: () => '2026-06-30' },
    });
    expect(codeOf(await broken.list(NEWEST))).toBe('worker/crashed');
    expect(codeOf(await broken.list(NEWEST))).toBe('worker/unavailable');
  });
});
