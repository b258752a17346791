import type { Result } from '#lib/domain/result.ts';
import { ok } from '#lib/domain/result.ts';
import type { Draft, ImportHooks, MatchOptions, Question } from '#lib/formats/csv/report.ts';
import { chooseCars } from './choose-cars.ts';
import { CLASSIC_BACKUP, type ClassicBackup, type ClassicBackupOptions } from './classic-backup.ts';
import { countWarnings, extraWarnings, sortWarnings } from './file-warnings.ts';
import { checkMembers, inMember, jsonMember, memberBytes, type ClassicFiles } from './members.ts';
import { readCars } from './read-cars.ts';
import { readSessions } from './read-sessions.ts';
import { readClassicSettings } from './read-settings.ts';
import { readTable } from './read-table.ts';

function oncePerCode(questions: readonly (Question | undefined)[]): Question[] {
  const byCode = new Map<string, Question>();
  for (const question of questions)
    if (question && !byCode.has(question.code)) byCode.set(question.code, question);
  return [...byCode.values()];
}

function marked(draft: Draft): Draft {
  return { ...draft, content: { ...draft.content, source: CLASSIC_BACKUP } };
}

/**
 * Reads the members of a classic backup: cars, settings, home tariffs and sessions. Nothing is
 * written; a bad row or setting never stops the others. Errors: `backup/classic_…`, and the
 * `import/…` and `json/…` codes of a member that cannot be read, named as `entry`.
 */
export async function readClassicBackup(
  files: ClassicFiles,
  { sessionCars, tariffName, ...options }: ClassicBackupOptions,
  hooks: ImportHooks,
): Promise<Result<ClassicBackup>> {
  const members = checkMembers(files);
  if (!members.ok) return members;
  const manifest = jsonMember(files, 'manifest.json');
  if (!manifest.ok) return manifest;
  const settings = jsonMember(files, 'settings.json');
  if (!settings.ok) return settings;
  const table = await readTable(memberBytes(files, 'cars.csv'), options, hooks);
  if (!table.ok) return inMember(table, 'cars.csv');
  const readOfCars = readCars(table.value, hooks.today);
  if (!readOfCars.ok) return inMember(readOfCars, 'cars.csv');
  const { cars, rejected: carsRejected, warnings: carWarnings } = readOfCars.value;
  const carIds = cars.map(({ sourceId }) => sourceId);
  const bytes = memberBytes(files, 'sessions.csv');
  const sessions = await readSessions(bytes, carIds, options, hooks);
  if (!sessions.ok) return inMember(sessions, 'sessions.csv');

  const { reading, namesCars } = sessions.value;
  // A car that cannot be read is one all the same: the sessions may have been its.
  const carRows = carIds.length + carsRejected.length;
  const onlyCar = carRows === 1 ? carIds[0] : undefined;
  const { drafts, sessionsCar, question } = namesCars
    ? { drafts: reading.drafts }
    : chooseCars(reading, carIds, onlyCar, sessionCars);
  const read = readClassicSettings(settings.value, tariffName);
  const fileWarnings = sortWarnings([
    ...reading.fileWarnings,
    ...read.warnings,
    ...extraWarnings(files),
    ...countWarnings(manifest.value, {
      cars: carRows,
      sessions: reading.counts.rows,
      settings: Object.keys(settings.value).length,
    }),
  ]);
  return ok({
    reading: {
      ...reading,
      profile: CLASSIC_BACKUP,
      profiles: [CLASSIC_BACKUP],
      options: { ...reading.options, profile: CLASSIC_BACKUP },
      questions: oncePerCode([table.value.question, ...reading.questions, question]),
      drafts: drafts.map(marked),
      fileWarnings,
    },
    fileWarnings,
    cars,
    carsRejected,
    carWarnings,
    ...(sessionsCar !== undefined && { sessionsCar }),
    settings: read.settings,
    tariffs: read.tariffs,
    settingsUnused: read.unused,
  });
}

/** How the drafts of a backup find their cars, once the cars of the file are stored. */
export function classicMatchOptions({ cars, sessionsCar }: ClassicBackup): MatchOptions {
  const carBySource = Object.fromEntries(cars.map(({ sourceId, id }) => [sourceId, id]));
  const carId = cars.find(({ sourceId }) => sourceId === sessionsCar)?.id;
  return { carBySource, ...(carId !== undefined && { carId }) };
}
