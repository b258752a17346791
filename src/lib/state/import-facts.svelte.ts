import type { ImportBatch, SavedMapping } from '#lib/app/facts.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import { type ImportFacts } from './import-flow.svelte.ts';
import { live } from './live.svelte.ts';

/** What the import screen needs to know of what is here already. */
export interface ImportScreenFacts extends ImportFacts {
  readonly imports: readonly ImportBatch[];
  readonly mappings: readonly SavedMapping[];
}

/** Cars, settings, earlier imports and saved mappings, following the facts. */
export function useImportFacts(): { readonly current: ImportScreenFacts | undefined } {
  return live<ImportScreenFacts>(() => async (read) => {
    const [cars, settingRows, imports, mappings] = await Promise.all([
      read.all('cars'),
      read.all('settings'),
      read.all('imports'),
      read.all('mappings'),
    ]);
    const { settings } = readSettings(settingRows);
    return {
      cars: cars.toSorted((a, b) => Number(a.archived) - Number(b.archived)),
      settings,
      imports,
      mappings,
    };
  });
}
