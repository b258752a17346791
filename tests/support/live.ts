import { createCommands } from '#lib/app/commands.ts';
import type { StartCharge, StopCharge } from '#lib/app/live-port.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { fixedClock } from './clock.ts';
import { openTestDatabase } from './database.ts';
import { carContent } from './facts.ts';
import { stateHash } from './state-hash.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Noon of 1 July 2026 in London. */
export const NOON = Date.UTC(2026, 6, 1, 11);

/** A log with a car and a home of one price, and the acts of a charge that runs. */
export async function startLive({ zone = 'Europe/London', at = NOON } = {}) {
  const place = { zone };
  const clock = { ...fixedClock(at), timeZone: () => place.zone };
  const db = await openTestDatabase({ clock });
  let n = 0;
  const ids = { next: () => `id-${String(++n)}` };
  const commands = createCommands({ facts: db.facts, clock, ids });
  const saveCar = async (commandId: string) =>
    valueOrThrow(await commands.saveCar({ commandId, content: carContent() })).value;
  const car = await saveCar('leaf');
  const home = valueOrThrow(
    await commands.savePlace({ commandId: 'home', content: { name: 'Home', isHome: true } }),
  ).value;
  await commands.saveTariff({
    commandId: 'tariff',
    content: {
      ...{ name: 'Flat', kind: 'home', validFrom: '2020-01-01', pricePerKwhMicros: 250_000 },
    },
  });
  const begin = (more: Partial<StartCharge> = {}) =>
    commands.startCharge({ commandId: ids.next(), carId: car.id, placeId: home.id, ...more });
  const stop = (id: string, more: Partial<StopCharge> = { energyWh: 10_000 }) =>
    commands.stopCharge({ commandId: ids.next(), id, ...more });
  const stored = async (id: string): Promise<Session> => {
    const row = await db.facts.read.get('sessions', id);
    if (!row) throw new Error('the session is gone');
    return row;
  };
  const running = async () => (await db.facts.read.activeSessions()).map(({ id }) => id);
  const hash = () => db.owner.use(({ facts }) => stateHash(facts));
  return {
    ...db,
    clock,
    ids,
    commands,
    car,
    saveCar,
    home,
    begin,
    stop,
    stored,
    running,
    hash,
    place,
  };
}

export const refused = (code: string) => ({ ok: false, error: { code } });
export const invalid = (code: string) => ({
  ok: false,
  error: { code: 'session/invalid', fields: [{ code }] },
});
