import type { Undone } from '#lib/app/facts.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ImportReport } from '#lib/formats/csv/report.ts';
import type {
  CommitRequest,
  ExportedFile,
  ExportFormat,
  ImportPreview,
  ListAnswer,
  ListWindow,
  PreviewRequest,
  Progress,
  SessionQuery,
} from './api.ts';

/** The database a worker is to open: the one that its page sees. */
export interface HostOptions {
  readonly profileId: string;
  readonly generation: string;
}

type OnProgress = (progress: Progress) => void;

/** What the worker answers to its page. Functions arrive as proxies; all else is plain data. */
export interface HostApi {
  /** To be called first. Fails as the database does (`db/closed` …). */
  open(options: HostOptions, onChange: (seq: number) => void): Promise<Result<void>>;
  list(query: SessionQuery): Promise<Result<ListAnswer>>;
  window(query: SessionQuery, offset: number, limit: number): Promise<Result<ListWindow>>;
  ids(query: SessionQuery): Promise<Result<readonly string[]>>;
  exportSessions(query: SessionQuery, format: ExportFormat): Promise<Result<ExportedFile>>;
  previewImport(
    request: PreviewRequest,
    today: string,
    onProgress: OnProgress,
  ): Promise<Result<ImportPreview>>;
  previewRows(
    previewId: string,
    list: 'sessions' | 'rejected' | 'skipped' | 'warnings',
    offset: number,
    limit: number,
  ): Promise<Result<readonly unknown[]>>;
  commitImport(request: CommitRequest, onProgress: OnProgress): Promise<Result<ImportReport>>;
  undoImport(importId: string, commandId: string): Promise<Result<Undone>>;
  /** Asks a running commit to stop; it then takes back what it wrote. */
  cancelCommit(): Promise<void>;
  rebuild(onProgress: OnProgress): Promise<Result<void>>;
}
