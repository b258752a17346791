import { proxy, wrap, type Endpoint, type Remote } from 'comlink';
import { fail, type Result } from '#lib/domain/result.ts';
import type { HostApi, HostOptions } from '#lib/worker/api.ts';

/** What a link needs of a worker. */
export type EngineWorker = Endpoint & Pick<Worker, 'terminate'>;

/** How a link ended: the worker failed, or it was stopped on purpose. */
export type LinkEnd = 'crashed' | 'stopped';
type LinkAnswer<T> =
  { readonly ended: LinkEnd } | { readonly ended?: never; readonly result: Result<T> };

/**
 * One worker from start to end. Every question is answered: by the worker, or by its end.
 * Answers that come after the end are dropped.
 */
export class WorkerLink {
  readonly #worker: EngineWorker;
  readonly #remote: Remote<HostApi>;
  readonly #waiting = new Set<(end: LinkEnd) => void>();
  readonly #onEnd: (end: LinkEnd) => void;
  #ended: LinkEnd | undefined;

  constructor(worker: EngineWorker, onEnd: (end: LinkEnd) => void) {
    this.#worker = worker;
    this.#onEnd = onEnd;
    this.#remote = wrap<HostApi>(worker);
    const crash = (event: object): void => {
      // The console would show it a second time; the caller is told.
      if ('preventDefault' in event && typeof event.preventDefault === 'function') {
        (event as Event).preventDefault();
      }
      this.end('crashed');
    };
    worker.addEventListener('error', crash);
    worker.addEventListener('messageerror', crash);
  }

  open(options: HostOptions, onChange: (seq: number) => void): Promise<LinkAnswer<void>> {
    const notify = (seq: number): void => {
      if (!this.#ended) onChange(seq);
    };
    return this.ask((remote) => remote.open(options, proxy(notify)));
  }

  /**
   * Asks the worker. Throws a TypeError when a value cannot be sent: reactive state was handed
   * over in place of plain data, which is a bug of the caller.
   */
  ask<T>(question: (remote: Remote<HostApi>) => Promise<Result<T>>): Promise<LinkAnswer<T>> {
    if (this.#ended) return Promise.resolve({ ended: this.#ended });
    return new Promise((resolve, reject) => {
      const endedFirst = (ended: LinkEnd): void => {
        resolve({ ended });
      };
      this.#waiting.add(endedFirst);
      question(this.#remote)
        .then(
          (result) => {
            resolve({ result });
          },
          (error: unknown) => {
            if (isCloneError(error)) {
              reject(new TypeError('only plain data can go to the worker; send a snapshot'));
            } else resolve({ result: fail('worker/crashed') });
          },
        )
        .finally(() => this.#waiting.delete(endedFirst));
    });
  }

  /** Ends the worker; all that wait are told. */
  end(end: LinkEnd): void {
    if (this.#ended) return;
    this.#ended = end;
    this.#worker.terminate();
    for (const tell of this.#waiting) tell(end);
    this.#waiting.clear();
    this.#onEnd(end);
  }
}

function isCloneError(error: unknown): boolean {
  return error instanceof Error || error instanceof DOMException
    ? error.name === 'DataCloneError'
    : false;
}
