import { createRawSnippet } from 'svelte';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import ConfirmDialog from '#lib/ui/primitives/ConfirmDialog.svelte';
import Sheet from '#lib/ui/primitives/Sheet.svelte';
import { render } from './render.svelte.ts';

const children = createRawSnippet(() => ({ render: () => '<p>Which sessions to show</p>' }));

it('opens with its heading focused, closes on Escape, and gives the focus back', async () => {
  const button = document.createElement('button');
  document.body.append(button);
  onTestFinished(() => {
    button.remove();
  });
  button.focus();
  let closed = 0;
  const sheet = render(Sheet, {
    open: false,
    title: 'Filters',
    children,
    onclose: () => {
      closed += 1;
      sheet.update({ open: false });
    },
  });
  expect(page.getByRole('dialog').elements()).toEqual([]);

  sheet.update({ open: true });
  await expect.element(page.getByRole('dialog', { name: 'Filters' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Filters' })).toHaveFocus();

  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.getByRole('dialog').elements()).toEqual([]);
  expect(closed).toBe(1);
  expect(document.activeElement).toBe(button);
});

it('closes by its button and by a tap beside it, but not by a tap inside', async () => {
  let closed = 0;
  const { target } = render(Sheet, {
    open: true,
    title: 'Filters',
    children,
    onclose: () => (closed += 1),
  });
  await page.getByText('Which sessions to show').click();
  expect(closed).toBe(0);
  await page.getByRole('button', { name: 'Close' }).click();
  expect(closed).toBe(1);
  // What a tap on the backdrop is: a click on the dialog itself.
  target.querySelector('dialog')?.click();
  expect(closed).toBe(2);
});

it('asks before it acts, names the act, and is not left by a tap beside it', async () => {
  const acts: string[] = [];
  const { target } = render(ConfirmDialog, {
    open: true,
    title: 'Delete 12 sessions?',
    body: 'They stay in the trash for 30 days.',
    confirmLabel: 'Delete 12 sessions',
    danger: true,
    onconfirm: () => acts.push('deleted'),
    onclose: () => acts.push('closed'),
  });
  target.querySelector('dialog')?.click();
  expect(acts).toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Delete 12 sessions' }).click();
  expect(acts).toEqual(['closed', 'deleted']);
});
