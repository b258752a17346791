import { evenly } from '#lib/domain/curve-shape.ts';
import type {
  CurveLineCode,
  CurveLineIssue,
  CurveNotice,
  CurveReading,
  CurveRefusal,
  CurveTextOptions,
} from '#lib/domain/curve-reading.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { type CurvePoint, MAX_CURVE_POINTS } from '#lib/domain/session.ts';
import { isMissing } from '#lib/formats/csv/row-context.ts';
import {
  type Cell,
  decideMark,
  decidePowerUnit,
  readPowerCell,
  readSocCell,
} from './curve-cells.ts';
import { type CurveColumns, columnsOf, isCurveHeader, USUAL_COLUMNS } from './curve-headers.ts';
import { type CurveLine, curveLines, looksLikePoint } from './curve-lines.ts';
import { readCurveTimes } from './curve-times.ts';

const MOST_CHARS = 4_000_000;
/** Lines among which the header is looked for. */
const HEAD_LINES = 30;
const MOST_ISSUES = 200;
const REPORTED_CHARS = 80;
const LAST_MS = 14 * 86_400_000;
/** Charge levels that stay below this look like shares of 1. */
const TINY_SOC = 1;

interface Layout {
  readonly columns: CurveColumns;
  readonly lines: readonly CurveLine[];
  readonly warnings: readonly CurveNotice[];
}

/** A point with its time in milliseconds, before it is put in order. */
interface RawPoint {
  readonly ms: number;
  readonly soc: number;
  readonly watts: number;
  readonly line: CurveLine;
}

function refusal(
  code: CurveRefusal['code'],
  issues: readonly CurveLineIssue[] = [],
  readable = 0,
): Result<never, CurveRefusal> {
  const error = { code, issues: issues.slice(0, MOST_ISSUES), issueCount: issues.length, readable };
  return { ok: false, error };
}

function issue(line: CurveLine, code: CurveLineCode): CurveLineIssue {
  return { line: line.line, code, text: line.text.trim().slice(0, REPORTED_CHARS) };
}

/** Which lines hold points, and where in them; absent when a header names not all columns. */
function layoutOf(all: readonly CurveLine[]): Layout | undefined {
  const header = all.slice(0, HEAD_LINES).findIndex(isCurveHeader);
  if (header !== -1) {
    const columns = columnsOf(all[header]?.cells ?? []);
    const lines = all.slice(header + 1).filter(({ isComment }) => !isComment);
    return columns && { columns, lines, warnings: [] };
  }
  const lines = all.filter(({ isComment }) => !isComment);
  const first = lines.findIndex(({ cells }) => looksLikePoint(cells));
  // Words without a number above the first point are a title; all else has to be a point.
  const start = lines.findIndex(
    ({ cells }, at) => at === first || cells.some((cell) => /^[-+]?\d/.test(cell)),
  );
  return {
    columns: USUAL_COLUMNS,
    lines: start === -1 ? [] : lines.slice(start),
    warnings: [{ code: 'curve/order_assumed' }],
  };
}

function timeText(cells: readonly string[], { date, time }: CurveColumns): string {
  const text = cells[time] ?? '';
  if (isMissing(text)) return '';
  const day = date === undefined ? '' : (cells[date] ?? '');
  // A date beside seconds that count from the start says nothing about them.
  return day !== '' && text.includes(':') ? `${day} ${text}` : text;
}

function timeCell(text: string, ms: number | undefined): Cell {
  if (text === '') return { code: 'curve/time_missing' };
  if (ms === undefined) return { code: 'curve/time_unreadable' };
  if (ms < 0) return { code: 'curve/time_negative' };
  return ms <= LAST_MS ? { value: ms } : { code: 'curve/time_too_late' };
}

interface RawPoints {
  readonly points: readonly RawPoint[];
  readonly issues: CurveLineIssue[];
  readonly warnings: readonly CurveNotice[];
}

function readPoints({ columns, lines, warnings }: Layout, options: CurveTextOptions): RawPoints {
  const fits = ({ cells }: CurveLine): boolean => cells.length <= columns.count;
  const usable = lines.filter(fits);
  const at = (index: number): string[] => usable.map(({ cells }) => cells[index] ?? '');
  const times = usable.map(({ cells }) => timeText(cells, columns));
  const powers = at(columns.power);
  const mark = decideMark(at(columns.soc), [...powers, ...times], options.locale);
  const unit = decidePowerUnit(powers, columns.powerUnit, mark.mark);
  const read = readCurveTimes(times, { ...options, unit: columns.timeUnit, mark: mark.mark });

  const issues = lines.filter((line) => !fits(line)).map((line) => issue(line, 'curve/cells'));
  const points: RawPoint[] = [];
  usable.forEach((line, index) => {
    const cells = [
      timeCell(times[index] ?? '', read.ms[index]),
      readSocCell(line.cells[columns.soc] ?? '', mark.mark),
      readPowerCell(line.cells[columns.power] ?? '', unit.unit, mark.mark),
    ];
    const bad = cells.find((cell) => 'code' in cell);
    const [ms, soc, watts] = cells.flatMap((cell) => ('value' in cell ? [cell.value] : []));
    if (bad) issues.push(issue(line, bad.code));
    else if (ms !== undefined && soc !== undefined && watts !== undefined) {
      points.push({ ms, soc, watts, line });
    }
  });
  return {
    points,
    issues,
    warnings: [...warnings, ...read.warnings, ...mark.warnings, ...unit.warnings],
  };
}

/** Sorts points by time. Of two with the same time the later line is refused, not chosen. */
function inOrder(raw: RawPoints): RawPoints {
  const sorted = raw.points.toSorted((a, b) => a.ms - b.ms || a.line.line - b.line.line);
  const isSorted = sorted.every((point, at) => point === raw.points[at]);
  const issues = [...raw.issues];
  let before: RawPoint | undefined;
  const points = sorted.filter((point) => {
    const isTwice = before?.ms === point.ms;
    if (isTwice && before) {
      issues.push({ ...issue(point.line, 'curve/time_twice'), otherLine: before.line.line });
    } else {
      before = point;
    }
    return !isTwice;
  });
  return {
    points,
    issues: issues.sort((a, b) => a.line - b.line),
    warnings: isSorted ? raw.warnings : [...raw.warnings, { code: 'curve/sorted' }],
  };
}

/** Points of whole seconds, the first of each, and no more of them than may be stored. */
function toCurve(points: readonly RawPoint[]): CurveReading {
  const warnings: CurveNotice[] = [];
  const whole: CurvePoint[] = [];
  for (const { ms, soc, watts } of points) {
    const second = Math.round(ms / 1000);
    if (whole.at(-1)?.[0] !== second) whole.push([second, soc, watts]);
  }
  const merged = points.length - whole.length;
  if (merged > 0) warnings.push({ code: 'curve/merged', count: merged });
  const kept = evenly(whole, MAX_CURVE_POINTS);
  if (kept.length < whole.length) {
    warnings.push({ code: 'curve/thinned', kept: kept.length, count: whole.length });
  }
  const isTiny = whole.length > 1 && whole.every(([, soc]) => soc <= TINY_SOC);
  if (isTiny && whole.some(([, soc]) => soc > 0)) warnings.push({ code: 'curve/soc_tiny' });
  return { points: kept, warnings };
}

/**
 * Reads a charge curve from pasted text or a logger's file: time, charge level and power by the
 * words of its header, else in this order. A line that is no point refuses the whole text, with
 * its number and reason, unless such lines are to be left out; nothing is guessed for them.
 */
export function readCurve(
  text: string,
  options: CurveTextOptions,
): Result<CurveReading, CurveRefusal> {
  if (text.length > MOST_CHARS) return refusal('curve/too_long');
  if (text.trim() === '') return refusal('curve/empty');
  const layout = layoutOf(curveLines(text));
  if (!layout) return refusal('curve/columns');
  const { points, issues, warnings } = inOrder(readPoints(layout, options));
  if (points.length === 0) return refusal('curve/no_points', issues);
  if (issues.length > 0 && !options.leavesOutBad) {
    return refusal('curve/lines', issues, points.length);
  }
  const curve = toCurve(points);
  const leftOut: CurveNotice[] =
    issues.length > 0 ? [{ code: 'curve/left_out', count: issues.length }] : [];
  return ok({ points: curve.points, warnings: [...warnings, ...curve.warnings, ...leftOut] });
}
