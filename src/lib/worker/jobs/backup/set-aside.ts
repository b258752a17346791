import type { SetAsideRow } from '#lib/domain/merge/plan.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';

/** A row that another device had set aside, as it travels. */
type TravellingAside = StateRow & { readonly row: StateRow };

/** Whether a row of the table of set-aside rows is one. */
export function isSetAside(row: StateRow): row is TravellingAside {
  const inner = row['row'];
  return (
    row._p === undefined &&
    typeof row['table'] === 'string' &&
    typeof row['code'] === 'string' &&
    typeof inner === 'object' &&
    inner !== null
  );
}

/** The row as it was set aside. */
export function asideOf({ id: _id, _c, _d, ...aside }: TravellingAside): SetAsideRow {
  return aside as unknown as SetAsideRow;
}
