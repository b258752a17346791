import type { CurveWarning } from '#lib/domain/curve.ts';
import type { CurveLineIssue, CurveNotice } from '#lib/domain/curve-reading.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';

/** What was decided while reading a text, in words. */
export function noticeText({ t: { curve: t } }: I18n, notice: CurveNotice): string {
  switch (notice.code) {
    case 'curve/order_assumed':
      return t.orderAssumed;
    case 'curve/seconds_assumed':
      return t.secondsAssumed;
    case 'curve/read_as_clock':
      return t.readAsClock;
    case 'curve/read_as_minutes':
      return t.readAsMinutes;
    case 'curve/from_start':
      return t.fromStart;
    case 'curve/from_first':
      return t.fromFirst;
    case 'curve/other_day':
      return t.otherDay;
    case 'curve/sorted':
      return t.sorted;
    case 'curve/soc_tiny':
      return t.socTiny;
    case 'curve/mark_assumed':
      return t.markAssumed(notice.mark);
    case 'curve/power_unit_assumed':
      return t.unitAssumed(notice.unit);
    case 'curve/merged':
      return t.merged(notice.count);
    case 'curve/left_out':
      return t.leftOut(notice.count);
    case 'curve/thinned':
      return t.thinned(notice.kept, notice.count);
  }
}

/** Where a curve does not fit its session, in words. */
export function warningText({ t: { curve: t }, f }: I18n, warning: CurveWarning): string {
  switch (warning.code) {
    case 'curve/soc_falls':
      return t.socFalls(f.soc(warning.from), f.soc(warning.to), f.duration(warning.second));
    case 'curve/above_peak':
      return t.abovePeak(f.power(warning.watts), f.power(warning.limitW));
    case 'curve/above_rated':
      return t.aboveRated(f.power(warning.watts), f.power(warning.limitW));
    case 'curve/beyond_end':
      return t.beyondEnd(f.duration(warning.lastS), f.duration(warning.durationS));
    case 'curve/energy_differs':
      return t.energyDiffers(f.energy(warning.curveWh), f.energy(warning.energyWh));
  }
}

/** Why a line is no point, with its number. */
export function lineText({ t: { curve: t } }: I18n, issue: CurveLineIssue): string {
  const reason =
    issue.otherLine === undefined ? t.problems[issue.code] : t.sameTime(issue.otherLine);
  return t.line(issue.line, reason ?? issue.code);
}
