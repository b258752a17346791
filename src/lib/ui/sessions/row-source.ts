import type { ListRow } from '#lib/state/row-pages.ts';
import type { SessionSelection } from '#lib/state/session-selection.svelte.ts';

/** Where a list or table gets its rows from, and tells which of them are on screen. */
export interface RowSource {
  readonly count: number;
  readonly selection: SessionSelection;
  row(index: number): ListRow | undefined;
  look(from: number, to: number): void;
}
