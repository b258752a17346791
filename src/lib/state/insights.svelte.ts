import type { Car } from '#lib/domain/car.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import { useApp } from './app-context.ts';
import { type InsightsMonths, insightsMonths, type InsightsQuery } from './insights-months.ts';
import { live } from './live.svelte.ts';

/** The months of a period, following the roll-ups; `undefined` until there are any to read. */
export function useInsights(query: () => InsightsQuery) {
  const app = useApp();
  const cars = live<readonly Car[]>(() => (read) => read.all('cars'));
  let months = $state.raw<{ rollups?: MonthRollups; stale: boolean }>({ stale: true });
  $effect(() =>
    app.watchMonths((value) => {
      // The sums before stay on screen, marked, until the new ones are there.
      months = value.rollups || !months.rollups ? value : { ...months, stale: true };
    }),
  );
  const figures = $derived<InsightsMonths | undefined>(
    months.rollups && insightsMonths(months.rollups.months, query(), app.clock.today()),
  );
  return {
    get cars(): readonly Car[] {
      return cars.current ?? [];
    },
    get figures(): InsightsMonths | undefined {
      return figures;
    },
    /** Whether there is any session at all, in whatever period. */
    get isEmpty(): boolean {
      return months.rollups?.months.length === 0;
    },
    get stale(): boolean {
      return months.stale;
    },
  };
}
