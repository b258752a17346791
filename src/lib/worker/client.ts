import type { Clock } from '#lib/app/ports.ts';
import { fail, type Result } from '#lib/domain/result.ts';
import type { Remote } from 'comlink';
import { proxy } from 'comlink';
import type { EngineClient, HostApi, Progress } from './api.ts';
import { type EngineWorker, type LinkEnd, WorkerLink } from './client/worker-link.ts';

interface EngineClientParts {
  /** Address of the worker's script, already trusted. */
  readonly workerUrl: string;
  readonly profileId: string;
  /** The generation of the open database; absent while there is none. */
  readonly generation: () => string | undefined | Promise<string | undefined>;
  readonly clock: Pick<Clock, 'today'>;
  /** Starts the worker; by default the script at `workerUrl` as a module. */
  readonly startWorker?: (url: string) => EngineWorker;
}

/** A second crash without an answer in between is not tried again. */
const CRASHES_BORNE = 1;
/** A commit that does not hear of its cancelling in time hears of it later. */
const CANCEL_ANSWER_MS = 250;

/** Between the steps in here only: the worker was stopped while it opened. */
const STOPPED = fail('worker/stopped');

type Question<T> = (remote: Remote<HostApi>) => Promise<Result<T>>;
type JobKind = 'preview' | 'commit' | 'undo' | 'export' | 'rebuild';

/** The engine behind a worker, which is started at first use. */
export function createEngineClient(parts: EngineClientParts): EngineClient {
  const client = new Client(parts);
  const progressing = (onProgress: (progress: Progress) => void) =>
    proxy((progress: Progress) => {
      onProgress(progress);
    });
  return {
    list: (query) => client.read((remote) => remote.list(query)),
    window: (query, offset, limit) => client.read((remote) => remote.window(query, offset, limit)),
    ids: (query) => client.read((remote) => remote.ids(query)),
    session: (id) => client.read((remote) => remote.session(id, parts.clock.today())),
    plannerCar: (carId) => client.read((remote) => remote.plannerCar(carId, parts.clock.today())),
    places: () => client.read((remote) => remote.places(parts.clock.today())),
    car: (carId) => client.read((remote) => remote.car(carId, parts.clock.today())),
    lookAt: (today) => client.read((remote) => remote.lookAt(today)),
    onChange: (listener) => client.onChange(listener),
    exportSessions: (query, request, onProgress) =>
      client.job('export', (remote) =>
        remote.exportSessions(query, request, parts.clock.today(), progressing(onProgress)),
      ),
    previewImport: (request, onProgress) =>
      client.job('preview', (remote) =>
        remote.previewImport(request, parts.clock.today(), progressing(onProgress)),
      ),
    previewRows: (previewId, list, offset, limit) =>
      client.read((remote) => remote.previewRows(previewId, list, offset, limit)),
    commitImport: (request, onProgress) =>
      client.job('commit', (remote) => remote.commitImport(request, progressing(onProgress))),
    undoImport: (importId, commandId) =>
      client.job('undo', (remote) => remote.undoImport(importId, commandId)),
    previewReprice: (scope, onProgress) =>
      client.job('preview', (remote) => remote.previewReprice(scope, progressing(onProgress))),
    repriceRows: (previewId, list, offset, limit) =>
      client.read((remote) => remote.repriceRows(previewId, list, offset, limit)),
    reprice: (request, onProgress) =>
      client.job('commit', (remote) => remote.reprice(request, progressing(onProgress))),
    undoReprice: (jobId, commandId) =>
      client.job('undo', (remote) => remote.undoReprice(jobId, commandId)),
    cancel: () => client.cancel(),
    rebuild: (onProgress) =>
      client.job('rebuild', (remote) => remote.rebuild(progressing(onProgress))),
  };
}

class Client {
  readonly #parts: EngineClientParts;
  readonly #listeners = new Set<(seq: number) => void>();
  readonly #jobs = new Set<JobKind>();
  #link: WorkerLink | undefined;
  #opening: Promise<Result<WorkerLink>> | undefined;
  #crashes = 0;

  constructor(parts: EngineClientParts) {
    this.#parts = parts;
  }

  onChange(listener: (seq: number) => void): () => void {
    this.#listeners.add(listener);
    // Roll-ups follow the facts only while a worker runs.
    void this.#opened();
    return () => this.#listeners.delete(listener);
  }

  /** A question that changes nothing: asked again when the worker was stopped under it. */
  async read<T>(question: Question<T>): Promise<Result<T>> {
    const first = await this.#ask(question);
    if ('result' in first) return first.result;
    if (first.ended === 'crashed') return this.#crashed();
    const second = await this.#ask(question);
    return 'result' in second ? second.result : this.#crashed();
  }

  async job<T>(kind: JobKind, question: Question<T>): Promise<Result<T>> {
    this.#jobs.add(kind);
    try {
      const answer = await this.#ask(question);
      if ('result' in answer) return answer.result;
      return answer.ended === 'stopped' ? fail('import/cancelled') : this.#crashed();
    } finally {
      this.#jobs.delete(kind);
    }
  }

  async cancel(): Promise<void> {
    if (this.#jobs.has('commit')) {
      const asked = this.#link?.ask(async (remote) => {
        await remote.cancelCommit();
        return { ok: true, value: undefined };
      });
      const late = new Promise((resolve) => setTimeout(resolve, CANCEL_ANSWER_MS));
      await Promise.race([asked, late]);
      return;
    }
    // One transaction cannot be stopped half-way, and it ends by itself.
    if (this.#jobs.size === 0 || this.#jobs.has('undo')) return;
    this.#link?.end('stopped');
  }

  async #ask<T>(
    question: Question<T>,
  ): Promise<{ readonly result: Result<T> } | { readonly ended: LinkEnd }> {
    const opened = await this.#opened();
    if (!opened.ok) {
      return opened.error.code === STOPPED.error.code ? { ended: 'stopped' } : { result: opened };
    }
    const answer = await opened.value.ask(question);
    if (answer.ended !== undefined) return { ended: answer.ended };
    const crashed = !answer.result.ok && answer.result.error.code === 'worker/crashed';
    if (!crashed) this.#crashes = 0;
    return { result: answer.result };
  }

  #opened(): Promise<Result<WorkerLink>> {
    if (this.#opening) return this.#opening;
    const opening = this.#open().then((opened) => {
      // A failure is not kept: the database may be there at the next question.
      if (!opened.ok && this.#opening === opening) this.#opening = undefined;
      return opened;
    });
    this.#opening = opening;
    return opening;
  }

  async #open(): Promise<Result<WorkerLink>> {
    if (this.#crashes > CRASHES_BORNE) return fail('worker/unavailable');
    const { profileId, workerUrl, clock, startWorker = startModuleWorker } = this.#parts;
    const generation = await this.#parts.generation();
    if (generation === undefined) return fail('db/closed');
    let worker: EngineWorker;
    try {
      worker = startWorker(workerUrl);
    } catch {
      this.#crashes += 1;
      return this.#crashed();
    }
    const link = new WorkerLink(worker, (end) => {
      this.#ended(link, end);
    });
    this.#link = link;
    const options = { profileId, generation, today: clock.today() };
    const answer = await link.open(options, (seq) => {
      for (const listener of this.#listeners) listener(seq);
    });
    if (answer.ended !== undefined) {
      return answer.ended === 'crashed' ? this.#crashed() : STOPPED;
    }
    if (answer.result.ok) return { ok: true, value: link };
    link.end('stopped');
    return answer.result;
  }

  #ended(link: WorkerLink, end: LinkEnd): void {
    if (this.#link !== link) return;
    this.#link = undefined;
    this.#opening = undefined;
    if (end === 'crashed') this.#crashes += 1;
    // Whoever listens wants to go on hearing; without listeners the next question starts it.
    if (end === 'crashed' && this.#listeners.size > 0) void this.#opened();
  }

  #crashed(): Result<never> {
    return fail(this.#crashes > CRASHES_BORNE ? 'worker/unavailable' : 'worker/crashed');
  }
}

function startModuleWorker(url: string): EngineWorker {
  return new Worker(url, { type: 'module', name: 'engine' });
}
