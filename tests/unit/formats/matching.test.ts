import { describe, expect, it } from 'vitest';
import type { Session } from '#lib/domain/session.ts';
import { sessionOfDraft } from '#lib/formats/csv/finish-draft.ts';
import { matchDrafts } from '#lib/formats/csv/match.ts';
import type { Draft, ExistingSession } from '#lib/formats/csv/report.ts';
import { toReport } from '#lib/formats/csv/to-report.ts';
import { importBytes, readingOf, sampleBytes, sampleText } from './samples.ts';
import { valueOrThrow } from '#lib/domain/result.ts';

const CAR = 'car-1';
const IMPORT = '019a0c3f5b21-0000-9f2c4e7a1b3d5f60';
const PERSON = '019a0c3f9999-0000-9f2c4e7a1b3d5f60';
const EVCC = { timeZone: 'Europe/Berlin', currency: 'EUR' };

function stored(drafts: readonly Draft[]): ExistingSession[] {
  return drafts.map((draft) => ({
    session: sessionOfDraft(draft, CAR, 1),
    clocks: { b: IMPORT },
  }));
}

function statuses(drafts: readonly Draft[], existing: readonly ExistingSession[]) {
  return matchDrafts(drafts, existing, { carId: CAR }).map(({ status }) => status);
}

async function evcc() {
  const reading = valueOrThrow(
    await importBytes(sampleBytes('synthetic/evcc_sessions_en.csv'), EVCC),
  );
  return reading.drafts;
}

describe('matching', () => {
  it('IE06 finds only the same when a file comes twice', async () => {
    const drafts = await evcc();
    expect(statuses(drafts, stored(drafts))).toEqual(drafts.map(() => 'same'));
  });

  it('IE06 gives the same ids whatever the order of the columns', async () => {
    const text = sampleText('synthetic/mycupra_charging_statistics.csv');
    const swapped = text
      .replace('\uFEFF', '')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(',').reverse().join(','))
      .join('\n');
    const [one, other] = [await readingOf(text), await readingOf(swapped)];
    expect(other.drafts.length).toBeGreaterThan(0);
    expect(statuses(other.drafts, stored(one.drafts))).toEqual(one.drafts.map(() => 'same'));
  });

  it('IE06 adds only what is new of an overlapping file', async () => {
    const drafts = await evcc();
    expect(statuses(drafts, stored(drafts.slice(0, 2)))).toEqual([
      'same',
      'same',
      'new',
      'new',
      'new',
    ]);
  });

  it('lists changed fields and keeps those the person edited', async () => {
    const [draft] = await evcc();
    if (!draft) throw new Error('no draft');
    const session: Session = {
      ...sessionOfDraft(draft, CAR, 1),
      socTo: 90,
      placeLabel: 'My garage',
    };
    const clocks = { b: IMPORT, f: { placeLabel: PERSON } };
    const [match] = matchDrafts([draft], [{ session, clocks }], {
      carId: CAR,
      importStamps: new Set([IMPORT]),
    });
    expect(match).toMatchObject({ status: 'changed', existingId: session.id });
    expect(match?.differences).toEqual([
      { field: 'socTo', from: 90, to: 88, keep: false },
      { field: 'placeLabel', from: 'My garage', to: 'Garage', keep: true },
    ]);
  });

  it('takes what the file does not say for no change', async () => {
    const [draft] = await evcc();
    if (!draft) throw new Error('no draft');
    const session = { ...sessionOfDraft(draft, CAR, 1), notes: 'added by hand', ambientC: 4 };
    expect(statuses([draft], [{ session }])).toEqual(['same']);
  });

  it('leaves trashed sessions alone unless undoing an import removed them', async () => {
    const drafts = (await evcc()).slice(0, 2);
    const [one, two] = stored(drafts);
    if (!one || !two) throw new Error('no drafts');
    const existing = [
      { ...one, deleted: true },
      { ...two, deleted: true, deletedByUndo: true },
    ];
    expect(statuses(drafts, existing)).toEqual(['deleted', 'new']);
  });

  it.each<[string, Partial<Session>, string]>([
    ['the same charge', {}, 'probablySame'],
    ['59 minutes later', { startedAt: 1774732204000 + 59 * 60_000 }, 'probablySame'],
    ['61 minutes later', { startedAt: 1774732204000 + 61 * 60_000 }, 'new'],
    ['9 % more', { energyWh: 35000 }, 'probablySame'],
    ['20 % more', { energyWh: 40000 }, 'new'],
    ['another car', { carId: 'car-2' }, 'new'],
    ['a cancelled one', { status: 'cancelled' }, 'new'],
    ['one of the same source', { source: 'evcc' }, 'new'],
  ])('compares with %s of another source', async (_, changes, status) => {
    const [draft] = await evcc();
    if (!draft) throw new Error('no draft');
    const session = {
      ...sessionOfDraft(draft, CAR, 1),
      id: 'by-hand',
      source: 'typed',
      ...changes,
    };
    expect(statuses([draft], [{ session }])).toEqual([status]);
  });

  it('compares battery energy and sessions without a time', async () => {
    const [draft] = await evcc();
    if (!draft) throw new Error('no draft');
    const timed = sessionOfDraft(draft, CAR, 1);
    const without = { startedAt: undefined, endedAt: undefined, energyWh: undefined };
    const untimed = JSON.parse(
      JSON.stringify({
        ...timed,
        ...without,
        id: 'by-hand',
        source: 'typed',
        batteryEnergyWh: timed.energyWh,
      }),
    ) as Session;
    expect(statuses([draft], [{ session: untimed }])).toEqual(['probablySame']);
    const elsewhere = { ...untimed, odometerM: 1 };
    expect(statuses([draft], [{ session: elsewhere }])).toEqual(['new']);
  });

  it('gives each stored session to one draft only', async () => {
    const [draft] = await evcc();
    if (!draft) throw new Error('no draft');
    const twin = { ...draft, importKey: `${draft.importKey ?? ''}#2` };
    const session = { ...sessionOfDraft(draft, CAR, 1), id: 'by-hand', source: 'typed' };
    expect(statuses([draft, twin], [{ session }])).toEqual(['probablySame', 'new']);
  });

  it('sends drafts to the cars of their source', async () => {
    const drafts = await evcc();
    const matches = matchDrafts(drafts, [], { carBySource: { 'ID.3': 'a', Guest: 'b' } });
    expect(matches.map(({ carId }) => carId)).toEqual(['a', 'b', 'a', 'a', 'a']);
    expect(matchDrafts(drafts, [], {})[0]).toEqual({ status: 'new' });
  });

  it('reports a reading and its matches in one shape', async () => {
    const reading = valueOrThrow(
      await importBytes(sampleBytes('synthetic/evcc_sessions_en.csv'), EVCC),
    );
    const matches = matchDrafts(reading.drafts, stored(reading.drafts.slice(0, 1)), { carId: CAR });
    const report = toReport(reading, matches, { file: 'evcc.csv', dryRun: true });
    expect(report).toMatchObject({
      ok: false,
      dryRun: true,
      profile: 'evcc',
      range: { from: '2026-03-28', to: '2026-10-25' },
      counts: { rows: 8, sessions: 5, rejected: 1, skipped: 2, new: 4, same: 1, changed: 0 },
    });
    expect(report.rejected).toEqual([
      { row: 8, column: 'Energy (kWh)', code: 'row/bad_number', text: '1e1' },
    ]);
    expect(report.sessions[0]).toMatchObject({ row: 2, status: 'same', id: matches[0]?.id });
  });
});
