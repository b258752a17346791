import { ok } from '#lib/domain/result.ts';
import { type Dataset, writeDataset } from '#lib/formats/dataset.ts';
import type { Car } from '#lib/domain/car.ts';
import type { Command } from '#cli/command.ts';
import { readDataInput } from '#cli/dataset-input.ts';
import { chosenCar } from '#cli/filters.ts';
import { isInput } from '#cli/output.ts';
import { failed, misused } from '#cli/refusal.ts';

/** What belongs to one car: places, tariffs and settings belong to all. */
function datasetOfCar(dataset: Dataset, car: Car | undefined): Dataset {
  if (!car) return dataset;
  const sessions = dataset.sessions.filter(({ carId }) => carId === car.id);
  return { ...dataset, cars: [car], sessions };
}

/** Prints a vault as the plain data set that other commands read. */
export const datasetDump: Command = {
  name: 'dataset-dump',
  summary: 'all data of a vault as one plain JSON file',
  details: [
    'Prints {"format":"plugtrack-dataset",…}, which every --dataset reads. It is not encrypted.',
    'With --to FILE it goes there, and standard output has {"ok":true,"file":…}.',
  ],
  options: ['vault', 'car', 'to', 'passphrase-file'],
  required: ['vault'],
  wording: { to: { value: 'FILE|-', about: 'the file to write; - is standard output' } },
  examples: [
    'dataset-dump --vault home.zip --passphrase-file secret.txt --to copy.json',
    'dataset-dump --vault home.zip --passphrase-file secret.txt --car Leaf',
  ],
  run: async (call) => {
    const { given, world } = call;
    const to = given.get('to') ?? '-';
    if (to !== '-' && isInput(given, to)) return misused(`--to would replace the data: ${to}`);
    const input = await readDataInput(call);
    if (!input.ok) return input;
    const { dataset, isPartial } = input.value;
    const car = chosenCar(given, dataset.cars);
    if (!car.ok) return car;
    const text = writeDataset(datasetOfCar(dataset, car.value));
    if (to === '-') {
      // On one line or indented, as all documents are.
      return ok({ output: { kind: 'document', value: JSON.parse(text) as unknown }, isPartial });
    }
    if (!(await world.write(to, text))) {
      return failed('cli/not_written', `The file could not be written: ${to}`, { file: to });
    }
    const value = { ok: !isPartial, file: to, sessions: dataset.sessions.length };
    return ok({ output: { kind: 'document', value }, isPartial });
  },
};
