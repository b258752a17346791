import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import { travelling } from '../support/backup.ts';
import { appOn, asFile } from '../support/backups-app.ts';
import { openTestDatabase } from '../support/database.ts';
import { carContent } from '../support/facts.ts';

const unseen = (): void => undefined;
const FOLDER = new URL('../fixtures/samples/', import.meta.url);

async function sample(name: string) {
  const bytes = await readFile(new URL(`synthetic/${name}.zip`, FOLDER));
  const expected = JSON.parse(await readFile(new URL(`expected/${name}.json`, FOLDER), 'utf8')) as {
    readonly counts: Readonly<Record<string, number>>;
  };
  return { file: asFile(new Blob([new Uint8Array(bytes)]), `${name}.zip`), expected };
}

/** A classic backup of one car, with members changed. */
function classicZip(changed: Readonly<Record<string, Uint8Array>>): Blob {
  const cars =
    'id,name,make,model,battery_kwh,efficiency_mpkwh,recommended_full_charge_enabled,' +
    'recommended_full_charge_frequency_value,recommended_full_charge_frequency_unit,notes\n' +
    '1,Leaf,Nissan,Leaf,40,3.9,0,,,\n';
  const members = { 'manifest.json': '{}', 'schema_version.txt': '4.0', 'settings.json': '{}' };
  const texts = Object.entries({ ...members, 'cars.csv': cars });
  const files = Object.fromEntries(texts.map(([name, text]) => [name, strToU8(text)]));
  return new Blob([new Uint8Array(zipSync({ ...files, ...changed }))]);
}

describe('a backup of the classic program', () => {
  it('is restored once, whatever is there, and a second time changes nothing', async () => {
    const { file, expected } = await sample('plugtrack_classic_backup_one_car');
    const db = await openTestDatabase();
    await db.facts.commit({ id: 'own', name: 'test' }, (write) => {
      write.insert('cars', 'own-car', carContent());
      write.insert('settings', 'currency', { value: 'NOK' });
      return ok();
    });
    const { backups, store } = appOn(db);
    const before = await travelling(store);
    const seen = valueOrThrow(await backups.preview(file, {}, unseen));
    expect(seen).toMatchObject({ kind: 'classic', isEmptyHere: false, questions: [] });
    expect(seen.merge.totalsAfter.sessions).toBe(expected.counts['sessions']);
    const restored = valueOrThrow(await backups.restore(seen.previewId, { mode: 'merge' }, unseen));
    expect(await db.facts.read.all('cars')).toHaveLength(2);
    // What was chosen here stays.
    expect(await db.facts.read.get('settings', 'currency')).toMatchObject({ value: 'NOK' });

    db.clock.advance(60_000);
    const after = await travelling(store);
    const again = valueOrThrow(await backups.preview(file, {}, unseen));
    expect(again.merge.tables['sessions']).toMatchObject({ new: 0, changed: 0 });
    valueOrThrow(await backups.restore(again.previewId, { mode: 'merge' }, unseen));
    expect(await travelling(store)).toBe(after);

    valueOrThrow(await backups.undoRestore(restored.report.undoId ?? '', unseen));
    expect(await travelling(store)).toBe(before);
  });

  it('asks how a text is to be read that is no UTF-8, and takes the answer', async () => {
    // "Café" in Windows-1252; of no meaning in UTF-8.
    const sessions =
      'date,odometer,charge_type,charge_delivered_kwh,location_label\n2025-01-12,12040,AC,24.6,Caf';
    const file = asFile(
      classicZip({ 'sessions.csv': new Uint8Array([...strToU8(sessions), 0xe9, 0x0a]) }),
      'classic.zip',
    );
    const db = await openTestDatabase();
    const { backups } = appOn(db);
    const seen = valueOrThrow(await backups.preview(file, {}, unseen));
    expect(seen.questions.map(({ code }) => code)).toEqual(['import/encoding_unsure']);
    const choice = seen.questions[0]?.choices.find(({ id }) => id === 'windows-1252');
    expect(choice?.name).toContain('Café');
    const answered = valueOrThrow(
      await backups.preview(file, { encoding: choice?.id ?? '' }, unseen),
    );
    expect(answered.questions).toEqual([]);
    valueOrThrow(await backups.restore(answered.previewId, { mode: 'replace' }, unseen));
    const [session] = await db.facts.read.newestSessions({ limit: 1 });
    expect(session?.placeLabel).toBe('Café');
  });

  it('asks which car where the file does not say, and writes nothing before', async () => {
    const { file, expected } = await sample('plugtrack_classic_backup_two_cars');
    const db = await openTestDatabase();
    const { backups, store } = appOn(db);
    const before = await travelling(store);
    const seen = valueOrThrow(await backups.preview(file, {}, unseen));
    const [question] = seen.questions;
    expect(question?.code).toBe('import/choose_car');
    expect(question?.choices).toHaveLength(2);
    expect(await backups.restore(seen.previewId, { mode: 'replace' }, unseen)).toMatchObject({
      error: { code: 'backup/questions_open', details: { question: 'import/choose_car' } },
    });
    expect(await travelling(store)).toBe(before);
    const sourceCar = question?.choices[0]?.id ?? '';
    const answered = valueOrThrow(await backups.preview(file, { sourceCar }, unseen));
    expect(answered.questions).toEqual([]);
    valueOrThrow(await backups.restore(answered.previewId, { mode: 'replace' }, unseen));
    expect(await db.facts.read.all('cars')).toHaveLength(2);
    expect(await db.facts.read.newestSessions({ limit: 1000 })).toHaveLength(
      expected.counts['sessions'] ?? 0,
    );
  });

  it('that is none is refused by name', async () => {
    const db = await openTestDatabase();
    const { backups } = appOn(db);
    for (const [name, code] of [
      ['classic_missing_member', 'backup/classic_member_missing'],
      ['classic_wrong_version', 'backup/classic_version'],
      ['not_a_backup', 'backup/not_a_backup'],
    ]) {
      const bytes = await readFile(new URL(`hostile/${name ?? ''}.zip`, FOLDER));
      const file = asFile(new Blob([new Uint8Array(bytes)]));
      expect(await backups.preview(file, {}, unseen)).toMatchObject({ error: { code } });
    }
  });
});
