import { analyticsOf } from '#lib/domain/analytics/analytics-of.ts';
import {
  CLASSIC_CSV_COLUMNS,
  classicCsvRows,
  classicGroups,
} from '#lib/domain/analytics/classic.ts';
import type { ScopeChoice } from '#lib/domain/analytics/scope.ts';
import { selectionOf } from '#lib/domain/analytics/selection.ts';
import type { Car } from '#lib/domain/car.ts';
import type { Diary } from '#lib/domain/metrics/diary.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { csvLine, numberCell, textCell } from '#lib/formats/csv/csv-text.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import type { Command, Output } from '#cli/command.ts';
import { readDataInput } from '#cli/dataset-input.ts';
import { chosenCar } from '#cli/filters.ts';
import type { Given } from '#cli/options.ts';
import { misused, type Refusal } from '#cli/refusal.ts';
import { checkOutput, delivered } from '#cli/output.ts';

function choiceOf(given: Given, car: Car | undefined): ScopeChoice {
  const [from, to] = [given.get('from'), given.get('to-date')];
  return {
    ...(car && { carId: car.id }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(given.has('exclude-preconditioned') && { excludePreconditioned: true }),
  };
}

function documentOf(diary: Diary, choice: ScopeChoice): Output {
  const isChosen = Object.keys(choice).length > 0;
  const value = {
    ...analyticsOf(diary),
    ...classicGroups(diary, choice),
    ...(isChosen && { selection: selectionOf(diary, choice) }),
  };
  return { kind: 'document', value };
}

function tableOf(diary: Diary, choice: ScopeChoice): Output {
  const lines = classicCsvRows(diary, choice).map((row) =>
    CLASSIC_CSV_COLUMNS.map((column) => {
      const value = row[column];
      return typeof value === 'number' ? numberCell(value) : textCell(value);
    }),
  );
  return { kind: 'text', text: [CLASSIC_CSV_COLUMNS, ...lines].map(csvLine).join('') };
}

function checkFormat(given: Given): Result<'json' | 'csv', Refusal> {
  const format = given.get('format') ?? 'json';
  if (format === 'json' || format === 'csv') return ok(format);
  return misused(`--format is neither json nor csv: ${format}`);
}

/** Totals and all other figures over more than one session. */
export const analyticsDump: Command = {
  name: 'analytics-dump',
  summary: 'totals, splits, series, achievements and the look back',
  details: [
    'Prints {"format":"plugtrack-analytics",…} with lifetime_totals, best_worst_sessions and',
    'seasonal_averages besides, which use kWh, miles and major units of the currency.',
    'Filters add "selection" and narrow these three; everything else stays over all sessions.',
    'As CSV: one line a car, then one for all. With --output the file is replaced if there.',
  ],
  options: [
    'vault',
    'dataset',
    'car',
    'from',
    'to-date',
    'exclude-preconditioned',
    'format',
    'output',
    'passphrase-file',
  ],
  required: [],
  oneOf: ['vault', 'dataset'],
  examples: [
    'analytics-dump --dataset copy.json --today 2026-07-01 --pretty',
    'analytics-dump --dataset copy.json --from 2026-01-01 --to-date 2026-03-31 --car Leaf',
    'analytics-dump --vault home.zip --passphrase-file secret.txt --format csv --output totals.csv',
  ],
  run: async (call) => {
    const { given } = call;
    const format = checkFormat(given);
    if (!format.ok) return format;
    const target = checkOutput(given);
    if (!target.ok) return target;
    const input = await readDataInput(call);
    if (!input.ok) return input;
    const { dataset, isPartial } = input.value;
    const car = chosenCar(given, dataset.cars);
    if (!car.ok) return car;
    const diary = diaryOf(dataset);
    const choice = choiceOf(given, car.value);
    const output = format.value === 'csv' ? tableOf(diary, choice) : documentOf(diary, choice);
    return delivered({ output, isPartial }, call);
  },
};
