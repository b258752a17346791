import { expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { SessionQuery } from '#lib/worker/api.ts';
import { Importer } from '../../support/engine-imports.ts';
import { commit, placeContent, sessionContent } from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';
import { exportRequest } from '../../support/export-request.ts';

const ALL: SessionQuery = { sort: 'date', descending: false };

/** A log of one charge at a place, and its sheet. */
async function exported() {
  const source = new MemorySource();
  const importer = new Importer(source);
  await commit(source, (write) => {
    write.insert('cars', 'c1', { name: 'One', createdDate: '2025-01-01', archived: false });
    write.insert('places', 'p1', placeContent({ name: 'House' }));
    write.insert('places', 'p2', placeContent({ name: 'Work' }));
    const charge = { energyWh: 12_345, placeId: 'p1', placeLabel: 'by the door', notes: 'wet' };
    write.insert('sessions', 'mine', sessionContent(charge));
    return { ok: true, value: undefined };
  });
  const request = exportRequest('sheet');
  const file = valueOrThrow(
    await importer.service.exportSessions(ALL, request, '2026-06-30', () => undefined),
  );
  return { source, importer, text: await file.content.text() };
}

it('an edited sheet changes just that session, and the import can be taken back', async () => {
  const { source, importer, text } = await exported();
  const before = source.state(['sessions']);
  const preview = await importer.preview(new Blob([text]));
  expect(preview.report).toMatchObject({ profile: 'plugtrack-sheet', counts: { same: 1, new: 0 } });

  const edited = new Blob([text.replace(',House,', ',Work,').replace('wet', 'dry')]);
  const changed = await importer.preview(edited);
  expect(changed.report).toMatchObject({
    counts: { changed: 1, new: 0 },
    sessions: [{ id: 'mine', status: 'changed' }],
  });
  expect([...(changed.report.sessions[0]?.changed ?? [])].sort()).toEqual([
    'notes',
    'placeId',
    'placeLabel',
  ]);
  const report = valueOrThrow(await importer.commit(changed));
  const [session] = await source.facts.read.getMany('sessions', ['mine']);
  expect(session).toMatchObject({ placeId: 'p2', notes: 'dry', energyWh: 12_345 });
  expect(session).not.toHaveProperty('placeLabel');

  valueOrThrow(await importer.service.undoImport(report.importId ?? '', 'undo'));
  expect(source.state(['sessions'])).toBe(before);
});

it('a sheet of another log adds its charges once, at the places that are there', async () => {
  const { text } = await exported();
  const source = new MemorySource();
  const importer = new Importer(source);
  await commit(source, (write) => {
    write.insert('cars', 'other', { name: 'One', createdDate: '2025-01-01', archived: false });
    write.insert('places', 'here', placeContent({ name: 'House' }));
    return { ok: true, value: undefined };
  });
  const request = { car: { id: 'other' } };
  const first = await importer.run(new Blob([text]), request);
  expect(first.counts).toMatchObject({ new: 1 });
  const [id = ''] = valueOrThrow(await importer.service.ids(ALL));
  const [session] = await source.facts.read.getMany('sessions', [id]);
  expect(session).toMatchObject({
    carId: 'other',
    placeId: 'here',
    importKey: 'plugtrack-sheet:mine',
  });
  const again = await importer.preview(new Blob([text]), request);
  expect(again.report.counts).toMatchObject({ new: 0, same: 1 });
});
