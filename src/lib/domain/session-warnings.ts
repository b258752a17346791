import type { Car } from './car.ts';
import { daysBetween } from './civil-date.ts';
import { costInCurrency } from './cost.ts';
import type { Content, LocalDate } from './entity.ts';
import type { FieldIssue } from './result.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { socDelta } from './soc.ts';
import { median } from './stats.ts';
import { MS_PER_MINUTE } from './units.ts';

/** A session as typed or stored; only a stored one has an id. */
export type CheckedSession = Content<Session> & { readonly id?: string };

/** An odometer reading of the same car. */
export interface Reading {
  readonly localDate: LocalDate;
  readonly odometerM: number;
}

/** What lies around a session; all of the same car, and none of it the session itself. */
export interface SessionNeighbours {
  /** The newest earlier and the next later odometer reading, in session order. */
  readonly previousReading?: Reading;
  readonly nextReading?: Reading;
  /** The session before it, in session order. */
  readonly previous?: Pick<Session, 'socTo'>;
  /** Sessions of the same date, and those whose times may overlap. */
  readonly nearby?: readonly Session[];
  /** Effective prices per kWh of the last 20 paid sessions, in the currency of the settings. */
  readonly paidPricesPerKwhMicros?: readonly number[];
}

export interface WarningContext {
  readonly neighbours: SessionNeighbours;
  readonly settings: Pick<Settings, 'currency' | 'odometerMaxPerDayM' | 'unloggedToleranceSoc'>;
  readonly car?: Pick<Car, 'usableBatteryWh'>;
  readonly today: LocalDate;
}

const SAME_START_MS = 30 * MS_PER_MINUTE;
const MIN_PAID_SESSIONS = 5;
const UNUSUAL_PRICE_FACTOR = 5;
// More than the battery can take, with room for losses and for a battery better than stated.
const ENERGY_FACTOR = 1.35;
const ENERGY_SLACK_WH = 2000;
const STORED_FACTOR = 1.02;

/**
 * What looks wrong about a session and may yet be right. Warnings never stop a save; a screen
 * shows them and an import lists them.
 */
export function sessionWarnings(
  session: CheckedSession,
  context: WarningContext,
): readonly FieldIssue[] {
  return [
    ...odometerWarnings(session, context),
    ...energyWarnings(session, context),
    ...neighbourWarnings(session, context),
    ...priceWarnings(session, context),
  ];
}

function* odometerWarnings(
  { odometerM, localDate }: CheckedSession,
  { neighbours, settings }: WarningContext,
): Generator<FieldIssue> {
  if (odometerM === undefined) return;
  const { previousReading, nextReading } = neighbours;
  const issue = (code: string) => ({ field: 'odometerM', code, value: odometerM });
  if (previousReading) {
    const stepM = odometerM - previousReading.odometerM;
    const days = Math.max(1, daysBetween(previousReading.localDate, localDate));
    if (stepM < 0) yield issue('session/odometer_below_last');
    else if (stepM > settings.odometerMaxPerDayM * days) yield issue('session/odometer_jump');
  }
  if (nextReading && odometerM > nextReading.odometerM) {
    yield issue('session/odometer_above_next');
  }
}

function* energyWarnings(
  { energyWh, batteryEnergyWh, socFrom, socTo }: CheckedSession,
  { car }: WarningContext,
): Generator<FieldIssue> {
  if (energyWh === undefined) return;
  if (socFrom !== undefined && socTo !== undefined && car?.usableBatteryWh !== undefined) {
    const storedWh = (car.usableBatteryWh * socDelta(socFrom, socTo)) / 100;
    if (energyWh > ENERGY_FACTOR * storedWh + ENERGY_SLACK_WH) {
      yield { field: 'energyWh', code: 'session/energy_exceeds_battery', value: energyWh };
    }
  }
  if (batteryEnergyWh !== undefined && batteryEnergyWh > energyWh * STORED_FACTOR) {
    const code = 'session/stored_exceeds_delivered';
    yield { field: 'batteryEnergyWh', code, value: batteryEnergyWh };
  }
}

/** Whether two sessions of one car are probably the same charge, entered twice. */
function isProbablySameCharge(a: CheckedSession, b: CheckedSession): boolean {
  if (a.carId !== b.carId || a.localDate !== b.localDate) return false;
  if (a.energyWh === undefined || a.energyWh !== b.energyWh) return false;
  if (a.odometerM !== undefined && a.odometerM === b.odometerM) return true;
  const { startedAt } = a;
  if (startedAt === undefined || b.startedAt === undefined) return false;
  return Math.abs(startedAt - b.startedAt) <= SAME_START_MS;
}

/** Whether the stays of two sessions of one car share time; touching ends do not. */
export function overlapsInTime(a: CheckedSession, b: CheckedSession): boolean {
  if (a.carId !== b.carId) return false;
  if (a.startedAt === undefined || a.endedAt === undefined) return false;
  if (b.startedAt === undefined || b.endedAt === undefined) return false;
  return a.startedAt < b.endedAt && b.startedAt < a.endedAt;
}

function* neighbourWarnings(
  session: CheckedSession,
  { neighbours, settings, today }: WarningContext,
): Generator<FieldIssue> {
  const others = (neighbours.nearby ?? []).filter(
    (other) => other.id !== session.id && other.status !== 'cancelled',
  );
  if (others.some((other) => isProbablySameCharge(session, other))) {
    yield { field: 'energyWh', code: 'session/duplicate_suspected' };
  }
  if (others.some((other) => overlapsInTime(session, other))) {
    yield { field: 'startedAt', code: 'session/overlap' };
  }
  const { socFrom } = session;
  const before = neighbours.previous?.socTo;
  if (
    socFrom !== undefined &&
    before !== undefined &&
    socDelta(before, socFrom) > settings.unloggedToleranceSoc
  ) {
    yield { field: 'socFrom', code: 'session/soc_rise_unlogged', value: socFrom };
  }
  if (session.localDate > today) {
    yield { field: 'localDate', code: 'session/future', value: session.localDate };
  }
}

/**
 * What a session cost per kWh in a currency. Absent unless it was paid for and has energy.
 */
export function paidPricePerKwhMicros(
  { cost, energyWh }: Pick<Session, 'cost' | 'energyWh'>,
  currency: string,
): number | undefined {
  const { totalCostMicros } = costInCurrency(cost, currency);
  if (totalCostMicros === undefined || totalCostMicros <= 0 || !energyWh) return undefined;
  return (totalCostMicros * 1000) / energyWh;
}

function* priceWarnings(
  session: CheckedSession,
  { neighbours, settings }: WarningContext,
): Generator<FieldIssue> {
  const paid = neighbours.paidPricesPerKwhMicros ?? [];
  const price = paidPricePerKwhMicros(session, settings.currency);
  const usual = median(paid);
  if (price === undefined || usual === undefined || paid.length < MIN_PAID_SESSIONS) return;
  if (price > usual * UNUSUAL_PRICE_FACTOR || price < usual / UNUSUAL_PRICE_FACTOR) {
    yield { field: 'cost', code: 'cost/price_unusual', value: price };
  }
}
