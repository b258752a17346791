import type { Car } from '#lib/domain/car.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import type { Commands } from './app.ts';
import { saveEntity } from './save-entity.ts';
import type { UseCasePorts } from './use-case.ts';

type CarCommands = Pick<Commands, 'saveCar' | 'archiveCar' | 'deleteCar'>;

/** The fields a form may leave out and so clear. */
const OPTIONAL_FIELDS = [
  'make',
  'model',
  'usableBatteryWh',
  'profileEfficiencyMPerWh',
  'maxAcW',
  'maxDcW',
  'fullCharge',
  'mileage',
] as const satisfies readonly (keyof Car)[];

export function carCommands({ facts, clock, ids }: UseCasePorts): CarCommands {
  return {
    saveCar: ({ commandId, id, content }) =>
      facts.commit({ id: commandId, name: 'saveCar' }, async (write) => {
        const existing = id === undefined ? undefined : await write.get('cars', id);
        const checked = validateCar({
          archived: existing?.archived ?? false,
          createdDate: existing?.createdDate ?? clock.today(),
          ...(content as object),
        });
        if (!checked.ok) return checked;
        return saveEntity(write, 'cars', id, ids.next(), checked.value, OPTIONAL_FIELDS);
      }),

    archiveCar: (id, archived) =>
      facts.commit({ id: ids.next(), name: 'archiveCar' }, async (write) => {
        const car = await write.change('cars', id, { archived });
        return car ? ok(car) : fail('car/unknown');
      }),

    // Whether it has history is asked in the transaction that deletes, so no charge can slip in.
    deleteCar: (id) =>
      facts.commit({ id: ids.next(), name: 'deleteCar' }, async (write) =>
        (await write.hasSessions(id))
          ? fail('car/has_sessions')
          : ok(await write.remove('cars', [id])),
      ),
  };
}
