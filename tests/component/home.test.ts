import { beforeAll, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Digest, MileageYear } from '#lib/domain/analytics/figures.ts';
import type { Car } from '#lib/domain/car.ts';
import type { CarCoach, Coach } from '#lib/domain/coach/coach.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { AdviceItem } from '#lib/state/advice.ts';
import AchievementGroup from '#lib/ui/home/AchievementGroup.svelte';
import AdviceEntry from '#lib/ui/home/AdviceEntry.svelte';
import CarCard from '#lib/ui/home/CarCard.svelte';
import LookBack from '#lib/ui/home/LookBack.svelte';
import MonthTiles from '#lib/ui/home/MonthTiles.svelte';
import { render } from './render.svelte.ts';

const words = new I18n();
beforeAll(() => words.load());

const TODAY = '2026-07-01';
const MILE_M = 1609.344;
const hrefs = {
  session: (id: string) => `#session-${id}`,
  editCar: (id: string) => `#car-${id}`,
  achievements: '#achievements',
};

const car: Car = {
  id: 'leaf',
  createdAt: 0,
  updatedAt: 0,
  name: 'Leaf',
  usableBatteryWh: 40_000,
  createdDate: '2025-01-01',
  archived: false,
};
const newest = {
  id: 's1',
  createdAt: 0,
  updatedAt: 0,
  carId: 'leaf',
  status: 'completed' as const,
  localDate: '2026-06-30',
  timeZone: 'Europe/London',
  socTo: 80,
};
const said: CarCoach = {
  carId: 'leaf',
  recommendations: [],
  efficiency: { source: 'pooled', drivingMPerWh: 5 },
};
const year: MileageYear = {
  yearStart: '2026-01-01',
  yearEnd: '2026-12-31',
  openingM: 0,
  usedM: 5000 * MILE_M,
  lastReadingDate: '2026-06-30',
  elapsedDays: 180,
  totalDays: 365,
  projectedM: 10_139 * MILE_M,
  allowanceM: 8000 * MILE_M,
  remainingM: 3000 * MILE_M,
  expectedM: 3945 * MILE_M,
  pace: 'over',
};

describe('the card of a car', () => {
  it('tells the range by the efficiency of today, and where that comes from', async () => {
    render(CarCard, { now: { car, newest, odometerM: 0 }, coach: said, today: TODAY }, words);
    // 80 % of 40 kWh at 5 m/Wh: 160 km, which are 99.4 miles.
    await expect.element(page.getByText('99 mi', { exact: false })).toBeVisible();
    // 5 m/Wh are 3.1 mi/kWh.
    await expect.element(page.getByText('Range at 3.1 mi/kWh, as driven lately')).toBeVisible();
    expect(document.querySelector('dd')?.textContent).toContain('≈');
  });

  it('says how the mileage year goes, in words and not by colour alone', async () => {
    const mileage = { startDate: '2026-01-01', openingOdometerM: 0, annualAllowanceM: 1 };
    const now = { car: { ...car, mileage }, newest };
    render(CarCard, { now, coach: { ...said, mileage: year }, today: TODAY }, words);
    await expect.element(page.getByText('Over the allowance')).toBeVisible();
    await expect
      .element(page.getByText('5,000 mi of 8,000 mi used until 30 Jun.', { exact: false }))
      .toHaveTextContent('At this pace about 10,139 mi by 31 Dec 2026.');
  });

  it('promises no range where the battery is not known, or the car is not used any more', () => {
    const unknown = Object.fromEntries(
      Object.entries(car).filter(([field]) => field !== 'usableBatteryWh'),
    ) as unknown as Car;
    for (const other of [unknown, { ...car, archived: true }]) {
      const { target } = render(CarCard, {
        now: { car: other, newest },
        coach: said,
        today: TODAY,
      });
      expect(target.textContent).not.toContain('Range');
    }
  });
});

describe('this month', () => {
  const figures = {
    sessions: 3,
    foreignSessions: 0,
    costMicros: 12_000_000,
    energyWh: 60_000,
    costPerMileMicros: 50_000,
    costPerMileBasis: 'gained' as 'gained' | 'odometer',
  };

  it('marks the cost of a mile as an estimate unless the odometer tells it', () => {
    const comparison = {
      month: '2026-07',
      previousMonth: '2026-06',
      current: figures,
      previous: { ...figures, costPerMileMicros: 40_000 },
    };
    const month = render(MonthTiles, { comparison, stale: false });
    const tile = () =>
      [...month.target.querySelectorAll('div')].find((one) =>
        one.querySelector(':scope > dt')?.textContent.includes('Cost per mile'),
      )?.textContent;
    expect(tile()).toContain('≈');
    expect(tile()).toContain('5.0p/mi');
    expect(tile()).toContain('1.0p/mi more');
    month.update({
      comparison: { ...comparison, current: { ...figures, costPerMileBasis: 'odometer' } },
    });
    expect(tile()).not.toContain('≈');
  });
});

describe('one thing to say', () => {
  const show = (item: AdviceItem, carName?: string) => {
    const dismissed: string[] = [];
    const ondismiss = (sessionId: string, code: string) => {
      dismissed.push(`${sessionId} ${code}`);
      return Promise.resolve();
    };
    render(AdviceEntry, { item, carName, hrefs, ondismiss }, words);
    return dismissed;
  };

  it('a reminder says its state in a word, leads to the car and cannot be dismissed', async () => {
    const reminder = {
      carId: 'leaf',
      status: 'overdue' as const,
      dueDate: '2026-06-25',
      daysLate: 6,
      basis: 'last_full' as const,
      basisDate: '2026-05-25',
    };
    show({ kind: 'reminder', carId: 'leaf', reminder }, 'Leaf');
    await expect
      .element(page.getByRole('heading', { name: 'Leaf: Full charge 6 days late' }))
      .toBeVisible();
    await expect.element(page.getByText('Overdue')).toBeVisible();
    await expect
      .element(page.getByRole('link', { name: 'Open the car' }))
      .toHaveAttribute('href', '#car-leaf');
    expect(page.getByRole('button').elements()).toEqual([]);
  });

  it('a hint names its numbers, leads to the charge and can be dismissed', async () => {
    const hint = { code: 'dc_taper' as const, dismissed: false, socTo: 91 };
    const dismissed = show({ kind: 'hint', carId: 'leaf', sessionId: 's1', hint });
    await expect.element(page.getByText('went on to 91%', { exact: false })).toBeVisible();
    await expect
      .element(page.getByRole('link', { name: 'Open this charge' }))
      .toHaveAttribute('href', '#session-s1');
    await page
      .getByRole('button', { name: 'Dismiss hint: Leave the rapid charger earlier' })
      .click();
    expect(dismissed).toEqual(['s1 dc_taper']);
  });
});

describe('looking back', () => {
  const digest: Digest = {
    from: '2026-06-22',
    to: '2026-06-28',
    totals: { sessions: 3, energyWh: 60_000, costMicros: 9_000_000, costPerMileMicros: 42_000 },
    change: { energyWh: 20, costMicros: -10 },
    homeShareEnergy: 0.5,
    bestWorst: {
      cheapestPerMile: { sessionId: 'cheap', value: 21_000 },
      dearestPerMile: { sessionId: 'dear', value: 180_000 },
    },
  };
  const coach: Coach = {
    seq: 1,
    today: TODAY,
    cars: [said],
    digests: {},
    achievements: {
      account: [],
      cars: {
        leaf: [
          { code: 'night_owl', sessionId: 's1', date: '2026-06-28' },
          { code: 'first_plug', sessionId: 's0', date: '2026-06-21' },
        ],
      },
    },
  };

  it('is absent when there is nothing to look back on', () => {
    const { target } = render(LookBack, { coach, severalCars: false, hrefs }, words);
    expect(target.textContent.trim()).toBe('');
  });

  it('says how a week compares, with links to its extremes and what was earned in it', async () => {
    const props = { coach: { ...coach, digests: { week: digest } }, severalCars: false, hrefs };
    const { target } = render(LookBack, props, words);
    await expect.element(page.getByRole('heading', { name: 'Last week' })).toBeVisible();
    expect(page.getByRole('tab').elements()).toEqual([]);
    expect(target.textContent).toContain('22 Jun – 28 Jun 2026, 3 charges');
    expect(target.textContent).toContain('20% more');
    expect(target.textContent).toContain('10% less');
    await expect
      .element(page.getByRole('link', { name: 'Cheapest: 2.1p/mi' }))
      .toHaveAttribute('href', '#session-cheap');
    await expect
      .element(page.getByRole('link', { name: 'Dearest: 18.0p/mi' }))
      .toHaveAttribute('href', '#session-dear');
    const earned = page.getByRole('link', { name: 'Night owl' });
    await expect.element(earned).toHaveAttribute('href', '#achievements');
    await expect.element(earned).not.toHaveTextContent('First plug');
  });

  it('changes from the week to the month', async () => {
    const month = { ...digest, from: '2026-06-01', to: '2026-06-30', change: {} };
    const digests = { week: digest, month };
    render(LookBack, { coach: { ...coach, digests }, severalCars: true, hrefs }, words);
    await page.getByRole('tab', { name: 'Last month' }).click();
    await expect
      .element(page.getByRole('tabpanel', { name: 'Last month' }))
      .toHaveTextContent('June 2026, 3 charges, all cars together');
  });
});

describe('achievements', () => {
  it('shows those earned with date, value and charge, and what the others are for', async () => {
    const earned = [
      { code: 'range_anxiety' as const, sessionId: 's1', date: '2026-06-30', value: 4 },
    ];
    const { target } = render(
      AchievementGroup,
      { title: 'Leaf', scope: 'car' as const, earned, sessionHref: hrefs.session },
      words,
    );
    await expect.element(page.getByText('1 of 20')).toBeVisible();
    await expect
      .element(page.getByRole('link', { name: 'earned on 30 Jun 2026' }))
      .toHaveAttribute('href', '#session-s1');
    expect(target.textContent).toContain('4%');
    await page.getByText('Not earned yet (19)').click();
    await expect.element(page.getByText('The 100th charge of this car.')).toBeVisible();
  });
});
