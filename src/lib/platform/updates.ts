/**
 * Updates happen when the person says so. A new version waits, complete, until one tab agrees; then
 * all tabs write down what is being typed and reload once, so that no two versions write side by side.
 */

export type UpdateState = 'none' | 'ready' | 'applying';

/** What a form says when asked to write its draft: is there text that only the draft holds? */
export type FlushAnswer = 'idle' | 'unsaved';

export type ApplyOutcome =
  | { readonly kind: 'applying' }
  | { readonly kind: 'nothing-to-do' }
  /** So many tabs hold a form that was not saved; drafts are written. Ask, then apply with `force`. */
  | { readonly kind: 'blocked'; readonly blockedBy: number };

export interface Updates {
  readonly state: UpdateState;
  /** Calls back at once and on each change; returns how to stop. */
  subscribe(listener: (state: UpdateState) => void): () => void;
  /** Looks for a newer version now, at most once an hour unless `force`. Failure means "none". */
  check(options?: { readonly force?: boolean }): Promise<void>;
  apply(options?: { readonly force?: boolean }): Promise<ApplyOutcome>;
  /** A form takes part: it is asked to write its draft before a reload. Returns how to leave. */
  onFlush(flush: () => Promise<FlushAnswer>): () => void;
  /** Writes all drafts of this tab. */
  flush(): Promise<FlushAnswer>;
  /** Saves drafts and reloads after a failure, unless this tab did so a moment ago: never a loop. */
  reloadOnce(): Promise<boolean>;
}

/** The waiting and running service worker, as far as updates need them. */
export interface WorkerControl {
  onWaiting(listener: () => void): void;
  /** Another version took over this page (not the first one ever). */
  onTakenOver(listener: () => void): void;
  update(): Promise<void>;
  skipWaiting(): void;
  /** Open tabs of the app, this one included. */
  countTabs(): Promise<number>;
}

export interface UpdateEnvironment {
  readonly worker: WorkerControl;
  readonly channel: {
    post(message: unknown): void;
    listen(listener: (message: unknown) => void): void;
  };
  /** Kept for the life of the tab, also over reloads. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>;
  onVisible(listener: () => void): void;
  nowMs(): number;
  after(ms: number, action: () => void): void;
  randomId(): string;
  reload(): void;
}

type Message =
  | { readonly type: 'flush-request'; readonly round: string }
  | { readonly type: 'flush-answer'; readonly round: string; readonly answer: FlushAnswer };

const CHECK_EVERY_MS = 60 * 60 * 1000;
const ANSWER_WITHIN_MS = 2000;
/** Two reloads by ourselves closer than this would be a loop. */
const RELOAD_GUARD_MS = 10_000;
const RELOADED_AT = 'plugtrack-reloaded-at';

function toMessage(value: unknown): Message | undefined {
  const { type, round } = (value ?? {}) as { type?: unknown; round?: unknown };
  const isOurs = typeof round === 'string' && (type === 'flush-request' || type === 'flush-answer');
  return isOurs ? (value as Message) : undefined;
}

export function createUpdates(environment: UpdateEnvironment): Updates {
  const { worker, channel, memory } = environment;
  const listeners = new Set<(state: UpdateState) => void>();
  const answersTo = new Map<string, (answer: FlushAnswer) => void>();
  const flushers = new Set<() => Promise<FlushAnswer>>();
  let state: UpdateState = 'none';
  let checkedAtMs = environment.nowMs();
  let isReloading = false;

  const become = (next: UpdateState): void => {
    state = next;
    for (const listener of listeners) listener(next);
  };

  async function flush(): Promise<FlushAnswer> {
    const answers = await Promise.all(
      // A draft that cannot be written counts as unsaved: the person is asked.
      [...flushers].map((one) => one().catch((): FlushAnswer => 'unsaved')),
    );
    return answers.includes('unsaved') ? 'unsaved' : 'idle';
  }

  async function reload(): Promise<void> {
    if (isReloading) return;
    isReloading = true;
    // A database that no longer answers must not keep the tab in the old version for ever.
    await Promise.race([
      flush(),
      new Promise<void>((late) => environment.after(ANSWER_WITHIN_MS, late)),
    ]);
    environment.reload();
  }

  async function reloadOnce(): Promise<boolean> {
    const now = environment.nowMs();
    const last = memory.getItem(RELOADED_AT);
    if (last !== null && Math.abs(now - Number(last)) < RELOAD_GUARD_MS) return false;
    memory.setItem(RELOADED_AT, String(now));
    await reload();
    return true;
  }

  /** Asks the other tabs; a frozen one stays silent, and its draft was written when it was hidden. */
  async function unsavedElsewhere(): Promise<number> {
    const others = (await worker.countTabs()) - 1;
    if (others < 1) return 0;
    const round = environment.randomId();
    return new Promise((resolve) => {
      let answered = 0;
      let unsaved = 0;
      const finish = (): void => {
        answersTo.delete(round);
        resolve(unsaved);
      };
      environment.after(ANSWER_WITHIN_MS, finish);
      answersTo.set(round, (answer) => {
        answered += 1;
        if (answer === 'unsaved') unsaved += 1;
        if (answered === others) finish();
      });
      channel.post({ type: 'flush-request', round } satisfies Message);
    });
  }

  channel.listen((value) => {
    const message = toMessage(value);
    if (message?.type === 'flush-answer') {
      answersTo.get(message.round)?.(message.answer);
    } else if (message?.type === 'flush-request') {
      void flush().then((answer) => {
        channel.post({ type: 'flush-answer', round: message.round, answer } satisfies Message);
      });
    }
  });
  worker.onWaiting(() => {
    become('ready');
  });
  // Each take-over was agreed to, so this cannot loop and needs no guard.
  worker.onTakenOver(() => void reload());

  const updates: Updates = {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    async check({ force = false } = {}) {
      const now = environment.nowMs();
      if (!force && now - checkedAtMs < CHECK_EVERY_MS) return;
      checkedAtMs = now;
      await worker.update().catch(() => undefined);
    },
    async apply({ force = false } = {}) {
      if (state !== 'ready') return { kind: 'nothing-to-do' };
      const [here, elsewhere] = await Promise.all([flush(), unsavedElsewhere()]);
      const blockedBy = elsewhere + (here === 'unsaved' ? 1 : 0);
      if (blockedBy > 0 && !force) return { kind: 'blocked', blockedBy };
      become('applying');
      worker.skipWaiting();
      return { kind: 'applying' };
    },
    onFlush(one) {
      flushers.add(one);
      return () => flushers.delete(one);
    },
    flush,
    reloadOnce,
  };
  environment.onVisible(() => void updates.check());
  return updates;
}
