import { ok } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { ClassicBackup } from '#lib/formats/classic-backup/classic-backup.ts';
import { openClassicBackup } from '#lib/formats/classic-backup/open-classic-backup.ts';
import {
  classicMatchOptions,
  readClassicBackup,
} from '#lib/formats/classic-backup/read-classic-backup.ts';
import { carOfDraft, sessionOfDraft } from '#lib/formats/csv/finish-draft.ts';
import { ENCODINGS, type Question } from '#lib/formats/csv/report.ts';
import { importedSessionId } from '#lib/formats/ids.ts';
import type { BackupHostOptions } from '#lib/worker/backup-api.ts';
import { plainTables, settingFacts } from './plain-rows.ts';
import type { ReadPlain } from './restore-file.ts';

/** Where nobody says what home tariffs are called. */
const HOME = 'Home';

type Surroundings = Pick<BackupHostOptions, 'today' | 'timeZone' | 'currency'>;

/** Reads a backup of the classic program. Its rows have the same ids whenever it is read. */
export function classicReader(surroundings: Surroundings): ReadPlain {
  const { today, timeZone, currency } = surroundings;
  return async ({ file, sourceCar, encoding: chosen, tariffName = HOME }, stamp) => {
    const files = await openClassicBackup(file);
    if (!files.ok) return files;
    const encoding = ENCODINGS.find((known) => known === chosen);
    const options = {
      timeZone,
      currency,
      tariffName,
      ...(encoding && { encoding }),
      ...(sourceCar !== undefined && { sessionCars: [{ car: sourceCar }] }),
    };
    const read = await readClassicBackup(files.value, options, { today });
    if (!read.ok) return read;
    const backup = read.value;
    const facts = {
      cars: backup.cars.map(({ id, content }) => ({ ...content, id })),
      tariffs: backup.tariffs.map((tariff) => ({
        ...tariff,
        id: importedSessionId('tariff', `${backup.reading.profile}:${tariff.validFrom}`),
      })),
      sessions: sessionsOf(backup),
      settings: settingFacts(backup.settings),
    };
    return ok({
      kind: 'classic',
      warnings: warningsOf(backup),
      questions: backup.reading.questions.map((question) => ({
        code: question.code,
        choices: question.choices.map((id) => ({ id, name: nameOf(backup, question, id) })),
      })),
      readTables: plainTables(facts, stamp),
    });
  };
}

/** The sessions whose car is known, each id once: the same charge may stand in a file twice. */
function sessionsOf(backup: ClassicBackup): Session[] {
  const cars = classicMatchOptions(backup);
  const byId = new Map<string, Session>();
  for (const draft of backup.reading.drafts) {
    const carId = carOfDraft(draft, cars);
    if (carId === undefined) continue;
    const session = sessionOfDraft(draft, carId, 0);
    if (!byId.has(session.id)) byId.set(session.id, session);
  }
  return [...byId.values()];
}

/** A car by its name; an encoding with what the file reads as under it. */
function nameOf({ cars }: ClassicBackup, { previews }: Question, id: string): string {
  const sample = previews?.find(({ choice }) => choice === id)?.text;
  if (sample !== undefined) return `${id}: ${sample}`;
  return cars.find((car) => car.sourceId === id)?.content.name ?? id;
}

function warningsOf({ fileWarnings, carsRejected, reading }: ClassicBackup) {
  return [
    ...fileWarnings.map(({ code, key }) => ({ code, ...(key !== undefined && { name: key }) })),
    ...carsRejected.map(({ code, row }) => ({ code, table: 'cars', row })),
    ...reading.rejected.map(({ code, row }) => ({ code, table: 'sessions', row })),
  ];
}
