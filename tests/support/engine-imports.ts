import { readFile } from 'node:fs/promises';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { ImportOptions } from '#lib/formats/csv/report.ts';
import type { CommitRequest, ImportPreview, PreviewRequest, Progress } from '#lib/worker/api.ts';
import { EngineService } from '#lib/worker/engine-service.ts';
import type { EngineSource } from '#lib/app/engine-source.ts';

const SAMPLES = new URL('../fixtures/samples/', import.meta.url);
const OPTIONS: ImportOptions = { timeZone: 'Europe/London', currency: 'GBP' };
const HEADERS =
  'date,odometer,charge_type,charge_delivered_kwh,cost_per_kwh,total_cost_gbp,location_label,notes';

let ids = 0;

/** A service as the worker runs it, with no other tab around. */
function serviceOf(source: EngineSource): EngineService {
  const alone = async (work: () => Promise<void>): Promise<boolean> => {
    await work();
    return true;
  };
  return new EngineService({
    source,
    exclusiveDerived: alone,
    exclusiveJobs: alone,
    schedule: () => () => undefined,
    today: '2026-06-30',
    newId: () => `preview-${(ids += 1)}`,
  });
}

/** A file of the classic program. */
export function classicFile(...lines: string[]): Blob {
  return new Blob([[HEADERS, ...lines].join('\n')]);
}

export async function sampleFile(name: string): Promise<Blob> {
  return new Blob([new Uint8Array(await readFile(new URL(name, SAMPLES)))]);
}

/** One import from preview to result, as a person goes through it. */
export class Importer {
  readonly service: EngineService;

  constructor(source: EngineSource) {
    this.service = serviceOf(source);
  }

  async preview(file: Blob, more: Partial<PreviewRequest> = {}): Promise<ImportPreview> {
    const request = { file, fileName: 'file.csv', options: OPTIONS, car: { id: 'c1' }, ...more };
    const none = (): void => undefined;
    return valueOrThrow(await this.service.previewImport(request, '2026-06-30', none));
  }

  commit(
    { previewId }: Pick<ImportPreview, 'previewId'>,
    more: Partial<CommitRequest> = {},
    onProgress: (progress: Progress) => void = () => undefined,
  ) {
    const request: CommitRequest = {
      previewId,
      commandId: `import-${(ids += 1)}`,
      probablySame: 'fill',
      includeDeleted: false,
      priceFromTariffs: false,
      ...more,
    };
    return this.service.commitImport(request, onProgress);
  }

  /** Preview and commit; the report of the commit. */
  async run(
    file: Blob,
    request: Partial<PreviewRequest> = {},
    choices: Partial<CommitRequest> = {},
  ) {
    return valueOrThrow(await this.commit(await this.preview(file, request), choices));
  }
}
