import type { BackupStore, StateDescription, TravellingTable } from '#lib/app/backup-store.ts';
import type { Car } from '#lib/domain/car.ts';
import { isLiveRow, type StateRow, type TableKind } from '#lib/domain/merge/state.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';
import type { TableSource, VaultSource } from '#lib/formats/backup/vault.ts';
import { vaultSheetChunks } from '#lib/worker/jobs/dataset-diary.ts';

/** Rows read at a time. */
export const CHUNK_ROWS = 5_000;
/** Rows that hold a picture are large. */
const PICTURE_CHUNK_ROWS = 8;

/** All rows of a table in the order of their ids, in chunks. */
export async function* tableRows(
  store: Pick<BackupStore, 'rows'>,
  table: string,
): AsyncGenerator<readonly StateRow[]> {
  const limit = table === 'attachments' ? PICTURE_CHUNK_ROWS : CHUNK_ROWS;
  let after: string | undefined;
  for (;;) {
    const rows = await store.rows(table, after, limit);
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
    after = rows.at(-1)?.id;
  }
}

/** Everything stored as the source of a file, with the live rows by table once it was read. */
export async function vaultSource(
  store: BackupStore,
  state: StateDescription,
  written: { readonly appVersion: string; readonly createdAt: number; readonly today: string },
): Promise<{ readonly source: VaultSource; readonly counts: Record<string, number> }> {
  const counts: Record<string, number> = {};
  const sheet = new SheetFacts();
  const sourceOf = ({ name, kind }: TravellingTable): TableSource => ({
    name,
    // Kinds of newer versions are written as they came.
    kind: kind as TableKind,
    async *rows() {
      for await (const rows of tableRows(store, name)) {
        const live = rows.filter(isLiveRow);
        if (live.length > 0) counts[name] = (counts[name] ?? 0) + live.length;
        sheet.add(name, live);
        yield rows;
      }
    },
  });
  const { deviceId, deviceLabel, vaultId, hlc, fieldsVersion } = state;
  return {
    counts,
    source: {
      device: { id: deviceId, ...(deviceLabel !== undefined && { label: deviceLabel }) },
      vaultId,
      hlc,
      schemaVersion: fieldsVersion,
      appVersion: written.appVersion,
      createdAt: written.createdAt,
      tables: (await store.tables()).map(sourceOf),
      sheet: () => sheet.chunks(written.today),
    },
  };
}

/** What the sheet for people is made of, kept while the tables are read. */
class SheetFacts {
  readonly #rows = new Map<string, StateRow[]>();

  add(table: string, rows: readonly StateRow[]): void {
    const kept = this.#rows.get(table);
    if (kept) kept.push(...rows);
    else if (SHEET_TABLES.has(table)) this.#rows.set(table, [...rows]);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the writer takes pieces as they come, from wherever
  async *chunks(today: string): AsyncGenerator<string> {
    const facts = <T>(table: string): T[] =>
      (this.#rows.get(table) ?? []).map((row) => factOf(table, row)) as unknown as T[];
    const cars = facts<Car>('cars');
    const places = facts<Place>('places');
    const carIds = new Set(cars.map(({ id }) => id));
    const sessions = facts<Session>('sessions').filter(({ carId }) => carIds.has(carId));
    const values = facts<{ id: string; value?: unknown }>('settings');
    const settings = Object.fromEntries(values.map(({ id, value = null }) => [id, value]));
    const tariffs = facts<Tariff>('tariffs');
    yield* vaultSheetChunks({ today, settings, cars, places, tariffs, sessions });
  }
}

const SHEET_TABLES: ReadonlySet<string> = new Set([
  'cars',
  'places',
  'tariffs',
  'sessions',
  'settings',
]);

function factOf(table: string, row: StateRow): Record<string, unknown> {
  const fact = Object.entries(readableRow(table, row)).filter(([key]) => !key.startsWith('_'));
  return Object.fromEntries(fact);
}
