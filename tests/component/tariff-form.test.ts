import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Content } from '#lib/domain/entity.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { TariffForm } from '#lib/state/tariff-form.svelte.ts';
import TariffFields from '#lib/ui/tariff/TariffFields.svelte';
import { render } from './render.svelte.ts';

const TODAY = '2026-11-20';
/** Friday 20 November, 04:00 in Berlin. */
const NOW = Date.UTC(2026, 10, 20, 3);
const CONTENT: Content<Tariff> = {
  name: 'Night and peak',
  kind: 'home',
  current: 'AC',
  currency: 'GBP',
  timeZone: 'Europe/Berlin',
  validFrom: '2026-01-01',
  pricePerKwhMicros: 261_900,
  bands: [
    { label: 'night', from: '23:30', to: '05:30', pricePerKwhMicros: 69_900 },
    {
      label: 'peak',
      days: [1, 2, 3, 4, 5],
      from: '16:00',
      to: '24:00',
      pricePerKwhMicros: 384_400,
    },
  ],
};

const STORED: Tariff = { ...CONTENT, id: 't1', createdAt: 0, updatedAt: 0 };

interface Sent {
  readonly contents: readonly object[];
  readonly ends: readonly string[];
}

/** A form on screen, and what saving it would send. */
async function open(tariff?: Tariff, answer: () => Result<void> = ok) {
  const i18n = new I18n();
  await i18n.load();
  const form = new TariffForm({
    commandId: 'command',
    display: i18n.f,
    today: TODAY,
    timeZone: 'Europe/Berlin',
    ...(tariff && { tariff }),
  });
  const errorOf = (...names: readonly string[]) => form.errors.of(...names)?.code;
  render(TariffFields, { form, errorOf, places: [], now: NOW }, i18n);
  const sent: Sent[] = [];
  const take = (contents: readonly unknown[], ends: readonly string[] = []): Result<never> => {
    sent.push({ contents: contents as readonly object[], ends });
    for (const content of contents) {
      const checked = validateTariff(content);
      if (!checked.ok) return checked;
    }
    const answered = answer();
    if (!answered.ok) return answered;
    return ok({ value: contents.length > 1 ? contents : contents[0] }) as unknown as Result<never>;
  };
  const save = () =>
    form.save({
      saveTariff: ({ content, ends }) => Promise.resolve(take([content], ends)),
      saveTariffs: ({ contents, ends }) => Promise.resolve(take(contents, ends)),
    });
  return { form, save, sent };
}

const box = (name: string) => page.getByRole('textbox', { name, exact: true });
const field = (name: string) => page.getByLabelText(name, { exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const days = (n: number) =>
  page.getByRole('group', { name: `Band ${String(n)} days`, exact: true });

it('opens a stored tariff, and saves it unchanged', async () => {
  const { save, sent } = await open(STORED);
  await expect.element(box('Name')).toHaveValue('Night and peak');
  await expect.element(box('Price per kWh')).toHaveValue('0.2619');
  await expect.element(page.getByRole('radio', { name: 'AC only' })).toBeChecked();
  await expect.element(box('Band 1 label')).toHaveValue('night');
  await expect.element(field('Band 2 to')).toHaveValue('00:00');
  await expect
    .element(days(2).getByRole('button', { name: 'Sat' }))
    .toHaveAttribute('aria-pressed', 'false');
  await save();
  expect(sent).toEqual([{ contents: [CONTENT], ends: [] }]);
});

it('adds, fills in, moves and removes bands', async () => {
  const { save, sent } = await open();
  await userEvent.fill(box('Name'), 'Go');
  await userEvent.fill(box('Price per kWh'), '0.25');
  await button('Add a time of day').click();
  await expect.element(box('Band 1 label')).toHaveFocus();
  await userEvent.fill(box('Band 1 label'), 'Weekend nights');
  await userEvent.fill(box('Band 1 price'), '-0.05');
  await userEvent.fill(field('Band 1 from'), '22:00');
  await userEvent.fill(field('Band 1 to'), '06:00');
  await expect.element(page.getByText('Goes on into the next day.')).toBeVisible();
  await button('Weekend').click();
  await days(1).getByRole('button', { name: 'Fri' }).click();
  await button('Add a time of day').click();
  await userEvent.fill(box('Band 2 label'), 'All day');
  await userEvent.fill(box('Band 2 price'), '0.1');
  await userEvent.fill(field('Band 2 from'), '00:00');
  await userEvent.fill(field('Band 2 to'), '00:00');
  await button('Add a time of day').click();
  await button('Remove band 3').click();
  await button('Move band 2 up').click();
  await expect.element(box('Band 1 label')).toHaveValue('All day');
  await save();
  expect(sent[0]?.contents).toEqual([
    {
      name: 'Go',
      kind: 'home',
      currency: 'GBP',
      timeZone: 'Europe/Berlin',
      validFrom: TODAY,
      pricePerKwhMicros: 250_000,
      bands: [
        { label: 'All day', from: '00:00', to: '24:00', pricePerKwhMicros: 100_000 },
        {
          label: 'Weekend nights',
          days: [5, 6, 7],
          from: '22:00',
          to: '06:00',
          pricePerKwhMicros: -50_000,
        },
      ],
    },
  ]);
});

it('says beside each field of a band what is wrong with it', async () => {
  const { save, sent } = await open();
  await userEvent.fill(box('Name'), 'Go');
  await userEvent.fill(box('Price per kWh'), '0.25');
  await button('Add a time of day').click();
  await userEvent.fill(field('Band 1 from'), '07:00');
  await userEvent.fill(field('Band 1 to'), '07:00');
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) {
    await days(1).getByRole('button', { name: day }).click();
  }
  await save();
  expect(sent).toHaveLength(1);
  await expect
    .element(box('Band 1 label'))
    .toHaveAccessibleDescription('Give it a label of 1 to 40 characters.');
  await expect.element(box('Band 1 price')).toHaveAccessibleDescription('Type the price.');
  await expect.element(page.getByText('Choose at least one day.')).toBeVisible();
  await userEvent.fill(box('Band 1 label'), 'x');
  await userEvent.fill(box('Band 1 price'), 'lots');
  await button('Every day').click();
  await save();
  await expect.element(box('Band 1 price')).toHaveAttribute('aria-invalid', 'true');
});

it('starts from a preset, and keeps what was typed', async () => {
  const { form } = await open();
  await userEvent.fill(box('Name'), 'Mine');
  await userEvent.fill(box('Price per kWh'), '0.25');
  await button('Night rate').click();
  await expect.element(box('Band 1 label')).toHaveValue('Night');
  await expect.element(field('Band 1 from')).toHaveValue('00:30');
  await userEvent.fill(box('Band 1 price'), '0.07');
  await button('Two rates').click();
  await expect.element(field('Band 1 from')).toHaveValue('22:00');
  await expect.element(box('Band 1 price')).toHaveValue('0.07');
  await button('Flat').click();
  await expect.element(box('Band 1 label')).not.toBeInTheDocument();
  await expect.element(box('Name')).toHaveValue('Mine');
  expect(form.second).toBeUndefined();
});

it('makes the two tariffs of a year in one go', async () => {
  const { save, sent } = await open();
  await button('Summer and winter').click();
  await expect.element(box('Name')).toHaveValue('Winter 2026/27');
  await userEvent.fill(box('Price per kWh'), '0.3');
  await userEvent.fill(box('Second price per kWh'), '0.2');
  await save();
  const shared = { kind: 'home', currency: 'GBP', timeZone: 'Europe/Berlin' };
  expect(sent[0]?.contents).toEqual([
    {
      ...shared,
      name: 'Winter 2026/27',
      validFrom: '2026-10-01',
      validTo: '2027-03-31',
      pricePerKwhMicros: 300_000,
    },
    {
      ...shared,
      name: 'Summer 2027',
      validFrom: '2027-04-01',
      validTo: '2027-09-30',
      pricePerKwhMicros: 200_000,
    },
  ]);
});

it('offers to end the tariff in the way, for the dates it was offered for', async () => {
  const refusal = () =>
    fail('tariff/overlap', {
      fields: [{ field: 'validFrom', code: 'tariff/overlap' }],
      details: { id: 't9', name: 'Octopus Go', from: '2026-03-01', end: '2026-11-19' },
    });
  const { form, save, sent } = await open(undefined, refusal);
  await userEvent.fill(box('Name'), 'Next');
  await userEvent.fill(box('Price per kWh'), '0.25');
  await save();
  await button('End “Octopus Go” on 19 Nov 2026').click();
  await save();
  expect(sent.map(({ ends }) => ends)).toEqual([[], ['t9']]);
  await userEvent.fill(field('Valid from'), '2026-12-01');
  await save();
  expect(sent[2]?.ends).toEqual([]);
  expect(form.ending).toEqual([]);
});

it('keeps bands and the second tariff in a draft', async () => {
  const { form, save, sent } = await open();
  form.fill({
    ...form.texts,
    name: 'Kept',
    pricePerKwh: '0.25',
    preset: 'seasons',
    hasSecond: 'yes',
    secondName: 'Other',
    secondFrom: '2027-04-01',
    secondPrice: '0.2',
    bands:
      new TariffForm({
        commandId: 'other',
        display: new I18n().f,
        today: TODAY,
        timeZone: 'UTC',
        tariff: STORED,
      }).texts['bands'] ?? '',
  });
  await expect.element(box('Second name')).toHaveValue('Other');
  await save();
  expect(sent[0]?.contents).toMatchObject([
    { name: 'Kept', bands: STORED.bands },
    { name: 'Other', pricePerKwhMicros: 200_000, bands: STORED.bands },
  ]);
});

it('shows the week as a picture with its sentence and its table, as it is typed', async () => {
  await open(STORED);
  // By hand: 7 × 6 h night, 5 × 7.5 h peak before the night begins, which comes first.
  const picture = page.getByRole('img', { name: /In a week/ });
  await expect
    .element(picture)
    .toHaveAccessibleName(
      'In a week: night 7.0p/kWh for 42 h, Standard rate 26.2p/kWh for 88.5 h and peak 38.4p/kWh for 37.5 h. Now night, 7.0p/kWh.',
    );
  const rows = page.getByRole('table', { name: 'A week' }).getByRole('row').elements();
  const texts = rows.map((row) => row.textContent.replace(/\s+/g, ' ').trim());
  expect(texts[1]).toContain('every day 00:00–05:30, 23:30–24:00');
  expect(texts[3]).toContain('Mon–Fri 16:00–23:30');
  await userEvent.fill(box('Band 1 price'), '0.1');
  await expect.element(page.getByRole('img', { name: /Now night, 10(\.0)?p\/kWh/ })).toBeVisible();
});
