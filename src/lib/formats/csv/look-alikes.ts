import type { Session } from '#lib/domain/session.ts';

const START_WINDOW_MS = 3_600_000;
const ENERGY_SHARE = 0.1;
/** Neighbours looked at on either side; more than this at one time is no real data. */
const MAX_NEIGHBOURS = 500;

/** What of a new session its looks are judged by. */
export type Incoming = Pick<
  Session,
  'startedAt' | 'localDate' | 'energyWh' | 'batteryEnergyWh' | 'odometerM' | 'source'
>;

interface Indexed {
  readonly session: Session;
  used: boolean;
}

function energiesOf({ energyWh, batteryEnergyWh }: Incoming): number[] {
  return [energyWh, batteryEnergyWh].filter((energy) => energy !== undefined);
}

/** How far apart two sessions are in energy, at best; absent if more than a tenth. */
function energyDistance(a: Incoming, b: Incoming): number | undefined {
  let best: number | undefined;
  for (const one of energiesOf(a)) {
    for (const other of energiesOf(b)) {
      const apart = Math.abs(one - other);
      if (apart <= Math.max(one, other) * ENERGY_SHARE && (best === undefined || apart < best))
        best = apart;
    }
  }
  return best;
}

function lowerBound(list: readonly Indexed[], startedAt: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.session.startedAt ?? 0) < startedAt) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Candidate {
  readonly entry: Indexed;
  readonly start: number;
  readonly energy: number;
}

function isBetter(a: Candidate, b: Candidate | undefined): boolean {
  return !b || a.start < b.start || (a.start === b.start && a.energy < b.energy);
}

/**
 * Stored sessions of one car by start and by date, to find the one that is probably the same
 * charge from another source. Each is given out once.
 */
export class LookAlikes {
  private readonly timed: Indexed[] = [];
  private readonly byDate = new Map<string, Indexed[]>();

  constructor(sessions: readonly Session[]) {
    for (const session of sessions) {
      const entry = { session, used: false };
      if (session.startedAt !== undefined) this.timed.push(entry);
      const day = this.byDate.get(session.localDate);
      if (day) day.push(entry);
      else this.byDate.set(session.localDate, [entry]);
    }
    this.timed.sort((a, b) => (a.session.startedAt ?? 0) - (b.session.startedAt ?? 0));
  }

  /** The nearest start, then the nearest energy; never by cost. Absent if none is like it. */
  take(incoming: Incoming): Session | undefined {
    const found = this.byStart(incoming) ?? this.onDate(incoming);
    if (!found) return undefined;
    found.entry.used = true;
    return found.entry.session;
  }

  private byStart(incoming: Incoming): Candidate | undefined {
    const { startedAt } = incoming;
    if (startedAt === undefined) return undefined;
    const from = lowerBound(this.timed, startedAt);
    let best: Candidate | undefined;
    for (const step of [1, -1]) {
      const first = step === 1 ? from : from - 1;
      for (let count = 0; count < MAX_NEIGHBOURS; count += 1) {
        const entry = this.timed[first + step * count];
        if (!entry) break;
        const start = Math.abs((entry.session.startedAt ?? 0) - startedAt);
        if (start > START_WINDOW_MS || (best && start > best.start)) break;
        const candidate = this.candidate(incoming, entry, start);
        if (candidate && isBetter(candidate, best)) best = candidate;
      }
    }
    return best;
  }

  private onDate(incoming: Incoming): Candidate | undefined {
    let best: Candidate | undefined;
    const day = this.byDate.get(incoming.localDate) ?? [];
    for (const entry of day.slice(0, MAX_NEIGHBOURS)) {
      const { session } = entry;
      // Two known starts were compared already.
      if (incoming.startedAt !== undefined && session.startedAt !== undefined) continue;
      const { odometerM } = session;
      const known = odometerM !== undefined && incoming.odometerM !== undefined;
      if (known && odometerM !== incoming.odometerM) continue;
      const candidate = this.candidate(incoming, entry, 0);
      if (candidate && isBetter(candidate, best)) best = candidate;
    }
    return best;
  }

  private candidate(incoming: Incoming, entry: Indexed, start: number): Candidate | undefined {
    const { session, used } = entry;
    if (used || (incoming.source !== undefined && session.source === incoming.source))
      return undefined;
    const energy = energyDistance(incoming, session);
    return energy === undefined ? undefined : { entry, start, energy };
  }
}
