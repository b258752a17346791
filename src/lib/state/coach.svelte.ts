import type { App } from '#lib/app/app.ts';
import { dueCount, openCount } from '#lib/domain/coach/open-count.ts';
import type { Coach } from '#lib/domain/coach/coach.ts';
import { useApp } from './app-context.ts';

/** What there is to say today; `undefined` until the engine has said it once. */
export function useCoach(): { readonly current: Coach | undefined; readonly stale: boolean } {
  const app = useApp();
  let said = $state.raw<{ coach?: Coach; stale: boolean }>({ stale: true });
  $effect(() =>
    app.watchCoach((value) => {
      said = value;
    }),
  );
  return {
    get current() {
      return said.coach;
    },
    get stale() {
      return said.stale;
    },
  };
}

/**
 * Tells how many things are open and puts the full charges that are due on the app's icon.
 * Returns the stop.
 */
export function followCoach(
  app: Pick<App, 'badge' | 'profiles' | 'watchCoach'>,
  onOpen: (open: number) => void,
): () => void {
  return app.watchCoach(({ coach }) => {
    onOpen(coach ? openCount(coach) : 0);
    // Nobody has to charge the cars of the sample data.
    app.badge.show(coach && !app.profiles.current.isSample ? dueCount(coach) : 0);
  });
}
