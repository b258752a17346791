import { ok } from '#lib/domain/result.ts';
import { parseDataset } from '#lib/formats/dataset.ts';
import { plainTables, settingFacts } from './plain-rows.ts';
import type { ReadPlain } from './restore-file.ts';

/** Reads a complete copy (JSON). Rows that break a rule are left out and named. */
export function copyReader({ today }: { readonly today: string }): ReadPlain {
  return async ({ file }, stamp) => {
    const parsed = parseDataset(await file.text(), { today });
    if (!parsed.ok) return parsed;
    const { settings, cars, places, tariffs, sessions, issues } = parsed.value;
    const facts = { cars, places, tariffs, sessions, settings: settingFacts(settings) };
    return ok({
      kind: 'copy',
      warnings: issues.map(({ code, table, id }) => ({ code, table, id })),
      questions: [],
      readTables: plainTables(facts, stamp),
    });
  };
}
