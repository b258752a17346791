import type { EngineContext, EngineSource } from '#lib/app/engine-source.ts';
import type { Session } from '#lib/domain/session.ts';
import { writeClassicCsv } from '#lib/formats/csv/write-classic.ts';
import { writeExactCsv } from '#lib/formats/csv/write-exact.ts';
import type { ExportedFile, ExportFormat } from '#lib/worker/api.ts';

/** Sessions read at a time. */
const PAGE = 5_000;
const TYPE = 'text/csv;charset=utf-8';

/** Writes sessions, in the order of their ids here, as one file. */
export async function exportSessions(
  source: EngineSource,
  ids: readonly string[],
  format: ExportFormat,
): Promise<ExportedFile> {
  const sessions: Session[] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    const rows = await source.facts.read.getMany('sessions', ids.slice(at, at + PAGE));
    // A session deleted a moment ago is not in the list any more.
    for (const row of rows) if (row) sessions.push(row);
  }
  return format === 'exact' ? exactFile(sessions, await source.context()) : classicFile(sessions);
}

function exactFile(sessions: readonly Session[], context: EngineContext): ExportedFile {
  const names = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    new Map(rows.map(({ id, name }) => [id, name]));
  const text = writeExactCsv(sessions, {
    cars: names(context.cars),
    places: names(context.places),
  });
  return {
    name: 'plugtrack-sessions.csv',
    content: new Blob([text], { type: TYPE }),
    rows: sessions.length,
    leftOut: [],
  };
}

function classicFile(sessions: readonly Session[]): ExportedFile {
  const { text, rows, leftOut } = writeClassicCsv(sessions);
  return {
    name: 'plugtrack-classic.csv',
    content: new Blob([text], { type: TYPE }),
    rows,
    leftOut,
  };
}
