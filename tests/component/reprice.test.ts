import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Car } from '#lib/domain/car.ts';
import { type RepricingRow, sumsOf } from '#lib/domain/repricing-preview.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { RepriceFlow } from '#lib/state/reprice-flow.svelte.ts';
import { namesOf } from '#lib/state/session-naming.ts';
import RepricePreview from '#lib/ui/sessions/RepricePreview.svelte';
import type { Repriced, RepriceRequest } from '#lib/worker/api.ts';
import { render } from './render.svelte.ts';

const pounds = (amount: number) => ({ currency: 'GBP', totalMicros: amount * 1_000_000 });
const kroner = (amount: number) => ({ currency: 'NOK', totalMicros: amount * 1_000_000 });
const row = (id: string, more: Partial<RepricingRow>): RepricingRow => ({
  id,
  localDate: '2026-05-01',
  carId: 'leaf',
  placeId: 'home',
  energyWh: 10_000,
  ...more,
});
const DEARER = row('a', { before: pounds(2), after: pounds(3) });
const FOUND = row('b', { localDate: '2026-05-02', after: pounds(1.5) });
const ABROAD = row('c', { localDate: '2026-05-03', before: kroner(40), after: kroner(30) });
const LOST = row('d', { localDate: '2026-05-04', before: pounds(5), unknown: 'no_price' });
const NONE = row('e', { localDate: '2026-05-05', unknown: 'no_energy' });

const leaf: Car = {
  id: 'leaf',
  createdAt: 0,
  updatedAt: 0,
  name: 'Leaf',
  createdDate: '2025-01-01',
  archived: false,
};
const home = { id: 'home', createdAt: 0, updatedAt: 0, name: 'Home', isHome: true, isFree: false };

/** An engine that has priced these rows; what it is asked to write is kept. */
function pricedEngine(changing: readonly RepricingRow[], written: Result<Repriced>) {
  const asked: RepriceRequest[] = [];
  const losing = changing.filter(({ after }) => !after);
  const lists = { changing, unpriced: [NONE] };
  let looks = 0;
  return {
    asked,
    previewReprice: () =>
      Promise.resolve(
        ok({
          previewId: `preview-${String((looks += 1))}`,
          sessions: changing.length + 4,
          typed: 2,
          same: 1,
          changing: changing.length,
          losing: losing.length,
          unpriced: 1,
          sums: sumsOf(changing),
          losingSums: sumsOf(losing),
        }),
      ),
    repriceRows: (_: string, list: 'changing' | 'unpriced', offset: number, limit: number) =>
      Promise.resolve(ok(lists[list].slice(offset, offset + limit))),
    reprice: (request: RepriceRequest) => {
      asked.push(request);
      return Promise.resolve(written);
    },
    undoReprice: () => Promise.resolve(ok({ undone: 1, kept: [] })),
    cancel: () => Promise.resolve(),
  };
}

async function shown(
  changing: readonly RepricingRow[] = [DEARER, FOUND, ABROAD, LOST],
  written: Result<Repriced> = ok({ jobId: 'job', changed: 1 }),
) {
  const i18n = new I18n();
  await i18n.load();
  const engine = pricedEngine(changing, written);
  const flow = new RepriceFlow({ engine, ids: { next: () => 'command' } });
  await flow.look({ kind: 'unknown' });
  if (!flow.preview) throw new Error('no preview');
  render(
    RepricePreview,
    {
      flow,
      preview: flow.preview,
      names: namesOf([leaf], [home], DEFAULT_SETTINGS),
      hrefs: { sessions: '#sessions', session: (id: string) => `#${id}` },
      onconfirm: async () => {
        await flow.write();
      },
    },
    i18n,
  );
  return { flow, engine };
}

const sums = () => page.getByRole('region', { name: 'What it comes to' });
const confirm = (n: number) =>
  page.getByRole('button', { name: `Re-price ${String(n)} charge${n === 1 ? '' : 's'}` });
const tick = (date: string) => page.getByRole('checkbox', { name: `Re-price ${date} · Home` });

test('shows each cost before and after, why there is none, and what it comes to', async () => {
  await shown();
  const table = page.getByRole('table', { name: 'Changes' });
  const cells = (name: string) => table.getByRole('row', { name }).getByRole('cell');
  await expect.element(cells('1 May 2026').nth(2)).toHaveTextContent('£2.00');
  await expect.element(cells('1 May 2026').nth(3)).toHaveTextContent('£3.00');
  await expect.element(cells('1 May 2026').nth(4)).toHaveTextContent('+£1.00');
  await expect.element(cells('2 May 2026').nth(2)).toHaveTextContent('unknown');
  await expect.element(cells('4 May 2026').nth(1)).toHaveTextContent('No price or tariff applies');
  // 2 + 5 before, 3 + 1.50 after; another currency is never added.
  await expect
    .element(sums())
    .toHaveTextContent(/Now\s*£7\.00\s*New\s*£4\.50\s*Difference\s*-£2\.50/);
  await expect.element(sums()).toHaveTextContent(/40\.00.*30\.00/);
  await expect.element(page.getByText('2 kept as typed')).toBeVisible();
  await expect.element(page.getByText('1 comes out the same')).toBeVisible();
  const still = page.getByRole('table', { name: 'Still without a cost' });
  await expect.element(still).toHaveTextContent('The energy is not known');
});

test('leaves out what is not ticked, and keeps costs that would be lost', async () => {
  const { engine } = await shown();
  await tick('1 May 2026').click();
  await expect.element(sums()).toHaveTextContent(/Now\s*£5\.00\s*New\s*£1\.50/);
  await page.getByRole('switch', { name: 'Let them keep the cost they have' }).click();
  await expect.element(tick('4 May 2026')).toBeDisabled();
  await expect.element(sums()).toHaveTextContent(/Now\s*£0\.00\s*New\s*£1\.50/);
  await expect.element(page.getByText('2 left out by you')).toBeVisible();
  await confirm(2).click();
  expect(engine.asked).toMatchObject([{ leaveOut: ['a'], keepLosing: true }]);
});

test('has nothing to write when all are left out', async () => {
  const { engine } = await shown([DEARER]);
  await tick('1 May 2026').click();
  const button = page.getByRole('button', { name: 'Nothing to re-price' });
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
  await tick('1 May 2026').click();
  await confirm(1).click();
  expect(engine.asked).toMatchObject([{ previewId: 'preview-1', leaveOut: [] }]);
});

test('shows more of a long list when asked', async () => {
  const many = Array.from({ length: 120 }, (_, i) => ({ ...DEARER, id: `row-${String(i)}` }));
  await shown(many);
  const rows = page.getByRole('table', { name: 'Changes' }).getByRole('row');
  await expect.poll(() => rows.elements().length).toBe(51);
  await page.getByRole('button', { name: 'Show 50 more' }).click();
  await page.getByRole('button', { name: 'Show 20 more' }).click();
  await expect.poll(() => rows.elements().length).toBe(121);
  await expect.element(confirm(120)).toBeVisible();
});

test('keeps the preview when facts changed meanwhile, and looks again', async () => {
  const { flow } = await shown([DEARER], fail('reprice/outdated'));
  flow.choose(DEARER, false);
  flow.choose(DEARER, true);
  await flow.write();
  expect([flow.failure?.code, flow.done, flow.willChange]).toEqual([
    'reprice/outdated',
    undefined,
    1,
  ]);
  await flow.look();
  expect([flow.failure, flow.preview?.previewId]).toEqual([undefined, 'preview-2']);
});

test('is taken back once, and tells so', async () => {
  const { flow } = await shown([DEARER]);
  const done = await flow.write();
  expect(flow.done).toEqual({ jobId: 'job', changed: 1 });
  if (done) await flow.undo(done);
  expect(flow.undone).toEqual({ undone: 1, kept: [] });
});
