import type { AppError } from '#lib/domain/result.ts';
import type { PlannerCarAnswer } from '#lib/worker/api.ts';
import { useApp } from './app-context.ts';

/** What plans need of a car, following the facts for the life of the component. */
export function usePlannerCar(carId: () => string | undefined) {
  const app = useApp();
  let answer = $state.raw<PlannerCarAnswer>();
  let failure = $state.raw<AppError>();
  let changes = $state(0);
  $effect(() =>
    app.engine.onChange(() => {
      changes += 1;
    }),
  );
  $effect(() => {
    const id = carId();
    // Asked again when facts have changed: the answer is then of before.
    const asked = changes;
    if (id === undefined) return;
    let isOver = false;
    void app.engine.plannerCar(id).then((result) => {
      // An answer of before would stay only until the next one.
      if (isOver || asked !== changes) return;
      failure = result.ok ? undefined : result.error;
      if (result.ok) answer = result.value;
    });
    return () => {
      isOver = true;
    };
  });
  return {
    /** Absent until there is an answer for this car. */
    get answer(): PlannerCarAnswer | undefined {
      return answer?.car.carId === carId() ? answer : undefined;
    },
    get failure(): AppError | undefined {
      return failure;
    },
    retry(): void {
      changes += 1;
    },
  };
}
