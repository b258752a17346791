import { epochDayOf, localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import type { Cost, Session } from '#lib/domain/session.ts';
import { localDateOf, readWallClock, wallMsOf } from '#lib/domain/time.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';
import { finishDraftCost } from './finish-draft.ts';
import type { Draft, FieldDifference, MatchOptions, SheetRow } from './report.ts';

type Changed = Record<string, unknown>;
type Content = Draft['content'];

const EXACT = ['energyWh', 'batteryEnergyWh', 'chargingS', 'pluggedS'] as const;
const KINDS = ['current', 'preconditioning'] as const;
const TEXTS = ['network', 'notes'] as const;
/** Read with one decimal, whatever was stored. */
const TENTHS = ['socFrom', 'socTo', 'ambientC'] as const;
const HALF_A_TENTH = 0.05 + 1e-9;
/** A thousandth of a mile is a little more than a metre. */
const ODOMETER_SLACK_M = 1;
const MINUTES_PER_DAY = MS_PER_DAY / MS_PER_MINUTE;

function isApart(from: number | undefined, to: number | undefined, slack: number): boolean {
  return to !== undefined && (from === undefined || Math.abs(from - to) > slack);
}

/** A text as it comes back from a cell. */
function asCell(text: string | undefined): string {
  return (text ?? '').replaceAll('\r\n', '\n').trim();
}

function compareValues(content: Content, stored: Session, changed: Changed): void {
  for (const field of EXACT)
    if (isApart(stored[field], content[field], 0)) changed[field] = content[field];
  for (const field of TENTHS)
    if (isApart(stored[field], content[field], HALF_A_TENTH)) changed[field] = content[field];
  if (isApart(stored.odometerM, content.odometerM, ODOMETER_SLACK_M))
    changed['odometerM'] = content.odometerM;
  for (const field of KINDS) {
    const to = content[field];
    if (to !== undefined && to !== stored[field]) changed[field] = to;
  }
  for (const field of TEXTS) {
    const to = content[field];
    if (to !== undefined && asCell(to) !== asCell(stored[field])) changed[field] = to;
  }
}

function wallMinuteOf(instant: number | undefined, zone: string): number | undefined {
  if (instant === undefined) return undefined;
  const day = epochDayOf(localDateOf(instant, zone));
  return day * MINUTES_PER_DAY + Math.floor(wallMsOf(instant, zone) / MS_PER_MINUTE);
}

function instantAt(minute: number, zone: string): number {
  const day = Math.floor(minute / MINUTES_PER_DAY);
  const msOfDay = (minute - day * MINUTES_PER_DAY) * MS_PER_MINUTE;
  return readWallClock(localDateOfEpochDay(day), msOfDay, zone).instant;
}

/** Times are those of the session's own zone, to the minute. */
function compareTimes(sheet: SheetRow, stored: Session, changed: Changed): void {
  const { timeZone, localDate } = stored;
  const start = wallMinuteOf(stored.startedAt, timeZone);
  const end = wallMinuteOf(stored.endedAt, timeZone);
  const isNewDate = sheet.localDate !== undefined && sheet.localDate !== localDate;
  // With another date alone the whole charge moves, clock times and all.
  const movedDays =
    isNewDate && sheet.startMinute === start && sheet.endMinute === end
      ? epochDayOf(sheet.localDate) - epochDayOf(localDate)
      : 0;
  const moved = (minute: number | undefined): number | undefined =>
    minute === undefined ? undefined : minute + movedDays * MINUTES_PER_DAY;
  const [newStart, newEnd] = [moved(sheet.startMinute), moved(sheet.endMinute)];
  if (newStart !== undefined && newStart !== start)
    changed['startedAt'] = instantAt(newStart, timeZone);
  if (newEnd !== undefined && newEnd !== end) changed['endedAt'] = instantAt(newEnd, timeZone);
  const date =
    newStart !== undefined && newStart !== start
      ? localDateOfEpochDay(Math.floor(newStart / MINUTES_PER_DAY))
      : isNewDate && newStart === undefined
        ? sheet.localDate
        : localDate;
  if (date !== localDate) changed['localDate'] = date;
}

/** The cost with what the cells say otherwise; absent when they say the same. */
function changedCost({ content, sheet }: Draft, { cost, energyWh }: Session): Cost | undefined {
  const said = content.cost;
  const basis = sheet?.basis;
  const total = said?.totalMicros;
  const price = said?.pricePerKwhMicros;
  if (!said || !cost) return said;
  const { currency } = said;
  const isNewTotal = total !== undefined && total !== cost.totalMicros;
  const isNewPrice = price !== undefined && price !== cost.pricePerKwhMicros;
  if (isNewTotal) {
    // Of a price that was there before nobody knows whether it still explains the total.
    const kept = isNewPrice ? { pricePerKwhMicros: price } : {};
    return { basis: 'typed_total', currency, totalMicros: total, ...kept };
  }
  if (isNewPrice) {
    const wh = content.energyWh ?? energyWh;
    const typed: Cost = { basis: 'typed_price', currency, pricePerKwhMicros: price };
    return finishDraftCost({ ...content, cost: typed, ...(wh !== undefined && { energyWh: wh }) });
  }
  const isSame = currency === cost.currency && (basis ?? cost.basis) === cost.basis;
  return isSame ? undefined : { ...cost, currency, ...(basis && { basis }) };
}

function nameIn(rows: MatchOptions['cars'], id: string | undefined): string | undefined {
  return rows?.find((row) => row.id === id)?.name;
}

function comparePlace(
  { placeLabel }: Content,
  stored: Session,
  { places }: MatchOptions,
  changed: Changed,
): void {
  const name = nameIn(places, stored.placeId) ?? stored.placeLabel;
  if (placeLabel === undefined || asCell(placeLabel) === asCell(name)) return;
  const placeId = placeNamed(placeLabel, places);
  if (placeId !== stored.placeId) changed['placeId'] = placeId;
  changed['placeLabel'] = placeId === undefined ? placeLabel : undefined;
}

/** The id of the place of this name; absent when there is none. */
export function placeNamed(
  name: string | undefined,
  places: MatchOptions['places'],
): string | undefined {
  return places?.find((place) => asCell(place.name) === name)?.id;
}

/** Whether a row names the car that the stored session has. */
export function namesStoredCar(draft: Draft, { carId }: Session, { cars }: MatchOptions): boolean {
  return draft.sourceCar === undefined || draft.sourceCar === asCell(nameIn(cars, carId));
}

/**
 * What cells of our own sheet say otherwise than the session they were written from. The sheet
 * rounds, so a cell that reads as the stored value would be written is no difference; nor is a
 * blank one. An edit in the sheet is an edit of the person: nothing is kept against it.
 */
export function sheetDifferences(
  draft: Draft & { readonly sheet: SheetRow },
  carId: string,
  stored: Session,
  options: MatchOptions,
): FieldDifference[] {
  const changed: Changed = {};
  if (carId !== stored.carId) changed['carId'] = carId;
  compareTimes(draft.sheet, stored, changed);
  compareValues(draft.content, stored, changed);
  comparePlace(draft.content, stored, options, changed);
  const cost = changedCost(draft, stored);
  if (cost) changed['cost'] = cost;
  const former = stored as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(changed).flatMap(([field, to]) => {
    const from = former[field];
    if (from === undefined && to === undefined) return [];
    return [{ field, to, keep: false, ...(from !== undefined && { from }) }];
  });
}
