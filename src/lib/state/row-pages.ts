import type { ShownChip } from '#lib/domain/metrics/session-metrics.ts';
import type { Session } from '#lib/domain/session.ts';
import type { ListWindow } from '#lib/worker/api.ts';

export const PAGE_ROWS = 50;
/** Pages that stay in memory around the one in view. */
const KEPT_PAGES = 20;

/** A session of the list and its chips, the most telling first. */
export interface ListRow {
  readonly session: Session;
  readonly chips: readonly ShownChip[];
}

/** Loaded parts of a list by page number. Never changed: another page makes another map. */
export type RowPages = ReadonlyMap<number, readonly ListRow[]>;

export const pageOf = (row: number): number => Math.floor(row / PAGE_ROWS);

/** The numbers of the pages that hold rows `from` to `to`, the latter exclusive. */
export function pagesOf(from: number, to: number): number[] {
  const first = pageOf(from);
  const last = pageOf(Math.max(from, to - 1));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const rowsOf = ({ rows, chips }: ListWindow): ListRow[] =>
  rows.map((session, at) => ({ session, chips: chips[at] ?? [] }));

export function pagesFrom(windows: readonly ListWindow[]): RowPages {
  return new Map(windows.map((window) => [pageOf(window.offset), rowsOf(window)]));
}

/** With one more page, and without those far from what is in view. */
export function withPage(pages: RowPages, window: ListWindow, inView: number): RowPages {
  const near = [...pages].filter(([key]) => Math.abs(key - inView) <= KEPT_PAGES / 2);
  return new Map([...near, [pageOf(window.offset), rowsOf(window)]]);
}

/** Pages that have been asked for and not come yet. */
export const nothingUnderWay = (): Set<number> => new Set<number>();
