import {
  costAfter,
  isRepriced,
  type Repricing,
  repricingContext,
  repricingsOf,
} from '#lib/domain/repricing.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import { settingsOf } from '#lib/worker/jobs/dataset-diary.ts';
import { StateSource } from '#lib/worker/jobs/state-source.ts';
import { type HeldVault, saveChange } from './change-vault.ts';
import type { Call } from './command.ts';
import { failure } from './failure-words.ts';
import { addOwnDevice } from './own-device.ts';
import type { Refusal } from './refusal.ts';
import { callNow } from './when.ts';

/** What pricing again would do to each session, by id in session order. */
export type Repricings = ReadonlyMap<string, Repricing>;

/** Prices sessions again by the places, tariffs and settings of their data set. */
export function repricingsIn(
  dataset: Dataset,
  isWanted: (session: Session) => boolean,
): Repricings {
  const { places, tariffs, sessions } = dataset;
  const context = repricingContext({ places, tariffs, settings: settingsOf(dataset) });
  return repricingsOf(sessions.filter(isWanted), context);
}

/** Writes the costs that changed into the vault. Returns how many. */
export async function writeRepricings(
  call: Call,
  vault: HeldVault,
  repricings: Repricings,
): Promise<Result<number, Refusal>> {
  const changed = [...repricings].filter(([, repricing]) => isRepriced(repricing));
  if (changed.length === 0) return ok(0);
  const { deviceId, open } = vault;
  const source = new StateSource(vault.state, {
    deviceId,
    hlc: open.schema.hlc,
    now: callNow(call.given, call.world),
  });
  const written = await source.facts.commit({ id: 'reprice', name: 'reprice' }, async (write) => {
    for (const [id, repricing] of changed) {
      await write.change('sessions', id, { cost: costAfter(repricing) });
    }
    return ok();
  });
  if (!written.ok) return failure(written.error);
  await addOwnDevice(source, deviceId);
  const saved = await saveChange(call, vault, { state: source.state, hlc: source.stamp });
  return saved.ok ? ok(changed.length) : saved;
}
