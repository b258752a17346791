import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { Stamp } from '#lib/domain/clock.ts';
import type { State } from '#lib/domain/merge/state.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { isCurrency } from '#lib/domain/currency.ts';
import { newPassphrase } from '#lib/formats/backup/passphrase.ts';
import { StateSource } from '#lib/worker/jobs/state-source.ts';
import { withLock } from '#cli/change-vault.ts';
import type { Call, Command, Done } from '#cli/command.ts';
import { deviceOf } from '#cli/device.ts';
import { failure } from '#cli/failure-words.ts';
import { addCar, newCarOf } from '#cli/new-car.ts';
import type { Given } from '#cli/options.ts';
import { newPassphraseOf } from '#cli/passphrase.ts';
import { failed, misused, type Refusal } from '#cli/refusal.ts';
import { addOwnDevice } from '#cli/own-device.ts';
import { derivedId } from '#cli/derived-id.ts';
import { saveVault, type VaultKey } from '#cli/vault-save.ts';
import { callDate, callNow } from '#cli/when.ts';

const WORK_FACTORS = { least: 16, most: 20, reduced: 16 } as const;

function workFactorOf(given: Given): Result<number | undefined, Refusal> {
  const text = given.get('work-factor');
  if (text === undefined) return ok(undefined);
  const { least, most } = WORK_FACTORS;
  if (!/^\d+$/.test(text) || Number(text) < least || Number(text) > most) {
    return misused(`--work-factor is not from ${String(least)} to ${String(most)}: ${text}`);
  }
  return ok(Number(text));
}

function checkOptions(given: Given): Result<number | undefined, Refusal> {
  if (given.has('unencrypted')) {
    for (const option of ['work-factor', 'passphrase-file'] as const) {
      if (given.has(option)) return misused(`--unencrypted and --${option} exclude each other`);
    }
  }
  const currency = given.get('currency');
  if (currency !== undefined && !isCurrency(currency)) {
    return misused(`--currency is not a code of three letters: ${currency}`);
  }
  if (given.has('battery-kwh') && !given.has('car')) return misused('--battery-kwh needs --car');
  return workFactorOf(given);
}

/** The passphrase of the new vault; absent for one that anyone can read. */
async function keyOf(
  call: Call,
  file: string,
  logN: number | undefined,
): Promise<Result<VaultKey | undefined, Refusal>> {
  if (call.given.has('unencrypted')) return ok(undefined);
  const text = await newPassphraseOf(call, file);
  if (!text.ok) return text;
  const passphrase = newPassphrase(text.value, logN === WORK_FACTORS.reduced);
  if (!passphrase.ok) return failure(passphrase.error);
  return ok({ passphrase: passphrase.value, ...(logN !== undefined && { logN }) });
}

/** What a new vault holds: this device, and the first car and the currency if they are named. */
async function firstState(
  call: Call,
  deviceId: string,
): Promise<Result<{ readonly state: State; readonly hlc: Stamp }, Refusal>> {
  const { given, world } = call;
  const now = callNow(given, world);
  const source = new StateSource(new Map(), { deviceId, now });
  const car = newCarOf(given, callDate(given, world));
  if (!car.ok) return car;
  await addOwnDevice(source, deviceId, given.get('device'));
  if (car.value) await addCar(source, car.value);
  const currency = given.get('currency');
  if (currency !== undefined) {
    await source.facts.commit({ id: 'currency', name: 'setCurrency' }, (write) => {
      write.insert('settings', 'currency', { value: currency });
      return ok();
    });
  }
  return ok({ state: source.state, hlc: source.stamp });
}

/** A vault is not made where there is a file, unless that is to go. */
async function checkFree({ given, world }: Call, file: string): Promise<Result<void, Refusal>> {
  if (given.has('force') || !(await world.disk.exists(file))) return ok();
  return failed('cli/exists', `There is a file already: ${file} (--force replaces it).`, { file });
}

async function create(call: Call, file: string, key: VaultKey | undefined) {
  const { given, world } = call;
  const free = await checkFree(call, file);
  if (!free.ok) return free;
  const deviceId = await deviceOf(file, world);
  if (!deviceId.ok) return deviceId;
  const first = await firstState(call, deviceId.value);
  if (!first.ok) return first;
  const vaultId = await derivedId(
    canonicalJson([deviceId.value, first.value.hlc]),
    callNow(given, world),
  );
  const label = given.get('device');
  const saved = await saveVault(call, file, {
    ...first.value,
    vaultId,
    device: { id: deviceId.value, ...(label !== undefined && { label }) },
    ...(key && { key }),
  });
  if (!saved.ok) return saved;
  const logN = saved.value.manifest.kdf?.logN;
  const value = {
    ok: true,
    vault: given.get('vault'),
    encrypted: key !== undefined,
    ...(logN !== undefined && { logN }),
    vaultId,
    deviceId: deviceId.value,
    verified: true,
  };
  const done: Done = { output: { kind: 'document', value } };
  return ok(done);
}

/** Makes a vault file. */
export const vaultCreate: Command = {
  name: 'vault-create',
  summary: 'make a new vault file, encrypted with a passphrase',
  details: [
    'Prints {"ok":true,"vault","encrypted","logN","vaultId","deviceId","verified"}.',
    'The passphrase needs 12 characters, 20 with --work-factor 16. Nobody can recover a lost one.',
  ],
  options: [
    'vault',
    'unencrypted',
    'device',
    'work-factor',
    'car',
    'battery-kwh',
    'currency',
    'force',
    'passphrase-file',
  ],
  required: ['vault'],
  wording: { car: { value: 'NAME', about: 'make a first car of this name' } },
  examples: [
    'vault-create --vault new.zip --car "Leaf" --battery-kwh 40 --passphrase-file secret.txt',
    'vault-create --vault open.zip --unencrypted --currency EUR --device laptop',
  ],
  run: async (call) => {
    const { given, world } = call;
    const logN = checkOptions(given);
    if (!logN.ok) return logN;
    const file = await world.disk.resolve(given.get('vault') ?? '');
    // Before anybody is asked for a passphrase; once more when nobody else can write.
    const free = await checkFree(call, file);
    if (!free.ok) return free;
    const key = await keyOf(call, file, logN.value);
    if (!key.ok) return key;
    return withLock(call, file, () => create(call, file, key.value));
  },
};
