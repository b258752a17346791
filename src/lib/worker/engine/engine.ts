import type { EngineSource } from '#lib/app/engine-source.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type {
  CarAnswer,
  ListAnswer,
  ListWindow,
  PlacesAnswer,
  PlannerCarAnswer,
  Progress,
  SessionInsight,
  SessionQuery,
} from '#lib/worker/api.ts';
import { curvesOf } from '#lib/domain/planner/dc-power.ts';
import { changedSessions } from './changed-sessions.ts';
import type { Schedule } from './derived-value.ts';
import { DerivedWriter, type Exclusive } from './derived-writer.ts';
import { Ledger } from './ledger.ts';
import { ListQueries } from './list-queries.ts';
import { SNAPSHOT_KEY, unpackSnapshot } from './snapshot.ts';

interface EngineParts {
  readonly source: EngineSource;
  readonly exclusive: Exclusive;
  readonly schedule: Schedule;
  /** The local date at the start; `lookAt` tells of later ones. */
  readonly today: LocalDate;
}

/** What needs rows is asked again this often when they change between finding and reading them. */
const READ_TRIES = 3;
const TOO_EARLY = 'the engine answers only after it has loaded';

/**
 * Holds the sessions in memory and answers lists and figures. It loads a stored snapshot, then follows the
 * change numbers; every answer says which number it is true for. Database failures throw.
 */
export class Engine {
  readonly #source: EngineSource;
  readonly #derived: DerivedWriter;
  readonly #listeners = new Set<(seq: number) => void>();
  #ledger: Ledger | undefined;
  #queries: ListQueries | undefined;
  #seq = -1;
  #generation: string | undefined;
  #today: LocalDate;
  /** Jobs under way whose every step would otherwise be followed. */
  #jobs = 0;
  #work: Promise<void> = Promise.resolve();
  #stopFollowing: (() => void) | undefined;

  constructor(parts: EngineParts) {
    this.#source = parts.source;
    this.#today = parts.today;
    this.#derived = new DerivedWriter(parts);
  }

  /** Loads what there is and follows all later changes. */
  async start(): Promise<void> {
    await this.current();
    this.#stopFollowing ??= this.#source.onSeq((seq) => {
      if (seq !== this.#seq) this.#hear();
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
      if (this.#ledger && (await this.#source.seq()) === this.#seq) return;
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

  /** The figures of a completed session as of `today`; fails as `session/not_found`. */
  async session(id: string, today: LocalDate): Promise<Result<SessionInsight>> {
    const seq = await this.current();
    const insight = this.#loaded().insight(id, seq, today);
    return insight ? ok(insight) : fail('session/not_found');
  }

  /** Looks up the figures of sessions as of `today`, as far as changes were taken in. */
  metricsLookup(today: LocalDate): (id: string) => SessionMetrics | undefined {
    return this.#loaded().metricsLookup(today);
  }

  /**
   * What plans need of a car as of `today`; fails as `plan/car`. Charge curves stay with the facts,
   * and are read from there.
   */
  async plannerCar(carId: string, today: LocalDate): Promise<Result<PlannerCarAnswer>> {
    for (let attempt = 1; ; attempt += 1) {
      const seq = await this.current();
      const question = this.#loaded().plannerCar(carId, today);
      if (!question) return fail('plan/car');
      const rows = await this.#source.facts.read.getMany('sessions', question.curveIds);
      const isTrue = (await this.#source.seq()) === seq;
      if (isTrue || attempt >= READ_TRIES) {
        return ok({ seq, today, car: question.answer(curvesOf(rows)) });
      }
    }
  }

  /** The figures of a car over all its time as of `today`; fails as `car/unknown`. */
  async car(carId: string, today: LocalDate): Promise<Result<CarAnswer>> {
    const seq = await this.current();
    const answer = this.#loaded().car(carId, seq, today);
    return answer ? ok(answer) : fail('car/unknown');
  }

  /** The figures of all places as of `today`. */
  async places(today: LocalDate): Promise<PlacesAnswer> {
    const seq = await this.current();
    return { seq, figures: this.#loaded().placeFigures(today) };
  }

  /** Makes what is said today be of this day. */
  async lookAt(today: LocalDate): Promise<void> {
    this.#today = today;
    await this.current();
    await this.#derived.lookAt(today);
  }

  /**
   * Runs a job that commits many times. Meanwhile changes are taken in only for those who ask;
   * afterwards once.
   */
  async during<T>(job: () => Promise<T>): Promise<T> {
    this.#jobs += 1;
    try {
      return await job();
    } finally {
      this.#jobs -= 1;
      this.#hear();
    }
  }

  /** The sessions of a part of a list, read from the facts, with their chips. */
  async window(query: SessionQuery, offset: number, limit: number): Promise<ListWindow> {
    let rows: Session[] = [];
    let chips: ReturnType<Ledger['chips']> = new Map();
    let seq = this.#seq;
    for (let attempt = 0; attempt < READ_TRIES; attempt += 1) {
      seq = await this.current();
      const ids = this.#lists().ids(query, offset, limit);
      chips = this.#loaded().chips(ids, this.#today);
      const found = await this.#source.facts.read.getMany('sessions', ids);
      rows = found.filter((row) => row !== undefined);
      if (rows.length === ids.length) break;
    }
    return { seq, offset, rows, chips: rows.map(({ id }) => chips.get(id) ?? []) };
  }

  /** Throws the derived values away and computes them again from the facts. */
  async rebuild(onProgress: (progress: Progress) => void): Promise<void> {
    await this.#inTurn(async () => {
      const total = this.#ledger?.index.table.size ?? 0;
      this.#derived.stop();
      await this.#source.clearDerived();
      this.#ledger = undefined;
      const ledger = await this.#follow((done) => {
        onProgress({ phase: 'rebuild', done, total: Math.max(done, total) });
      });
      await this.#derived.writeAll(ledger, this.#seq);
    });
  }

  #lists(): ListQueries {
    if (!this.#queries) throw new Error(TOO_EARLY);
    return this.#queries;
  }

  #loaded(): Ledger {
    if (!this.#ledger) throw new Error(TOO_EARLY);
    return this.#ledger;
  }

  #hear(): void {
    if (this.#jobs > 0 || !this.#stopFollowing) return;
    // A failed read shows at the next question, which reads again and answers with the failure.
    this.current().catch(() => undefined);
  }

  /** One at a time; a failed one does not stop those that wait. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const run = this.#work.then(work);
    this.#work = run.catch(() => undefined);
    return run;
  }

  async #follow(onRows?: (done: number) => void): Promise<Ledger> {
    const context = await this.#source.context();
    this.#derived.suspend();
    // Rows that a restore took away are in no list of changes.
    if (context.generation !== this.#generation) this.#ledger = undefined;
    this.#generation = context.generation;
    // Read after the context: a restore in between has taken the snapshot away.
    const stored = this.#ledger ? undefined : await this.#source.readDerived(SNAPSHOT_KEY);
    let { seq } = context;
    let reached = this.#seq;
    let ledger = this.#ledger;
    if (!ledger) {
      const found = unpackSnapshot(stored);
      // A snapshot of later facts than there are belongs to other data.
      const snapshot = found && found.seq <= seq ? found : undefined;
      ledger = new Ledger(context, snapshot);
      reached = snapshot?.seq ?? 0;
      this.#derived.startedFrom(snapshot?.seq);
      this.#queries = new ListQueries(ledger.index);
    } else {
      ledger.setContext(context);
    }
    let rows = 0;
    for (;;) {
      for await (const page of changedSessions(this.#source, reached)) {
        ledger.apply(page);
        rows += page.length;
        reached = page.at(-1)?.seq ?? reached;
        onRows?.(rows);
      }
      if (reached <= seq) break;
      // Something was committed while rows were read: places and settings must not be older.
      const newer = await this.#source.context();
      if (newer.generation !== this.#generation) {
        this.#ledger = undefined;
        return this.#follow(onRows);
      }
      ledger.setContext(newer);
      reached = Math.max(reached, seq);
      seq = newer.seq;
    }
    this.#ledger = ledger;
    this.#seq = seq;
    // Lists are waited for by somebody; what follows from the rows is computed after them.
    for (const listener of this.#listeners) listener(seq);
    this.#derived.follow(ledger, seq, rows);
    return ledger;
  }
}
