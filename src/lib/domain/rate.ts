import { curveWeigh } from './curve-spread.ts';
import { mulRoundDiv } from './money.ts';
import type { ReceiptLine, Session } from './session.ts';
import type { Tariff } from './tariff.ts';
import type { TariffGroups } from './tariff-choice.ts';
import { BASE_LABEL } from './tariff-bands.ts';
import { type PriceShare, type PriceWindow, splitWindow } from './tariff-window.ts';

/** Why prices that apply cannot be carried out. */
export type RateFailure = 'time_unknown' | 'no_valid_tariff';

/** What a price list charges, line by line; at least one energy line. */
export interface RateResult {
  readonly currency: string;
  readonly tariffId?: string;
  readonly lines: readonly ReceiptLine[];
}

type RatedSession = Pick<Session, 'energyWh' | 'chargingS' | 'curve'>;

interface Extras {
  readonly sessionFeeMicros?: number;
  readonly pricePerMinuteMicros?: number;
}

/** A share of the session's energy, in proportion to a whole number. */
interface Weight {
  readonly label: string;
  readonly pricePerKwhMicros: number;
  readonly weight: number;
  readonly tariffId?: string;
  readonly split?: 'curve';
}

/**
 * Energy lines in proportion to their weights. Energies are differences of rounded running sums,
 * so that whole watt-hours always add up to the session's.
 */
function energyLines(energyWh: number, weights: readonly Weight[]): ReceiptLine[] {
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  let energyBeforeWh = 0;
  return weights.map(({ label, pricePerKwhMicros, weight, tariffId, split }) => {
    passed += weight;
    const energyUntilWh = mulRoundDiv([energyWh, passed], total);
    const line: ReceiptLine = {
      kind: 'energy',
      label,
      unitPriceMicros: pricePerKwhMicros,
      energyWh: energyUntilWh - energyBeforeWh,
      amountMicros: mulRoundDiv([energyWh, weight, pricePerKwhMicros], total * 1000),
      ...(tariffId === undefined ? {} : { tariffId }),
      ...(split ? { split } : {}),
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
  const weight = { label: BASE_LABEL, pricePerKwhMicros: rates.pricePerKwhMicros, weight: 1 };
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
    ? timedWeights(session, window, groups, tariff.currency)
    : untimedWeights(tariff);
  if (typeof weights === 'string') return weights;
  const energy = energyLines(session.energyWh ?? 0, weights);
  const extras = extraLines(session, window, tariff, tariff.id);
  return withExtras(tariff.currency, energy, extras, tariff.id);
}

/** Evenly over the window, unless a charge curve tells how the energy came in. */
function timedWeights(
  session: RatedSession,
  window: PriceWindow,
  groups: TariffGroups,
  currency: string,
): Weight[] | RateFailure {
  const weigh = curveWeigh(session, window);
  const shares = splitWindow(groups, window, weigh);
  // Amounts of two currencies have no sum.
  if (!shares?.every((share) => share.tariff.currency === currency)) return 'no_valid_tariff';
  const followsCurve = weigh !== undefined && shares.length > 1;
  return shares.filter((share) => share.weight > 0).map((share) => weightOf(share, followsCurve));
}

function weightOf(share: PriceShare, followsCurve: boolean): Weight {
  const { tariff, label, pricePerKwhMicros, weight } = share;
  return {
    label,
    pricePerKwhMicros,
    weight,
    tariffId: tariff.id,
    ...(followsCurve ? { split: 'curve' as const } : {}),
  };
}

function untimedWeights(tariff: Tariff): Weight[] | RateFailure {
  const price = untimedPrice(tariff);
  if (price === undefined) return 'time_unknown';
  return [{ label: BASE_LABEL, pricePerKwhMicros: price, weight: 1, tariffId: tariff.id }];
}
