/** Every achievement, in the order in which they are listed. */
export const ACHIEVEMENT_CODES = [
  'first_plug',
  'club_1000_kwh',
  'club_10000_kwh',
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
  'explorer',
  'staycationer',
] as const;
export type AchievementCode = (typeof ACHIEVEMENT_CODES)[number];

/** Those that are earned with all cars together; the others are earned by each car. */
export const ACCOUNT_CODES = [
  'club_1000_kwh',
  'club_10000_kwh',
  'explorer',
] as const satisfies readonly AchievementCode[];
