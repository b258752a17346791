import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '#lib/formats/classic-backup/members.ts';
import { classicBackupReport } from '#lib/formats/classic-backup/classic-report.ts';
import { matchDrafts } from '#lib/formats/csv/match.ts';
import { classicMatchOptions } from '#lib/formats/classic-backup/read-classic-backup.ts';
import { CARS_HEADER, SESSIONS_HEADER, backupOf, filesOf, read } from './classic-backup-files.ts';

const MEMBERS: readonly Member[] = [
  'manifest.json',
  'schema_version.txt',
  'sessions.csv',
  'cars.csv',
  'settings.json',
];

async function failureOf(changed: Partial<Record<Member, string | Uint8Array>>) {
  const result = await read(filesOf(changed));
  return result.ok ? undefined : [result.error.code, result.error.details?.['entry']];
}

describe('hostile members', () => {
  it.each(MEMBERS)('needs %s', async (member) => {
    const files = new Map(filesOf());
    files.delete(member);
    expect(await read(files)).toEqual({
      ok: false,
      error: { code: 'backup/classic_member_missing', details: { member } },
    });
  });

  it.each(['9.9', '', '4', '4.0.1', 'x'.repeat(1000)])('refuses version %j', async (version) => {
    expect(await read(filesOf({ 'schema_version.txt': version }))).toEqual({
      ok: false,
      error: { code: 'backup/classic_version', details: { version: version.slice(0, 40) } },
    });
  });

  it('takes a version with white space and a byte order mark', async () => {
    const version = new TextEncoder().encode('\uFEFF 4.0\r\n');
    expect(await failureOf({ 'schema_version.txt': version })).toBeUndefined();
  });

  it.each<[Member, string | Uint8Array, string]>([
    ['settings.json', '{"a":', 'json/syntax'],
    ['settings.json', '[]', 'json/syntax'],
    ['settings.json', '{"a":1,"a":2}', 'json/duplicate_key'],
    ['settings.json', '{"__proto__":{"polluted":1}}', 'json/forbidden_key'],
    ['settings.json', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 'json/depth'],
    ['settings.json', new Uint8Array([0x7b, 0xff, 0x7d]), 'json/syntax'],
    ['manifest.json', '', 'json/syntax'],
    ['cars.csv', '', 'import/header_missing'],
    ['sessions.csv', '', 'import/empty_file'],
    ['sessions.csv', 'date,odometer\n2025-01-01,1\n', 'import/header_missing'],
    ['sessions.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'import/not_text'],
  ])('refuses %s with %j', async (member, content, code) => {
    expect(await failureOf({ [member]: content })).toEqual([code, member]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('asks about a text that is not UTF-8, once, and reads it with the answer', async () => {
    const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
    const changed = {
      'cars.csv': latin(`${CARS_HEADER}\n1,Caf\u00e9,,,,,0,,,\n`),
      'sessions.csv': latin(`${SESSIONS_HEADER},notes\n2025-01-12,1,AC,5,f\u00fcr\n`),
    };
    const asked = await backupOf(changed);
    expect(asked.reading.questions.map(({ code }) => code)).toEqual(['import/encoding_unsure']);
    expect(asked.reading.drafts).toEqual([]);
    const answered = await backupOf(changed, { encoding: 'windows-1252' });
    expect(answered.reading.questions).toEqual([]);
    expect(answered.cars[0]?.content.name).toBe('Café');
    expect(answered.reading.drafts[0]?.content.notes).toBe('für');
  });

  it('compares the counts of the manifest with what was found', async () => {
    const counts = { cars: 1, sessions: 2, settings: 3, other: 9 };
    const { fileWarnings } = await backupOf({ 'manifest.json': JSON.stringify({ counts }) });
    expect(fileWarnings).toEqual([
      { code: 'file/count_mismatch', key: 'sessions', expected: 2, found: 1 },
      { code: 'file/count_mismatch', key: 'settings', expected: 3, found: 0 },
    ]);
    const odd = JSON.stringify({ counts: { cars: 'one', sessions: null } });
    expect((await backupOf({ 'manifest.json': odd })).fileWarnings).toEqual([]);
  });

  it('says in the report that something was refused', async () => {
    const backup = await backupOf({
      'sessions.csv': `${SESSIONS_HEADER}\n2025-02-30,1,AC,5\n2025-02-28,2,AC,5\n`,
    });
    const matches = matchDrafts(backup.reading.drafts, [], classicMatchOptions(backup));
    const report = classicBackupReport(backup, matches, { file: 'b.zip', dryRun: true });
    expect([report.ok, report.counts.rejected, report.counts.new]).toEqual([false, 1, 1]);
    expect(report.rejected).toMatchObject([{ row: 2, code: 'row/bad_date' }]);
  });

  it('IE10 any member gives a result', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom('id', 'car_id', 'date', '"', ',', ';', '\n', "'=", '1', '{', '}'))
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...MEMBERS), text, async (member, content) => {
        const result = await read(filesOf({ [member]: content }));
        if (!result.ok) expect(result.error.code).toMatch(/^(backup|import|json)\//);
      }),
    );
  });

  it('IE10 any cells of cars and sessions give a result', async () => {
    const cell = fc.constantFrom(
      '',
      '1',
      '2',
      '0',
      '-5',
      'x',
      '2025-01-01',
      'AC',
      "'=a",
      '99999999',
    );
    const line = fc.array(cell, { minLength: 5, maxLength: 10 }).map((cells) => cells.join(','));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(line), async (cars, sessions) => {
        const backup = await backupOf({
          'cars.csv': [CARS_HEADER, ...cars].join('\n'),
          'sessions.csv': [`${SESSIONS_HEADER},car_id`, ...sessions].join('\n'),
        });
        const { counts } = backup.reading;
        expect(counts.sessions + counts.rejected + counts.skipped).toBe(counts.rows);
      }),
    );
  });
});
