import type { Place } from '#lib/domain/place.ts';
import { ok } from '#lib/domain/result.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import type { Commands } from './app.ts';
import { saveEntity } from './save-entity.ts';
import type { UseCasePorts } from './use-case.ts';

type PlaceCommands = Pick<Commands, 'savePlace' | 'deletePlace'>;

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
      facts.commit({ id: commandId, name: 'savePlace' }, async (write) => {
        const checked = validatePlace({ isHome: false, isFree: false, ...(content as object) });
        if (!checked.ok) return checked;
        return saveEntity(write, 'places', id, ids.next(), checked.value, OPTIONAL_FIELDS);
      }),

    // Sessions keep the id and their frozen cost: a place in the trash can come back.
    deletePlace: (id) =>
      facts.commit({ id: ids.next(), name: 'deletePlace' }, async (write) =>
        ok(await write.remove('places', [id])),
      ),
  };
}
