import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { valueOrThrow, type Result } from '#lib/domain/result.ts';
import { matchDrafts } from '#lib/formats/csv/match.ts';
import { classicBackupReport } from '#lib/formats/classic-backup/classic-report.ts';
import type { ClassicBackup } from '#lib/formats/classic-backup/classic-backup.ts';
import { isClassicBackup } from '#lib/formats/classic-backup/members.ts';
import { openClassicBackup } from '#lib/formats/classic-backup/open-classic-backup.ts';
import { classicMatchOptions } from '#lib/formats/classic-backup/read-classic-backup.ts';
import { filesOf, read } from './classic-backup-files.ts';
import { codesOf, draftsOf, expectedOf, sampleBytes } from './samples.ts';

async function readSample(path: string): Promise<Result<ClassicBackup>> {
  const files = await openClassicBackup(new Blob([new Uint8Array(sampleBytes(path))]));
  return files.ok ? read(files.value) : files;
}

function codeOf(result: Result<unknown>): string | undefined {
  return result.ok ? undefined : result.error.code;
}

describe('sample backups of the classic program', () => {
  it.each(['plugtrack_classic_backup_one_car', 'plugtrack_classic_backup_two_cars'])(
    'IE04 reads %s as expected',
    async (name) => {
      const expected = expectedOf(name) as unknown as Record<string, unknown>;
      const backup = valueOrThrow(await readSample(String(expected['file'])));
      const matches = matchDrafts(backup.reading.drafts, [], classicMatchOptions(backup));
      const report = classicBackupReport(backup, matches, { file: name, dryRun: true });
      expect(report.profile).toBe(expected['profile']);
      expect(report.options.preconditioningZero).toBe(expected['preconditioningZero']);
      expect(report.counts).toMatchObject(expected['counts'] as object);
      expect(report.questions).toEqual(expected['questions']);
      expect(report.fileWarnings).toEqual(expected['fileWarnings']);
      const cars = report.cars.map(({ id, createdDate, archived, ...car }) => {
        expect([id.length, createdDate, archived]).toEqual([36, '2026-12-31', false]);
        return car;
      });
      expect(cars).toEqual(expected['cars']);
      expect(report.settings).toEqual(expected['settings']);
      expect(report.sessionsForCar).toBe(expected['sessionsForCar']);
      expect(draftsOf(backup.reading)).toEqual(expected['sessions']);
      expect(codesOf(report.rejected)).toEqual(expected['rejected']);
      expect(codesOf(report.skipped)).toEqual(expected['skipped']);
      expect(codesOf(report.warnings)).toEqual(expected['warnings']);
      expect([report.carsRejected, report.carWarnings]).toEqual([[], []]);
      expect(report.ok).toBe(name.endsWith('one_car'));
    },
  );

  it('marks the sessions with where they came from', async () => {
    const backup = valueOrThrow(await readSample('synthetic/plugtrack_classic_backup_one_car.zip'));
    expect(new Set(backup.reading.drafts.map(({ content }) => content.source))).toEqual(
      new Set(['plugtrack-classic-backup']),
    );
  });

  it('sends every session to its car once the question is settled', async () => {
    const one = valueOrThrow(await readSample('synthetic/plugtrack_classic_backup_one_car.zip'));
    const car = one.cars[0]?.id;
    const matches = matchDrafts(one.reading.drafts, [], classicMatchOptions(one));
    expect(matches.map(({ status, carId }) => [status, carId])).toEqual([
      ['new', car],
      ['new', car],
      ['new', car],
    ]);
    const two = valueOrThrow(await readSample('synthetic/plugtrack_classic_backup_two_cars.zip'));
    const open = matchDrafts(two.reading.drafts, [], classicMatchOptions(two));
    expect(open.map(({ id, carId }) => [id, carId])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});

describe('damaged and foreign archives', () => {
  it.each([
    ['classic_truncated.zip', 'archive/truncated'],
    ['classic_wrong_version.zip', 'backup/classic_version'],
    ['classic_missing_member.zip', 'backup/classic_member_missing'],
    ['not_a_backup.zip', 'backup/not_a_backup'],
  ])('refuses %s with %s', async (name, code) => {
    expect(codeOf(await readSample(`hostile/${name}`))).toBe(code);
  });

  it('names other entries and leaves them unread', async () => {
    const sound = Object.fromEntries(
      [...filesOf()].map(([name, text]) => [name, new TextEncoder().encode(String(text))]),
    );
    const packed = zipSync({ ...sound, 'notes.txt': new Uint8Array([0xff, 0xfe, 0xfd]) });
    const files = valueOrThrow(await openClassicBackup(new Blob([new Uint8Array(packed)])));
    const { fileWarnings, reading } = valueOrThrow(await read(files));
    expect(fileWarnings).toEqual([{ code: 'backup/extra_entry', key: 'notes.txt' }]);
    expect(reading.counts.sessions).toBe(1);
  });

  it('knows such an archive by its names', () => {
    const names = ['manifest.json', 'schema_version.txt', 'sessions.csv', 'settings.json'];
    expect(isClassicBackup([...names, 'cars.csv'])).toBe(true);
    // One member lost: it still is one, and the reader says which is missing.
    expect(isClassicBackup(names)).toBe(true);
    // Our own file, outer and inner, and something else.
    expect(isClassicBackup(['README.txt', 'manifest.json', 'data.zip.age'])).toBe(false);
    expect(isClassicBackup(['schema.json', 'tables/cars.ndjson', 'sessions.csv'])).toBe(false);
    expect(isClassicBackup(['folder/manifest.json', 'folder/sessions.csv'])).toBe(false);
    expect(isClassicBackup([])).toBe(false);
  });
});
