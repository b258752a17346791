import type { Changes } from '#lib/domain/entity.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Commands } from './app.ts';
import { insertPictures } from './attachment-commands.ts';
import type { Done, FactWriter } from './facts.ts';
import { prepareSession } from './prepare-session.ts';
import { changeFields, putSession } from './put-session.ts';
import type { UseCasePorts } from './use-case.ts';

type SessionCommands = Pick<
  Commands,
  | 'checkSession'
  | 'saveSession'
  | 'deleteSessions'
  | 'moveSessionsToCar'
  | 'setPlaceOfSessions'
  | 'dismissHint'
  | 'restoreHint'
  | 'saveCurve'
  | 'addNote'
>;

export function sessionCommands(ports: UseCasePorts): SessionCommands {
  const { facts, clock, ids } = ports;

  const changeField = <K extends 'dismissedHints' | 'curve' | 'notes'>(
    name: string,
    id: string,
    field: K,
    valueOf: (session: Session) => Session[K],
  ): Promise<Result<Done<Session>>> =>
    facts.commit({ id: ids.next(), name }, async (write) => {
      const session = await write.get('sessions', id);
      if (!session) return fail('db/row_missing');
      const value = valueOf(session);
      if (value === session[field]) return ok(session);
      return changeFields(write, clock.today(), session, { [field]: value });
    });

  return {
    checkSession: async (input) => {
      const prepared = await prepareSession(facts.read, clock.today(), input);
      if (!prepared.ok) return { issues: prepared.error.fields ?? [], warnings: [] };
      const { content, warnings, unknownCost, previousReading } = prepared.value;
      return {
        issues: [],
        warnings,
        ...(content.cost && { cost: content.cost }),
        ...(unknownCost !== undefined && { unknownCost }),
        ...(previousReading && { previousReading }),
      };
    },

    saveSession: ({ commandId, pictures = [], ...input }) =>
      facts.commit({ id: commandId, name: 'saveSession' }, async (write) => {
        const saved = await putSession(write, { today: clock.today(), newId: ids.next() }, input);
        if (!saved.ok) return saved;
        const added = insertPictures(write, ids, saved.value.session.id, pictures);
        return added.ok ? saved : added;
      }),

    deleteSessions: (sessionIds) =>
      facts.commit({ id: ids.next(), name: 'deleteSessions' }, async (write) =>
        ok(await write.remove('sessions', sessionIds)),
      ),

    moveSessionsToCar: (sessionIds, carId) =>
      facts.commit({ id: ids.next(), name: 'moveSessionsToCar' }, async (write) =>
        (await write.get('cars', carId))
          ? ok(await changeEach(write, sessionIds, { carId }))
          : fail('session/car'),
      ),

    // A frozen cost stays as it is: changing it is an act of its own.
    setPlaceOfSessions: (sessionIds, placeId) =>
      facts.commit({ id: ids.next(), name: 'setPlaceOfSessions' }, async (write) => {
        const place = placeId === undefined ? undefined : await write.get('places', placeId);
        if (placeId !== undefined && !place) return fail('session/place');
        return ok(await changeEach(write, sessionIds, { placeId, placeLabel: undefined }));
      }),

    dismissHint: (id, code) =>
      changeField('dismissHint', id, 'dismissedHints', ({ dismissedHints }) =>
        dismissedHints?.includes(code) ? dismissedHints : [...(dismissedHints ?? []), code],
      ),

    restoreHint: (id, code) =>
      changeField('restoreHint', id, 'dismissedHints', ({ dismissedHints }) =>
        dismissedHints?.includes(code)
          ? unlessEmpty(dismissedHints.filter((other) => other !== code))
          : dismissedHints,
      ),

    saveCurve: (id, curve) => changeField('saveCurve', id, 'curve', () => unlessEmpty(curve)),

    addNote: (id, note) =>
      changeField('addNote', id, 'notes', ({ notes }) => (notes ? `${notes}\n\n${note}` : note)),
  };
}

/** An empty list is stored as none. */
function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

async function changeEach(
  write: FactWriter,
  sessionIds: readonly string[],
  changes: Changes<Session>,
): Promise<number> {
  await write.getMany('sessions', sessionIds);
  let changed = 0;
  for (const id of sessionIds) if (await write.change('sessions', id, changes)) changed++;
  return changed;
}
