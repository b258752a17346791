import type { Facts } from './facts.ts';
import type { Clock, Sentinel, StoragePersistence } from './ports.ts';

/**
 * After the first save of a person the browser is asked to keep the data, and a note outside the
 * database remembers that there was some. Hangs on the answered commit, never on a live query.
 */
export function rememberingFirstSave(
  facts: Facts,
  ports: {
    readonly generation: () => string | undefined;
    readonly sentinel: Sentinel;
    readonly persistence: StoragePersistence;
    readonly clock: Clock;
  },
): Facts {
  const { sentinel, persistence, clock } = ports;
  let noted = sentinel.read() !== undefined;
  return {
    ...facts,
    async commit(command, work) {
      const result = await facts.commit(command, work);
      const generation = ports.generation();
      if (!noted && result.ok && result.value.undo.rows.length > 0 && generation !== undefined) {
        noted = true;
        sentinel.write({ generation, firstSavedAt: clock.now() });
        void persistence.request();
      }
      return result;
    },
  };
}
