import { energyCostMicros } from '#lib/domain/money.ts';
import type { Cost, Session } from '#lib/domain/session.ts';
import { importedSessionId } from '#lib/formats/ids.ts';
import type { Draft, DraftContent, MatchOptions } from './report.ts';

/**
 * The cost as it is saved: a price per kWh becomes a total when the energy is known. Absent when
 * the file says nothing about money.
 */
export function finishDraftCost(content: DraftContent): Cost | undefined {
  const { cost, energyWh } = content;
  if (cost?.basis !== 'typed_price' || cost.totalMicros !== undefined) return cost;
  if (cost.pricePerKwhMicros === undefined || energyWh === undefined) return cost;
  const extra = (cost.lines ?? []).reduce(
    (sum, line) => sum + (line.included ? 0 : line.amountMicros),
    0,
  );
  return { ...cost, totalMicros: energyCostMicros(energyWh, cost.pricePerKwhMicros) + extra };
}

/**
 * The car a draft belongs to: in our own exact file by id, else by exact name; else by the
 * source's word for it, which in our own sheet is the exact name; else the chosen one. Absent: it
 * must be asked.
 */
export function carOfDraft(draft: Draft, options: MatchOptions): string | undefined {
  const { own, sourceCar } = draft;
  if (own) {
    const cars = options.cars ?? [];
    const car =
      cars.find(({ id }) => id === own.carId) ?? cars.find(({ name }) => name === own.carName);
    return car?.id ?? options.carBySource?.[own.carName ?? own.carId] ?? options.carId;
  }
  const chosen =
    sourceCar !== undefined && options.carBySource && Object.hasOwn(options.carBySource, sourceCar)
      ? options.carBySource[sourceCar]
      : undefined;
  const named = draft.sheet && options.cars?.find(({ name }) => name === sourceCar)?.id;
  return chosen ?? named ?? options.carId;
}

/** Id of the session a draft becomes in a car. */
export function draftSessionId(draft: Draft, carId: string): string {
  return draft.own?.id ?? importedSessionId(carId, draft.importKey ?? '');
}

/** The session to store for a draft: finished cost, own id and times where the file has them. */
export function sessionOfDraft(draft: Draft, carId: string, now: number): Session {
  const { content, own, importKey } = draft;
  const cost = finishDraftCost(content);
  return {
    ...own?.more,
    ...content,
    ...(cost && { cost }),
    ...(importKey !== undefined && { importKey }),
    status: content.status ?? 'completed',
    carId,
    id: draftSessionId(draft, carId),
    createdAt: own?.createdAt ?? now,
    updatedAt: own?.updatedAt ?? now,
  };
}
