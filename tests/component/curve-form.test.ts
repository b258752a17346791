import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CurveNotice } from '#lib/domain/curve-reading.ts';
import { ok } from '#lib/domain/result.ts';
import type { CurvePoint, Session } from '#lib/domain/session.ts';
import { readCurve } from '#lib/formats/curve/read-curve.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { CurveForm } from '#lib/state/curve-form.svelte.ts';
import CurvePaste from '#lib/ui/session/CurvePaste.svelte';
import CurvePreview from '#lib/ui/session/CurvePreview.svelte';
import CurveRows from '#lib/ui/session/CurveRows.svelte';
import { render } from './render.svelte.ts';

const NBSP = '\u00a0';
const CURVE: readonly CurvePoint[] = [
  [0, 20, 60_000],
  [90, 23, 148_250],
  [600, 60, 80_000],
  [1260, 87, 33_000],
];
/** As `compose` hands it to the app. */
const curves = {
  read: (...args: Parameters<typeof readCurve>) => Promise.resolve(readCurve(...args)),
};

async function words(): Promise<I18n> {
  const i18n = new I18n();
  await i18n.load();
  return i18n;
}

function sessionWith(more: Partial<Session> = {}): Session {
  return {
    id: 's1',
    carId: 'c1',
    status: 'completed',
    localDate: '2026-05-01',
    timeZone: 'Europe/London',
    createdAt: 0,
    updatedAt: 0,
    ...more,
  };
}

function formOf(session: Session, i18n: I18n): CurveForm {
  return new CurveForm({ commandId: 'command', session, placeName: undefined, display: i18n.f });
}

/** Saves, and says what would have been written. */
async function saved(form: CurveForm, part: 'hand' | 'paste') {
  const sent: (readonly CurvePoint[])[] = [];
  const commands = {
    saveCurve: (_: string, points: readonly CurvePoint[]) => {
      sent.push(points);
      return Promise.resolve(
        ok({ value: form.session, undo: { name: 'saveCurve', rows: [] }, seq: 1 }) as never,
      );
    },
  };
  await form.save(part, { commands, curves });
  return sent[0];
}

function showRows(form: CurveForm, i18n: I18n) {
  render(CurveRows, { form, errorOf: (field: string) => form.errors.of(field)?.code }, i18n);
  return (cell: string, n: number) =>
    page.getByRole('textbox', { name: `${cell}, point ${String(n)}`, exact: true });
}

it('opens stored points as typed, and saves them unchanged', async () => {
  const i18n = await words();
  const form = formOf(sessionWith({ curve: [...CURVE, [1300.4, 87.25, 33_333.3]] }), i18n);
  const cell = showRows(form, i18n);
  await expect.element(cell('Minutes', 2)).toHaveValue('1:30');
  await expect.element(cell('SoC (%)', 2)).toHaveValue('23');
  await expect.element(cell('Power (kW)', 2)).toHaveValue('148.25');
  await expect.element(cell('Minutes', 3)).toHaveValue('10');
  // Shown rounded, but not rounded by being looked at.
  expect(await saved(form, 'hand')).toEqual([...CURVE, [1300.4, 87.25, 33_333.3]]);
});

it('adds a point with Enter behind the last field, and takes one away', async () => {
  const i18n = await words();
  const form = formOf(sessionWith(), i18n);
  const cell = showRows(form, i18n);
  (cell('Power (kW)', 3).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(cell('Minutes', 4)).toHaveFocus();
  await userEvent.fill(cell('Minutes', 4), '2');
  await page.getByRole('button', { name: 'Delete point 1' }).click();
  await expect.element(cell('Minutes', 3)).toHaveValue('2');
  await expect.element(cell('Minutes', 1)).toHaveFocus();
  for (const target of page.getByRole('button').elements()) {
    const { width, height } = target.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }
});

it('marks what is missing or wrong, and saves nothing of it', async () => {
  const i18n = await words();
  const form = formOf(sessionWith(), i18n);
  const cell = showRows(form, i18n);
  const values = { 1: ['0', '20', '50'], 2: ['0', '21', ''], 3: ['5', '101', 'x'] };
  for (const [n, texts] of Object.entries(values)) {
    for (const [at, name] of ['Minutes', 'SoC (%)', 'Power (kW)'].entries()) {
      await userEvent.fill(cell(name, Number(n)), texts[at]!);
    }
  }
  expect(await saved(form, 'hand')).toBeUndefined();
  await expect.element(cell('Power (kW)', 2)).toHaveAccessibleDescription('curve/power_missing');
  await expect.element(cell('SoC (%)', 3)).toHaveAttribute('aria-invalid', 'true');
  await expect.element(cell('SoC (%)', 1)).not.toHaveAttribute('aria-invalid');
  await userEvent.fill(cell('Power (kW)', 2), '60');
  await userEvent.fill(cell('SoC (%)', 3), '30');
  await userEvent.fill(cell('Power (kW)', 3), '70,5');
  expect(await saved(form, 'hand')).toBeUndefined();
  expect(form.errors.of('1.minutes')?.code).toBe('curve/time_twice');
});

it('does not open a long curve for typing, and keeps a draft of everything', async () => {
  const i18n = await words();
  const long = Array.from({ length: 101 }, (_, at): CurvePoint => [at, 50, 1000]);
  expect(formOf(sessionWith({ curve: long }), i18n).isLong).toBe(true);

  const form = formOf(sessionWith({ curve: CURVE }), i18n);
  const opened = form.texts;
  form.pasted = '0 20 50';
  form.leavesOutBad = true;
  form.addRow();
  form.rows[4]!.minutes = '30';
  const kept = form.texts;
  form.fill(opened);
  expect(form.texts).toEqual(opened);
  form.fill(kept);
  expect(form.rows.map(({ minutes }) => minutes)).toEqual(['0', '1:30', '10', '21', '30']);
  expect([form.pasted, form.leavesOutBad]).toEqual(['0 20 50', true]);
});

it('lists the lines that cannot be read, and leaves them out only when told', async () => {
  const i18n = await words();
  const form = formOf(sessionWith(), i18n);
  render(CurvePaste, { form, error: undefined, onfile: () => undefined }, i18n);
  await userEvent.fill(
    page.getByRole('textbox', { name: 'Pasted text' }),
    'time (s);soc;kW\n0;20;50\n30;;60\n0;21;70',
  );
  expect(await saved(form, 'paste')).toBeUndefined();
  await expect.element(page.getByText('2 lines cannot be read, 1 can')).toBeVisible();
  const lines = page.getByRole('listitem').elements();
  expect(lines.map((line) => line.textContent)).toEqual([
    'Line 3: The charge level is missing. 30;;60',
    'Line 4: It has the same time as line 2. 0;21;70',
  ]);
  await expect
    .element(page.getByRole('textbox', { name: 'Pasted text' }))
    .toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('switch', { name: 'Leave out lines that cannot be read' }).click();
  expect(await saved(form, 'paste')).toEqual([[0, 20, 50_000]]);
});

it('takes a file by its name', async () => {
  const i18n = await words();
  const names: string[] = [];
  const onfile = (file: File) => names.push(file.name);
  render(CurvePaste, { form: formOf(sessionWith(), i18n), error: undefined, onfile }, i18n);
  await userEvent.upload(
    page.getByLabelText('Choose a file', { exact: true }),
    new File(['0;20;50'], 'log.csv', { type: 'text/csv' }),
  );
  expect(names).toEqual(['log.csv']);
});

it('says what does not fit the charge and what was decided', async () => {
  const notices: readonly CurveNotice[] = [{ code: 'curve/power_unit_assumed', unit: 'kW' }];
  const i18n = await words();
  const session = sessionWith({
    startedAt: 0,
    endedAt: 600_000,
    peakPowerW: 120_000,
    energyWh: 10_000,
  });
  render(CurvePreview, { session, points: CURVE, notices }, i18n);
  const items = page.getByRole('list', { name: 'Please check' }).getByRole('listitem').elements();
  // 2.6 kWh to 1:30, 16.2 to 10:00 and 10.4 to 21:00.
  expect(items.map((item) => item.textContent.trim())).toEqual([
    `The power reaches 148.3${NBSP}kW, above the 120${NBSP}kW peak power of this charge.`,
    `The last point is after 21${NBSP}min, but the charge lasted 10${NBSP}min.`,
    `The curve adds up to 29.13${NBSP}kWh, the charge says 10.0${NBSP}kWh.`,
  ]);
  await expect.element(page.getByText('The power names no unit: it is taken as kW.')).toBeVisible();
  await expect.element(page.getByRole('region', { name: 'What will be saved' })).toBeVisible();
});

it('shows the stored curve while nothing new is there', async () => {
  const i18n = await words();
  render(CurvePreview, { session: sessionWith({ curve: CURVE }), points: [], notices: [] }, i18n);
  const region = page.getByRole('region', { name: 'Saved now' });
  await expect.element(region.getByRole('figure')).toBeVisible();
  await expect.element(region.getByText(`4 points over 21${NBSP}min`)).toBeVisible();
});
