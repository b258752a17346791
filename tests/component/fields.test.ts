import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import ChipGroup from '#lib/ui/primitives/ChipGroup.svelte';
import DateField from '#lib/ui/primitives/DateField.svelte';
import FileDrop from '#lib/ui/primitives/FileDrop.svelte';
import NumberField from '#lib/ui/primitives/NumberField.svelte';
import RadioGroup from '#lib/ui/primitives/RadioGroup.svelte';
import SelectField from '#lib/ui/primitives/SelectField.svelte';
import Switch from '#lib/ui/primitives/Switch.svelte';
import { render } from './render.svelte.ts';

it('hands over a number as it was typed', async () => {
  const typed: string[] = [];
  render(NumberField, {
    label: 'Energy (kWh)',
    unit: 'kWh',
    value: '',
    onvalue: (value: string) => typed.push(value),
  });
  const field = page.getByRole('textbox', { name: 'Energy (kWh)', exact: true });
  await userEvent.fill(field, '9,35');
  expect(typed.at(-1)).toBe('9,35');
  await expect.element(field).toHaveAttribute('inputmode', 'decimal');
  expect(Number.parseFloat(getComputedStyle(field.element()).fontSize)).toBeGreaterThanOrEqual(16);
});

it('says beside the field what is wrong with it', async () => {
  render(NumberField, {
    label: 'Total cost',
    value: 'abc',
    error: 'This is not a number.',
    hint: 'What the receipt says',
  });
  const field = page.getByRole('textbox', { name: 'Total cost' });
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect
    .element(field)
    .toHaveAccessibleDescription('This is not a number. What the receipt says');
});

it('names the date field, and keeps what was typed in it', async () => {
  const values: string[] = [];
  render(DateField, { value: '2026-07-12', onvalue: (value: string) => values.push(value) });
  const field = page.getByLabelText('Date', { exact: true });
  await expect.element(field).toHaveValue('2026-07-12');
  await userEvent.fill(field, '2026-07-11');
  expect(values.at(-1)).toBe('2026-07-11');
});

it('lets a choice be made from a list, by radio, by chip and by switch', async () => {
  const chosen: unknown[] = [];
  const options = [
    { value: 'AC', label: 'AC' },
    { value: 'DC', label: 'DC' },
  ];
  const onvalue = (value: unknown) => chosen.push(value);
  render(SelectField, { label: 'Car', value: 'AC', options, onvalue });
  render(RadioGroup, { label: 'Current', value: '', options, onvalue });
  render(Switch, { label: 'Home', checked: false, onvalue });

  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Car' }), 'DC');
  const group = page.getByRole('group', { name: 'Current' });
  await group.getByRole('radio', { name: 'AC' }).click();
  await expect.element(group.getByRole('radio', { name: 'AC' })).toBeChecked();
  await page.getByRole('switch', { name: 'Home' }).click();
  expect(chosen).toEqual(['DC', 'AC', true]);
});

it('moves through radios with the arrow keys', async () => {
  const chosen: string[] = [];
  const options = ['Unknown', 'Yes', 'No'].map((value) => ({ value, label: value }));
  render(RadioGroup, {
    label: 'Preconditioning',
    value: 'Unknown',
    options,
    onvalue: (value: string) => chosen.push(value),
  });
  (page.getByRole('radio', { name: 'Unknown' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(chosen).toEqual(['Yes']);
});

it('presses several chips, or one of them', async () => {
  const seen: string[][] = [];
  const options = ['30 days', '90 days'].map((value) => ({ value, label: value }));
  const onselect = (selected: string[]) => seen.push(selected);
  render(ChipGroup, { label: 'Period', options, selected: ['30 days'], single: true, onselect });
  render(ChipGroup, { label: 'Type', options, selected: ['30 days'], onselect });
  const one = page.getByRole('group', { name: 'Period' });
  const many = page.getByRole('group', { name: 'Type' });
  await expect
    .element(one.getByRole('button', { name: '30 days' }))
    .toHaveAttribute('aria-pressed', 'true');
  await one.getByRole('button', { name: '90 days' }).click();
  await many.getByRole('button', { name: '90 days' }).click();
  await many.getByRole('button', { name: '30 days' }).click();
  expect(seen).toEqual([['90 days'], ['30 days', '90 days'], []]);
});

it('takes the same file again after it was corrected', async () => {
  const names: string[] = [];
  render(FileDrop, { onfiles: (files: File[]) => names.push(...files.map(({ name }) => name)) });
  const input = page.getByLabelText('Choose a file');
  const file = new File(['a;b'], 'sessions.csv', { type: 'text/csv' });
  await userEvent.upload(input, file);
  await userEvent.upload(input, file);
  expect(names).toEqual(['sessions.csv', 'sessions.csv']);
});
