import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { PlannerValues, StopPlan } from '#lib/state/planner-plan.ts';
import type { PlannerField } from '#lib/state/planner-address.ts';

function limitsOf(i18n: I18n, values: PlannerValues): string[] {
  const { limitWords, withinLimits } = i18n.t.planner;
  const { maxDcS, maxTotalS, maxNights } = values;
  const limits = [
    ...(maxDcS === undefined ? [] : [limitWords.maxDcS(maxDcS)]),
    ...(maxTotalS === undefined ? [] : [limitWords.maxTotalS(maxTotalS)]),
    ...(maxNights === undefined ? [] : [limitWords.maxNights(maxNights)]),
  ];
  return limits.length > 0 ? [withinLimits(limits)] : [];
}

/** What the best stop is and why, in words; also why there is none. */
export function bestWords(
  i18n: I18n,
  { best, blend, curve }: StopPlan,
  values: Readonly<Partial<Record<PlannerField, number>>>,
): string {
  const t = i18n.t.planner;
  if (!best) return t.bestNeedsPrices;
  if (!best.feasible) {
    const nights = curve[0]?.nights ?? 0;
    return t.infeasible(blend.dcOnly.timeS, blend.homeOnly.timeS, nights);
  }
  const { total, dc, home, suggestion, stopSoc } = best;
  const limits = limitsOf(i18n, values);
  const costs = t.inAllCosts(total.costMicros, total.costPerMileMicros);
  switch (suggestion) {
    case 'stop_at':
      return [t.bestWords.stop_at(stopSoc, home.costMicros, dc.timeS), costs, ...limits].join(' ');
    case 'no_dc_needed':
      return [t.bestWords.no_dc_needed(total.costMicros, home.nights.length), ...limits].join(' ');
    case 'dc_only':
      return [t.bestWords.dc_only(total.costMicros), ...limits].join(' ');
  }
}
