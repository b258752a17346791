import type { StoredSession } from '#lib/app/engine-source.ts';
import { epochDayOf, isLocalDate } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { type Columns, grownColumns, newColumns } from './columns.ts';
import { Dictionary } from './dictionary.ts';
import { AC, CURVE, DC, INCOMPLETE, LISTED, PRECONDITIONED } from './flags.ts';
import { foldText } from './fold-text.ts';

const FIRST_CAPACITY = 1024;

interface TableTexts {
  readonly ids: string[];
  /** Folded notes, for search; empty when there are none. */
  readonly notes: string[];
  readonly cars: Dictionary;
  readonly places: Dictionary;
  readonly labels: Dictionary;
  readonly networks: Dictionary;
  readonly currencies: Dictionary;
  readonly zones: Dictionary;
  /** Sets of dismissed hints, their codes joined by a line feed. */
  readonly dismissals: Dictionary;
}

/** Sessions as columns. A slot stays with its id; rows that are not listed only lose their flag. */
export class SessionTable {
  columns: Columns;
  readonly texts: TableTexts;
  #slots: Map<string, number> | undefined;
  readonly #days = new Map<LocalDate, { day: number; month: number }>();

  constructor(columns: Columns = newColumns(FIRST_CAPACITY), texts: TableTexts = noTexts()) {
    this.columns = columns;
    this.texts = texts;
  }

  /** Slots in use, those of rows not listed included. */
  get size(): number {
    return this.texts.ids.length;
  }

  /** The slot of an id. The map is made at the first change: a start needs none. */
  slotOf(id: string): number | undefined {
    if (!this.#slots) {
      this.#slots = new Map(this.texts.ids.map((known, slot) => [known, slot]));
    }
    return this.#slots.get(id);
  }

  idAt(slot: number): string {
    return this.texts.ids[slot] ?? '';
  }

  isListed(slot: number): boolean {
    return ((this.columns.flags[slot] ?? 0) & LISTED) !== 0;
  }

  /** Takes in a row as it is now. Returns its slot, absent for a row that never was listed. */
  put(row: StoredSession): number | undefined {
    const date = this.#dateOf(row);
    let slot = this.slotOf(row.id);
    if (date === undefined) {
      if (slot !== undefined) this.columns.flags[slot] = 0;
      return slot;
    }
    slot ??= this.#append(row.id);
    this.#write(slot, row, date);
    return slot;
  }

  #append(id: string): number {
    const slot = this.texts.ids.push(id) - 1;
    this.#slots?.set(id, slot);
    const capacity = this.columns.day.length;
    if (slot >= capacity) {
      // By a quarter: a long list grows by single rows, and twice its memory would lie idle.
      this.columns = grownColumns(this.columns, capacity + Math.max(FIRST_CAPACITY, capacity >> 2));
    }
    return slot;
  }

  /** The date of a row that belongs into lists: completed, live, with a real date. */
  #dateOf(row: StoredSession): { day: number; month: number } | undefined {
    if (row._d === true || row._p !== undefined || row.status !== 'completed') return undefined;
    const { localDate } = row;
    if (localDate === undefined) return undefined;
    const known = this.#days.get(localDate);
    if (known) return known;
    if (!isLocalDate(localDate)) return undefined;
    const date = {
      day: epochDayOf(localDate),
      month: Number(localDate.slice(0, 4)) * 12 + Number(localDate.slice(5, 7)) - 1,
    };
    this.#days.set(localDate, date);
    return date;
  }

  #write(slot: number, row: StoredSession, date: { day: number; month: number }): void {
    const { columns, texts } = this;
    const cost = row.cost;
    const converted = cost?.inHomeCurrency;
    const complete =
      row.energyWh !== undefined && row.socTo !== undefined && cost?.totalMicros !== undefined;
    columns.flags[slot] =
      LISTED |
      (row.current === 'AC' ? AC : 0) |
      (row.current === 'DC' ? DC : 0) |
      (row.preconditioning === 'yes' ? PRECONDITIONED : 0) |
      (row.curve && row.curve.length > 0 ? CURVE : 0) |
      (complete ? 0 : INCOMPLETE);
    columns.day[slot] = date.day;
    columns.month[slot] = date.month;
    columns.car[slot] = texts.cars.add(row.carId);
    columns.place[slot] = texts.places.add(row.placeId);
    columns.label[slot] = texts.labels.add(row.placeLabel);
    columns.network[slot] = texts.networks.add(row.network);
    columns.currency[slot] = texts.currencies.add(cost?.currency);
    columns.homeCurrency[slot] = texts.currencies.add(converted?.currency);
    columns.zone[slot] = texts.zones.add(row.timeZone);
    columns.dismissed[slot] = texts.dismissals.add(row.dismissedHints?.join('\n'));
    columns.startedAt[slot] = row.startedAt ?? NaN;
    columns.endedAt[slot] = row.endedAt ?? NaN;
    columns.chargingS[slot] = row.chargingS ?? NaN;
    columns.pluggedS[slot] = row.pluggedS ?? NaN;
    columns.odometerM[slot] = row.odometerM ?? NaN;
    columns.socFrom[slot] = row.socFrom ?? NaN;
    columns.socTo[slot] = row.socTo ?? NaN;
    columns.energyWh[slot] = row.energyWh ?? NaN;
    columns.batteryEnergyWh[slot] = row.batteryEnergyWh ?? NaN;
    columns.totalMicros[slot] = cost?.totalMicros ?? NaN;
    columns.homeTotalMicros[slot] = converted?.totalMicros ?? NaN;
    columns.flatPriceMicros[slot] =
      cost?.totalMicros === undefined ? (cost?.pricePerKwhMicros ?? NaN) : NaN;
    columns.ambientC[slot] = row.ambientC ?? NaN;
    columns.ratedPowerW[slot] = row.ratedPowerW ?? NaN;
    columns.durationS[slot] = durationOf(row) ?? NaN;
    texts.notes[slot] = row.notes === undefined ? '' : foldText(row.notes).replaceAll('\0', ' ');
  }
}

/** The duration that is shown: from start to end, else plugged, else charging. */
function durationOf(row: StoredSession): number | undefined {
  if (row.startedAt !== undefined && row.endedAt !== undefined) {
    return (row.endedAt - row.startedAt) / 1000;
  }
  return row.pluggedS ?? row.chargingS;
}

function noTexts(): TableTexts {
  return {
    ids: [],
    notes: [],
    cars: new Dictionary(),
    places: new Dictionary(),
    labels: new Dictionary(),
    networks: new Dictionary(),
    currencies: new Dictionary(),
    zones: new Dictionary(),
    dismissals: new Dictionary(),
  };
}
