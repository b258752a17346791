import type { Car } from '#lib/domain/car.ts';
import type { Session } from '#lib/domain/session.ts';
import { DEFAULT_SETTINGS, type Settings } from '#lib/domain/settings.ts';
import type { CycleMetrics, SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { shownTotal } from '#lib/state/session-labels.ts';
import type { SessionView } from '#lib/state/session-view.ts';
import SessionRegions from '#lib/ui/session/SessionRegions.svelte';
import type { SessionInsight } from '#lib/worker/api.ts';
import { render } from './render.svelte.ts';

/** What a charge is made of here: only what a case says about it is known. */
export interface Case {
  readonly session?: Partial<Session>;
  readonly car?: Partial<Car>;
  readonly settings?: Partial<Settings>;
  readonly metrics?: Partial<SessionMetrics>;
  readonly insight?: Partial<SessionInsight>;
  readonly placeName?: string;
  readonly homeClass?: SessionView['homeClass'];
}

const SESSION: Session = {
  id: 'here',
  createdAt: 0,
  updatedAt: 0,
  carId: 'leaf',
  status: 'completed',
  localDate: '2026-06-20',
  timeZone: 'Europe/London',
};

const CAR: Car = {
  id: 'leaf',
  createdAt: 0,
  updatedAt: 0,
  name: 'Leaf',
  usableBatteryWh: 60_000,
  createdDate: '2026-01-01',
  archived: false,
};

const METRICS: SessionMetrics = {
  homeClass: 'unknown',
  chargingEfficiency: { ratio: 0.9, source: 'setting' },
  cycleMissing: 'no_odometer',
  chips: [],
  hints: [],
  similarSessionIds: [],
};

/** 80 % → 50 % over 72 miles: 18 kWh. */
export const DRIVE: CycleMetrics = {
  fromSessionId: 'before',
  distanceM: 115_873,
  days: 3,
  method: 'soc',
  energyWh: 18_000,
  drivingMPerWh: 6.4374,
  plugMPerWh: 5.79366,
  bridgedSessions: 0,
  uncertainty: 0.047,
  flags: [],
  confidence: 'high',
  reasons: [],
};

export const MEASURED = {
  source: 'measured',
  drivingMPerWh: 6.4374,
  plugMPerWh: 5.79366,
  confidence: 'high',
  reasons: [],
} as const;

/** The default efficiency of the settings: 3.5 mi/kWh, from the plug 90 % of it. */
export const ASSUMED = {
  source: 'default',
  drivingMPerWh: 5.632704,
  plugMPerWh: 5.0694336,
  confidence: 'estimated',
  reasons: [],
} as const;

export function viewOf({ session, car, settings, placeName, homeClass }: Case): SessionView {
  const facts = { ...SESSION, ...session };
  const used = { ...DEFAULT_SETTINGS, ...settings };
  const total = shownTotal(facts.cost, used.currency);
  return {
    session: facts,
    car: { ...CAR, ...car },
    settings: used,
    homeClass: homeClass ?? 'unknown',
    ...(placeName === undefined ? {} : { placeName }),
    ...(total ? { total } : {}),
    isForeign: total !== undefined && total.currency !== used.currency,
  };
}

/** The engine's answer; a case that tells of a cycle has no reason for a missing one. */
export function insightOf({ metrics, insight }: Case): SessionInsight {
  const { cycleMissing, ...others } = METRICS;
  const all: SessionMetrics = {
    ...others,
    ...(metrics?.cycle || cycleMissing === undefined ? {} : { cycleMissing }),
    ...metrics,
  };
  return { seq: 1, metrics: all, chips: [], hints: [], ...insight };
}

export const words = (element: Element | null): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The screen of a charge, with what a person did on it. */
export async function showSession(
  given: Case,
  state: 'ready' | 'pending' | 'failed' | 'updating' | 'none' = 'ready',
) {
  const i18n = new I18n();
  await i18n.load();
  const done: string[] = [];
  const note = (what: string) => (code: string) => {
    done.push(`${what} ${code}`);
    return Promise.resolve();
  };
  const hasInsight = state === 'ready' || state === 'updating';
  const rendered = render(
    SessionRegions,
    {
      view: viewOf(given),
      figures: {
        insight: hasInsight ? insightOf(given) : undefined,
        isPending: state === 'pending',
        isUpdating: state === 'updating',
      },
      problem: state === 'failed' ? 'The background part of the app stopped.' : undefined,
      deviceZone: 'Europe/London',
      hrefs: {
        curve: '/curve',
        petrol: '/petrol',
        guide: '/help#confidence',
        session: (id: string) => `/view?id=${id}`,
      },
      ondismiss: note('dismiss'),
      onrestore: note('restore'),
      onretry: () => {
        done.push('retry');
      },
    },
    i18n,
  );
  const { target } = rendered;
  /** A region by its heading. */
  const region = (name: string): HTMLElement => {
    const heading = [...target.querySelectorAll('section h2')].find((h2) => words(h2) === name);
    const found = heading?.closest('section');
    if (!found) throw new Error(`no region ${name}`);
    return found;
  };
  /** What a figure shows and, tapped, says. */
  const figure = (of: string, label: string): { value: string; source: string } => {
    const entry = [...region(of).querySelectorAll('details, .line, .tile')].find((element) =>
      words(element).startsWith(label),
    );
    if (!entry) throw new Error(`no figure ${label}`);
    const line = entry.querySelector('summary') ?? entry;
    return {
      value: words(line).slice(label.length).trim(),
      source: words(entry.querySelector('p')),
    };
  };
  return { target, rendered, region, figure, done };
}
