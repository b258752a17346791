import type { Session } from '#lib/domain/session.ts';
import type { ShownMoney } from '#lib/state/session-labels.ts';

/** The price per kWh of a session; absent without a total and energy, or a typed price. */
export function priceOf(
  { cost, energyWh }: Session,
  total: ShownMoney | undefined,
): ShownMoney | undefined {
  if (total && energyWh !== undefined && energyWh > 0) {
    return { micros: (total.micros * 1000) / energyWh, currency: total.currency };
  }
  if (total || cost?.pricePerKwhMicros === undefined) return undefined;
  return { micros: cost.pricePerKwhMicros, currency: cost.currency };
}

/** How long a session is shown to last: start to end, else plugged in, else drawing power. */
export function durationOf({
  startedAt,
  endedAt,
  pluggedS,
  chargingS,
}: Session): number | undefined {
  if (startedAt !== undefined && endedAt !== undefined) return (endedAt - startedAt) / 1000;
  return pluggedS ?? chargingS;
}
