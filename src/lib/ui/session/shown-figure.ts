import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { SessionView } from '#lib/state/session-view.ts';
import type { SessionInsight } from '#lib/worker/api.ts';

/** A figure as a screen shows it, with what a tap says about it. */
export interface ShownFigure {
  readonly label: string;
  /** Formatted, with its unit. */
  readonly value: string;
  readonly estimated?: boolean;
  readonly source?: string;
  /** Why not to believe it, in a word. */
  readonly doubt?: string;
}

/** What the engine has said about a charge so far. */
export interface SessionFigures {
  readonly insight?: SessionInsight | undefined;
  /** The first answer is on its way. */
  readonly isPending: boolean;
  /** What is shown is about to be replaced. */
  readonly isUpdating: boolean;
}

/** A charge with what is known and what was worked out about it. */
export interface Explained {
  readonly i18n: I18n;
  readonly view: SessionView;
  readonly insight: SessionInsight;
}

type Need = keyof I18n['t']['figures']['from']['need'];

/** Whether the energy was not metered but worked out from the SoC. */
export function isEnergyGuess({ session }: SessionView): boolean {
  return session.provenance?.['energyWh'] === 'assumed';
}

/** Whether what depends on the efficiency is to be taken as an estimate. */
export function isGuess({ view, insight }: Explained): boolean {
  const confidence = insight.metrics.efficiency?.confidence;
  return confidence === 'low' || confidence === 'estimated' || isEnergyGuess(view);
}

/** Where the efficiency of the charge comes from, as a sentence; empty without one. */
export function efficiencySource({ i18n, view, insight }: Explained): string {
  const source = insight.metrics.efficiency?.source;
  return source ? i18n.t.figures.from.efficiency[source](view.settings.fallbackDays) : '';
}

/** What an unknown figure takes that this charge does not have. */
export function whatItTakes({ i18n, view, insight }: Explained, needs: readonly Need[]): string {
  const { session, settings, car } = view;
  const { metrics } = insight;
  const words = i18n.t.figures.from;
  if (session.energyWh === 0 && needs.includes('energy')) return words.nothingDelivered;
  const isOpen: Readonly<Record<Need, boolean>> = {
    cost: metrics.totalCostMicros === undefined && !metrics.foreignCost,
    ownCurrency: metrics.foreignCost === true,
    energy: session.energyWh === undefined,
    efficiency: metrics.efficiency === undefined,
    time: metrics.timeS === undefined,
    soc: metrics.deltaSoc === undefined,
    battery: car?.usableBatteryWh === undefined,
    petrol:
      settings.petrolPricePerLitreMicros === undefined || settings.petrolEconomy === undefined,
  };
  const open = needs.filter((need) => isOpen[need]).map((need) => words.need[need]);
  return open.length > 0 ? words.needs(open) : words.notFromThese;
}
