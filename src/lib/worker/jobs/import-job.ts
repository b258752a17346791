import type { EngineSource } from '#lib/app/engine-source.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { ImportReport } from '#lib/formats/csv/report.ts';
import type { CommitRequest, ImportPreview, PreviewRequest, Progress } from '#lib/worker/api.ts';
import { draftPricing } from './draft-pricing.ts';
import { commitImport, type ImportWork } from './import-commit.ts';
import { planWrites, type SessionWrite } from './import-plan.ts';
import {
  matchImport,
  type PreparedImport,
  prepareImport,
  reportedSessions,
  shortReport,
} from './prepare-import.ts';
import { UndoJournal } from './undo-journal.ts';
import { unknownFormatPreview } from './unknown-format.ts';

interface ImportJobParts {
  readonly source: EngineSource;
  /** A new random id. */
  readonly newId: () => string;
}

type OnProgress = (progress: Progress) => void;
type PreviewList = 'sessions' | 'rejected' | 'skipped' | 'warnings';

/** One import at a time: reads a file, keeps its preview, and writes it when asked. */
export class ImportJob {
  readonly #parts: ImportJobParts;
  #prepared: (PreparedImport & { readonly previewId: string }) | undefined;
  #cancelled = false;

  constructor(parts: ImportJobParts) {
    this.#parts = parts;
  }

  /** Asks a running commit to stop at the next chunk and to take back what it wrote. */
  cancel(): void {
    this.#cancelled = true;
  }

  async preview(
    request: PreviewRequest,
    today: string,
    onProgress: OnProgress,
  ): Promise<Result<ImportPreview>> {
    // One preview is kept: two large files would not fit into a phone's memory.
    this.#prepared = undefined;
    const prepared = await prepareImport(this.#parts.source, request, {
      today,
      onProgress: (done, total) => {
        onProgress({ phase: 'read', done, total });
      },
    });
    if (!prepared.ok) {
      const isUnknown = prepared.error.code === 'import/unknown_format';
      const table = isUnknown && (await unknownFormatPreview(request, this.#parts.newId()));
      return table ? ok(table) : prepared;
    }
    const previewId = this.#parts.newId();
    this.#prepared = { ...prepared.value, previewId };
    const { reading, report } = prepared.value;
    return ok({
      previewId,
      report,
      headers: reading.table.headers,
      samples: reading.table.records,
      sourceCars: reading.sourceCars.map(({ name }) => name),
    });
  }

  /** A part of a list of the preview. Fails with `import/preview_gone`. */
  rows(
    previewId: string,
    list: PreviewList,
    offset: number,
    limit: number,
  ): Result<readonly unknown[]> {
    if (this.#prepared?.previewId !== previewId) return fail('import/preview_gone');
    if (list === 'sessions') return ok(reportedSessions(this.#prepared, offset, limit));
    return ok(this.#prepared.reading[list].slice(offset, offset + limit));
  }

  /**
   * Writes a preview. The same command again answers as it did the first time. Fails with
   * `import/preview_gone`, `import/questions_open`, `import/choose_car`, `import/cancelled`, or as
   * the storage does; then nothing of it remains.
   */
  async commit(request: CommitRequest, onProgress: OnProgress): Promise<Result<ImportReport>> {
    this.#cancelled = false;
    const { source } = this.#parts;
    const journal = new UndoJournal(source);
    const earlier = await journal.read(request.commandId);
    if (earlier?.header.state === 'done') return ok(earlier.header.answer as ImportReport);
    if (earlier) return fail('import/cancelled');
    if (this.#prepared?.previewId !== request.previewId) return fail('import/preview_gone');
    const prepared = await this.#upToDate(this.#prepared);
    const refused = refusal(prepared);
    if (refused) return refused;

    const work = await this.#workOf(prepared, request);
    // A file that brings nothing new leaves no trace, not even an import to undo.
    if (work.writes.length === 0) return ok(this.#reportOf(prepared));
    const committed = await commitImport(source, work, {
      isCancelled: () => this.#cancelled,
      onProgress,
    });
    if (!committed.ok) return committed;
    const report = this.#reportOf(prepared, work.importId);
    await journal.putHeader(work.importId, { state: 'done', answer: report });
    this.#prepared = undefined;
    return ok(report);
  }

  /** Matches again when facts were changed since the preview. */
  async #upToDate(
    prepared: PreparedImport & { readonly previewId: string },
  ): Promise<PreparedImport> {
    const seq = await this.#parts.source.seq();
    if (seq === prepared.seq) return prepared;
    const { request, reading, cars, previewId } = prepared;
    const again = await matchImport(this.#parts.source, request, reading, cars);
    this.#prepared = { ...again, previewId };
    return again;
  }

  async #workOf(prepared: PreparedImport, request: CommitRequest): Promise<ImportWork> {
    const { reading, matches, existing, cars } = prepared;
    const price = request.priceFromTariffs
      ? draftPricing(await this.#parts.source.context())
      : undefined;
    const byId = new Map<string, Session>();
    const trashed = new Set<string>();
    for (const { session, deleted } of existing.sessions) {
      byId.set(session.id, session);
      if (deleted) trashed.add(session.id);
    }
    const rows = reading.drafts.flatMap((draft, at) => {
      const match = matches[at];
      return match ? [{ draft, match }] : [];
    });
    const writes: SessionWrite[] = planWrites(
      rows,
      { byId, trashed, purged: existing.purged },
      {
        probablySame: request.probablySame,
        includeDeleted: request.includeDeleted,
        ...(price && { price }),
      },
    );
    const { file, fileName } = prepared.request;
    const usedCars = new Set(matches.map(({ carId }) => carId));
    return {
      importId: request.commandId,
      batch: {
        profile: reading.profile,
        fileName,
        fileSha256: await sha256(file),
        fileBytes: file.size,
        options: { ...reading.options },
        counts: { ...prepared.report.counts },
      },
      newCars: cars.newCars.filter(({ id }) => usedCars.has(id)),
      writes,
      current: byId,
    };
  }

  #reportOf(prepared: PreparedImport, importId?: string): ImportReport {
    const { reading, matches, request } = prepared;
    return shortReport(reading, matches, {
      file: request.fileName,
      dryRun: false,
      ...(importId !== undefined && { importId }),
    });
  }
}

/** Why a preview cannot be committed yet. */
function refusal({ reading, matches }: PreparedImport): Result<never> | undefined {
  const [question] = reading.questions;
  if (question) return fail('import/questions_open', { details: { question: question.code } });
  if (matches.some(({ carId }) => carId === undefined)) return fail('import/choose_car');
  return undefined;
}

async function sha256(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
