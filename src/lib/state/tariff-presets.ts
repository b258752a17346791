import { addDays, readLocalDate } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';

export const TARIFF_PRESETS = ['flat', 'night', 'dayNight', 'seasons'] as const;
/** How prices are often made up; a person starts from one and changes it. */
export type TariffPreset = (typeof TARIFF_PRESETS)[number];

/** The times of a cheaper night; prices are left to the person. */
export const NIGHT_TIMES: Readonly<
  Partial<Record<TariffPreset, { readonly from: string; readonly to: string }>>
> = {
  night: { from: '00:30', to: '05:30' },
  dayNight: { from: '22:00', to: '06:00' },
};

export interface Season {
  readonly kind: 'summer' | 'winter';
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
}

const SUMMER = { kind: 'summer', starts: '04-01' } as const;
const WINTER = { kind: 'winter', starts: '10-01' } as const;

/** The half-year of tariffs a day lies in, and the one after it. */
export function seasonsFrom(today: LocalDate): readonly [Season, Season] {
  const year = readLocalDate(today)?.year ?? 0;
  const starts = [year - 1, year, year + 1, year + 2].flatMap((of) =>
    [SUMMER, WINTER].map(({ kind, starts: day }) => ({ kind, from: `${String(of)}-${day}` })),
  );
  const seasonAt = (at: number): Season => {
    const [start, next] = [starts[at], starts[at + 1]];
    if (!start || !next) throw new RangeError(`not a date: ${today}`);
    return { kind: start.kind, validFrom: start.from, validTo: addDays(next.from, -1) };
  };
  const now = starts.findLastIndex(({ from }) => from <= today);
  return [seasonAt(now), seasonAt(now + 1)];
}
