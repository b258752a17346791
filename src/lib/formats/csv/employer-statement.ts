import type { HomeClass } from '#lib/domain/home.ts';
import { mulRoundDiv } from '#lib/domain/money.ts';
import type { Session } from '#lib/domain/session.ts';
import { inSessionOrder, type LeftOut } from './export-rows.ts';

/** What a month's statement is about. */
export interface EmployerChoice {
  readonly carId: string;
  /** `YYYY-MM` */
  readonly month: string;
  /** Absent: charges at home. */
  readonly homeClass?: HomeClass;
  readonly homeClassOf: (session: Session) => HomeClass;
}

/** One charge of a statement. An unknown value is absent. */
export interface EmployerLine {
  readonly session: Session;
  readonly pricePerKwhMicros?: number;
  readonly amountMicros?: number;
  readonly currency?: string;
}

/** The sum of the billed lines in one currency; the energy is absent if one of them has none. */
export interface EmployerTotal {
  readonly currency: string;
  readonly amountMicros: number;
  readonly energyWh?: number;
}

export interface EmployerStatement {
  readonly billed: readonly EmployerLine[];
  readonly totals: readonly EmployerTotal[];
  /** Charges that were free or whose cost is unknown. */
  readonly notBilled: readonly EmployerLine[];
  readonly leftOut: readonly LeftOut[];
}

function lineOf(session: Session): EmployerLine {
  const { cost, energyWh } = session;
  const amountMicros = cost?.totalMicros;
  const mean =
    amountMicros === undefined || !energyWh
      ? undefined
      : mulRoundDiv([amountMicros, 1000], energyWh);
  const pricePerKwhMicros = cost?.pricePerKwhMicros ?? mean;
  return {
    session,
    ...(pricePerKwhMicros !== undefined && { pricePerKwhMicros }),
    ...(amountMicros !== undefined && { amountMicros }),
    ...(cost && { currency: cost.currency }),
  };
}

function totalOf(currency: string, lines: readonly EmployerLine[]): EmployerTotal {
  const mine = lines.filter((line) => line.currency === currency);
  const isKnown = mine.every(({ session }) => session.energyWh !== undefined);
  return {
    currency,
    amountMicros: mine.reduce((sum, { amountMicros = 0 }) => sum + amountMicros, 0),
    ...(isKnown && {
      energyWh: mine.reduce((sum, { session }) => sum + (session.energyWh ?? 0), 0),
    }),
  };
}

/**
 * What a car was charged for in a month at one class of places, for an employer who pays for it:
 * in session order, with one total a currency. Sessions that are no finished charge are left out.
 */
export function employerStatement(
  sessions: Iterable<Session>,
  { carId, month, homeClass = 'home', homeClassOf }: EmployerChoice,
): EmployerStatement {
  const chosen = inSessionOrder(sessions).filter(
    (session) =>
      session.carId === carId &&
      session.localDate.startsWith(`${month}-`) &&
      homeClassOf(session) === homeClass,
  );
  const lines = chosen.filter(({ status }) => status === 'completed').map(lineOf);
  const billed = lines.filter(({ amountMicros }) => (amountMicros ?? 0) !== 0);
  const currencies = new Set(billed.flatMap(({ currency }) => currency ?? []));
  return {
    billed,
    totals: [...currencies].map((currency) => totalOf(currency, billed)),
    notBilled: lines.filter((line) => !billed.includes(line)),
    leftOut: chosen
      .filter(({ status }) => status !== 'completed')
      .map(({ id }) => ({ id, reason: 'status' })),
  };
}
