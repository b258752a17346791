import type { EngineSource } from '#lib/app/engine-source.ts';
import type { Session } from '#lib/domain/session.ts';
import type { ListAnswer, ListWindow, Progress, SessionQuery } from '#lib/worker/api.ts';
import { changedSessions } from './changed-sessions.ts';
import { DerivedWriter, type Exclusive, type Schedule } from './derived-writer.ts';
import { ListQueries } from './list-queries.ts';
import { SessionIndex } from './session-index.ts';
import { SNAPSHOT_KEY, unpackSnapshot } from './snapshot.ts';

interface EngineParts {
  readonly source: EngineSource;
  readonly exclusive: Exclusive;
  readonly schedule: Schedule;
}

/** A window is asked again this often when rows vanish between finding and reading them. */
const WINDOW_TRIES = 3;

/**
 * Holds the sessions in memory and answers lists. It loads a stored snapshot, then follows the
 * change numbers; every answer says which number it is true for. Database failures throw.
 */
export class Engine {
  readonly #source: EngineSource;
  readonly #derived: DerivedWriter;
  readonly #listeners = new Set<(seq: number) => void>();
  #index: SessionIndex | undefined;
  #queries: ListQueries | undefined;
  #seq = -1;
  #work: Promise<void> = Promise.resolve();
  #stopFollowing: (() => void) | undefined;

  constructor(parts: EngineParts) {
    this.#source = parts.source;
    this.#derived = new DerivedWriter(parts);
  }

  /** Loads what there is and follows all later changes. */
  async start(): Promise<void> {
    await this.current();
    this.#stopFollowing ??= this.#source.onSeq((seq) => {
      if (seq === this.#seq) return;
      // A failed read shows at the next question, which reads again and answers with the failure.
      this.current().catch(() => undefined);
    });
  }

  stop(): void {
    this.#stopFollowing?.();
    this.#stopFollowing = undefined;
    this.#derived.stop();
    this.#listeners.clear();
  }

  /** Calls back after new facts were taken in. Returns the stop. */
  onChange(listener: (seq: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes in all changes there are. Returns the number the engine is true for. */
  async current(): Promise<number> {
    await this.#inTurn(async () => {
      if (this.#index && (await this.#source.seq()) === this.#seq) return;
      await this.#follow();
    });
    return this.#seq;
  }

  async list(query: SessionQuery): Promise<ListAnswer> {
    const seq = await this.current();
    return this.#lists().answer(query, seq);
  }

  async ids(query: SessionQuery): Promise<readonly string[]> {
    await this.current();
    return this.#lists().ids(query);
  }

  /** The sessions of a part of a list, read from the facts. */
  async window(query: SessionQuery, offset: number, limit: number): Promise<ListWindow> {
    let rows: Session[] = [];
    let seq = this.#seq;
    for (let attempt = 0; attempt < WINDOW_TRIES; attempt += 1) {
      seq = await this.current();
      const ids = this.#lists().ids(query, offset, limit);
      const found = await this.#source.facts.read.getMany('sessions', ids);
      rows = found.filter((row) => row !== undefined);
      if (rows.length === ids.length) break;
    }
    return { seq, offset, rows };
  }

  /** Throws the derived values away and computes them again from the facts. */
  async rebuild(onProgress: (progress: Progress) => void): Promise<void> {
    await this.#inTurn(async () => {
      const total = this.#index?.table.size ?? 0;
      this.#derived.stop();
      await this.#source.clearDerived();
      this.#index = undefined;
      const index = await this.#follow((done) => {
        onProgress({ phase: 'rebuild', done, total: Math.max(done, total) });
      });
      await this.#derived.writeAll(index, this.#seq);
    });
  }

  #lists(): ListQueries {
    if (!this.#queries) throw new Error('the engine answers only after it has loaded');
    return this.#queries;
  }

  /** One at a time; a failed one does not stop those that wait. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const run = this.#work.then(work);
    this.#work = run.catch(() => undefined);
    return run;
  }

  async #follow(onRows?: (done: number) => void): Promise<SessionIndex> {
    const [context, stored] = await Promise.all([
      this.#source.context(),
      this.#index ? undefined : this.#source.readDerived(SNAPSHOT_KEY),
    ]);
    let { seq } = context;
    let reached = this.#seq;
    let index = this.#index;
    if (!index) {
      const found = unpackSnapshot(stored);
      // A snapshot of later facts than there are belongs to other data.
      const snapshot = found && found.seq <= seq ? found : undefined;
      index = new SessionIndex(context, snapshot);
      reached = snapshot?.seq ?? 0;
      this.#derived.startedFrom(snapshot?.seq);
      this.#queries = new ListQueries(index);
    } else {
      index.setContext(context);
    }
    let rows = 0;
    for (;;) {
      for await (const page of changedSessions(this.#source, reached)) {
        index.apply(page);
        rows += page.length;
        reached = page.at(-1)?.seq ?? reached;
        onRows?.(rows);
      }
      if (reached <= seq) break;
      // Something was committed while rows were read: places and settings must not be older.
      const newer = await this.#source.context();
      index.setContext(newer);
      reached = Math.max(reached, seq);
      seq = newer.seq;
    }
    this.#index = index;
    this.#seq = seq;
    await this.#derived.follow(index, seq, rows);
    for (const listener of this.#listeners) listener(seq);
    return index;
  }
}
