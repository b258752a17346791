import type { ImportCar } from '#lib/worker/api.ts';

/** A car as a select holds it: `id:…` an existing one, `new:…` one the import makes, empty none. */
export type CarKey = '' | `id:${string}` | `new:${string}`;

interface NamedCar {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
}

/** What the engine is told about the choice. */
export function asImportCar(key: CarKey): ImportCar | undefined {
  if (key.startsWith('id:')) return { id: key.slice(3) };
  if (key.startsWith('new:')) return { newName: key.slice(4) };
  return undefined;
}

const folded = (name: string): string => name.trim().toLowerCase();

/**
 * The car to propose: the one of that name; else, when the file is about a single car, the only
 * one in use; else a new one. Nothing when the choice between several cars is the person's.
 */
export function carKeyFor(
  cars: readonly NamedCar[],
  source: string | undefined,
  newName: string,
  isOnly = true,
): CarKey {
  const named =
    source === undefined ? undefined : cars.find((car) => folded(car.name) === folded(source));
  if (named) return `id:${named.id}`;
  const inUse = cars.filter((car) => !car.archived);
  const [first, second] = inUse.length > 0 ? inUse : cars;
  if (isOnly && first && !second) return `id:${first.id}`;
  return source === undefined && first ? '' : `new:${newName}`;
}
