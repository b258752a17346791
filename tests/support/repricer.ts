import type { EngineSource } from '#lib/app/engine-source.ts';
import type { RepricingRow } from '#lib/domain/repricing-preview.ts';
import { type Result, valueOrThrow } from '#lib/domain/result.ts';
import type { EngineService } from '#lib/worker/engine-service.ts';
import type {
  Progress,
  Repriced,
  RepriceList,
  RepricePreview,
  RepriceRequest,
  RepriceScope,
} from '#lib/worker/api.ts';
import { Importer } from './engine-imports.ts';

let commands = 0;

/** Re-pricing from preview to result, as a person goes through it. */
export class Repricer {
  readonly service: EngineService;

  constructor(source: EngineSource) {
    ({ service: this.service } = new Importer(source));
  }

  async look(scope: RepriceScope): Promise<RepricePreview> {
    return valueOrThrow(await this.service.previewReprice(scope, () => undefined));
  }

  async rows(
    { previewId }: RepricePreview,
    list: RepriceList = 'changing',
  ): Promise<readonly RepricingRow[]> {
    return valueOrThrow(await this.service.repriceRows(previewId, list, 0, 1_000_000));
  }

  write(
    { previewId }: RepricePreview,
    more: Partial<RepriceRequest> = {},
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<Result<Repriced>> {
    const commandId = `reprice-${String((commands += 1))}`;
    return this.service.reprice(
      { previewId, commandId, leaveOut: [], keepLosing: false, ...more },
      onProgress,
    );
  }

  undo({ jobId }: Repriced) {
    return this.service.undoReprice(jobId, `undo-${String((commands += 1))}`);
  }
}
