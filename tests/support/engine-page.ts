import workerUrl from '#lib/worker/host.ts?worker&url';
import type { Facts, FactWriter } from '#lib/app/facts.ts';
import { createFacts } from '#lib/db/fact-store.ts';
import { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { databaseName } from '#lib/db/names.ts';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import type { EngineClient } from '#lib/worker/api.ts';
import { createEngineClient } from '#lib/worker/client.ts';

let pages = 0;
let commands = 0;

/** A page with a database of its own in the browser, and as many engines as are asked for. */
export class EnginePage {
  readonly profileId = `worker-${(pages += 1)}`;
  readonly workers: Worker[] = [];
  readonly owner: DatabaseOwner;
  readonly facts: Facts;
  readonly #today: string;

  constructor(today = '2026-06-30') {
    this.#today = today;
    this.owner = new DatabaseOwner({
      name: databaseName(this.profileId),
      engine: { indexedDB, IDBKeyRange },
      seed: () => ({
        generation: 'g1',
        deviceId: '9f2c4e7a1b3d5f60',
        vaultId: 'v1',
        deviceLabel: 'Test',
        appVersion: 'test',
        now: Date.now(),
      }),
    });
    this.facts = createFacts(this.owner, () => Date.now());
  }

  async open(): Promise<void> {
    indexedDB.deleteDatabase(databaseName(this.profileId));
    await this.owner.open();
  }

  /** One more engine on this database, in a worker that starts at its first question. */
  newClient(): EngineClient {
    return createEngineClient({
      workerUrl,
      profileId: this.profileId,
      generation: () => this.owner.connection?.identity.generation,
      clock: { today: () => this.#today },
      startWorker: (url) => {
        const worker = new Worker(url, { type: 'module' });
        this.workers.push(worker);
        return worker;
      },
    });
  }

  /** Commits what the work writes; returns the number of the change. */
  async commit(work: (write: FactWriter) => void): Promise<number> {
    const command = { id: `test-${(commands += 1)}`, name: 'test' };
    const done = await this.facts.commit(command, (write) => {
      work(write);
      return ok();
    });
    return valueOrThrow(done).seq;
  }

  close(): void {
    for (const worker of this.workers) worker.terminate();
    this.owner.close();
  }
}
