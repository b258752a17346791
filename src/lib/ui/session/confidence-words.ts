import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Explained } from './shown-figure.ts';

export type Level = keyof Explained['i18n']['t']['figures']['confidence']['levels'];

/** How sure the efficiency of a charge is; `none` without one. */
export function levelOf({ efficiency }: SessionMetrics): Level {
  return efficiency?.confidence ?? 'none';
}

/** Why a measured drive is not fully trusted, in sentences with its numbers. */
export function reasonsOf({ i18n, view, insight }: Explained): string[] {
  const { cycle } = insight.metrics;
  if (!cycle) return [];
  const words = i18n.t.figures.confidence;
  const { settings } = view;
  const batteryWh = view.car?.usableBatteryWh;
  const dropPoints =
    cycle.method === 'soc' && batteryWh !== undefined
      ? { dropPoints: Math.round((cycle.energyWh / batteryWh) * 1000) / 10 }
      : {};
  const reasons = cycle.reasons.map((code) =>
    words.reasons[code]({ cycle, settings, ...dropPoints }),
  );
  return cycle.flags.includes('stale')
    ? [...reasons, words.stale(cycle.days, settings.anchorHorizonDays)]
    : reasons;
}

/** Why no drive was measured, and what can be done; absent when one was. */
export function missingOf({ i18n, view, insight }: Explained) {
  const { cycleMissing } = insight.metrics;
  if (!cycleMissing) return undefined;
  const refillWh = Math.max(
    view.settings.refillMinEnergyWh,
    1.5 * (view.car?.usableBatteryWh ?? 0),
  );
  const { socFrom, socTo, energyWh, batteryEnergyWh } = view.session;
  const isFilled = socTo !== undefined && (energyWh ?? batteryEnergyWh) !== undefined;
  const hasStart = socFrom !== undefined || isFilled;
  return i18n.t.figures.confidence.missing[cycleMissing]({ refillWh, hasStart });
}

/** What is used where nothing was measured, or that nothing is; absent for a measured charge. */
export function insteadOf({ i18n, view, insight }: Explained): string | undefined {
  const { efficiency } = insight.metrics;
  const words = i18n.t.figures.confidence;
  if (!efficiency) return view.settings.fallbackEnabled ? undefined : words.fallbackOff;
  if (efficiency.source === 'measured') return undefined;
  return words.instead[efficiency.source](efficiency.drivingMPerWh, view.settings.fallbackDays);
}
