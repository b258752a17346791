import { mergedPlace, tariffClash, tariffsOfPlace } from '#lib/domain/place-merge.ts';
import type { Place } from '#lib/domain/place.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import type { FactWriter } from './facts.ts';
import type { MergedPlaces, MergePlaces, PlaceCommands } from './place-port.ts';
import { saveEntity } from './save-entity.ts';
import type { UseCasePorts } from './use-case.ts';

const OPTIONAL_FIELDS = [
  'pricePerKwhMicros',
  'pricePerMinuteMicros',
  'sessionFeeMicros',
  'network',
  'latitude',
  'longitude',
  'radiusM',
  'timeZone',
] as const satisfies readonly (keyof Place)[];

export function placeCommands({ facts, ids }: UseCasePorts): PlaceCommands {
  return {
    savePlace: ({ commandId, id, content }) =>
      facts.commit({ id: commandId, name: 'savePlace' }, (write) =>
        putPlace(write, id, ids.next(), content),
      ),

    archivePlace: (id, archived) =>
      facts.commit({ id: ids.next(), name: 'archivePlace' }, async (write) => {
        const changes = { archived: archived ? true : undefined };
        const place = await write.change('places', id, changes);
        return place ? ok(place) : fail('place/unknown');
      }),

    // Whether it was charged at is asked in the transaction that deletes, so no charge can slip in.
    deletePlace: (id) =>
      facts.commit({ id: ids.next(), name: 'deletePlace' }, async (write) => {
        const sessionIds = await write.sessionIdsAt(id);
        return sessionIds.length > 0
          ? fail('place/has_sessions')
          : ok(await write.remove('places', [id]));
      }),

    mergePlaces: (command) =>
      facts.commit({ id: command.commandId, name: 'mergePlaces' }, (write) =>
        merge(write, command, ids.next()),
      ),
  };
}

function putPlace(
  write: FactWriter,
  id: string | undefined,
  newId: string,
  content: unknown,
): Promise<Result<Place>> | Result<never> {
  const checked = validatePlace({ isHome: false, isFree: false, ...(content as object) });
  if (!checked.ok) return checked;
  return saveEntity(write, 'places', id, newId, checked.value, OPTIONAL_FIELDS);
}

async function merge(
  write: FactWriter,
  { keepId, goneId, taken }: MergePlaces,
  newId: string,
): Promise<Result<MergedPlaces>> {
  const [keep, gone] = await write.getMany('places', [keepId, goneId]);
  if (!keep || !gone || keepId === goneId) return fail('place/unknown');
  const tariffs = await write.all('tariffs');
  const clash = tariffClash(tariffs, keepId, goneId);
  if (clash) {
    const details = { kept: clash.kept.name, moved: clash.moved.name };
    return fail('place/tariffs_overlap', { details });
  }
  const place = await putPlace(write, keepId, newId, mergedPlace(keep, gone, taken));
  if (!place.ok) return place;
  // Who puts charges together at a place goes on charging there.
  const inUse = await write.change('places', keepId, { archived: undefined });
  const moving = tariffsOfPlace(tariffs, goneId);
  for (const { id } of moving) await write.change('tariffs', id, { placeId: keepId });
  const sessionIds = await write.sessionIdsAt(goneId);
  await write.getMany('sessions', sessionIds);
  for (const id of sessionIds) await write.change('sessions', id, { placeId: keepId });
  await write.remove('places', [goneId]);
  return ok({
    place: inUse ?? place.value,
    sessions: sessionIds.length,
    tariffs: moving.length,
  });
}
