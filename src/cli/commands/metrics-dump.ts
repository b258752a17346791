import { compareSessions } from '#lib/domain/order.ts';
import { ok } from '#lib/domain/result.ts';
import { sessionMetrics } from '#lib/domain/metrics/metrics-of.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import type { Command } from '#cli/command.ts';
import { readDataInput } from '#cli/dataset-input.ts';
import { chosenCar, sessionFilter } from '#cli/filters.ts';

/** The figures of every completed session. */
export const metricsDump: Command = {
  name: 'metrics-dump',
  summary: 'the figures of every completed session',
  details: [
    'Prints {"format":"plugtrack-metrics",…,"sessions":{ID: figures}} in session order.',
    'Filters choose what is printed; all sessions enter the figures. Unknown figures are absent.',
  ],
  options: ['vault', 'dataset', 'car', 'session', 'from', 'to-date', 'passphrase-file'],
  required: [],
  oneOf: ['vault', 'dataset'],
  examples: [
    'metrics-dump --vault home.zip --passphrase-file secret.txt',
    'metrics-dump --dataset copy.json --today 2026-07-01',
    'metrics-dump --dataset copy.json --car Leaf --from 2026-01-01 --to-date 2026-03-31 --pretty',
    "metrics-dump --dataset - < copy.json | jq '.sessions[].chips'",
  ],
  run: async (call) => {
    const { given, notes } = call;
    const input = await readDataInput(call);
    if (!input.ok) return input;
    const { dataset, isPartial } = input.value;
    const car = chosenCar(given, dataset.cars);
    if (!car.ok) return car;
    const isWanted = sessionFilter(given, car.value);
    const wanted = dataset.sessions
      .filter((session) => session.status === 'completed' && isWanted(session))
      .sort(compareSessions);
    if (wanted.length === 0) notes.warn('no completed session to show');
    const diary = diaryOf(dataset);
    const metrics: [string, SessionMetrics][] = [];
    for (const { id, carId } of wanted) {
      const book = diary.books.get(carId);
      if (book) metrics.push([id, sessionMetrics(diary, book, book.log.indexOf(id))]);
    }
    const value = {
      format: 'plugtrack-metrics',
      version: 1,
      today: dataset.today,
      sessions: Object.fromEntries(metrics),
    };
    return ok({ output: { kind: 'document', value }, isPartial });
  },
};
