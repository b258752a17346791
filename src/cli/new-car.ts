import type { Car } from '#lib/domain/car.ts';
import type { Content, LocalDate } from '#lib/domain/entity.ts';
import { numberMarks } from '#lib/domain/number-text.ts';
import { readEnergyWh } from '#lib/domain/quantity-text.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { importedEntityId } from '#lib/formats/ids.ts';
import type { StateSource } from '#lib/worker/jobs/state-source.ts';
import type { Given } from './options.ts';
import { misused, type Refusal } from './refusal.ts';

interface NewCar {
  /** The one that an import gives a car of this name, so that importing finds it. */
  readonly id: string;
  readonly content: Content<Car>;
}

function batteryOf(given: Given): Result<{ readonly usableBatteryWh?: number }, Refusal> {
  const text = given.get('battery-kwh');
  if (text === undefined) return ok({});
  const energyWh = readEnergyWh(text, numberMarks('en'));
  if (!energyWh.ok) return misused(`--battery-kwh is not a number of kWh: ${text}`);
  return ok({ usableBatteryWh: energyWh.value });
}

/** The car that --car and --battery-kwh describe; absent without --car. */
export function newCarOf(given: Given, today: LocalDate): Result<NewCar | undefined, Refusal> {
  const name = given.get('car');
  if (name === undefined) return ok(undefined);
  const battery = batteryOf(given);
  if (!battery.ok) return battery;
  const car = validateCar({ name, createdDate: today, archived: false, ...battery.value });
  if (!car.ok) {
    const reasons = (car.error.fields ?? []).map(({ code }) => code).join(', ');
    return misused(`--car cannot be made: ${reasons || car.error.code}`);
  }
  return ok({ id: importedEntityId('car', `import:${car.value.name}`), content: car.value });
}

/** Adds a car; one of the same id that is in the trash comes back. */
export async function addCar(source: StateSource, { id, content }: NewCar): Promise<void> {
  await source.facts.commit({ id: `car ${id}`, name: 'addCar' }, async (write) => {
    if ((await write.restore('cars', [id])) > 0) await write.change('cars', id, content);
    else write.insert('cars', id, content);
    return ok();
  });
}
