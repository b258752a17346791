import type { SortKey } from '#lib/worker/api.ts';

export type ColumnKey =
  | 'date'
  | 'place'
  | 'car'
  | 'type'
  | 'energy'
  | 'cost'
  | 'price'
  | 'soc'
  | 'chips'
  | 'odometer'
  | 'duration';
/** Those that hold a text. */
export type TextColumn = Exclude<ColumnKey, 'chips'>;

export interface TableColumn {
  readonly key: ColumnKey;
  /** Absent: the list cannot be sorted by it. */
  readonly sort?: SortKey;
  readonly isNumber: boolean;
}

/** Columns in their order, each with the width in rem from which there is room for it. */
const COLUMNS: readonly (TableColumn & { readonly fromRem: number })[] = [
  { key: 'date', sort: 'date', isNumber: false, fromRem: 0 },
  { key: 'place', sort: 'place', isNumber: false, fromRem: 0 },
  { key: 'car', isNumber: false, fromRem: 50 },
  { key: 'type', isNumber: false, fromRem: 0 },
  { key: 'energy', sort: 'energy', isNumber: true, fromRem: 0 },
  { key: 'cost', sort: 'cost', isNumber: true, fromRem: 0 },
  { key: 'price', sort: 'price', isNumber: true, fromRem: 44 },
  { key: 'soc', sort: 'soc', isNumber: true, fromRem: 0 },
  { key: 'chips', isNumber: false, fromRem: 60 },
  { key: 'duration', sort: 'duration', isNumber: true, fromRem: 66 },
  { key: 'odometer', sort: 'odometer', isNumber: true, fromRem: 73 },
];
/** What the column of the cars takes, and leaves to others where there is only one. */
const CAR_REM = 6.5;

/** So many fit into their column. */
export const TABLE_CHIPS = 2;

/** Below this the table would cut its own figures; the list of cards is shown instead. */
export const TABLE_FROM_REM = 34;

/** What fits. The column that the list is sorted by is always there. */
export function columnsFor(rem: number, sort: SortKey, severalCars: boolean): TableColumn[] {
  const room = severalCars ? rem : rem + CAR_REM;
  return COLUMNS.filter(
    (column) =>
      (column.key !== 'car' || severalCars) && (room >= column.fromRem || column.sort === sort),
  );
}
