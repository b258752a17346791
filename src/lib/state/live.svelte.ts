import type { FactReader } from '#lib/app/facts.ts';
import { useApp } from './app-context.ts';

/** A value that follows the database. `undefined` until the first answer. */
export interface Live<T> {
  readonly current: T | undefined;
  readonly failed: boolean;
}

/**
 * Watches a query of facts for the life of the component. The query runs again when the
 * facts it read change, and when reactive state it uses *synchronously* changes.
 */
export function live<T>(query: () => (read: FactReader) => Promise<T>): Live<T> {
  const app = useApp();
  let current = $state.raw<T>();
  let failed = $state(false);
  $effect(() => {
    const run = query();
    return app.facts.watch(
      run,
      (value) => {
        current = value;
        failed = false;
      },
      () => {
        failed = true;
      },
    );
  });
  return {
    get current() {
      return current;
    },
    get failed() {
      return failed;
    },
  };
}
