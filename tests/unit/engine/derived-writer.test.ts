import { expect, it } from 'vitest';
import { MONTHS_KEY, type MonthRollups } from '#lib/domain/rollups.ts';
import { DerivedWriter } from '#lib/worker/engine/derived-writer.ts';
import type { SessionIndex } from '#lib/worker/engine/session-index.ts';

/** An index of which only the number it is true for matters here. */
const index = {
  monthRollups: (seq: number): MonthRollups => ({ seq, months: [], toComplete: [] }),
  snapshot: (seq: number) => ({ seq }),
} as unknown as SessionIndex;

it('stores the newest roll-ups also when they came in while the snapshot was being written', async () => {
  const stored = new Map<string, unknown>();
  const timers: (() => void)[] = [];
  let release: () => void = () => undefined;
  let isHeld = false;
  const writer = new DerivedWriter({
    source: {
      readDerived: (key) => Promise.resolve(stored.get(key)),
      writeDerived: async (key, value) => {
        // The snapshot is large and takes its time.
        if (key !== MONTHS_KEY) await new Promise<void>((resolve) => (release = resolve));
        stored.set(key, value);
      },
    },
    // As a Web Lock that is asked for only if it is free.
    exclusive: async (work) => {
      if (isHeld) return false;
      isHeld = true;
      await work();
      isHeld = false;
      return true;
    },
    schedule: (work) => {
      timers.push(work);
      return () => timers.splice(timers.indexOf(work), 1);
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const monthsSeq = () => (stored.get(MONTHS_KEY) as MonthRollups).seq;

  await writer.follow(index, 3, 100);
  expect(monthsSeq()).toBe(3);
  timers.shift()?.();
  await settle();
  await writer.follow(index, 4, 1);
  expect(monthsSeq()).toBe(3);
  release();
  await settle();
  while (timers.length > 0) {
    timers.shift()?.();
    await settle();
    release();
    await settle();
  }
  expect(monthsSeq()).toBe(4);
});
