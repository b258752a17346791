import type { State, StateRow, TableKind } from '#lib/domain/merge/state.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { generateSample } from '#lib/domain/sample/generate.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import { readState, stateSource } from '#lib/formats/backup/vault-state.ts';
import type { VaultSource, WriteVaultOptions, WrittenVault } from '#lib/formats/backup/vault.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';

export const DEVICE = '9f2c4e7a1b3d5f60';
export const PASSPHRASE = 'correct horse battery staple';
/** Quick to derive; files of the app use 17. */
export const QUICK = { passphrase: PASSPHRASE, logN: 10 };

export const stamp = (count: number) =>
  `019a0c3f5b21-${count.toString(16).padStart(4, '0')}-${DEVICE}`;

export function stateOf(
  tables: Readonly<Record<string, readonly StateRow[]>>,
  kind: TableKind = 'record',
): State {
  return new Map(
    Object.entries(tables).map(([name, rows]) => [
      name,
      { kind, rows: new Map(rows.map((row) => [row.id, row])) },
    ]),
  );
}

/** A state with each kind of row and value. */
export function smallState(): State {
  return stateOf({
    cars: [{ id: 'car-1', name: 'Ioniq 5 ⚡', usableBatteryWh: 72_600, _c: { b: stamp(1) } }],
    sessions: [
      {
        id: 's-1',
        carId: 'car-1',
        localDate: '2026-05-01',
        energyWh: 9_300,
        cost: { basis: 'typed_total', currency: 'GBP', totalMicros: 1_230_000 },
        notes: 'tab\t"quoted" \\ line\nnext \u0001 \u2028 日本 🚗',
        _c: { b: stamp(1), f: { notes: stamp(2) } },
      },
      { id: 's-2', carId: 'car-1', localDate: '2026-05-02', _c: { b: stamp(3) }, _d: true },
      { id: 's-3', _p: stamp(4) },
      { id: 's-4', carId: 'car-1', localDate: '2026-05-03', energyWh: 0, _c: { b: stamp(5) } },
    ],
    settings: [{ id: 'currency', value: 'GBP', _c: { b: stamp(1) } }],
  });
}

/** Three years of an invented household. */
export function sampleState(): State {
  const request = { seed: 7, today: '2026-07-01', timeZone: 'Europe/London' };
  const { cars, places, tariffs, sessions } = generateSample(request);
  const rows = (list: readonly { id: string }[]) =>
    list
      // In JSON there is no -0, which a rounded temperature can be.
      .map((row) => JSON.parse(canonicalJson({ ...row, _c: { b: stamp(1) } })) as StateRow)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  return stateOf({
    cars: rows(cars),
    places: rows(places),
    sessions: rows(sessions),
    tariffs: rows(tariffs),
  });
}

export function sourceOf(state: State, more: Partial<VaultSource> = {}): VaultSource {
  return {
    device: { id: DEVICE, label: 'pixel' },
    vaultId: '0197c3a1-b2f4-7000-8000-00000000a11e',
    hlc: stamp(9),
    schemaVersion: 1,
    appVersion: '1.0.0',
    createdAt: Date.UTC(2026, 6, 1, 18, 3, 22, 114),
    tables: stateSource(state),
    sheet: () => sheetOf(),
    ...more,
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a sheet is read asynchronously
async function* sheetOf(): AsyncGenerator<string> {
  yield 'Date,Energy (kWh)\n';
  yield '2026-05-01,9.3\n';
}

export async function written(
  state: State,
  options: WriteVaultOptions = {},
): Promise<WrittenVault> {
  return valueOrThrow(await writeVault(sourceOf(state), options));
}

export async function restored(file: Blob, passphrase?: string): Promise<State> {
  const open = valueOrThrow(await openVault(file, passphrase === undefined ? {} : { passphrase }));
  return valueOrThrow(await readState(open));
}

/** A state as plain data, which is easier to compare and to read in a failure. */
export function plain(state: State): unknown {
  return Object.fromEntries(
    [...state].map(([name, { kind, rows }]) => [name, { kind, rows: [...rows.values()] }]),
  );
}

export async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

/** The code of a first failure of opening and reading everything; `ok` if there is none. */
export async function outcome(file: Blob, passphrase?: string): Promise<string> {
  const open = await openVault(file, passphrase === undefined ? {} : { passphrase });
  if (!open.ok) return open.error.code;
  const read = await open.value.readTables(() => undefined);
  return read.ok ? 'ok' : read.error.code;
}
