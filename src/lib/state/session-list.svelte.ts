import type { App } from '#lib/app/app.ts';
import type { AppError } from '#lib/domain/result.ts';
import type { EngineClient, ListAnswer, SessionQuery } from '#lib/worker/api.ts';
import { useApp } from './app-context.ts';
import { listAddress } from './list-address.ts';
import {
  type ListRow,
  nothingUnderWay,
  PAGE_ROWS,
  pageOf,
  pagesFrom,
  pagesOf,
  type RowPages,
  withPage,
} from './row-pages.ts';

interface Shown {
  readonly query: SessionQuery;
  readonly answer: ListAnswer;
  readonly pages: RowPages;
}

const isSameList = (a: SessionQuery, b: SessionQuery): boolean => listAddress(a) === listAddress(b);

/**
 * A list of sessions as the engine answers it: size and sums at once, rows by page as they come
 * into view. What is on screen stays there until its replacement is complete.
 */
export class SessionList {
  readonly #engine: Pick<EngineClient, 'list' | 'window'>;
  #shown = $state.raw<Shown>();
  #failure = $state.raw<AppError>();
  #wanted: SessionQuery | undefined;
  #inView = { from: 0, to: PAGE_ROWS };
  /** Number of the newest question: an answer to an older one is dropped. */
  #asked = 0;
  #answered = 0;
  /** How often facts changed while a question was on its way. */
  #changesMissed = 0;
  readonly #loading = nothingUnderWay();

  constructor(engine: Pick<EngineClient, 'list' | 'window'>) {
    this.#engine = engine;
  }

  /** What the rows on screen belong to; absent before the first answer. */
  get shown(): ListAnswer | undefined {
    return this.#shown?.answer;
  }

  get shownQuery(): SessionQuery | undefined {
    return this.#shown?.query;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  /** The row at this place; absent while its page is on the way. */
  row(index: number): ListRow | undefined {
    return this.#shown?.pages.get(pageOf(index))?.[index % PAGE_ROWS];
  }

  /** Asks for a list. The same list as before is not asked for again. */
  show(query: SessionQuery): void {
    if (this.#wanted && isSameList(this.#wanted, query)) return;
    this.#wanted = query;
    void this.#ask();
  }

  /** Facts have changed. Many changes in a row become one question. */
  refresh(): void {
    if (this.#answered < this.#asked) this.#changesMissed += 1;
    else void this.#ask();
  }

  /** Which rows are on screen: their pages are fetched, those far away forgotten. */
  look(from: number, to: number): void {
    this.#inView = { from, to };
    const shown = this.#shown;
    if (!shown) return;
    for (const page of pagesOf(from, Math.min(to, shown.answer.count))) {
      if (!shown.pages.has(page) && !this.#loading.has(page)) void this.#load(page);
    }
  }

  async #ask(): Promise<void> {
    const query = this.#wanted;
    if (!query) return;
    const asked = ++this.#asked;
    const missed = this.#changesMissed;
    const stays = this.#shown !== undefined && isSameList(this.#shown.query, query);
    const wanted = stays ? pagesOf(this.#inView.from, this.#inView.to) : [0];
    const [answer, ...windows] = await Promise.all([
      this.#engine.list(query),
      ...wanted.map((page) => this.#engine.window(query, page * PAGE_ROWS, PAGE_ROWS)),
    ]);
    if (asked !== this.#asked) return;
    this.#answered = asked;
    this.#loading.clear();
    if (answer.ok) {
      const pages = pagesFrom(windows.flatMap((window) => (window.ok ? [window.value] : [])));
      this.#failure = undefined;
      this.#shown = { query, answer: answer.value, pages };
      this.look(this.#inView.from, this.#inView.to);
    } else {
      this.#failure = answer.error;
    }
    if (missed !== this.#changesMissed) void this.#ask();
  }

  async #load(page: number): Promise<void> {
    const query = this.#shown?.query;
    const answered = this.#answered;
    if (!query) return;
    this.#loading.add(page);
    const result = await this.#engine.window(query, page * PAGE_ROWS, PAGE_ROWS);
    // Rows of a list that has been replaced since have no place on screen any more.
    if (answered !== this.#answered || !this.#shown) return;
    this.#loading.delete(page);
    if (!result.ok) {
      this.#failure = result.error;
      return;
    }
    const pages = withPage(this.#shown.pages, result.value, pageOf(this.#inView.from));
    this.#shown = { ...this.#shown, pages };
  }
}

/** The list outlives its page: coming back from a session finds it where it was left. */
const lists = new WeakMap<App, SessionList>();

/** The session list of the app, following a query and the facts for the life of the component. */
export function useSessionList(query: () => SessionQuery): SessionList {
  const app = useApp();
  const known = lists.get(app);
  const list = known ?? new SessionList(app.engine);
  lists.set(app, list);
  if (known) list.refresh();
  $effect(() => {
    list.show(query());
  });
  $effect(() =>
    app.engine.onChange(() => {
      list.refresh();
    }),
  );
  return list;
}
