import type { AppError } from '#lib/domain/result.ts';
import type { CarAnswer } from '#lib/worker/api.ts';
import { useApp } from './app-context.ts';

/**
 * What the engine says about a car, following the facts for the life of the component. What is on
 * screen stays there until the newer answer arrives.
 */
export function useCarAnswer(id: () => string): {
  readonly current: CarAnswer | undefined;
  readonly failure: AppError | undefined;
} {
  const app = useApp();
  let current = $state.raw<CarAnswer>();
  let failure = $state.raw<AppError>();
  let changes = $state(0);
  $effect(() =>
    app.engine.onChange(() => {
      changes += 1;
    }),
  );
  $effect(() => {
    let isOver = false;
    // Asked again when facts have changed: the answer is then of before.
    const asked = changes;
    void app.engine.car(id()).then((result) => {
      if (isOver || asked !== changes) return;
      if (result.ok) current = result.value;
      failure = result.ok ? undefined : result.error;
    });
    return () => {
      isOver = true;
    };
  });
  return {
    get current() {
      return current;
    },
    get failure() {
      return failure;
    },
  };
}
