import { ok, type Result } from '#lib/domain/result.ts';
import { changeVault } from '#cli/change-vault.ts';
import type { Call, Command, Done } from '#cli/command.ts';
import { type DatasetInput, inputOfVault, readDataInput } from '#cli/dataset-input.ts';
import { chosenCar, sessionFilter } from '#cli/filters.ts';
import type { Refusal } from '#cli/refusal.ts';
import { type Repricings, repricingsIn, writeRepricings } from '#cli/repricings.ts';

/** The sessions that the options choose, priced again. */
function wantedRepricings({ given }: Call, { dataset }: DatasetInput): Result<Repricings, Refusal> {
  const car = chosenCar(given, dataset.cars);
  if (!car.ok) return car;
  const isWanted = sessionFilter(given, car.value);
  return ok(
    repricingsIn(
      dataset,
      (session) => isWanted(session) && !(given.has('unknown-only') && session.cost !== undefined),
    ),
  );
}

function documentOf(repricings: Repricings, { isPartial }: DatasetInput): Done {
  const value = {
    format: 'plugtrack-repricing',
    version: 1,
    sessions: Object.fromEntries(repricings),
  };
  return { output: { kind: 'document', value }, isPartial };
}

async function preview(call: Call): Promise<Result<Done, Refusal>> {
  const input = await readDataInput(call);
  if (!input.ok) return input;
  const repricings = wantedRepricings(call, input.value);
  return repricings.ok ? ok(documentOf(repricings.value, input.value)) : repricings;
}

/** Works costs out again. */
export const reprice: Command = {
  name: 'reprice',
  summary: 'work out costs again by the places and tariffs as they are now',
  details: [
    'Prints {"format":"plugtrack-repricing",…,"sessions":{ID: what becomes of its cost}}.',
    'Costs that somebody typed stay. In a vault the changes are written, but for --dry-run.',
  ],
  options: [
    'vault',
    'dataset',
    'car',
    'session',
    'from',
    'to-date',
    'unknown-only',
    'dry-run',
    'passphrase-file',
  ],
  required: [],
  oneOf: ['vault', 'dataset'],
  examples: [
    'reprice --vault home.zip --from 2026-01-01 --passphrase-file secret.txt --dry-run',
    'reprice --dataset copy.json --unknown-only --dry-run',
  ],
  run: (call) => {
    if (call.given.has('dry-run') || !call.given.has('vault')) return preview(call);
    return changeVault(call, async (vault) => {
      const input = inputOfVault(call, vault);
      const repricings = wantedRepricings(call, input);
      if (!repricings.ok) return repricings;
      const written = await writeRepricings(call, vault, repricings.value);
      if (!written.ok) return written;
      call.notes.detail(`${String(written.value)} costs changed`);
      return ok(documentOf(repricings.value, input));
    });
  },
};
