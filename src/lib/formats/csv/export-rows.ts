import { compareSessions } from '#lib/domain/order.ts';
import type { Session } from '#lib/domain/session.ts';
import { joinedChunks } from './csv-text.ts';

/**
 * Why a session, or its money, is not in a file for another program: it is not a finished charge,
 * a value without which that program takes no row is unknown, or its amount is in a currency the
 * file has no word for.
 */
export type LeftOutReason = 'status' | 'no_energy' | 'no_odometer' | 'no_cost' | 'currency';

/** Something a file cannot say about a session. */
export interface LeftOut {
  readonly id: string;
  readonly reason: LeftOutReason;
}

/** How many sessions a file holds, and what it does not hold. */
export interface ExportedRows {
  readonly rows: number;
  readonly leftOut: readonly LeftOut[];
}

export interface ExportedText extends ExportedRows {
  readonly text: string;
}

/** A line of the file, a reason for leaving something out, or both if only a part is missing. */
export interface ExportLine {
  readonly line?: string;
  readonly leftOut?: LeftOutReason;
}

/** Header and one line a session, in pieces; the return value says what was left out. */
export function* exportChunks(
  head: string,
  sessions: Iterable<Session>,
  lineOf: (session: Session) => ExportLine,
): Generator<string, ExportedRows, undefined> {
  const leftOut: LeftOut[] = [];
  let rows = 0;
  function* lines(): Generator<string> {
    yield head;
    for (const session of sessions) {
      const { line, leftOut: reason } = lineOf(session);
      if (reason !== undefined) leftOut.push({ id: session.id, reason });
      if (line === undefined) continue;
      rows += 1;
      yield line;
    }
  }
  yield* joinedChunks(lines());
  return { rows, leftOut };
}

/** The pieces of a file as one text, with what the writer said about it. */
export function collectExport(chunks: Generator<string, ExportedRows, undefined>): ExportedText {
  const parts: string[] = [];
  for (;;) {
    const next = chunks.next();
    if (next.done) return { ...next.value, text: parts.join('') };
    parts.push(next.value);
  }
}

/** Sessions in session order, whatever order they came in. */
export function inSessionOrder(sessions: Iterable<Session>): Session[] {
  return [...sessions].sort(compareSessions);
}
