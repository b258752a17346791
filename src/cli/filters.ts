import type { Car } from '#lib/domain/car.ts';
import type { Session } from '#lib/domain/session.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Given } from './options.ts';
import { failed, type Refusal } from './refusal.ts';

/**
 * The car that --car names, by id or else by exact name; absent without the option. Fails with
 * `cli/car_unknown` and the names when there is none or more than one.
 */
export function chosenCar(given: Given, cars: readonly Car[]): Result<Car | undefined, Refusal> {
  const wanted = given.get('car');
  if (wanted === undefined) return ok(undefined);
  const byId = cars.find(({ id }) => id === wanted);
  if (byId) return ok(byId);
  const [car, other] = cars.filter(({ name }) => name === wanted);
  if (car && !other) return ok(car);
  const names = cars.map(({ name }) => name).sort();
  const problem = car ? 'More than one car has this name; use its id' : 'There is no such car';
  const message = `${problem}: ${wanted}. Cars: ${names.join(', ') || 'none'}.`;
  return failed('cli/car_unknown', message, { car: wanted, names });
}

/** Whether a session is among those that --car, --session, --from and --to-date ask for. */
export function sessionFilter(given: Given, car: Car | undefined): (session: Session) => boolean {
  const [id, from, to] = [given.get('session'), given.get('from'), given.get('to-date')];
  return (session) =>
    (car === undefined || session.carId === car.id) &&
    (id === undefined || session.id === id) &&
    (from === undefined || session.localDate >= from) &&
    (to === undefined || session.localDate <= to);
}
