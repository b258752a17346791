/** Achievements that are earned with all cars together, in the order in which they are listed. */
export const ACCOUNT_CODES = ['club_1000_kwh', 'club_10000_kwh', 'explorer'] as const;
export type AccountCode = (typeof ACCOUNT_CODES)[number];

/** Achievements that are earned by each car, in the order in which they are listed. */
export const CAR_CODES = [
  'first_plug',
  'cheapest_mile',
  'fastest_session',
  'marathon_charge',
  'free_charge_finder',
  'solar_soaker',
  'night_owl',
  'efficiency_master',
  'century_session',
  'road_warrior',
  'winter_warrior',
  'heatwave_hero',
  'penny_pincher',
  'savers_streak',
  'off_peak_champ',
  'rapid_riser',
  'sprint_finish',
  'forgotten_plug',
  'range_anxiety',
  'staycationer',
] as const;
export type CarCode = (typeof CAR_CODES)[number];

export type AchievementCode = AccountCode | CarCode;
