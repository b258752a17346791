import type { EngineSource } from '#lib/app/engine-source.ts';
import type { Undone } from '#lib/app/facts.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { RepricingRow } from '#lib/domain/repricing-preview.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { ImportReport } from '#lib/formats/csv/report.ts';
import type {
  CarAnswer,
  CommitRequest,
  ExportedFile,
  ExportRequest,
  ImportPreview,
  ListAnswer,
  ListWindow,
  PlacesAnswer,
  PlannerCarAnswer,
  PreviewRequest,
  Progress,
  Repriced,
  RepriceList,
  RepricePreview,
  RepriceRequest,
  RepriceScope,
  SessionInsight,
  SessionQuery,
} from './api.ts';
import type { Schedule } from './engine/derived-value.ts';
import type { Exclusive } from './engine/derived-writer.ts';
import { Engine } from './engine/engine.ts';
import { guarded, type KnownFailure } from './guarded.ts';
import { exportSessions } from './jobs/export-job.ts';
import { ImportJob } from './jobs/import-job.ts';
import { RepriceJob } from './jobs/reprice-job.ts';
import { repriceScope } from './jobs/reprice-scope.ts';
import { takeBackUnfinished } from './jobs/take-back.ts';
import { undoImport } from './jobs/undo-import.ts';

interface ServiceParts {
  readonly source: EngineSource;
  /** One tab at a time writes derived values, and one runs jobs that write facts. */
  readonly exclusiveDerived: Exclusive;
  readonly exclusiveJobs: Exclusive;
  readonly schedule: Schedule;
  readonly today: LocalDate;
  readonly newId: () => string;
  readonly knownFailure?: KnownFailure;
}

type OnProgress = (progress: Progress) => void;

/** All answers of the worker. None of them throws. The same in a worker and in Node. */
export class EngineService {
  readonly #parts: ServiceParts;
  readonly #engine: Engine;
  readonly #imports: ImportJob;
  readonly #repricing: RepriceJob;
  #started: Promise<void> | undefined;
  #recovery: Promise<unknown> = Promise.resolve();

  constructor(parts: ServiceParts) {
    const { source, exclusiveDerived: exclusive, schedule, today, newId } = parts;
    this.#parts = parts;
    this.#engine = new Engine({ source, exclusive, schedule, today });
    this.#imports = new ImportJob({ source, newId });
    this.#repricing = new RepriceJob({ source, newId });
  }

  /** Loads the sessions and takes back jobs that were cut off, unless another tab is at it. */
  start(): Promise<Result<void>> {
    return this.#guarded(async () => {
      await this.#ready();
      return ok();
    });
  }

  stop(): void {
    this.#engine.stop();
  }

  onChange(listener: (seq: number) => void): () => void {
    return this.#engine.onChange(listener);
  }

  list(query: SessionQuery): Promise<Result<ListAnswer>> {
    return this.#asked(() => this.#engine.list(query));
  }

  window(query: SessionQuery, offset: number, limit: number): Promise<Result<ListWindow>> {
    return this.#asked(() => this.#engine.window(query, offset, limit));
  }

  ids(query: SessionQuery): Promise<Result<readonly string[]>> {
    return this.#asked(() => this.#engine.ids(query));
  }

  session(id: string, today: LocalDate): Promise<Result<SessionInsight>> {
    return this.#guarded(async () => {
      await this.#ready();
      return this.#engine.session(id, today);
    });
  }

  plannerCar(carId: string, today: LocalDate): Promise<Result<PlannerCarAnswer>> {
    return this.#guarded(async () => {
      await this.#ready();
      return this.#engine.plannerCar(carId, today);
    });
  }

  car(carId: string, today: LocalDate): Promise<Result<CarAnswer>> {
    return this.#guarded(async () => {
      await this.#ready();
      return this.#engine.car(carId, today);
    });
  }

  places(today: LocalDate): Promise<Result<PlacesAnswer>> {
    return this.#asked(() => this.#engine.places(today));
  }

  lookAt(today: LocalDate): Promise<Result<void>> {
    return this.#asked(() => this.#engine.lookAt(today));
  }

  exportSessions(
    query: SessionQuery,
    request: ExportRequest,
    today: LocalDate,
    onProgress: OnProgress,
  ): Promise<Result<ExportedFile>> {
    return this.#guarded(async () => {
      await this.#ready();
      const ids = await this.#engine.ids({ ...query, sort: 'date', descending: false });
      const metricsOf = this.#engine.metricsLookup(today);
      const { source } = this.#parts;
      return exportSessions({ source, metricsOf, today }, ids, request, onProgress);
    });
  }

  rebuild(onProgress: OnProgress): Promise<Result<void>> {
    return this.#asked(() => this.#engine.rebuild(onProgress));
  }

  previewImport(
    request: PreviewRequest,
    today: LocalDate,
    onProgress: OnProgress,
  ): Promise<Result<ImportPreview>> {
    return this.#guarded(async () => {
      // What a cut-off import left must not be taken for what is there.
      await this.#ready();
      await this.#recovery;
      return this.#imports.preview(request, today, onProgress);
    });
  }

  previewRows(
    previewId: string,
    list: 'sessions' | 'rejected' | 'skipped' | 'warnings',
    offset: number,
    limit: number,
  ): Promise<Result<readonly unknown[]>> {
    return this.#guarded(() => this.#imports.rows(previewId, list, offset, limit));
  }

  commitImport(request: CommitRequest, onProgress: OnProgress): Promise<Result<ImportReport>> {
    return this.#alone(() => this.#imports.commit(request, onProgress));
  }

  undoImport(importId: string, commandId: string): Promise<Result<Undone>> {
    return this.#alone(() => undoImport(this.#parts.source, importId, commandId));
  }

  previewReprice(scope: RepriceScope, onProgress: OnProgress): Promise<Result<RepricePreview>> {
    return this.#guarded(async () => {
      await this.#ready();
      await this.#recovery;
      const search = repriceScope(scope, await this.#parts.source.context());
      if (!search.ok) return search;
      const query = { ...search.value.filter, sort: 'date', descending: true } as const;
      const listed = await this.#engine.ids(query);
      return this.#repricing.preview(listed, search.value, onProgress);
    });
  }

  repriceRows(
    previewId: string,
    list: RepriceList,
    offset: number,
    limit: number,
  ): Promise<Result<readonly RepricingRow[]>> {
    return this.#guarded(() => this.#repricing.rows(previewId, list, offset, limit));
  }

  reprice(request: RepriceRequest, onProgress: OnProgress): Promise<Result<Repriced>> {
    return this.#alone(() => this.#repricing.commit(request, onProgress), fail('reprice/busy'));
  }

  undoReprice(jobId: string, commandId: string): Promise<Result<Undone>> {
    return this.#alone(() => this.#repricing.undo(jobId, commandId), fail('reprice/busy'));
  }

  cancelCommit(): void {
    this.#imports.cancel();
    this.#repricing.cancel();
  }

  #ready(): Promise<void> {
    this.#started ??= this.#start().catch((error: unknown) => {
      this.#started = undefined;
      throw error;
    });
    return this.#started;
  }

  async #start(): Promise<void> {
    await this.#engine.start();
    // Not waited for: lists are right at every moment of it.
    this.#recovery = this.#guarded(async () => {
      await this.#engine.during(() =>
        this.#parts.exclusiveJobs(async () => {
          await takeBackUnfinished(this.#parts.source);
        }),
      );
      return ok();
    });
  }

  #asked<T>(work: () => Promise<T>): Promise<Result<T>> {
    return this.#guarded(async () => {
      await this.#ready();
      return ok(await work());
    });
  }

  /** Runs a job that writes facts; fails as `busy` when another tab runs one. */
  #alone<T>(
    work: () => Promise<Result<T>>,
    busy: Result<never> = fail('import/busy'),
  ): Promise<Result<T>> {
    return this.#guarded(async () => {
      await this.#ready();
      await this.#recovery;
      let result: Result<T> = busy;
      await this.#engine.during(() =>
        this.#parts.exclusiveJobs(async () => {
          const back = await takeBackUnfinished(this.#parts.source);
          result = back.ok ? await work() : back;
        }),
      );
      return result;
    });
  }

  #guarded<T>(work: () => Promise<Result<T>> | Result<T>): Promise<Result<T>> {
    return guarded(work, this.#parts.knownFailure);
  }
}
