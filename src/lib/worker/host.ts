import { expose } from 'comlink';
import { isConnectionLoss, storageFailure } from '#lib/db/failure.ts';
import { openEngineSource } from '#lib/db/engine-source.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { EngineService } from './engine-service.ts';
import { exclusiveLock } from './exclusive-lock.ts';
import { guarded } from './guarded.ts';
import type { HostApi, HostOptions } from './api.ts';

let service: EngineService | undefined;

async function openService(options: HostOptions): Promise<Result<EngineService>> {
  // Not every browser has it; rules about dates need it before the first row is looked at.
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
  const source = await openEngineSource({
    ...options,
    engine: { indexedDB, IDBKeyRange },
    now: () => Date.now(),
  });
  if (!source.ok) return source;
  const lockName = `plugtrack-${options.profileId}`;
  const now = (): number => performance.now();
  return ok(
    new EngineService({
      source: source.value,
      exclusiveDerived: exclusiveLock(`${lockName}-derived`, { takesOver: true, now }),
      exclusiveJobs: exclusiveLock(`${lockName}-jobs`, { takesOver: false, now }),
      schedule: (work, delayMs) => {
        const timer = setTimeout(work, delayMs);
        return () => {
          clearTimeout(timer);
        };
      },
      today: options.today,
      newId: () => crypto.randomUUID(),
      knownFailure: (error) => (isConnectionLoss(error) ? storageFailure(error).error : undefined),
    }),
  );
}

function ask<T>(question: (open: EngineService) => Promise<Result<T>>): Promise<Result<T>> {
  return service ? question(service) : Promise.resolve(fail('worker/not_open'));
}

const api: HostApi = {
  open: (options, onChange) =>
    guarded(async () => {
      const opened = await openService(options);
      if (!opened.ok) return opened;
      service = opened.value;
      service.onChange(onChange);
      return service.start();
    }),
  list: (query) => ask((open) => open.list(query)),
  window: (query, offset, limit) => ask((open) => open.window(query, offset, limit)),
  ids: (query) => ask((open) => open.ids(query)),
  session: (id, today) => ask((open) => open.session(id, today)),
  plannerCar: (carId, today) => ask((open) => open.plannerCar(carId, today)),
  car: (carId, today) => ask((open) => open.car(carId, today)),
  places: (today) => ask((open) => open.places(today)),
  lookAt: (today) => ask((open) => open.lookAt(today)),
  exportSessions: (query, request, today, onProgress) =>
    ask((open) => open.exportSessions(query, request, today, onProgress)),
  previewImport: (request, today, onProgress) =>
    ask((open) => open.previewImport(request, today, onProgress)),
  previewRows: (previewId, list, offset, limit) =>
    ask((open) => open.previewRows(previewId, list, offset, limit)),
  commitImport: (request, onProgress) => ask((open) => open.commitImport(request, onProgress)),
  undoImport: (importId, commandId) => ask((open) => open.undoImport(importId, commandId)),
  previewReprice: (scope, onProgress) => ask((open) => open.previewReprice(scope, onProgress)),
  repriceRows: (previewId, list, offset, limit) =>
    ask((open) => open.repriceRows(previewId, list, offset, limit)),
  reprice: (request, onProgress) => ask((open) => open.reprice(request, onProgress)),
  undoReprice: (jobId, commandId) => ask((open) => open.undoReprice(jobId, commandId)),
  cancelCommit: () => {
    service?.cancelCommit();
    return Promise.resolve();
  },
  rebuild: (onProgress) => ask((open) => open.rebuild(onProgress)),
};

// At once, before anything is waited for: a message that comes earlier would be lost.
expose(api);
