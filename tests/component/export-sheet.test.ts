import { page } from 'vitest/browser';
import { expect, test } from 'vitest';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { ExportOutcome } from '#lib/state/export-list.ts';
import ExportSheet from '#lib/ui/sessions/ExportSheet.svelte';
import type { ExportRequest, Progress } from '#lib/worker/api.ts';
import { render } from './render.svelte.ts';

const LEAF = { id: 'leaf', name: 'Leaf' };
const ZOE = { id: 'zoe', name: 'Zoe' };

async function shown(cars = [LEAF], work: Promise<void> = Promise.resolve()) {
  const i18n = new I18n();
  await i18n.load();
  const asked: Omit<ExportRequest, 'words'>[] = [];
  let cancelled = 0;
  const view = render(
    ExportSheet,
    {
      open: true,
      count: 12,
      cars,
      loadMonths: () => Promise.resolve(['2026-06', '2026-05']),
      progress: undefined as Progress | undefined,
      outcome: undefined as ExportOutcome | undefined,
      failure: undefined,
      onexport: ({ words, ...request }: ExportRequest) => {
        expect(words.sheet.id).toBe('ID');
        asked.push(request);
        return work;
      },
      oncancel: () => (cancelled += 1),
      onclose: () => undefined,
    },
    i18n,
  );
  return { view, asked, cancelled: () => cancelled };
}

test('offers every format with what it is for', async () => {
  await shown();
  for (const name of [
    'Everything, exactly',
    'For spreadsheets',
    'Classic, 16 columns',
    'For LubeLogger',
    'For Spritmonitor',
    'Statement for an employer',
    'Data set (JSON)',
  ]) {
    const button = page.getByRole('button', { name });
    await expect.element(button).toBeVisible();
    await expect.element(button).toHaveAccessibleDescription(/\w+.*\./);
  }
});

test('writes at once what needs no choice, with progress and a way out', async () => {
  let finish = (): void => undefined;
  const work = new Promise<void>((resolve) => (finish = resolve));
  const { view, asked, cancelled } = await shown([LEAF], work);
  await page.getByRole('button', { name: 'For LubeLogger' }).click();
  expect(asked).toEqual([{ format: 'lubelogger' }]);
  view.update({ progress: { phase: 'write', done: 3, total: 12 } });
  await expect.element(page.getByText('3 of 12 sessions')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(cancelled()).toBe(1);
  finish();
  await expect.element(page.getByRole('button', { name: 'For spreadsheets' })).toBeVisible();
});

test('asks for the car of a fuel log when there are several', async () => {
  const { asked } = await shown([LEAF, ZOE]);
  await page.getByRole('button', { name: 'For Spritmonitor' }).click();
  expect(asked).toEqual([]);
  await page.getByRole('combobox', { name: 'Car' }).selectOptions('Zoe');
  await page.getByRole('button', { name: 'Save file' }).click();
  expect(asked).toEqual([{ format: 'spritmonitor', carId: 'zoe' }]);
});

test('asks for month, places and person of a statement', async () => {
  const { asked } = await shown();
  await page.getByRole('button', { name: 'Statement for an employer' }).click();
  await page.getByRole('combobox', { name: 'Month' }).selectOptions('May 2026');
  await page.getByRole('radio', { name: 'Public' }).click();
  await page.getByRole('textbox', { name: 'Person' }).fill(' Ada ');
  await page.getByRole('button', { name: 'Save file' }).click();
  expect(asked).toEqual([
    { format: 'employer', carId: 'leaf', homeClass: 'public', month: '2026-05', person: 'Ada' },
  ]);
});

test('tells what the file left out, and why', async () => {
  const { view } = await shown();
  view.update({
    outcome: {
      name: 'plugtrack-lubelogger.csv',
      rows: 9,
      leftOut: [
        { reason: 'no_odometer', count: 3 },
        { reason: 'no_cost', count: 1 },
      ],
      withoutCost: 0,
    },
  });
  const status = page.getByRole('dialog').getByRole('status');
  await expect.element(status).toHaveTextContent('Saved plugtrack-lubelogger.csv with 9 sessions');
  await expect.element(status).toHaveTextContent('3 left out: no odometer');
  await expect.element(status).toHaveTextContent('1 left out: no cost');
});
