import { addDays } from './civil-date.ts';
import type { LocalDate } from './entity.ts';
import type { Current } from './session.ts';
import type { Tariff } from './tariff.ts';
import { localDateOf } from './time.ts';

/** Whether a date lies in the validity of a tariff; both ends are inclusive. */
export function isValidOn(tariff: Pick<Tariff, 'validFrom' | 'validTo'>, date: LocalDate): boolean {
  return tariff.validFrom <= date && (tariff.validTo === undefined || date <= tariff.validTo);
}

/** If stored tariffs overlap all the same, the later start wins, then the greater id. */
function isPreferred(a: Tariff, b: Tariff): boolean {
  return a.validFrom === b.validFrom ? a.id > b.id : a.validFrom > b.validFrom;
}

/**
 * Tariffs to choose from, in groups by falling precedence: a later group counts only where no
 * tariff of an earlier one is valid.
 */
export type TariffGroups = readonly (readonly Tariff[])[];

/** Tariffs of the charge's own current before those of both; an unknown current has only these. */
function byCurrent(tariffs: readonly Tariff[], current: Current | undefined): TariffGroups {
  const both = tariffs.filter((tariff) => tariff.current === undefined);
  if (current === undefined) return [both];
  return [tariffs.filter((tariff) => tariff.current === current), both];
}

/** The prices of one place: those of the current of the charge first, then those of both. */
export function placeTariffs(
  tariffs: readonly Tariff[],
  placeId: string,
  current?: Current,
): TariffGroups {
  const here = tariffs.filter((tariff) => tariff.kind === 'place' && tariff.placeId === placeId);
  return byCurrent(here, current);
}

/**
 * The home prices for a session: those of its own home first, then those of any home; within each
 * those of its current first.
 */
export function homeTariffs(
  tariffs: readonly Tariff[],
  placeId: string | undefined,
  current?: Current,
): TariffGroups {
  const home = tariffs.filter((tariff) => tariff.kind === 'home');
  const anywhere = byCurrent(
    home.filter((tariff) => tariff.placeId === undefined),
    current,
  );
  if (placeId === undefined) return anywhere;
  const own = home.filter((tariff) => tariff.placeId === placeId);
  return [...byCurrent(own, current), ...anywhere];
}

/** Whether the current of a charge at a place can decide what it costs. */
export function currentDecides(tariffs: readonly Tariff[], placeId: string | undefined): boolean {
  return tariffs.some(
    (tariff) =>
      tariff.current !== undefined && (tariff.placeId === undefined || tariff.placeId === placeId),
  );
}

function chooseTariff(
  groups: TariffGroups,
  dateIn: (tariff: Tariff) => LocalDate,
): Tariff | undefined {
  for (const group of groups) {
    let chosen: Tariff | undefined;
    for (const tariff of group) {
      if (!isValidOn(tariff, dateIn(tariff))) continue;
      if (!chosen || isPreferred(tariff, chosen)) chosen = tariff;
    }
    if (chosen) return chosen;
  }
  return undefined;
}

/** The tariff valid at an instant, by the civil date in each tariff's own zone. */
export function tariffAt(groups: TariffGroups, instant: number): Tariff | undefined {
  return chooseTariff(groups, (tariff) => localDateOf(instant, tariff.timeZone));
}

/** The tariff valid on a civil date. */
export function tariffOn(groups: TariffGroups, date: LocalDate): Tariff | undefined {
  return chooseTariff(groups, () => date);
}

type DatedTariff = Pick<Tariff, 'kind' | 'placeId' | 'current' | 'validFrom' | 'validTo'>;

/** Whether two tariffs are for the same thing at the same time. */
export function tariffsOverlap(a: DatedTariff, b: DatedTariff): boolean {
  if (a.kind !== b.kind || a.placeId !== b.placeId || a.current !== b.current) return false;
  return (
    (b.validTo === undefined || a.validFrom <= b.validTo) &&
    (a.validTo === undefined || b.validFrom <= a.validTo)
  );
}

/** The first other tariff that a tariff overlaps. */
export function overlappedTariff(
  tariff: DatedTariff & { readonly id?: string },
  others: readonly Tariff[],
): Tariff | undefined {
  return others.find((one) => one.id !== tariff.id && tariffsOverlap(tariff, one));
}

/**
 * The last day another tariff may have so that this one can follow it. Absent if it starts no
 * earlier than this one, so that ending it would leave nothing of it.
 */
export function dayToEnd(
  other: Pick<Tariff, 'validFrom'>,
  tariff: Pick<Tariff, 'validFrom'>,
): LocalDate | undefined {
  return other.validFrom < tariff.validFrom ? addDays(tariff.validFrom, -1) : undefined;
}
