import { at, CURRENT_OF } from '#lib/domain/metrics/car-log.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { deltaSocAt } from '#lib/domain/metrics/row-figures.ts';
import type { Current } from '#lib/domain/session.ts';
import { median } from '#lib/domain/stats.ts';
import { type ChargeFigures, ChargeTally } from './charge-tally.ts';
import { forEachRow, type Scope } from './scope.ts';

export const SOC_WINDOWS = ['0-20', '20-40', '40-60', '60-80', '80-100'] as const;
export type SocWindowKey = (typeof SOC_WINDOWS)[number];

const WINDOW_TENTHS = 200;

/** Charges on one current that began in one fifth of the battery. */
export interface SocWindow extends ChargeFigures {
  readonly current: Current;
  readonly key: SocWindowKey;
  readonly medianDeltaSoc?: number;
}

/** The charges of a scope by current and start SoC, AC first; empty windows are left out. */
export function socWindowsOf(scope: Scope): SocWindow[] {
  const windows = CURRENT_OF.flatMap((current) => (current === undefined ? [] : [current])).flatMap(
    (current) =>
      SOC_WINDOWS.map((key) => ({
        current,
        key,
        tally: new ChargeTally(scope.diary.settings),
        deltas: [] as number[],
      })),
  );
  forEachRow(scope, (part, i) => {
    const { log } = part;
    const code = log.current[i] ?? 0;
    const tenths = at(log.socFrom, i);
    if (code === 0 || Number.isNaN(tenths)) return;
    // 100 % belongs to the last window.
    const place = Math.min(Math.floor(tenths / WINDOW_TENTHS), SOC_WINDOWS.length - 1);
    const window = windows[(code - 1) * SOC_WINDOWS.length + place];
    if (!window) return;
    window.tally.add(part, i);
    const delta = deltaSocAt(log, i);
    if (!Number.isNaN(delta)) window.deltas.push(delta);
  });
  return windows
    .filter(({ tally }) => tally.sessions > 0)
    .map(({ current, key, tally, deltas }) =>
      knownMembers<SocWindow>({
        current,
        key,
        ...tally.figures(),
        medianDeltaSoc: median(deltas),
      }),
    );
}
