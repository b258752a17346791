import { createRawSnippet } from 'svelte';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import Button from '#lib/ui/primitives/Button.svelte';
import { render } from './render.svelte.ts';

const text = (words: string) => createRawSnippet(() => ({ render: () => `<span>${words}</span>` }));

it('cannot be fired twice while its work runs', async () => {
  const finish: (() => void)[] = [];
  const onclick = () => new Promise<void>((resolve) => finish.push(resolve));
  render(Button, { onclick, children: text('Save session') });
  const button = page.getByRole('button', { name: /Save session/ });

  await button.click();
  await expect.element(button).toHaveAttribute('aria-busy', 'true');
  (button.element() as HTMLElement).click();
  expect(finish).toHaveLength(1);

  finish[0]?.();
  await expect.element(button).not.toHaveAttribute('aria-busy');
  await button.click();
  expect(finish).toHaveLength(2);
});

it('is usable again after its work failed', async () => {
  let calls = 0;
  const failures: unknown[] = [];
  const onclick = async () => {
    calls += 1;
    try {
      await Promise.reject(new Error('no signal'));
    } catch (error) {
      failures.push(error);
    }
  };
  render(Button, { onclick, children: text('Retry') });
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('button', { name: 'Retry' }).click();
  expect(calls).toBe(2);
  expect(failures).toHaveLength(2);
});

it('stays reachable but does nothing while disabled', async () => {
  let calls = 0;
  const onclick = () => (calls += 1);
  render(Button, { onclick, disabled: true, children: text('Restore') });
  const button = page.getByRole('button', { name: 'Restore' });
  (button.element() as HTMLElement).focus();
  await expect.element(button).toHaveFocus();
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
  (button.element() as HTMLElement).click();
  expect(calls).toBe(0);
});

it('does not submit its form twice', () => {
  const form = document.createElement('form');
  let submits = 0;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submits += 1;
  });
  const { target } = render(Button, {
    type: 'submit' as const,
    busy: true,
    children: text('Save car'),
  });
  target.append(form);
  form.append(...target.querySelectorAll('button'));
  (page.getByRole('button', { name: /Save car/ }).element() as HTMLElement).click();
  expect(submits).toBe(0);
});
