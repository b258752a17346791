import { flushSync } from 'svelte';
import { onTestFinished } from 'vitest';
import { ticking } from '#lib/state/live-charge.svelte.ts';

/** The present instants that a component would see. */
export function watchTicks(clock: { now: () => number }): readonly number[] {
  const seen: number[] = [];
  const stop = $effect.root(() => {
    const time = ticking(clock);
    $effect(() => {
      seen.push(time.now);
    });
  });
  flushSync();
  onTestFinished(stop);
  return seen;
}
