import type {
  Command,
  Done,
  Facts,
  FactReader,
  FactWriter,
  Undone,
  UndoStep,
} from '#lib/app/facts.ts';
import { TABLE_NAMES } from '#lib/app/facts.ts';
import { clockOf, tickClock } from '#lib/domain/clock.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { storageFailure } from './failure.ts';
import type { DatabaseOwner } from './lifecycle.ts';
import {
  isLive,
  type ChangeRow,
  type IdentityRow,
  type StoredRow,
  type SubmissionRow,
} from './stored.ts';
import { CommandWriter } from './writer.ts';

/** Undo steps larger than this are not kept for a repeated submission. */
const KEPT_UNDO_ROWS = 100;

/** Writes facts. `now` stamps commands, `reader` reads what a command has not written. */
export function createCommits(
  owner: DatabaseOwner,
  now: () => number,
  reader: FactReader,
): Pick<Facts, 'commit' | 'undo'> {
  const commitWith = <T>(
    command: Command,
    work: (writer: CommandWriter, face: FactWriter) => Promise<Result<T>> | Result<T>,
  ): Promise<Result<Done<T>>> => runCommand(owner, now, command, reader, work);
  return {
    commit: (command, work) => commitWith(command, (_, face) => work(face)),
    undo: (command, steps, check) =>
      commitWith(command, async (writer, face) => {
        const undone = await takeBack(writer, steps);
        const checked = await check?.(face);
        return checked?.ok === false ? checked : undone;
      }),
  };
}

async function runCommand<T>(
  owner: DatabaseOwner,
  now: () => number,
  command: Command,
  reader: FactReader,
  work: (writer: CommandWriter, face: FactWriter) => Promise<Result<T>> | Result<T>,
): Promise<Result<Done<T>>> {
  if (owner.connection?.readOnly) return fail('db/newer');
  try {
    return await owner.use(({ facts }) =>
      facts.transaction('rw', [...TABLE_NAMES, 'meta', 'submissions'], async () => {
        const submissions = facts.table<SubmissionRow, string>('submissions');
        const earlier = await submissions.get(command.id);
        if (earlier) return ok(earlier.answer as Done<T>);

        const meta = facts.table<ChangeRow | IdentityRow, string>('meta');
        // The device is read anew: a restore in another tab may have given this one another id.
        const [last, identity] = (await meta.bulkGet(['change', 'identity'])) as [
          ChangeRow | undefined,
          IdentityRow | undefined,
        ];
        if (!last || !identity)
          throw new DOMException('the change counter is missing', 'DataError');
        const at = now();
        const stamp = tickClock(last.hlc, at, identity.deviceId);
        const mark = { now: at, seq: last.seq + 1, stamp };
        const writer = new CommandWriter(facts, mark);
        const result = await work(writer, writer.facing(reader));
        if (!result.ok) return result;

        const rows = writer.undoRows();
        const done: Done<T> = {
          value: result.value,
          seq: writer.isEmpty ? last.seq : mark.seq,
          undo: { stamp: mark.stamp, rows },
        };
        if (!writer.isEmpty) {
          await writer.flush();
          await meta.put({ key: 'change', seq: mark.seq, hlc: stamp, given: stamp });
        }
        const kept = rows.length > KEPT_UNDO_ROWS ? { ...done.undo, rows: [] } : done.undo;
        await submissions.put({ id: command.id, at, answer: { ...done, undo: kept } });
        return ok(done);
      }),
    );
  } catch (error) {
    return storageFailure(error);
  }
}

/** Takes back every field that was not written again since; the rest is reported as kept. */
async function takeBack(
  writer: CommandWriter,
  steps: readonly UndoStep[],
): Promise<Result<Undone>> {
  const kept: { table: Undone['kept'][number]['table']; id: string }[] = [];
  let undone = 0;
  for (const { stamp, rows } of steps) {
    for (const table of new Set(rows.map((row) => row.table))) {
      await writer.load(
        table,
        rows.filter((row) => row.table === table).map((row) => row.id),
      );
    }
    for (const { table, id, created, before = {}, cleared = [] } of rows) {
      const row = await writer.stored(table, id);
      if (!row || row._p !== undefined) continue;
      if (created) {
        if (isLive(row) && isUntouched(row, stamp)) {
          writer.trash(table, row);
          undone++;
        } else if (isLive(row)) kept.push({ table, id });
        continue;
      }
      const next: Record<string, unknown> & { id: string } = { ...row };
      let reverted = 0;
      const fields = [...Object.keys(before), ...cleared];
      for (const field of fields) {
        if (clockOf(row, field) !== stamp) continue;
        next[field] = before[field];
        reverted++;
      }
      if (reverted < fields.length) kept.push({ table, id });
      if (reverted === 0) continue;
      next['trashedAt'] = next['_d'] === true ? (row.trashedAt ?? writer.now) : undefined;
      writer.write(table, next);
      undone++;
    }
  }
  return ok({ undone, kept });
}

/** True when no field was written after the stamp that made the row; a visit to the trash is none. */
const isUntouched = (row: StoredRow, stamp: string): boolean =>
  row._c?.b === stamp &&
  Object.entries(row._c.f ?? {}).every(([field, clock]) => field === '_d' || clock === stamp);
