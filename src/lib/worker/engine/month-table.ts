import { SumsTally } from '#lib/domain/rollup-tally.ts';
import type { MonthRollup, MonthRollups } from '#lib/domain/rollups.ts';
import type { Books } from './books.ts';
import { DrivingTable, type MonthDriving } from './driving-table.ts';
import { AC, DC, FOREIGN, HOME, INCOMPLETE, PUBLIC } from './flags.ts';
import { monthText } from './list-answer.ts';
import { monthRange } from './session-order.ts';
import type { SessionIndex } from './session-index.ts';
import type { SessionTable } from './session-table.ts';

/** What the rows of one car in one month add up to, without what was driven. */
type MonthSums = Omit<MonthRollup, keyof MonthDriving>;

/** Sums of every month. Only months that a change touched are added up again, when asked for. */
export class MonthTable {
  readonly #months = new Map<number, readonly MonthSums[]>();
  readonly #driving = new DrivingTable();
  /** Absent: all months. */
  #changed: Set<number> | undefined;

  /** Notes months in which rows came, went or changed; without them all. */
  note(months?: Iterable<number>): void {
    if (!months) this.#changed = undefined;
    else if (this.#changed) for (const month of months) this.#changed.add(month);
  }

  /** The roll-ups as one value: ascending by month, then by car id. */
  value({ table, order }: RowsInOrder, books: Books, seq: number): MonthRollups {
    this.#refresh(table, order);
    this.#driving.refresh(books);
    const months = [...this.#months.keys()].sort((a, b) => a - b);
    return {
      seq,
      months: months.flatMap((month) =>
        (this.#months.get(month) ?? []).map((sums) => ({
          ...sums,
          ...this.#driving.of(sums.carId, sums.month),
        })),
      ),
      toComplete: countIncomplete(table, order),
    };
  }

  #refresh(table: SessionTable, order: Uint32Array): void {
    if (!this.#changed) this.#addUpAll(table, order);
    else {
      for (const month of this.#changed) {
        const [start, end] = monthRange(table, order, month);
        if (start === end) this.#months.delete(month);
        else this.#months.set(month, rollUp(table, order.subarray(start, end), month));
      }
    }
    this.#changed = new Set();
  }

  #addUpAll(table: SessionTable, order: Uint32Array): void {
    this.#months.clear();
    let start = 0;
    for (let at = 1; at <= order.length; at += 1) {
      const month = table.columns.month[order[start] ?? 0] ?? 0;
      if (at < order.length && table.columns.month[order[at] ?? 0] === month) continue;
      this.#months.set(month, rollUp(table, order.subarray(start, at), month));
      start = at;
    }
  }
}

type RowsInOrder = Pick<SessionIndex, 'table' | 'order'>;

interface CarTally {
  readonly all: SumsTally;
  readonly home: SumsTally;
  readonly public: SumsTally;
  acWh: number;
  dcWh: number;
}

function rollUp(table: SessionTable, rows: Uint32Array, month: number): readonly MonthSums[] {
  const { columns } = table;
  const tallies = new Map<number, CarTally>();
  for (const slot of rows) {
    const car = columns.car[slot] ?? 0;
    let tally = tallies.get(car);
    if (!tally) {
      tally = {
        all: new SumsTally(),
        home: new SumsTally(),
        public: new SumsTally(),
        acWh: 0,
        dcWh: 0,
      };
      tallies.set(car, tally);
    }
    const flags = columns.flags[slot] ?? 0;
    const energyWh = columns.energyWh[slot] ?? NaN;
    const costMicros = columns.costMicros[slot] ?? NaN;
    const foreign = (flags & FOREIGN) !== 0;
    tally.all.add(energyWh, costMicros, foreign);
    if ((flags & HOME) !== 0) tally.home.add(energyWh, costMicros, foreign);
    else if ((flags & PUBLIC) !== 0) tally.public.add(energyWh, costMicros, foreign);
    if (Number.isNaN(energyWh)) continue;
    if ((flags & AC) !== 0) tally.acWh += energyWh;
    else if ((flags & DC) !== 0) tally.dcWh += energyWh;
  }
  return [...tallies]
    .map(([car, tally]) => ({
      carId: table.texts.cars.text(car),
      month: monthText(month),
      all: tally.all.sums(),
      home: tally.home.sums(),
      public: tally.public.sums(),
      acWh: tally.acWh,
      dcWh: tally.dcWh,
    }))
    .sort((a, b) => (a.carId < b.carId ? -1 : 1));
}

function countIncomplete(table: SessionTable, order: Uint32Array): MonthRollups['toComplete'] {
  const { cars } = table.texts;
  const counts = new Uint32Array(cars.texts.length);
  const { flags, car } = table.columns;
  for (const slot of order) {
    if (((flags[slot] ?? 0) & INCOMPLETE) === 0) continue;
    const code = car[slot] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return cars.texts
    .map((carId, code) => ({ carId, sessions: counts[code] ?? 0 }))
    .filter(({ sessions }) => sessions > 0)
    .sort((a, b) => (a.carId < b.carId ? -1 : 1));
}
