import { mulRoundDiv } from './money.ts';
import type { ReceiptLine, Session } from './session.ts';
import type { Tariff } from './tariff.ts';
import type { TariffGroups } from './tariff-choice.ts';
import { BASE_LABEL, type PriceShare, type PriceWindow, splitWindow } from './tariff-window.ts';

/** Why prices that apply cannot be carried out. */
export type RateFailure = 'time_unknown' | 'no_valid_tariff';

/** What a price list charges, line by line; at least one energy line. */
export interface RateResult {
  readonly currency: string;
  readonly tariffId?: string;
  readonly lines: readonly ReceiptLine[];
}

type RatedSession = Pick<Session, 'energyWh' | 'chargingS'>;

interface Extras {
  readonly sessionFeeMicros?: number;
  readonly pricePerMinuteMicros?: number;
}

/** A share of the session's energy by its weight in time. */
interface Weight {
  readonly label: string;
  readonly pricePerKwhMicros: number;
  readonly ms: number;
  readonly tariffId?: string;
}

/**
 * Energy lines by time shares. Energies are differences of rounded running sums, so that whole
 * watt-hours always add up to the session's.
 */
function energyLines(energyWh: number, weights: readonly Weight[]): ReceiptLine[] {
  const totalMs = weights.reduce((sum, weight) => sum + weight.ms, 0);
  let elapsedMs = 0;
  let energyBeforeWh = 0;
  return weights.map(({ label, pricePerKwhMicros, ms, tariffId }) => {
    elapsedMs += ms;
    const energyUntilWh = mulRoundDiv([energyWh, elapsedMs], totalMs);
    const line: ReceiptLine = {
      kind: 'energy',
      label,
      unitPriceMicros: pricePerKwhMicros,
      energyWh: energyUntilWh - energyBeforeWh,
      amountMicros: mulRoundDiv([energyWh, ms, pricePerKwhMicros], totalMs * 1000),
      ...(tariffId === undefined ? {} : { tariffId }),
    };
    energyBeforeWh = energyUntilWh;
    return line;
  });
}

/** Fee and time lines; `time_unknown` if minutes cost money and no time is known. */
function extraLines(
  session: RatedSession,
  window: PriceWindow | undefined,
  { sessionFeeMicros = 0, pricePerMinuteMicros = 0 }: Extras,
  tariffId?: string,
): ReceiptLine[] | RateFailure {
  const origin = tariffId === undefined ? {} : { tariffId };
  const lines: ReceiptLine[] = [];
  if (sessionFeeMicros > 0) {
    lines.push({ kind: 'session_fee', amountMicros: sessionFeeMicros, ...origin });
  }
  if (pricePerMinuteMicros > 0) {
    const ms =
      session.chargingS === undefined
        ? window && window.to - window.from
        : session.chargingS * 1000;
    if (ms === undefined) return 'time_unknown';
    lines.push({
      kind: 'time',
      timeS: ms / 1000,
      unitPriceMicros: pricePerMinuteMicros,
      amountMicros: mulRoundDiv([ms, pricePerMinuteMicros], 60_000),
      ...origin,
    });
  }
  return lines;
}

function withExtras(
  currency: string,
  energy: readonly ReceiptLine[],
  extras: ReceiptLine[] | RateFailure,
  tariffId?: string,
): RateResult | RateFailure {
  if (typeof extras === 'string') return extras;
  const lines = [...energy, ...extras];
  return tariffId === undefined ? { currency, lines } : { currency, lines, tariffId };
}

/** The one price that holds whatever the time; absent if the bands differ from the base. */
function untimedPrice(tariff: Tariff): number | undefined {
  if (tariff.untimedPricePerKwhMicros !== undefined) return tariff.untimedPricePerKwhMicros;
  const base = tariff.pricePerKwhMicros;
  const isFlat = (tariff.bands ?? []).every((band) => band.pricePerKwhMicros === base);
  return isFlat ? base : undefined;
}

/**
 * What the place's own three prices charge for a session with energy. Fails with `time_unknown`
 * if minutes cost money and no time is known.
 */
export function placeRate(
  session: RatedSession,
  window: PriceWindow | undefined,
  rates: Extras & { readonly pricePerKwhMicros: number },
  currency: string,
): RateResult | RateFailure {
  const weight = { label: BASE_LABEL, pricePerKwhMicros: rates.pricePerKwhMicros, ms: 1 };
  const energy = energyLines(session.energyWh ?? 0, [weight]);
  return withExtras(currency, energy, extraLines(session, window, rates));
}

/**
 * What tariffs charge for a session with energy. `tariff` is the one at the start: its currency,
 * fee and minutes count. Fails with `no_valid_tariff` if part of the window has none, with
 * `time_unknown` if the price depends on an unknown time.
 */
export function tariffRate(
  session: RatedSession,
  window: PriceWindow | undefined,
  groups: TariffGroups,
  tariff: Tariff,
): RateResult | RateFailure {
  const weights = window
    ? timedWeights(splitWindow(groups, window), tariff.currency)
    : untimedWeights(tariff);
  if (typeof weights === 'string') return weights;
  const energy = energyLines(session.energyWh ?? 0, weights);
  const extras = extraLines(session, window, tariff, tariff.id);
  return withExtras(tariff.currency, energy, extras, tariff.id);
}

function timedWeights(
  shares: readonly PriceShare[] | undefined,
  currency: string,
): Weight[] | RateFailure {
  // Amounts of two currencies have no sum.
  if (!shares?.every((share) => share.tariff.currency === currency)) return 'no_valid_tariff';
  return shares.map(({ tariff, label, pricePerKwhMicros, ms }) => ({
    label,
    pricePerKwhMicros,
    ms,
    tariffId: tariff.id,
  }));
}

function untimedWeights(tariff: Tariff): Weight[] | RateFailure {
  const price = untimedPrice(tariff);
  if (price === undefined) return 'time_unknown';
  return [{ label: BASE_LABEL, pricePerKwhMicros: price, ms: 1, tariffId: tariff.id }];
}
