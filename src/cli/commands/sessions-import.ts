import { ok, type Result } from '#lib/domain/result.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { ImportReport } from '#lib/formats/csv/report.ts';
import type { ProbablySame } from '#lib/worker/api.ts';
import { StateSource } from '#lib/worker/jobs/state-source.ts';
import { changeVault, type HeldVault, saveChange } from '#cli/change-vault.ts';
import type { Call, Command, Done } from '#cli/command.ts';
import { chosenCar } from '#cli/filters.ts';
import { type ImportInput, importFile } from '#cli/import-file.ts';
import { importOptions } from '#cli/import-options.ts';
import { addCar, newCarOf } from '#cli/new-car.ts';
import type { Given } from '#cli/options.ts';
import { addOwnDevice } from '#cli/own-device.ts';
import { misused, type Refusal } from '#cli/refusal.ts';
import { inputFile } from '#cli/vault-file.ts';
import { callDate, callNow } from '#cli/when.ts';

const PROBABLY_SAME = ['keep', 'fill', 'take', 'both'] as const satisfies readonly ProbablySame[];

function probablySameOf(given: Given): Result<ProbablySame, Refusal> {
  const text = given.get('probably-same') ?? 'fill';
  const choice = PROBABLY_SAME.find((one) => one === text);
  return choice ? ok(choice) : misused(`--probably-same is none of ${PROBABLY_SAME.join(', ')}`);
}

function checkCarOptions(given: Given): Result<void, Refusal> {
  if (given.has('create-car') && !given.has('car')) return misused('--create-car needs --car');
  if (given.has('battery-kwh') && !given.has('create-car')) {
    return misused('--battery-kwh needs --create-car');
  }
  return ok();
}

/** The car of rows that name none: the one of --car, made if wished; else the only one. */
async function carFor(
  { given, world }: Call,
  source: StateSource,
): Promise<Result<string | undefined, Refusal>> {
  const { cars } = await source.context();
  const wanted = given.get('car');
  if (wanted === undefined) return ok(cars.length === 1 ? cars[0]?.id : undefined);
  const isThere = cars.some(({ id, name }) => id === wanted || name === wanted);
  if (!given.has('create-car') || isThere) {
    const car = chosenCar(given, cars);
    return car.ok ? ok(car.value?.id) : car;
  }
  const made = newCarOf(given, callDate(given, world));
  if (!made.ok) return made;
  if (made.value) await addCar(source, made.value);
  return ok(made.value?.id);
}

async function readFiles(call: Call): Promise<Result<readonly ImportInput[], Refusal>> {
  const files: ImportInput[] = [];
  for (const name of call.given.all('from')) {
    const file = await inputFile(call, 'from', name);
    if (!file.ok) return file;
    files.push({ name, file: file.value });
  }
  return ok(files);
}

/** The report of one file; of several each has its own, also those that were refused. */
function doneOf(results: readonly Result<ImportReport, Refusal>[]): Result<Done, Refusal> {
  const [first] = results;
  if (results.length === 1 && first) {
    if (!first.ok) return first;
    return ok({
      output: { kind: 'document', value: first.value },
      isPartial: !first.value.ok,
    });
  }
  const reports = results.map((result) => {
    if (result.ok) return result.value;
    if (result.error.kind === 'usage') return { ok: false, error: result.error.problem };
    const { code, message, details } = result.error;
    return { ok: false, error: code, message, ...details };
  });
  const isWhole = reports.every((report) => report.ok);
  return ok({
    output: { kind: 'document', value: { ok: isWhole, reports } },
    isPartial: !isWhole,
  });
}

async function importInto(
  call: Call,
  vault: HeldVault,
  files: readonly ImportInput[],
  probablySame: ProbablySame,
): Promise<Result<Done, Refusal>> {
  const { given, world } = call;
  const { state, deviceId, open } = vault;
  const { hlc } = open.schema;
  const source = new StateSource(state, { deviceId, hlc, now: callNow(given, world) });
  await source.knowImports();
  const { settings } = readSettings((await source.context()).settings);
  const options = await importOptions(call, settings);
  if (!options.ok) return options;
  const carId = await carFor(call, source);
  if (!carId.ok) return carId;
  const results: Result<ImportReport, Refusal>[] = [];
  for (const file of files) {
    const choices = {
      options: options.value,
      ...(carId.value !== undefined && { carId: carId.value }),
      probablySame,
    };
    results.push(await importFile(call, source, file, choices));
  }
  const isImported = results.some((result) => result.ok && result.value.importId !== undefined);
  if (isImported) {
    await addOwnDevice(source, deviceId);
    const saved = await saveChange(call, vault, { state: source.state, hlc: source.stamp });
    if (!saved.ok) return saved;
  }
  return doneOf(results);
}

/** Brings files of other programs into a vault. */
export const sessionsImport: Command = {
  name: 'sessions-import',
  summary: 'bring charges of a file into a vault',
  details: [
    'Prints the report of the import, as the app shows it; {"reports":[…]} for several files.',
    'Good rows are taken in although others are rejected; with an open question nothing is.',
    'The same file again changes nothing. Without --car the only car of the vault is meant.',
  ],
  options: [
    'vault',
    'from',
    'car',
    'create-car',
    'battery-kwh',
    'profile',
    'mapping',
    'option',
    'dry-run',
    'include-zero',
    'include-deleted',
    'probably-same',
    'price-from-tariffs',
    'passphrase-file',
  ],
  required: ['vault', 'from'],
  repeatable: ['from', 'option'],
  wording: {
    from: { value: 'FILE', about: 'the file to read; may be given several times' },
    car: { value: 'CAR', about: 'the car of the charges, by id or exact name' },
  },
  examples: [
    'sessions-import --vault home.zip --from evcc.csv --car Leaf --option timeZone=Europe/Berlin --passphrase-file secret.txt --dry-run',
    'sessions-import --vault home.zip --from classic.csv --car Zoe --create-car --battery-kwh 52 --passphrase-file secret.txt',
  ],
  run: async (call) => {
    const probablySame = probablySameOf(call.given);
    if (!probablySame.ok) return probablySame;
    const checked = checkCarOptions(call.given);
    if (!checked.ok) return checked;
    const files = await readFiles(call);
    if (!files.ok) return files;
    return changeVault(call, (vault) => importInto(call, vault, files.value, probablySame.value));
  },
};
