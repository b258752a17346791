import { untrack } from 'svelte';
import type { AppError, Result } from '#lib/domain/result.ts';
import { useApp } from './app-context.ts';

/** What the engine says, once it has said it; an answer stays until the next one comes. */
export interface Asked<T> {
  readonly answer: T | undefined;
  readonly failure: AppError | undefined;
}

/**
 * Asks the engine now, after facts have changed and when state that `question` reads at once
 * changes, for the life of the component.
 */
export function askEngine<T>(question: () => Promise<Result<T>>): Asked<T> {
  const app = useApp();
  let answer = $state.raw<T>();
  let failure = $state.raw<AppError>();
  let asked = 0;
  const ask = async (promise: Promise<Result<T>>): Promise<void> => {
    const turn = ++asked;
    const result = await promise;
    // A later question has been asked meanwhile.
    if (turn !== asked) return;
    if (result.ok) answer = result.value;
    failure = result.ok ? undefined : result.error;
  };
  $effect(() => {
    void ask(question());
    return app.engine.onChange(() => {
      void ask(untrack(question));
    });
  });
  return {
    get answer() {
      return answer;
    },
    get failure() {
      return failure;
    },
  };
}
