import { proxy, type Remote, wrap } from 'comlink';
import type { OnBackupProgress } from '#lib/app/backups-port.ts';
import { fail, type Result } from '#lib/domain/result.ts';
import type {
  BackupClient,
  BackupHostApi,
  BackupHostOptions,
  VerifyFresh,
} from '#lib/worker/backup-api.ts';
import type { EngineWorker } from './worker-link.ts';

interface BackupClientParts {
  /** Address of the worker's script, already trusted. */
  readonly workerUrl: string;
  /** What the worker is told; absent while there is no database. */
  readonly options: () => Promise<BackupHostOptions | undefined>;
  /** Starts a worker; by default the script at `workerUrl` as a module. */
  readonly startWorker?: (url: string) => EngineWorker;
}

type Question<T> = (remote: Remote<BackupHostApi>) => Promise<Result<T>>;

const CANCELLED = 'backup/cancelled';
const CRASHED = 'worker/crashed';

/**
 * Backup and restore behind workers of their own: one for each job, which ends with it. So
 * cancelling is ending, the memory of a large file is given back, and what reads a written file
 * has never seen it before.
 */
export function createBackupClient(parts: BackupClientParts): BackupClient {
  const running = new Set<(code: string) => void>();

  const inWorker = <T>(question: Question<T>): Promise<Result<T>> =>
    new Promise((resolve) => {
      let worker: EngineWorker;
      try {
        worker = (parts.startWorker ?? startModuleWorker)(parts.workerUrl);
      } catch {
        resolve(fail(CRASHED));
        return;
      }
      const end = (result: Result<T>): void => {
        running.delete(stop);
        worker.terminate();
        resolve(result);
      };
      const stop = (code: string): void => {
        end(fail(code));
      };
      const crash = (event: Event): void => {
        event.preventDefault();
        stop(CRASHED);
      };
      running.add(stop);
      worker.addEventListener('error', crash);
      worker.addEventListener('messageerror', crash);
      question(wrap<BackupHostApi>(worker)).then(end, () => {
        stop(CRASHED);
      });
    });

  const asked = <T>(question: Question<T>): Promise<Result<T>> =>
    inWorker(async (remote) => {
      const options = await parts.options();
      if (!options) return fail('db/closed');
      const opened = await remote.open(options);
      return opened.ok ? question(remote) : opened;
    });

  const progressing = (onProgress: OnBackupProgress) =>
    proxy((progress: Parameters<OnBackupProgress>[0]) => {
      onProgress(progress);
    });
  const verifyFresh: VerifyFresh = (request) => inWorker((remote) => remote.verify(request));

  return {
    write: (request, onProgress) =>
      asked((remote) => remote.write(request, progressing(onProgress))),
    verify: verifyFresh,
    preview: (request, onProgress) =>
      asked((remote) => remote.preview(request, progressing(onProgress))),
    restore: (request, onProgress) =>
      asked((remote) => remote.restore(request, proxy(verifyFresh), progressing(onProgress))),
    takeIn: (request, onProgress) =>
      asked((remote) => remote.takeIn(request, proxy(verifyFresh), progressing(onProgress))),
    undo: (request, onProgress) => asked((remote) => remote.undo(request, progressing(onProgress))),
    applySetAside: (request) => asked((remote) => remote.applySetAside(request)),
    recover: (isTold) => asked((remote) => remote.recover(isTold)),
    safety: (undoId) => asked((remote) => remote.safety(undoId)),
    cancel: () => {
      for (const stop of [...running]) stop(CANCELLED);
      return Promise.resolve();
    },
  };
}

function startModuleWorker(url: string): EngineWorker {
  return new Worker(url, { type: 'module', name: 'backup' });
}
