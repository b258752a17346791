import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import SocRange from '#lib/ui/primitives/SocRange.svelte';
import { render } from './render.svelte.ts';

interface Range {
  from: number | undefined;
  to: number | undefined;
}

function show(from: number | undefined, to: number | undefined) {
  const seen: Range[] = [];
  render(SocRange, { from, to, onvalue: (range: Range) => seen.push(range) });
  return {
    seen,
    start: page.getByRole('slider', { name: 'Start SoC' }),
    end: page.getByRole('slider', { name: 'End SoC' }),
  };
}

it('moves by the keyboard', async () => {
  const { seen, start, end } = show(20, 80);
  (start.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  (end.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(seen).toEqual([
    { from: 21, to: 80 },
    { from: 20, to: 79 },
  ]);
});

it('stops one thumb at the other', async () => {
  const { seen, start } = show(20, 30);
  (start.element() as HTMLElement).focus();
  await userEvent.keyboard('{End}');
  expect(seen.at(-1)).toEqual({ from: 30, to: 30 });
  expect((start.element() as HTMLInputElement).value).toBe('30');
});

it('leaves the other end open while it is unknown', async () => {
  const { seen, start, end } = show(undefined, undefined);
  await expect.element(start).toHaveAttribute('aria-valuetext', 'unknown');
  (end.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(seen.at(-1)).toEqual({ from: undefined, to: 99 });
});

it.each([
  { at: 0, reachable: 'End SoC', x: (box: DOMRect) => box.left + 22 },
  { at: 100, reachable: 'Start SoC', x: (box: DOMRect) => box.right - 22 },
])('keeps the thumb on top that can still move when both stand at $at', ({ at, reachable, x }) => {
  const { start } = show(at, at);
  const box = start.element().getBoundingClientRect();
  const under = document.elementFromPoint(x(box), box.top + box.height / 2);
  expect(under?.getAttribute('aria-label')).toBe(reachable);
});
