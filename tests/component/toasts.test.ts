import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { TOAST_MS, Toasts } from '#lib/state/toasts.svelte.ts';
import ToastHost from '#lib/ui/primitives/ToastHost.svelte';
import { render } from './render.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

function show() {
  const toasts = new Toasts();
  const { target } = render(ToastHost, { toasts });
  const texts = () => {
    flushSync();
    return [...target.querySelectorAll('p')].map((p) => p.textContent);
  };
  return { toasts, target, texts };
}

it('stays ten seconds, and as long as it is pointed at or focused', () => {
  const { toasts, target, texts } = show();
  const id = toasts.add({ text: 'Session deleted', undo: () => undefined });
  vi.advanceTimersByTime(9_999);
  expect(texts()).toEqual(['Session deleted']);

  target.querySelector('button')?.focus();
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['Session deleted']);

  target.querySelector('button')?.blur();
  toasts.hold(id, true);
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['Session deleted']);

  toasts.hold(id, false);
  vi.advanceTimersByTime(TOAST_MS);
  expect(texts()).toEqual([]);
});

it('takes back what was done, once', () => {
  const { toasts, target, texts } = show();
  let undone = 0;
  toasts.add({ text: 'Session deleted', undo: () => (undone += 1) });
  flushSync();
  const undo = [...target.querySelectorAll('button')].find((b) => b.textContent === 'Undo');
  undo?.click();
  undo?.click();
  expect(undone).toBe(1);
  expect(texts()).toEqual([]);
});

it('speaks from regions that were there before it', async () => {
  const { toasts } = show();
  const status = page.getByRole('status').element();
  const alert = page.getByRole('alert').element();
  toasts.add({ text: 'Saved' });
  toasts.add({ text: 'Not saved', tone: 'bad' });
  flushSync();
  expect(status.textContent).toContain('Saved');
  expect(status.textContent).not.toContain('Not saved');
  expect(alert.textContent).toContain('Not saved');
  await expect.element(page.getByRole('status')).toBeInTheDocument();
});

it('never covers the screen, and drops the ones without a way back first', () => {
  const { toasts, texts } = show();
  toasts.add({ text: 'one', undo: () => undefined });
  toasts.add({ text: 'two' });
  toasts.add({ text: 'three', undo: () => undefined });
  toasts.add({ text: 'four' });
  expect(texts()).toEqual(['one', 'three', 'four']);
});
