import { nameKey, tidyName } from '#lib/domain/name-key.ts';
import { at } from '#lib/domain/metrics/car-log.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import {
  costPerMileMicrosAt,
  effectivePricePerKwhMicrosAt,
} from '#lib/domain/metrics/row-figures.ts';
import { median } from '#lib/domain/stats.ts';
import { compareRows } from './row-order.ts';
import { forEachRow, type Scope, type ScopePart } from './scope.ts';
import { plus } from './sums.ts';

/** All that was charged with one network or at one place. Medians of cost are of paid sessions. */
export interface LeaderboardEntry {
  readonly key: string;
  readonly name: string;
  readonly sessions: number;
  readonly energyWh?: number;
  readonly costMicros?: number;
  readonly medianPricePerKwhMicros?: number;
  readonly medianCostPerMileMicros?: number;
  readonly medianSocFrom?: number;
  readonly medianSocTo?: number;
}

interface Group {
  readonly key: string;
  /** The name as the newest session spells it, and which that is. */
  name: string;
  part: ScopePart;
  row: number;
  sessions: number;
  energyWh: number;
  costMicros: number;
  readonly prices: number[];
  readonly costsPerMile: number[];
  readonly socFrom: number[];
  readonly socTo: number[];
}

function pushKnown(list: number[], value: number): void {
  if (!Number.isNaN(value)) list.push(value);
}

class Leaderboard {
  readonly #groups = new Map<string, Group>();
  readonly #names = new Map<string, { readonly key: string; readonly name: string }>();

  /** Adds a session under what was typed, unless that is blank. Texts repeat: each is read once. */
  addNamed(prefix: string, text: string | undefined, part: ScopePart, i: number): void {
    if (text === undefined) return;
    let known = this.#names.get(text);
    if (!known) {
      known = { key: nameKey(text), name: tidyName(text) };
      this.#names.set(text, known);
    }
    if (known.key !== '') this.add(prefix + known.key, known.name, part, i);
  }

  add(key: string, name: string, part: ScopePart, i: number): void {
    const { log } = part;
    const group = this.#groups.get(key) ?? this.#start(key, name, part, i);
    if (group.part === part || compareRows(log, i, group.part.log, group.row) > 0) {
      Object.assign(group, { name, part, row: i });
    }
    group.sessions += 1;
    group.energyWh = plus(group.energyWh, at(log.energyWh, i));
    group.costMicros = plus(group.costMicros, at(log.costMicros, i));
    pushKnown(group.socFrom, at(log.socFrom, i) / 10);
    pushKnown(group.socTo, at(log.socTo, i) / 10);
    if (!(at(log.costMicros, i) > 0)) return;
    pushKnown(group.prices, effectivePricePerKwhMicrosAt(log, i));
    pushKnown(group.costsPerMile, costPerMileMicrosAt(part, i));
  }

  #start(key: string, name: string, part: ScopePart, row: number): Group {
    const group: Group = {
      key,
      name,
      part,
      row,
      sessions: 0,
      energyWh: NaN,
      costMicros: NaN,
      prices: [],
      costsPerMile: [],
      socFrom: [],
      socTo: [],
    };
    this.#groups.set(key, group);
    return group;
  }

  /** Most sessions first, then most energy, then by key. */
  entries(): LeaderboardEntry[] {
    return [...this.#groups.values()].map(entryOf).sort((a, b) => {
      const bySums = b.sessions - a.sessions || (b.energyWh ?? 0) - (a.energyWh ?? 0);
      return bySums === 0 ? (a.key < b.key ? -1 : 1) : bySums;
    });
  }
}

function entryOf(group: Group): LeaderboardEntry {
  return knownMembers<LeaderboardEntry>({
    key: group.key,
    name: group.name,
    sessions: group.sessions,
    energyWh: group.energyWh,
    costMicros: group.costMicros,
    medianPricePerKwhMicros: median(group.prices),
    medianCostPerMileMicros: median(group.costsPerMile),
    medianSocFrom: median(group.socFrom),
    medianSocTo: median(group.socTo),
  });
}

/** The networks of a scope; sessions without one are left out. */
export function networksOf(scope: Scope): LeaderboardEntry[] {
  const board = new Leaderboard();
  forEachRow(scope, (part, i) => board.addNamed('', part.log.network(i), part, i));
  return board.entries();
}

/** The places of a scope, and the labels of sessions that name none of them. */
export function placesOf(scope: Scope): LeaderboardEntry[] {
  const board = new Leaderboard();
  forEachRow(scope, (part, i) => {
    const place = scope.diary.places.get(part.log.placeId(i) ?? '');
    if (place) board.add(place.id, place.name, part, i);
    else board.addNamed('label:', part.log.placeLabel(i), part, i);
  });
  return board.entries();
}
