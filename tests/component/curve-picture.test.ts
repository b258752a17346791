import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { CurvePoint } from '#lib/domain/session.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import CurvePicture from '#lib/ui/session/CurvePicture.svelte';
import { render } from './render.svelte.ts';

const NBSP = '\u00a0';

/** Rises to 148 kW at 23 %, then falls; below 50 kW from 80 % on. */
const FAST: readonly CurvePoint[] = [
  [0, 20, 60_000],
  [60, 23, 148_000],
  [300, 40, 120_000],
  [600, 60, 80_000],
  [900, 75, 55_000],
  [1020, 80, 48_000],
  [1140, 84, 40_000],
  [1260, 87, 33_000],
];

async function show(curve: readonly CurvePoint[]) {
  const i18n = new I18n();
  await i18n.load();
  return render(CurvePicture, { curve }, i18n);
}

it('says in words what the picture shows', async () => {
  await show(FAST);
  const words = `Peak 148${NBSP}kW at 23%, below 50${NBSP}kW from 80%`;
  await expect.element(page.getByRole('figure')).toHaveAccessibleName(`Charge curve ${words}`);
  await expect.element(page.getByRole('img', { name: words })).toBeVisible();
});

it('gives the same numbers as a table', async () => {
  await show(FAST);
  await page.getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('table', { name: 'Charge curve' });
  const rows = table.getByRole('row').elements();
  expect(
    rows.map((row) => Array.from(row.children, (cell) => cell.textContent.trim()).join(' | ')),
  ).toEqual([
    'Time (min) | SoC (%) | Power (kW)',
    '0 | 20 | 60',
    '1 | 23 | 148',
    '5 | 40 | 120',
    '10 | 60 | 80',
    '15 | 75 | 55',
    '17 | 80 | 48',
    '19 | 84 | 40',
    '21 | 87 | 33',
  ]);
});

it('shows power and charge level over time on request', async () => {
  const { target } = await show(FAST);
  const group = page.getByRole('group', { name: 'Picture shows' });
  await expect
    .element(group.getByRole('button', { name: 'By charge level' }))
    .toHaveAttribute('aria-pressed', 'true');
  expect(target.querySelectorAll('[role=img] path[stroke-dasharray]')).toHaveLength(0);
  await group.getByRole('button', { name: 'By time' }).click();
  expect(target.querySelectorAll('[role=img] path[stroke-dasharray]')).toHaveLength(1);
});

it('stays light with many points, and says that the table is a choice of them', async () => {
  const many = Array.from({ length: 4000 }, (_, at): CurvePoint => [
    at,
    at / 40,
    50_000 + (at % 7),
  ]);
  const { target } = await show(many);
  const drawn = [...target.querySelectorAll('[role=img] path')].map(
    (path) => path.getAttribute('d')?.match(/[ML]/g)?.length,
  );
  expect(drawn).toHaveLength(2);
  for (const points of drawn) expect(points).toBeLessThanOrEqual(300);
  await expect.element(page.getByText('50 of 4,000 points, evenly chosen')).toBeInTheDocument();
  expect(page.getByRole('table').getByRole('row').elements()).toHaveLength(51);
});

it('stays within a screen of 320 pixels', async () => {
  const { target } = await show(FAST);
  target.style.inlineSize = '288px';
  await expect
    .poll(() => target.querySelector('[role=img]')?.getBoundingClientRect().width)
    .toBe(288);
  expect(target.scrollWidth).toBeLessThanOrEqual(288);
});

it('shows one point, no power and nothing at all without failing', async () => {
  await show([[0, 50, 7_400]]);
  await expect.element(page.getByRole('img', { name: `Peak 7.4${NBSP}kW at 50%` })).toBeVisible();
  await show([
    [0, 100, 0],
    [60, 100, 0],
  ]);
  await expect.element(page.getByRole('img', { name: 'No power in this curve' })).toBeVisible();
  const { target } = await show([]);
  expect(target.textContent.trim()).toBe('');
});
