import { beforeEach, describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { SessionQuery } from '#lib/worker/api.ts';
import { classicFile, Importer, sampleFile } from '../../support/engine-imports.ts';
import { commit, placeContent, sessionContent } from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';

const OLDEST: SessionQuery = { sort: 'date', descending: false };
const NORWAY = 'norway_trondheim_ev_charging_reports.csv';
const IN_OSLO = { options: { timeZone: 'Europe/Oslo', currency: 'NOK' } };

let source: MemorySource;
let importer: Importer;

beforeEach(async () => {
  source = new MemorySource();
  importer = new Importer(source);
  await commit(source, (write) => {
    write.insert('cars', 'c1', { name: 'One', createdDate: '2025-01-01', archived: false });
    write.insert('sessions', 'mine', sessionContent({ localDate: '2025-05-05', notes: 'by hand' }));
    return { ok: true, value: undefined };
  });
});

async function sessions() {
  const ids = valueOrThrow(await importer.service.ids(OLDEST));
  const rows = await source.facts.read.getMany('sessions', ids);
  return rows.flatMap((row) => row ?? []);
}

describe('a large file', () => {
  it('imports, adds nothing the second time, and is taken back to the state before', async () => {
    const before = source.state(['sessions', 'cars']);
    const file = await sampleFile(NORWAY);
    const preview = await importer.preview(file, IN_OSLO);
    expect(preview.report.counts).toMatchObject({ rows: 6878, sessions: 6878, new: 6878, same: 0 });
    expect(preview.report.sessions.length).toBeLessThan(100);
    const later = await importer.service.previewRows(preview.previewId, 'sessions', 6877, 10);
    expect(valueOrThrow(later)).toMatchObject([{ row: 6879, status: 'new' }]);
    expect(source.state(['sessions', 'cars'])).toBe(before);

    const progress: number[] = [];
    const report = valueOrThrow(
      await importer.commit(preview, {}, ({ done }) => progress.push(done)),
    );
    expect(progress).toEqual([0, 5000, 6878]);
    const sums = valueOrThrow(await importer.service.list({ ...OLDEST, to: '2024-01-01' })).sums;
    expect(sums).toMatchObject({ sessions: 6878, energyWh: 87_493_280 });

    const imported = source.state();
    const importedRows = source.state(['sessions', 'cars']);
    const again = await importer.preview(file, IN_OSLO);
    expect(again.report.counts).toMatchObject({ new: 0, same: 6878, changed: 0, probablySame: 0 });
    expect(valueOrThrow(await importer.commit(again)).importId).toBeUndefined();
    expect(source.state()).toBe(imported);

    const importId = report.importId ?? '';
    source.passTime(1000);
    const undone = valueOrThrow(await importer.service.undoImport(importId, 'undo-1'));
    expect(undone).toEqual({ undone: 6878, kept: [] });
    expect(source.state(['sessions', 'cars'])).toBe(before);
    expect(await source.facts.read.get('imports', importId)).toMatchObject({
      fileName: 'file.csv',
      profile: 'norway-flats',
      fileBytes: file.size,
      undoneAt: Date.UTC(2026, 5, 30, 12) + 1000,
    });

    const back = await importer.run(file, IN_OSLO);
    expect(back.counts).toMatchObject({ new: 6878, deleted: 0 });
    expect(source.state(['sessions', 'cars'])).toBe(importedRows);
  });

  it('is followed once, after its last chunk', async () => {
    const preview = await importer.preview(await sampleFile(NORWAY), IN_OSLO);
    const heard: number[] = [];
    importer.service.onChange((seq) => heard.push(seq));
    const before = await source.seq();
    valueOrThrow(await importer.commit(preview));
    await expect.poll(() => heard.at(-1)).toBe(await source.seq());
    expect(heard).toHaveLength(1);
    expect(heard[0]).toBeGreaterThan(before + 1);
  });

  it('leaves nothing behind when it is cancelled between chunks', async () => {
    const before = source.state();
    const preview = await importer.preview(await sampleFile(NORWAY), IN_OSLO);
    const result = await importer.commit(preview, { commandId: 'x' }, ({ done }) => {
      if (done > 0) importer.service.cancelCommit();
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'import/cancelled' } });
    expect(source.state()).toBe(before);
    expect(await importer.commit(preview, { commandId: 'x' })).toMatchObject({
      error: { code: 'import/cancelled' },
    });
    expect((await importer.preview(await sampleFile(NORWAY), IN_OSLO)).report.counts.new).toBe(
      6878,
    );
  });

  it.each([1, 2])(
    'is taken back at the next start when the tab dies in chunk %i',
    async (chunk) => {
      const before = source.state();
      const preview = await importer.preview(await sampleFile(NORWAY), IN_OSLO);
      let chunks = 0;
      source.beforeCommit = (name) => {
        if (name !== 'importChunk') return;
        chunks += 1;
        source.dieAfterCommit = chunks === chunk;
      };
      const result = await importer.commit(preview);
      expect(result).toMatchObject({ ok: false, error: { code: 'worker/crashed' } });
      expect(source.state()).not.toBe(before);
      source.dieAfterCommit = false;
      source.beforeCommit = undefined;

      const next = new Importer(source);
      valueOrThrow(await next.service.start());
      // Whatever else is asked for runs after the clearing up.
      await next.service.undoImport('none', 'none');
      expect(source.state()).toBe(before);
    },
  );
});

describe('undo', () => {
  it('keeps rows that were edited since and lists them', async () => {
    const report = await importer.run(
      classicFile('2026-01-01,100,AC,10,,1.00,,', '2026-01-02,200,AC,20,,2.00,,'),
      { car: { newName: 'Two' } },
    );
    const [first] = (await sessions()).filter((row) => row.localDate === '2026-01-01');
    await commit(source, async (write) => {
      await write.change('sessions', first?.id ?? '', { notes: 'mine now' });
      return { ok: true, value: undefined };
    });
    const undone = valueOrThrow(await importer.service.undoImport(report.importId ?? '', 'u'));
    expect(undone).toEqual({ undone: 1, kept: [{ table: 'sessions', id: first?.id }] });
    expect((await sessions()).map((row) => row.notes)).toEqual(['by hand', 'mine now']);
    // Its car stays with it.
    expect(await source.facts.read.all('cars')).toHaveLength(2);
  });

  it('takes the new car away with its sessions, and brings both back with the file', async () => {
    const file = classicFile('2026-01-01,100,AC,10,,1.00,,');
    const report = await importer.run(file, { car: { newName: ' Two ' } });
    const cars = await source.facts.read.all('cars');
    expect(cars.map((car) => car.name)).toEqual(['One', 'Two']);
    valueOrThrow(await importer.service.undoImport(report.importId ?? '', 'u'));
    expect(await source.facts.read.all('cars')).toHaveLength(1);
    await importer.run(file, { car: { newName: 'Two' } });
    expect(await source.facts.read.all('cars')).toEqual(cars);
    expect(await sessions()).toHaveLength(2);
  });

  it('gives changed fields their former values', async () => {
    await importer.run(classicFile('2026-01-01,100,AC,10,,1.00,,old'));
    const before = source.state(['sessions']);
    source.passTime(60_000);
    const report = await importer.run(classicFile('2026-01-01,100,DC,10,,2.00,,'));
    expect(report.counts).toMatchObject({ changed: 1, new: 0 });
    expect((await sessions())[1]).toMatchObject({
      current: 'DC',
      cost: { totalMicros: 2_000_000 },
      notes: 'old',
    });
    valueOrThrow(await importer.service.undoImport(report.importId ?? '', 'u'));
    expect(source.state(['sessions'])).toBe(before);
  });

  it('changes nothing the second time, and the file stays new', async () => {
    const file = classicFile('2026-01-01,100,AC,10,,1.00,,');
    const report = await importer.run(file);
    valueOrThrow(await importer.service.undoImport(report.importId ?? '', 'u1'));
    const state = source.state();
    const again = await importer.service.undoImport(report.importId ?? '', 'u2');
    expect(valueOrThrow(again)).toEqual({ undone: 0, kept: [] });
    expect(source.state()).toBe(state);
    expect((await importer.preview(file)).report.counts).toMatchObject({ new: 1, deleted: 0 });
  });

  it('knows only imports of this device', async () => {
    expect(await importer.service.undoImport('foreign', 'u')).toMatchObject({
      error: { code: 'import/no_journal' },
    });
  });
});

describe('matching with what is there', () => {
  it('adds only what is new from an overlapping file with its columns in another order', async () => {
    await importer.run(
      classicFile('2026-01-01,100,AC,10,,1.00,,a', '2026-01-02,200,DC,20,,2.00,,b'),
    );
    const overlapping = new Blob([
      'notes,charge_delivered_kwh,charge_type,date,odometer,total_cost_gbp\n' +
        'b,20,DC,2026-01-02,200,2.00\nc,30,AC,2026-01-03,300,3.00\n',
    ]);
    expect((await importer.run(overlapping)).counts).toMatchObject({ new: 1, same: 1, changed: 0 });
    expect((await sessions()).map((row) => row.notes)).toEqual(['by hand', 'a', 'b', 'c']);
  });

  it('updates what the file changed, but not what a person edited', async () => {
    await importer.run(classicFile('2026-01-01,100,AC,10,,1.00,Shop,a'));
    const id = (await sessions())[1]?.id ?? '';
    await commit(source, async (write) => {
      await write.change('sessions', id, { notes: 'edited' });
      return { ok: true, value: undefined };
    });
    await importer.run(classicFile('2026-01-01,100,AC,10,,3.00,Shop,b'));
    expect((await sessions())[1]).toMatchObject({
      notes: 'edited',
      cost: { totalMicros: 3_000_000 },
    });
  });

  it.each([
    ['keep', { notes: 'by hand' }, 1],
    ['fill', { notes: 'by hand', placeLabel: 'Shop', energyWh: 10_000 }, 1],
    ['take', { notes: 'file', placeLabel: 'Shop', energyWh: 10_100 }, 1],
    ['both', { notes: 'by hand' }, 2],
  ] as const)(
    'treats what is probably the same as told: %s',
    async (probablySame, first, count) => {
      const file = classicFile('2025-05-05,,AC,10.1,,1.00,Shop,file');
      const preview = await importer.preview(file);
      expect(preview.report.counts).toMatchObject({ probablySame: 1, new: 0 });
      valueOrThrow(await importer.commit(preview, { probablySame }));
      const rows = await sessions();
      expect(rows).toHaveLength(count);
      expect(rows.find(({ id }) => id === 'mine')).toMatchObject(first);
      const state = source.state();
      await importer.run(file, {}, { probablySame });
      expect(source.state()).toBe(state);
    },
  );

  it('brings deleted rows back only when asked, and purged ones never', async () => {
    const file = classicFile('2026-01-01,100,AC,10,,1.00,,');
    await importer.run(file);
    const id = (await sessions())[1]?.id ?? '';
    await commit(source, async (write) => {
      await write.remove('sessions', [id]);
      return { ok: true, value: undefined };
    });
    expect((await importer.run(file)).counts).toMatchObject({ deleted: 1, new: 0 });
    expect(await sessions()).toHaveLength(1);
    await importer.run(file, {}, { includeDeleted: true });
    expect(await sessions()).toHaveLength(2);
    await commit(source, async (write) => {
      await write.remove('sessions', [id]);
      return { ok: true, value: undefined };
    });
    await commit(source, async (write) => {
      await write.purge('sessions', [id]);
      return { ok: true, value: undefined };
    });
    expect((await importer.run(file, {}, { includeDeleted: true })).counts.deleted).toBe(1);
    expect(await sessions()).toHaveLength(1);
  });

  it('looks again when facts changed after the preview', async () => {
    const file = classicFile('2026-01-01,100,AC,10,,1.00,,', '2026-01-02,200,AC,20,,2.00,,');
    const preview = await importer.preview(file);
    await new Importer(source).run(classicFile('2026-01-01,100,AC,10,,1.00,,'));
    const report = valueOrThrow(await importer.commit(preview));
    expect(report.counts).toMatchObject({ new: 1, same: 1 });
    expect(await sessions()).toHaveLength(3);
  });
});

describe('commit', () => {
  it('answers the same command again without a second effect', async () => {
    const preview = await importer.preview(classicFile('2026-01-01,100,AC,10,,1.00,,'));
    const first = valueOrThrow(await importer.commit(preview, { commandId: 'once' }));
    const state = source.state();
    expect(valueOrThrow(await importer.commit(preview, { commandId: 'once' }))).toEqual(first);
    expect(source.state()).toBe(state);
  });

  it('needs a preview without questions and a car', async () => {
    const file = classicFile('2026-01-01,100,AC,10,,1.00,,');
    const request = { file, fileName: 'x.csv', options: { timeZone: 'UTC', currency: 'GBP' } };
    const preview = valueOrThrow(
      await importer.service.previewImport(request, '2026-06-30', () => undefined),
    );
    expect(await importer.commit(preview)).toMatchObject({ error: { code: 'import/choose_car' } });
    await importer.preview(file);
    expect(await importer.commit(preview)).toMatchObject({
      error: { code: 'import/preview_gone' },
    });
    const asked = await importer.preview(await sampleFile('hostile/windows_1252.csv'));
    expect(asked.report.questions).toMatchObject([{ code: 'import/encoding_unsure' }]);
    expect(await importer.commit(asked)).toMatchObject({
      error: { code: 'import/questions_open', details: { question: 'import/encoding_unsure' } },
    });
  });

  it('finishes a price, and prices the rest from tariffs only when asked', async () => {
    await commit(source, (write) => {
      write.insert('tariffs', 't1', {
        name: 'Flat',
        kind: 'home',
        currency: 'GBP',
        timeZone: 'Europe/London',
        validFrom: '2020-01-01',
        pricePerKwhMicros: 300_000,
        untimedPricePerKwhMicros: 300_000,
      });
      write.insert('places', 'p1', placeContent({ isHome: true }));
      return { ok: true, value: undefined };
    });
    const file = classicFile('2026-01-01,100,AC,10.2,0.2019,,,', '2026-01-02,200,AC,10,,,At home,');
    const plain = await importer.run(file);
    expect((await sessions()).map((row) => row.cost?.totalMicros)).toEqual([
      undefined,
      2_059_380,
      undefined,
    ]);
    valueOrThrow(await importer.service.undoImport(plain.importId ?? '', 'u'));
    await importer.run(file, {}, { priceFromTariffs: true });
    expect((await sessions()).slice(1).map((row) => row.cost)).toMatchObject([
      { basis: 'typed_price', totalMicros: 2_059_380 },
      { basis: 'home_tariff', totalMicros: 3_000_000 },
    ]);
    expect((await sessions())[0]?.cost).toBeUndefined();
  });

  it('shows the columns of a file that nobody knows', async () => {
    const preview = await importer.preview(new Blob(['when;what\n1;2\n3;4\n']));
    expect(preview).toMatchObject({
      headers: ['when', 'what'],
      samples: [
        ['1', '2'],
        ['3', '4'],
      ],
      report: { ok: false, questions: [{ code: 'import/unknown_format' }] },
    });
    expect(await importer.commit(preview)).toMatchObject({
      error: { code: 'import/preview_gone' },
    });
  });
});
