import type { FactReader, TableName } from '#lib/app/facts.ts';
import { TABLE_KINDS } from '#lib/domain/merge/state.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';
import { sessionTitle } from './trash-items.ts';

/** What a conflict is about, as a list of them or a preview tells it. */
export interface ConflictFacts {
  readonly table: string;
  readonly rowId: string;
  readonly field: string;
  readonly kept?: unknown;
  readonly lost?: unknown;
  /** UTC milliseconds: when it was found. */
  readonly at?: number;
}

/** A conflict as it is shown. */
export interface ConflictView extends ConflictFacts {
  /** Tells it from the others of the list. */
  readonly key: string;
  /** What the row is: "Charges". */
  readonly kind: string;
  /** The row in words; absent when it is not here any more. */
  readonly title?: string;
}

/** What rows are called, and what the ids in their fields stand for. */
export interface RowNames {
  readonly titles: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

/** A row in words; empty for one that is known by its kind and field alone, such as a setting. */
function titleOf(table: string, row: Readonly<Record<string, unknown>>, f: Formatters): string {
  if (table === 'sessions') return sessionTitle(row, f);
  const name = row['name'] ?? row['label'] ?? row['fileName'];
  return typeof name === 'string' ? name : '';
}

const keyOf = ({ table, rowId }: Pick<ConflictFacts, 'table' | 'rowId'>): string =>
  `${table} ${rowId}`;

/** Reads what conflicts speak of. */
export async function readRowNames(
  read: FactReader,
  conflicts: readonly ConflictFacts[],
  f: Formatters,
): Promise<RowNames> {
  const [cars, places, tariffs] = await Promise.all([
    read.all('cars'),
    read.all('places'),
    read.all('tariffs'),
  ]);
  const titles = new Map<string, string>();
  const tables = [...new Set(conflicts.map(({ table }) => table))].filter((table) =>
    Object.hasOwn(TABLE_KINDS, table),
  );
  await Promise.all(
    tables.map(async (table) => {
      const ids = conflicts.filter((one) => one.table === table).map(({ rowId }) => rowId);
      const rows = await read.getMany(table as TableName, [...new Set(ids)]);
      for (const row of rows) {
        if (row) titles.set(keyOf({ table, rowId: row.id }), titleOf(table, { ...row }, f));
      }
    }),
  );
  return {
    titles,
    names: new Map([...cars, ...places, ...tariffs].map(({ id, name }) => [id, name])),
  };
}

/** Conflicts with the words for their rows. */
export function conflictViews(
  conflicts: readonly (ConflictFacts & { readonly id?: string })[],
  rows: RowNames,
  kindOf: (table: string) => string,
): ConflictView[] {
  return conflicts.map((conflict) => {
    const title = rows.titles.get(keyOf(conflict));
    return {
      ...conflict,
      key: conflict.id ?? `${keyOf(conflict)} ${conflict.field}`,
      kind: kindOf(conflict.table),
      ...(title !== undefined && { title }),
    };
  });
}
