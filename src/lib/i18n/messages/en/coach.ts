import type { AchievementCode } from '#lib/domain/coach/achievement-codes.ts';
import type {
  HintFinding,
  Recommendation,
  Reminder,
  ReminderStatus,
} from '#lib/domain/coach/findings.ts';
import type { HintCode } from '#lib/domain/metrics/session-metrics.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** What is advised in a few words, and the sentence that says why. */
export interface Advice {
  readonly title: string;
  readonly body: string;
}

export interface AchievementWords {
  readonly name: string;
  readonly why: string;
  /** The measured number in words; absent where the rule measures none. */
  readonly value?: (value: number) => string;
}

export const coach = (f: Formatters) => ({
  title: 'Hints and reminders',
  nothing: 'Nothing to do',
  nothingBody: 'Hints about your last charge and reminders for full charges appear here.',
  stale: 'Updating…',
  loadFailed: 'The hints could not be read. Reload the app to try again.',
  hintsRegion: 'Hints',
  aboutLastCharge: 'About your last charge',
  openCharge: 'Open this charge',
  dismiss: 'Dismiss',
  dismissHint: (title: string) => `Dismiss hint: ${title}`,
  dismissed: 'Hint dismissed',
  dismissedHints: (n: number) =>
    f.plural(n, { one: '1 dismissed hint', other: `${f.count(n)} dismissed hints` }),
  restore: 'Show again',
  restoreHint: (title: string) => `Show again: ${title}`,
  restored: 'The hint is back',
  notChanged: 'Not changed.',

  hints: hintWords(f),
  recommendationsRegion: 'Suggestions',
  recommendation: (given: Recommendation) => recommendationWords(f, given),

  remindersRegion: 'Full charges',
  reminderStatus: {
    ok: 'On track',
    upcoming: 'Coming up',
    due: 'Due',
    overdue: 'Overdue',
    critical: 'Long overdue',
  } satisfies Readonly<Record<ReminderStatus, string>>,
  reminder: (reminder: Reminder): Advice => ({
    title: dueWords(f, reminder.daysLate),
    body: basisWords(f, reminder),
  }),
  forCar: (car: string, text: string) => `${car}: ${text}`,

  achievementsRegion: 'Achievements',
  achievementsOfAll: 'All cars together',
  achievementsBody:
    'Worked out from your charges. Editing or deleting a charge can take one away again.',
  noAchievements: 'None yet. The first one comes with the first charge.',
  unlocked: (n: number, all: number) => `${f.count(n)} of ${f.count(all)}`,
  earned: (date: string) => `earned on ${f.date(date)}`,
  notEarned: 'Not earned yet',
  newlyEarned: 'Earned in these days',
  achievements: achievementWords(f),

  digestRegion: 'Looking back',
  lastWeek: 'Last week',
  lastMonth: 'Last month',
  digestDays: (from: string, to: string) => `${f.dayMonth(from)} – ${f.date(to)}`,
  digestMonth: (from: string) => f.month(from),
  digestEmpty: 'Nothing was charged last week or last month.',
  againstWeek: 'against the week before',
  againstMonth: 'against the month before',
  digestSessions: (n: number) => f.plural(n, { one: '1 charge', other: `${f.count(n)} charges` }),
  digestEnergy: 'Energy',
  digestCost: 'Spent',
  digestDistance: 'Driven',
  digestPerDistance: 'Cost per distance',
  digestHomeEnergy: 'Charged at home',
  digestHomeCost: 'Spent at home',
  digestCheapest: 'Cheapest',
  digestDearest: 'Dearest',
  changed: (pct: number) => changeWords(f, pct),
});

function daysOf(f: Formatters, n: number | undefined): string {
  if (n === undefined) return `${f.unknown} days`;
  return f.plural(n, { one: '1 day', other: `${f.count(n)} days` });
}

function hintWords(f: Formatters) {
  return {
    dc_taper: ({ socTo }) => ({
      title: 'Leave the rapid charger earlier',
      body: `This rapid charge went on to ${f.soc(socTo)}. Charging slows down as the battery fills, so the last part takes the longest. Stopping earlier saves time on the road.`,
    }),
    finish_at_home: ({ pricePerKwhMicros, homePricePerKwhMicros }) => ({
      title: 'Finish at home',
      body: `You paid ${f.pricePerKwh(pricePerKwhMicros)} here, and at home it costs as little as ${f.pricePerKwh(homePricePerKwhMicros)}. Take only what you need to get home and charge the rest there.`,
    }),
    storage_low: ({ socTo, parkedDays }) => ({
      title: 'Parked with little charge',
      body: `The car stood for ${daysOf(f, parkedDays)} after this charge to ${f.soc(socTo)}. For a long stop a battery is best kept near the middle: charge a little more before you leave it.`,
    }),
    storage_high: ({ socTo, parkedDays }) => ({
      title: 'Parked nearly full',
      body: `The car stood for ${daysOf(f, parkedDays)} after this charge to ${f.soc(socTo)}. For a long stop a battery is best kept near the middle: charge less before you leave it.`,
    }),
    full_charge_due: ({ dueDate }) => ({
      title: 'A full charge was due',
      body: `A full charge had been due since ${f.date(dueDate)}, and this one ended before it was full. Charge to 100% once, so that the car can balance its cells.`,
    }),
  } satisfies Readonly<Record<HintCode, (hint: HintFinding) => Advice>>;
}

function recommendationWords(f: Formatters, given: Recommendation): Advice {
  switch (given.code) {
    case 'getting_started':
      return {
        title: 'Good start',
        body: f.plural(given.sessions, {
          one: '1 charge is logged. From the third one on there are suggestions here.',
          other: `${f.count(given.sessions)} charges are logged. From the third one on there are suggestions here.`,
        }),
      };
    case 'full_charge':
      return {
        title: dueWords(f, given.daysLate),
        body: 'Charge to 100% once, so that the car can balance its cells.',
      };
    case 'low_soc':
      return {
        title: 'Charge soon',
        body: `The last charge ended at ${f.soc(given.soc)}.`,
      };
    case 'home_cheaper':
      return {
        title: 'Home is cheaper',
        body: `In the last 90 days you paid ${f.pricePerKwh(given.homePricePerKwhMicros)} at home and ${f.pricePerKwh(given.publicPricePerKwhMicros)} in public. Charge at home when you can.`,
      };
    case 'public_cheaper':
      return {
        title: 'Public charging is cheaper',
        body: `In the last 90 days you paid ${f.pricePerKwh(given.publicPricePerKwhMicros)} in public and ${f.pricePerKwh(given.homePricePerKwhMicros)} at home. A look at your home tariff may pay.`,
      };
    case 'free_charges':
      return {
        title: 'Charged for free',
        body: f.plural(given.count, {
          one: '1 charge of the last 30 days cost nothing.',
          other: `${f.count(given.count)} charges of the last 30 days cost nothing.`,
        }),
      };
    case 'slow_charging':
      return {
        title: 'Charging is slow',
        body: `Your last 5 charges ran at ${f.power(given.averagePowerW)} on average. A wall box is quicker than a socket and loses less energy.`,
      };
    case 'mostly_dc':
      return {
        title: 'Mostly rapid charging',
        body: `${f.share(given.shareEnergy)} of the energy of the last 30 days came from rapid chargers. Slower charging costs less as a rule and is gentler on the battery.`,
      };
    case 'add_odometer':
      return {
        title: 'Add the odometer',
        body: `${f.count(given.missing)} of your last 5 charges have no odometer reading. With it PlugTrack can measure what a mile costs and how far a kWh goes.`,
      };
    case 'check_odometer':
      return {
        title: 'Check the odometer',
        body: f.plural(given.count, {
          one: '1 reading does not fit the others and is left out of distances. It may be a typing error.',
          other: `${f.count(given.count)} readings do not fit the others and are left out of distances. They may be typing errors.`,
        }),
      };
  }
}

function dueWords(f: Formatters, daysLate: number): string {
  if (daysLate === 0) return 'Full charge due today';
  if (daysLate === -1) return 'Full charge due tomorrow';
  if (daysLate < 0) return `Full charge due in ${daysOf(f, -daysLate)}`;
  return `Full charge ${daysOf(f, daysLate)} late`;
}

function basisWords(f: Formatters, { basis, basisDate, dueDate }: Reminder): string {
  const due = `Due on ${f.date(dueDate)}.`;
  switch (basis) {
    case 'last_full':
      return `${due} The last full charge was on ${f.date(basisDate)}.`;
    case 'first_session':
      return `${due} No full charge is logged yet, so it counts from the first charge on ${f.date(basisDate)}.`;
    case 'car_created':
      return `${due} No charge is logged yet, so it counts from ${f.date(basisDate)}, when the car was added.`;
  }
}

function changeWords(f: Formatters, pct: number): string {
  const whole = Math.round(Math.abs(pct));
  if (whole === 0) return 'about the same';
  return `${f.percent(whole, { max: 0 })} ${pct < 0 ? 'less' : 'more'}`;
}

function achievementWords(f: Formatters): Readonly<Record<AchievementCode, AchievementWords>> {
  return {
    first_plug: { name: 'First plug', why: 'You logged the first charge of this car.' },
    club_1000_kwh: {
      name: '1,000 kWh club',
      why: `Your cars have charged ${f.energyTotal(1_000_000)} together.`,
    },
    club_10000_kwh: {
      name: '10,000 kWh club',
      why: `Your cars have charged ${f.energyTotal(10_000_000)} together.`,
    },
    cheapest_mile: {
      name: f.distanceUnit === 'mi' ? 'Cheapest mile' : 'Cheapest kilometre',
      why: 'The charge with the lowest cost per distance of at least 10 paid and measured ones.',
      value: (v) => f.pricePerDistance(v),
    },
    fastest_session: {
      name: 'Fastest charge',
      why: 'The rapid charge with the highest average power of at least 5.',
      value: (v) => f.power(v),
    },
    marathon_charge: {
      name: 'Marathon charge',
      why: 'A charge that ran for 8 hours or more.',
      value: (v) => f.duration(v),
    },
    free_charge_finder: {
      name: 'Free charge finder',
      why: 'A public charge that cost nothing.',
    },
    solar_soaker: { name: 'Solar soaker', why: 'At least 1 kWh at home for nothing.' },
    night_owl: { name: 'Night owl', why: 'A charge that began between midnight and 5 o’clock.' },
    efficiency_master: {
      name: 'Efficiency master',
      why: `Measured driving at ${f.efficiency(EFFICIENCY_MASTER_M_PER_WH)} or better.`,
      value: (v) => f.efficiency(v),
    },
    century_session: { name: 'Century', why: 'The 100th charge of this car.' },
    road_warrior: {
      name: 'Road warrior',
      why: `${f.odometer(ROAD_WARRIOR_M)} driven between the first and the last odometer reading.`,
    },
    winter_warrior: {
      name: 'Winter warrior',
      why: `A charge in less than ${f.temperature(5)}.`,
      value: (v) => f.temperature(v),
    },
    heatwave_hero: {
      name: 'Heatwave hero',
      why: `A charge in more than ${f.temperature(30)}.`,
      value: (v) => f.temperature(v),
    },
    penny_pincher: {
      name: 'Penny pincher',
      why: `At least 1 kWh for less than ${f.money(1_000_000)}, but not for nothing.`,
      value: (v) => f.money(v),
    },
    savers_streak: {
      name: 'Saver’s streak',
      why: '7 charges in a row, each cheaper per kWh than the average before it.',
    },
    off_peak_champ: {
      name: 'Off-peak champion',
      why: 'At least 70% of the charges begin between 22:00 and 6:00.',
    },
    rapid_riser: {
      name: 'Rapid riser',
      why: `A rapid charge at ${f.power(100_000)} or more on average.`,
      value: (v) => f.power(v),
    },
    sprint_finish: {
      name: 'Sprint finish',
      why: 'From 25% or less to 75% or more, by at least 55 points, within 25 minutes.',
      value: (v) => f.duration(v),
    },
    forgotten_plug: {
      name: 'Forgotten plug',
      why: `Plugged in for 12 hours or more for less than ${f.energy(5000)}.`,
    },
    range_anxiety: {
      name: 'Range anxiety',
      why: 'Plugged in with 5% or less.',
      value: (v) => f.soc(v),
    },
    explorer: { name: 'Explorer', why: 'Charged with 10 different networks.' },
    staycationer: {
      name: 'Staycationer',
      why: 'At least 90% of the charges are at home.',
    },
  };
}

const EFFICIENCY_MASTER_M_PER_WH = 8.04672;
const ROAD_WARRIOR_M = 16_093_440;
