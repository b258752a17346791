import type { JSHandle, Page } from '@playwright/test';

/** Milliseconds of the long tasks of a page so far. */
export interface TaskWatch {
  readonly durations: () => readonly number[];
}

/** Watches the page for tasks over 50 ms from now on. */
export function watchTasks(page: Page): Promise<JSHandle<TaskWatch>> {
  return page.evaluateHandle(() => {
    const durations: number[] = [];
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) durations.push(Math.round(duration));
    });
    observer.observe({ type: 'longtask' });
    return { durations: () => durations };
  });
}
