import { numberMarks } from '#lib/domain/number-text.ts';
import { readDurationS, readPowerW, readSoc } from '#lib/domain/quantity-text.ts';
import { type FieldIssue, fail, ok, type Result } from '#lib/domain/result.ts';
import type { CurvePoint } from '#lib/domain/session.ts';

/** A point as typed. */
export interface CurveRow {
  readonly minutes: string;
  readonly soc: string;
  readonly power: string;
}

/** How the person reads and types numbers. */
export interface RowDisplay {
  readonly locale: string;
  readonly typed: (value: number, maxDecimals: number) => string;
}

export const BLANK_ROW: CurveRow = { minutes: '', soc: '', power: '' };

const MOST_S = 14 * 86_400;
const MOST_W = 2_000_000;
const COLONS = /^(?:(\d+):([0-5]\d)|(\d+)):([0-5]\d)$/;

function isBlankRow({ minutes, soc, power }: CurveRow): boolean {
  return minutes.trim() === '' && soc.trim() === '' && power.trim() === '';
}

/** A stored point as a person would type it: whole minutes, else `m:ss`. */
export function rowOf([second, soc, watts]: CurvePoint, { typed }: RowDisplay): CurveRow {
  const isWhole = second % 60 === 0 || !Number.isInteger(second) || second < 0;
  const minutes = isWhole
    ? typed(second / 60, 3)
    : `${String(Math.floor(second / 60))}:${String(second % 60).padStart(2, '0')}`;
  return { minutes, soc: typed(soc, 3), power: typed(watts / 1000, 3) };
}

/** Seconds of a time as typed: minutes, `m:ss`, `h:mm:ss`, or a number with its unit. */
function readTimeS(text: string, locale: string): Result<number> {
  const colons = COLONS.exec(text.trim());
  const seconds: Result<number> = colons
    ? ok(
        Number(colons[1] ?? 0) * 3600 +
          Number(colons[2] ?? colons[3] ?? 0) * 60 +
          Number(colons[4] ?? 0),
      )
    : readDurationS(text, numberMarks(locale));
  if (!seconds.ok) return seconds;
  if (seconds.value < 0) return fail('curve/time_negative');
  return seconds.value <= MOST_S ? seconds : fail('curve/time_too_late');
}

function readLevel(text: string, locale: string): Result<number> {
  const soc = readSoc(text, numberMarks(locale));
  if (!soc.ok) return soc;
  return soc.value >= 0 && soc.value <= 100 ? soc : fail('curve/soc_range');
}

function readWatts(text: string, locale: string): Result<number> {
  const watts = readPowerW(text, numberMarks(locale));
  if (!watts.ok) return watts;
  if (watts.value < 0) return fail('curve/power_negative');
  return watts.value <= MOST_W ? watts : fail('curve/power_too_high');
}

const CELLS = [
  { name: 'minutes', missing: 'curve/time_missing', read: readTimeS },
  { name: 'soc', missing: 'curve/soc_missing', read: readLevel },
  { name: 'power', missing: 'curve/power_missing', read: readWatts },
] as const;

function readRow(
  row: CurveRow,
  at: number,
  locale: string,
  issues: FieldIssue[],
): CurvePoint | undefined {
  const [second, soc, watts] = CELLS.flatMap(({ name, missing, read }) => {
    const text = row[name];
    const result = text.trim() === '' ? fail(missing) : read(text, locale);
    if (result.ok) return [result.value];
    issues.push({ field: `${String(at)}.${name}`, code: result.error.code, value: text });
    return [];
  });
  if (second === undefined || soc === undefined || watts === undefined) return undefined;
  return [second, soc, watts];
}

export interface RowsReading {
  /** The sound ones, in order of time. */
  readonly points: readonly CurvePoint[];
  /** Fields are named by row: `3.soc`. */
  readonly issues: readonly FieldIssue[];
}

/**
 * The points that rows hold. Blank rows are none; a row with something missing or unreadable is
 * an issue of its field, and so is a time that another row has.
 */
export function readRows(
  rows: readonly CurveRow[],
  locale: string,
  storedPoint: (row: CurveRow) => CurvePoint | undefined = () => undefined,
): RowsReading {
  const issues: FieldIssue[] = [];
  const bySecond = new Map<number, CurvePoint>();
  rows.forEach((row, at) => {
    if (isBlankRow(row)) return;
    // What is shown may be rounded: a row that was not touched is the very point it came from.
    const point = storedPoint(row) ?? readRow(row, at, locale, issues);
    if (!point) return;
    if (bySecond.has(point[0])) {
      issues.push({ field: `${String(at)}.minutes`, code: 'curve/time_twice', value: row.minutes });
    } else {
      bySecond.set(point[0], point);
    }
  });
  return { points: [...bySecond.values()].sort((a, b) => a[0] - b[0]), issues };
}
