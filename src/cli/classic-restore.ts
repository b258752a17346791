import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { Content } from '#lib/domain/entity.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type { ClassicBackup } from '#lib/formats/classic-backup/classic-backup.ts';
import {
  classicBackupReport,
  type ClassicBackupReport,
} from '#lib/formats/classic-backup/classic-report.ts';
import { settingsToFill } from '#lib/formats/classic-backup/fill-settings.ts';
import type { ClassicFiles } from '#lib/formats/classic-backup/members.ts';
import {
  classicMatchOptions,
  readClassicBackup,
} from '#lib/formats/classic-backup/read-classic-backup.ts';
import { matchDrafts } from '#lib/formats/csv/match.ts';
import { readExisting } from '#lib/worker/jobs/existing-sessions.ts';
import { commitImport } from '#lib/worker/jobs/import-commit.ts';
import { planWrites } from '#lib/worker/jobs/import-plan.ts';
import { readStamps } from '#lib/worker/jobs/import-stamps.ts';
import type { StateSource } from '#lib/worker/jobs/state-source.ts';
import type { Call } from './command.ts';
import { derivedId } from './derived-id.ts';
import { failure } from './failure-words.ts';
import type { ImportInput } from './import-file.ts';
import { importOptions } from './import-options.ts';
import { addCar } from './new-car.ts';
import { failed, type Refusal } from './refusal.ts';
import { callDate, callNow } from './when.ts';

/** What the home tariffs of a classic backup are called, which have no names there. */
const TARIFF_NAME = 'Home charging';

/** The classic backup's own word for the car of --car: its id there, else its name. */
function sourceCarOf(call: Call, { cars }: ClassicBackup): Result<string, Refusal> {
  const wanted = call.given.get('car') ?? '';
  const byId = cars.find(({ sourceId }) => sourceId === wanted);
  const [byName, other] = cars.filter(({ content }) => content.name === wanted);
  const car = byId ?? (other ? undefined : byName);
  if (car) return ok(car.sourceId);
  const names = cars.map(({ content }) => content.name);
  const message = `The backup has no such car: ${wanted}. Cars: ${names.join(', ') || 'none'}.`;
  return failed('cli/car_unknown', message, { car: wanted, names });
}

/** Reads the backup; where it asks whose the sessions are, --car answers. */
async function readBackup(
  call: Call,
  source: StateSource,
  members: ClassicFiles,
): Promise<Result<ClassicBackup, Refusal>> {
  const { settings } = readSettings((await source.context()).settings);
  const options = await importOptions(call, settings);
  if (!options.ok) return options;
  const read = async (sessionCars?: readonly { readonly car: string }[]) => {
    const backup = await readClassicBackup(
      members,
      { ...options.value, tariffName: TARIFF_NAME, ...(sessionCars && { sessionCars }) },
      { today: callDate(call.given, call.world) },
    );
    return backup.ok ? backup : failure(backup.error);
  };
  const backup = await read();
  if (!backup.ok || !call.given.has('car')) return backup;
  const car = sourceCarOf(call, backup.value);
  return car.ok ? read([{ car: car.value }]) : car;
}

/** What makes two tariffs one. */
function tariffText({ kind, validFrom, validTo = '', pricePerKwhMicros }: Content<Tariff>): string {
  return canonicalJson([kind, validFrom, validTo, pricePerKwhMicros]);
}

/** Adds what is not there yet: home tariffs, and settings that nobody chose here. */
async function addTariffsAndSettings(
  source: StateSource,
  { tariffs, settings }: ClassicBackup,
  idOf: (seed: string) => Promise<string>,
): Promise<Result<void, Refusal>> {
  const { tariffs: there, settings: stored } = await source.context();
  const known = new Set(there.map(tariffText));
  const rows = await Promise.all(
    tariffs
      .filter((tariff) => !known.has(tariffText(tariff)))
      .map(async (content) => ({ id: await idOf(canonicalJson(content)), content })),
  );
  const added = await source.facts.commit({ id: 'classic', name: 'fillIn' }, async (write) => {
    write.insertMany('tariffs', rows);
    for (const { id, value } of settingsToFill(settings, stored)) {
      const changed = await write.change('settings', id, { value });
      if (!changed) write.insert('settings', id, { value });
    }
    return ok();
  });
  return added.ok ? ok() : failure(added.error);
}

/** Whether a row of a table has this id already, also one in the trash or purged. */
function isKnown(source: StateSource, table: string, id: string): boolean {
  return source.state.get(table)?.rows.has(id) === true;
}

/** The sessions of the backup, matched with those that are there, and written. */
async function importSessions(
  source: StateSource,
  backup: ClassicBackup,
  facts: { readonly file: string; readonly dryRun: boolean },
  made: { readonly importId: string; readonly bytes: ArrayBuffer },
): Promise<Result<ClassicBackupReport, Refusal>> {
  const { reading, cars } = backup;
  const stamps = await readStamps(source);
  const existing = await readExisting(source, new Set(cars.map(({ id }) => id)), stamps);
  const matches = matchDrafts(reading.drafts, existing.sessions, {
    ...classicMatchOptions(backup),
    importStamps: stamps.written,
  });
  const byId = new Map(existing.sessions.map(({ session }) => [session.id, session]));
  const trashed = existing.sessions.flatMap(({ session, deleted }) =>
    deleted ? [session.id] : [],
  );
  const rows = reading.drafts.flatMap((draft, at) => {
    const match = matches[at];
    return match ? [{ draft, match }] : [];
  });
  const writes = planWrites(
    rows,
    { byId, trashed: new Set(trashed), purged: existing.purged },
    { probablySame: 'fill', includeDeleted: false },
  );
  const report = classicBackupReport(backup, matches, facts);
  if (writes.length === 0) return ok(report);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', made.bytes));
  const batch = {
    profile: reading.profile,
    fileName: facts.file,
    fileSha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    fileBytes: made.bytes.byteLength,
    options: { ...reading.options },
    counts: { ...report.counts },
  };
  const committed = await commitImport(
    source,
    { importId: made.importId, batch, newCars: [], writes, current: byId },
    { isCancelled: () => false, onProgress: () => undefined },
  );
  if (!committed.ok) return failure(committed.error, { file: facts.file });
  return ok(facts.dryRun ? report : { ...report, importId: made.importId });
}

/**
 * Takes a backup of the classic program into a state in memory: its cars, sessions, home tariffs
 * and settings. With an open question nothing of it is taken in.
 */
export async function restoreClassic(
  call: Call,
  source: StateSource,
  { name, file }: ImportInput,
  members: ClassicFiles,
): Promise<Result<ClassicBackupReport, Refusal>> {
  const { given, world } = call;
  const read = await readBackup(call, source, members);
  if (!read.ok) return read;
  const backup = read.value;
  const facts = { file: name, dryRun: given.has('dry-run') };
  if (backup.reading.questions.length > 0) return ok(classicBackupReport(backup, [], facts));
  const now = callNow(given, world);
  const idOf = (seed: string) => derivedId(canonicalJson([source.stamp, seed]), now);
  for (const { id, content } of backup.cars) {
    if (!isKnown(source, 'cars', id)) await addCar(source, { id, content });
  }
  const filled = await addTariffsAndSettings(source, backup, idOf);
  if (!filled.ok) return filled;
  const importId = await idOf(`import ${name}`);
  return importSessions(source, backup, facts, { importId, bytes: await file.arrayBuffer() });
}
