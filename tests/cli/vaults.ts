import { expect } from 'vitest';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import { readState, stateSource } from '#lib/formats/backup/vault-state.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';
import { StateSource } from '#lib/worker/jobs/state-source.ts';
import { type FileContents, memoryMachine, type MemoryMachine } from './in-memory.ts';

export const PASSPHRASE = 'six words are easy to keep';

/** A classic file of two charges, both of them sound. */
export const CLASSIC = [
  'date,odometer,charge_type,location_label,charge_delivered_kwh,duration_mins,total_cost_gbp,soc_from,soc_to,notes',
  '2026-05-01,12000,AC,Home,20,180,4,40,80,"first, of two"',
  '2026-05-09,12150,DC,Hub,30,40,18,20,80,',
  '',
].join('\r\n');

/** Another of one charge. */
export const LATER = [
  'date,odometer,charge_type,location_label,charge_delivered_kwh,duration_mins,total_cost_gbp,soc_from,soc_to,notes',
  '2026-06-01,12400,AC,Home,25,200,5,30,85,',
  '',
].join('\r\n');

type Json = Record<string, unknown>;

/** A machine with the files of these tests, a line of the command line at a time. */
export interface VaultMachine extends MemoryMachine {
  /** Runs a command that is to be done; its one JSON value. */
  done(line: string): Promise<Json>;
  /** Runs a command that is to end with 1; its one JSON value. */
  undone(line: string): Promise<Json>;
}

/** Exactly one JSON value and a final line feed. */
export function documentOf(stdout: string): Json {
  expect(stdout).toMatch(/^[^\n]+\n$/);
  return JSON.parse(stdout) as Json;
}

export function vaultMachine(contents: FileContents = {}): VaultMachine {
  const machine = memoryMachine({
    'secret.txt': `${PASSPHRASE}\n`,
    'classic.csv': CLASSIC,
    'later.csv': LATER,
    ...contents,
  });
  const run = async (line: string, status: number): Promise<Json> => {
    const finished = await machine.run(line.split(' '));
    expect(finished.status, `${line}\n${finished.stderr}`).toBe(status);
    return documentOf(finished.stdout);
  };
  return { ...machine, done: (line) => run(line, 0), undone: (line) => run(line, 1) };
}

/** A machine with an open vault of one car and two charges, and the hash of its state. */
export async function filledMachine(): Promise<VaultMachine> {
  const machine = vaultMachine();
  await machine.done(
    'vault-create --vault a.zip --unencrypted --car Leaf --battery-kwh 40 --today 2026-06-01',
  );
  await machine.done('sessions-import --vault a.zip --from classic.csv --today 2026-06-02');
  return machine;
}

/** The hash of all that a vault holds. */
export async function stateHashOf(machine: VaultMachine, file: string): Promise<unknown> {
  return (await machine.done(`backup-verify --file ${file} --passphrase-file secret.txt`))[
    'stateHash'
  ];
}

let lockedFiles: Promise<FileContents> | undefined;

/** A machine with an encrypted vault of one car; deriving its key takes long, so it is made once. */
export async function lockedMachine(): Promise<VaultMachine> {
  lockedFiles ??= (async () => {
    const machine = vaultMachine();
    await machine.done(
      'vault-create --vault v.zip --work-factor 16 --car Leaf --passphrase-file secret.txt',
    );
    return Object.fromEntries(machine.files);
  })();
  return vaultMachine(await lockedFiles);
}

/** Puts all sessions of an open vault into the trash, as another device did. */
export function emptyVault(machine: VaultMachine, file: string): Promise<void> {
  return changeOnOtherDevice(machine, file, async (source) => {
    const ids = [...(source.state.get('sessions')?.rows.keys() ?? [])];
    await source.facts.commit({ id: 'empty', name: 'empty' }, async (write) => {
      await write.remove('sessions', ids);
      return ok();
    });
  });
}

/** Gives an open vault a flat tariff at home, as another device did. */
export function addHomeTariff(machine: VaultMachine, file: string): Promise<void> {
  return changeOnOtherDevice(machine, file, async (source) => {
    await source.facts.commit({ id: 'tariff', name: 'tariff' }, (write) => {
      write.insert('tariffs', 't1', {
        name: 'Flat',
        kind: 'home',
        currency: 'GBP',
        timeZone: 'Europe/London',
        validFrom: '2026-01-01',
        pricePerKwhMicros: 200_000,
      });
      return ok();
    });
  });
}

async function changeOnOtherDevice(
  machine: VaultMachine,
  file: string,
  change: (source: StateSource) => Promise<void>,
): Promise<void> {
  const bytes = machine.files.get(file) as Uint8Array<ArrayBuffer>;
  const open = valueOrThrow(await openVault(new Blob([bytes])));
  const state = valueOrThrow(await readState(open));
  const { schemaVersion, vaultId, hlc } = open.schema;
  const deviceId = 'eeeeeeeeeeeeeeee';
  const now = Date.UTC(2026, 5, 20);
  const source = new StateSource(state, { deviceId, hlc, now });
  await change(source);
  const written = await writeVault({
    device: { id: deviceId },
    vaultId,
    hlc: source.stamp,
    schemaVersion,
    appVersion: '0.0.0',
    createdAt: now,
    tables: stateSource(source.state),
    sheet: () => new Blob([]).stream().pipeThrough(new TextDecoderStream()),
  });
  machine.files.set(file, new Uint8Array(await valueOrThrow(written).file.arrayBuffer()));
}
