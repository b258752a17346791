import type { ReminderStatus } from '#lib/domain/coach/findings.ts';
import { remindersOf } from '#lib/domain/coach/reminders.ts';
import { ok } from '#lib/domain/result.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import type { Command } from '#cli/command.ts';
import { readDataInput } from '#cli/dataset-input.ts';
import { chosenCar } from '#cli/filters.ts';

const DUE: ReadonlySet<ReminderStatus> = new Set(['due', 'overdue', 'critical']);

/** Which cars are to be charged to the full, and when. */
export const remindersRun: Command = {
  name: 'reminders-run',
  summary: 'which cars are to be charged to the full, and when',
  details: [
    'Prints {"format":"plugtrack-reminders",…,"reminders":[…]}, the latest first.',
    'Archived cars and cars without a recommended full charge have no reminder.',
    'A reminder that is due is not a failure: the exit status stays 0.',
  ],
  options: ['vault', 'dataset', 'car', 'due', 'passphrase-file'],
  required: [],
  oneOf: ['vault', 'dataset'],
  examples: [
    'reminders-run --vault home.zip --passphrase-file secret.txt --today 2026-07-01 --quiet',
    'reminders-run --dataset copy.json --due --car Leaf',
  ],
  run: async (call) => {
    const { given } = call;
    const input = await readDataInput(call);
    if (!input.ok) return input;
    const { dataset, isPartial } = input.value;
    const car = chosenCar(given, dataset.cars);
    if (!car.ok) return car;
    const reminders = remindersOf(diaryOf(dataset)).filter(
      ({ carId, status }) =>
        (car.value === undefined || carId === car.value.id) &&
        (!given.has('due') || DUE.has(status)),
    );
    const value = { format: 'plugtrack-reminders', version: 1, today: dataset.today, reminders };
    return ok({ output: { kind: 'document', value }, isPartial });
  },
};
