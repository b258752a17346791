import { untrack } from 'svelte';
import type { AppError } from '#lib/domain/result.ts';
import type { EngineClient, SessionInsight } from '#lib/worker/api.ts';
import { useApp } from './app-context.ts';

/**
 * The engine's figures of one session. What is on screen stays there, marked as being renewed,
 * until the newer figures arrive; a failure leaves it there too.
 */
export class InsightOfSession {
  readonly #engine: Pick<EngineClient, 'session'>;
  #id: string | undefined;
  #insight = $state.raw<SessionInsight>();
  #failure = $state.raw<AppError>();
  #isAsking = $state(false);
  /** Number of the newest question: an answer to an older one is dropped. */
  #asked = 0;
  /** How often facts changed while a question was on its way. */
  #changesMissed = 0;

  constructor(engine: Pick<EngineClient, 'session'>) {
    this.#engine = engine;
  }

  get insight(): SessionInsight | undefined {
    return this.#insight;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Asks for a session; `undefined` for one without figures. Another one empties what is shown. */
  show(id: string | undefined): void {
    if (id !== this.#id) {
      this.#id = id;
      this.#insight = undefined;
      this.#failure = undefined;
      this.#asked += 1;
      this.#isAsking = false;
    }
    this.refresh();
  }

  /** Facts have changed. Many changes in a row become one question. */
  refresh(): void {
    if (this.#id === undefined) return;
    if (this.#isAsking) this.#changesMissed += 1;
    else void this.#ask(this.#id);
  }

  async #ask(id: string): Promise<void> {
    const asked = ++this.#asked;
    const missed = this.#changesMissed;
    this.#isAsking = true;
    const answer = await this.#engine.session(id);
    if (asked !== this.#asked) return;
    this.#isAsking = false;
    if (answer.ok) {
      this.#insight = answer.value;
      this.#failure = undefined;
    } else {
      this.#failure = answer.error;
    }
    if (missed !== this.#changesMissed) this.refresh();
  }
}

/**
 * The figures of a session, following the facts for the life of the component. What the callback
 * reads counts as a fact: when it changes, the engine is asked again.
 */
export function useSessionInsight(id: () => string | undefined): InsightOfSession {
  const app = useApp();
  const figures = new InsightOfSession(app.engine);
  $effect(() => {
    const wanted = id();
    untrack(() => {
      figures.show(wanted);
    });
  });
  $effect(() =>
    app.engine.onChange(() => {
      figures.refresh();
    }),
  );
  return figures;
}
