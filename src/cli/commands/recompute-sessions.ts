import { compareSessions } from '#lib/domain/order.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import { changeVault } from '#cli/change-vault.ts';
import type { Call, Command, Done } from '#cli/command.ts';
import { type DatasetInput, inputOfVault } from '#cli/dataset-input.ts';
import { chosenCar } from '#cli/filters.ts';
import { failed, type Refusal } from '#cli/refusal.ts';
import { repricingsIn, writeRepricings } from '#cli/repricings.ts';
import { metricsLookup } from '#lib/worker/jobs/dataset-diary.ts';
import { readVaultInput, type VaultFile } from '#cli/vault-file.ts';

/** Which sessions are meant. Fails with `session/not_found` and `cli/car_unknown`. */
function wantedSessions(call: Call, dataset: Dataset): Result<readonly Session[], Refusal> {
  const { given } = call;
  const car = chosenCar(given, dataset.cars);
  if (!car.ok) return car;
  const id = given.get('session');
  const wanted = dataset.sessions.filter(
    (session) =>
      session.status === 'completed' &&
      (car.value === undefined || session.carId === car.value.id) &&
      (id === undefined || session.id === id),
  );
  if (id !== undefined && wanted.length === 0) {
    return failed('session/not_found', `There is no such session: ${id}`, { session: id });
  }
  return ok([...wanted].sort(compareSessions));
}

/** A figure of its own, not one that is taken over from the car's history or settings. */
function hasOwnEfficiency(metrics: SessionMetrics | undefined): boolean {
  return metrics?.efficiency?.source === 'measured';
}

function rowOf({ id, localDate }: Session, metrics: SessionMetrics | undefined) {
  const { efficiency, costPerMileMicros, chargingEfficiency } = metrics ?? {};
  return {
    id,
    localDate,
    ...(efficiency && { drivingMPerWh: efficiency.drivingMPerWh }),
    ...(costPerMileMicros !== undefined && { costPerMileMicros }),
    ...(chargingEfficiency && { chargingEfficiency }),
    ...(efficiency && { confidence: efficiency.confidence }),
  };
}

function reportOf(
  call: Call,
  { dataset, isPartial }: DatasetInput,
  written: number,
): Result<Done, Refusal> {
  const sessions = wantedSessions(call, dataset);
  if (!sessions.ok) return sessions;
  const metricsOf = metricsLookup(dataset);
  const rows = sessions.value.map((session) => ({ session, metrics: metricsOf(session.id) }));
  const count = (fits: (metrics: SessionMetrics) => boolean): number =>
    rows.filter(({ metrics }) => metrics && fits(metrics)).length;
  const value = {
    ok: !isPartial,
    total: rows.length,
    computed: count(() => true),
    withEfficiency: count(({ efficiency }) => efficiency !== undefined),
    withCost: count(({ totalCostMicros }) => totalCostMicros !== undefined),
    pending: rows.filter(({ metrics }) => !hasOwnEfficiency(metrics)).length,
    ...(!call.given.has('summary') && {
      sessions: rows.map(({ session, metrics }) => rowOf(session, metrics)),
    }),
    written,
  };
  return ok({ output: { kind: 'document', value }, isPartial });
}

async function force(call: Call): Promise<Result<Done, Refusal>> {
  return changeVault(call, async (vault) => {
    const before = inputOfVault(call, vault);
    const sessions = wantedSessions(call, before.dataset);
    if (!sessions.ok) return sessions;
    const ids = new Set(sessions.value.map(({ id }) => id));
    const repricings = repricingsIn(
      before.dataset,
      ({ id, cost }) => cost === undefined && ids.has(id),
    );
    const written = await writeRepricings(call, vault, repricings);
    if (!written.ok) return written;
    const costs = new Map(
      [...repricings].flatMap(([id, repricing]) =>
        'cost' in repricing ? [[id, repricing.cost] as const] : [],
      ),
    );
    const dataset = {
      ...before.dataset,
      sessions: before.dataset.sessions.map((session) => {
        const cost = costs.get(session.id);
        return cost ? { ...session, cost } : session;
      }),
    };
    return reportOf(call, { ...before, dataset }, written.value);
  });
}

/** Computes the figures of sessions and sums up what is known. */
export const recomputeSessions: Command = {
  name: 'recompute-sessions',
  summary: 'compute the figures of sessions and say how many are known',
  details: [
    'Prints {"ok","total","computed","withEfficiency","withCost","pending","sessions","written"}.',
    'A vault stores no figures: they are always computed from what was entered. With --force costs',
    'that are unknown are worked out and written; typed and frozen ones never change.',
  ],
  options: ['vault', 'session', 'car', 'force', 'summary', 'passphrase-file'],
  required: ['vault'],
  wording: { force: { about: 'work out the costs that are unknown, and write them' } },
  examples: [
    'recompute-sessions --vault home.zip --summary --passphrase-file secret.txt',
    'recompute-sessions --vault home.zip --car Leaf --force --passphrase-file secret.txt',
  ],
  run: async (call) => {
    if (call.given.has('force')) return force(call);
    const vault: Result<VaultFile, Refusal> = await readVaultInput(call);
    return vault.ok ? reportOf(call, inputOfVault(call, vault.value), 0) : vault;
  },
};
