import type { Car } from '#lib/domain/car.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Content } from '#lib/domain/entity.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { importedEntityId } from '#lib/formats/ids.ts';
import type { ImportCar, PreviewRequest } from '#lib/worker/api.ts';

/** A car that the import makes when it is committed. */
export interface NewCar {
  readonly id: string;
  readonly content: Content<Car>;
}

/** Which cars the rows of a file go to. */
export interface ImportCars {
  readonly carId?: string;
  readonly carBySource: Readonly<Record<string, string>>;
  readonly newCars: readonly NewCar[];
}

/**
 * The chosen cars by id. A car of the same name made by an import has the same id everywhere, so
 * importing again finds it. Fails like the validation of a car.
 */
export function chosenCars(
  request: Pick<PreviewRequest, 'car' | 'carBySource'>,
  today: LocalDate,
): Result<ImportCars> {
  const newCars = new Map<string, NewCar>();
  const idOf = (choice: ImportCar): Result<string> => {
    if ('id' in choice) return ok(choice.id);
    const car = validateCar({ name: choice.newName, createdDate: today, archived: false });
    if (!car.ok) return car;
    const id = importedEntityId('car', `import:${car.value.name}`);
    newCars.set(id, { id, content: car.value });
    return ok(id);
  };
  const main = request.car && idOf(request.car);
  if (main && !main.ok) return main;
  const carBySource: Record<string, string> = {};
  for (const [source, choice] of Object.entries(request.carBySource ?? {})) {
    const id = idOf(choice);
    if (!id.ok) return id;
    carBySource[source] = id.value;
  }
  return ok({
    ...(main && { carId: main.value }),
    carBySource,
    newCars: [...newCars.values()],
  });
}
