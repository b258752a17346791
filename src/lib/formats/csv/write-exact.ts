import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { Session } from '#lib/domain/session.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';
import { localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import { zoneOffsetMs } from '#lib/domain/time.ts';
import { csvCell, csvLine, joinedChunks, numberCell, textCell } from './csv-text.ts';
import {
  EXACT_COLUMNS,
  EXACT_JSON,
  EXACT_NUMBERS,
  EXACT_TEXTS,
  type ExactColumn,
} from './exact-columns.ts';

/** Names shown beside ids, for people who open the file. */
export interface ExactNames {
  readonly cars: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, string>;
}

const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...[...EXACT_NUMBERS, ...EXACT_TEXTS, ...EXACT_JSON].map(({ field }) => field),
  'id',
  'carId',
  'status',
  'localDate',
  'startedAt',
  'endedAt',
  'timeZone',
  'current',
  'cost',
  'preconditioning',
  'createdAt',
  'updatedAt',
]);

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** `2026-06-02T23:31:00.000+01:00`; offsets with seconds, before 1972, are rounded to minutes. */
function instantCell(instant: number | undefined, zone: string): string {
  if (instant === undefined) return '';
  const offsetMin = Math.round(zoneOffsetMs(zone, instant) / MS_PER_MINUTE);
  const local = instant + offsetMin * MS_PER_MINUTE;
  const day = Math.floor(local / MS_PER_DAY);
  const ms = local - day * MS_PER_DAY;
  const clock = [3_600_000, 60_000, 1_000]
    .map((unit, at) => padded(Math.floor(ms / unit) % (at === 0 ? 24 : 60), 2))
    .join(':');
  const sign = offsetMin < 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(offsetMin) / 60), Math.abs(offsetMin) % 60];
  return (
    `${localDateOfEpochDay(day)}T${clock}.${padded(ms % 1000, 3)}` +
    `${sign}${padded(hours, 2)}:${padded(minutes, 2)}`
  );
}

function jsonCell(value: unknown): string {
  return value === undefined ? '' : csvCell(canonicalJson(value));
}

function jsonObjectCell(object: Readonly<Record<string, unknown>>): string {
  const hasMember = Object.values(object).some((value) => value !== undefined);
  return hasMember ? jsonCell(object) : '';
}

function unknownFields(session: Session): Record<string, unknown> {
  return Object.fromEntries(Object.entries(session).filter(([field]) => !KNOWN_FIELDS.has(field)));
}

function lineOf(session: Session, names: ExactNames): string {
  const zone = session.timeZone;
  const { basis, currency, totalMicros, pricePerKwhMicros, ...costRest } = session.cost ?? {};
  const cells: Partial<Record<ExactColumn, string>> = {
    plugtrack_session_v1: textCell(session.id),
    car_id: textCell(session.carId),
    car: textCell(names.cars.get(session.carId)),
    status: session.status,
    local_date: session.localDate,
    started_at: instantCell(session.startedAt, zone),
    ended_at: instantCell(session.endedAt, zone),
    time_zone: csvCell(zone),
    current: session.current ?? '',
    place: textCell(session.placeId === undefined ? undefined : names.places.get(session.placeId)),
    cost_basis: basis ?? '',
    currency: currency ?? '',
    total_micros: numberCell(totalMicros),
    price_per_kwh_micros: numberCell(pricePerKwhMicros),
    cost_rest: jsonObjectCell(costRest),
    preconditioning: session.preconditioning ?? '',
    created_at: instantCell(session.createdAt, zone),
    updated_at: instantCell(session.updatedAt, zone),
    more: jsonObjectCell(unknownFields(session)),
  };
  for (const { column, field } of EXACT_NUMBERS) cells[column] = numberCell(session[field]);
  for (const { column, field } of EXACT_TEXTS) cells[column] = textCell(session[field]);
  for (const { column, field } of EXACT_JSON) cells[column] = jsonCell(session[field]);
  return csvLine(EXACT_COLUMNS.map((column) => cells[column] ?? ''));
}

function* lines(sessions: Iterable<Session>, names: ExactNames): Generator<string> {
  yield csvLine(EXACT_COLUMNS);
  for (const session of sessions) yield lineOf(session, names);
}

/** Our lossless CSV in pieces, for many sessions. The order is the caller's. */
export function exactCsvChunks(sessions: Iterable<Session>, names: ExactNames): Generator<string> {
  return joinedChunks(lines(sessions, names));
}

/** Our lossless CSV: reading it back gives equal sessions. */
export function writeExactCsv(sessions: Iterable<Session>, names: ExactNames): string {
  return [...exactCsvChunks(sessions, names)].join('');
}
