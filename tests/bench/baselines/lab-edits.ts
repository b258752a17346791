import type { EngineClient } from '#lib/worker/api.ts';
import { COACH_KEY } from '#lib/domain/coach/coach.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { MONTHS_KEY } from '#lib/domain/rollups.ts';
import type { Session } from '#lib/domain/session.ts';
import { watchDerived } from '#lib/db/derived-watch.ts';
import { createFacts } from '#lib/db/fact-store.ts';
import { DatabaseOwner } from '#lib/db/lifecycle.ts';

/** Changes of facts as the app commits them, timed until all that follows from them is right. */
export interface Edits {
  /** A new charge of the car that has the newest one, after all others. */
  readonly addNewest: () => Promise<number>;
  /** Another energy for a charge in the middle of its car's history. */
  readonly changeMiddle: () => Promise<number>;
}

const DATABASE = 'plugtrack-default';

export async function openEdits(engine: EngineClient): Promise<Edits> {
  const owner = new DatabaseOwner({ name: DATABASE, engine: { indexedDB, IDBKeyRange } });
  const status = await owner.open();
  if (status.kind !== 'open') throw new Error(`the log is ${status.kind}`);
  const facts = createFacts(owner, () => Date.now());
  const untilStored = (key: string, seq: number): Promise<void> =>
    new Promise((resolve) => {
      const stop = watchDerived<{ seq: number }>(owner, key, ({ value }) => {
        if ((value?.seq ?? -1) < seq) return;
        resolve();
        queueMicrotask(() => {
          stop();
        });
      });
    });
  const right = async (id: string, seq: number): Promise<void> => {
    const insight = valueOrThrow(await engine.session(id));
    if (insight.seq < seq) throw new Error('the answer is older than the change');
    await Promise.all([untilStored(MONTHS_KEY, seq), untilStored(COACH_KEY, seq)]);
  };
  const newest = async (): Promise<Session> => {
    const [found] = await facts.read.newestSessions({ limit: 1 });
    if (!found) throw new Error('the log is empty');
    return found;
  };
  const ids = valueOrThrow(await engine.ids({ sort: 'date', descending: false }));
  let changes = 0;
  return {
    async addNewest() {
      const model = await newest();
      const id = crypto.randomUUID();
      const content = { ...model, id, odometerM: (model.odometerM ?? 0) + 50_000 };
      const started = performance.now();
      const done = valueOrThrow(
        await facts.commit({ id: crypto.randomUUID(), name: 'bench' }, (write) => {
          write.insert('sessions', id, content);
          return { ok: true, value: undefined };
        }),
      );
      await right(id, done.seq);
      return performance.now() - started;
    },
    async changeMiddle() {
      const id = ids[Math.floor(ids.length / 2) + (changes += 1)] ?? '';
      const started = performance.now();
      const done = valueOrThrow(
        await facts.commit({ id: crypto.randomUUID(), name: 'bench' }, async (write) => {
          const row = await write.get('sessions', id);
          await write.change('sessions', id, { energyWh: (row?.energyWh ?? 0) + 100 });
          return { ok: true, value: undefined };
        }),
      );
      await right(id, done.seq);
      return performance.now() - started;
    },
  };
}
