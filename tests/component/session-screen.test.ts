import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { ASSUMED, type Case, DRIVE, MEASURED, showSession, words } from './session-cases.ts';

const ABOUT = '≈ about ';

const MEASURED_CHARGE: Case = {
  session: { energyWh: 20_000, odometerM: 66_353_253, socFrom: 50, socTo: 80 },
  metrics: {
    cycle: DRIVE,
    efficiency: MEASURED,
    gainedM: 115_873.2,
    deltaSoc: 30,
  },
  insight: { cycleFromDate: '2026-06-17' },
};

/** 10 kWh free at home; petrol at 9.7665 p a mile. */
const FREE: Case = {
  session: {
    energyWh: 10_000,
    cost: { basis: 'place_free', currency: 'GBP', totalMicros: 0 },
  },
  settings: { petrolPricePerLitreMicros: 1_289_000, petrolEconomy: 60 },
  homeClass: 'home',
  placeName: 'Work',
  metrics: {
    homeClass: 'home',
    totalCostMicros: 0,
    effectivePricePerKwhMicros: 0,
    efficiency: ASSUMED,
    gainedM: 50_694.336,
    costPerMileMicros: 0,
    petrol: {
      perMileMicros: 97_665.168,
      breakEvenPricePerKwhMicros: 307_645.278,
      equivalentMicros: 3_076_452.78,
      savingMicros: 3_076_452.78,
      verdict: 'cheaper',
    },
  },
  insight: {
    chips: [
      { code: 'efficiency', tone: 'neutral', value: 5.632704, faded: true },
      { code: 'cost_per_mile', tone: 'good', value: 0, faded: true },
      { code: 'petrol', tone: 'good', value: 3_076_452.78, faded: true },
    ],
  },
};

describe('a free charge with an assumed efficiency', () => {
  it('marks as estimates what rests on the efficiency, and nothing else', async () => {
    const { figure } = await showSession(FREE);
    expect(figure('Summary', 'Energy').value).toBe('10.0 kWh');
    expect(figure('Summary', 'Total cost').value).toBe('£0.00');
    expect(figure('Summary', 'Cost per mile').value).toBe(`${ABOUT}0.0p/mi`);
    expect(figure('Summary', 'Miles gained').value).toBe(`${ABOUT}32 mi`);
    expect(figure('Cost', 'Price per kWh').value).toBe('0.0p/kWh');
    expect(figure('Cost', 'Petrol per mile').value).toBe('9.8p/mi');
    expect(figure('Cost', 'Saved against petrol').value).toBe(`${ABOUT}£3.08`);
    expect(figure('Cost', 'Break-even price').value).toBe(`${ABOUT}30.8p/kWh`);
  });

  it('says on a tap what each of them was worked out from', async () => {
    const { figure } = await showSession(FREE);
    expect(figure('Summary', 'Miles gained').source).toBe(
      '10.0 kWh from the plug, of which 90% reaches the battery, at 3.5 mi/kWh. ' +
        'The efficiency is the general value of your settings.',
    );
    expect(figure('Summary', 'Total cost').source).toBe('Charging is free at the place.');
    expect(figure('Cost', 'Petrol per mile').source).toBe(
      'Petrol at 128.9p a litre and 60 miles per gallon (UK), from your settings.',
    );
    expect(figure('Cost', 'Saved against petrol').source).toBe(
      '£3.08 on petrol, less the £0.00 you paid.',
    );
  });

  it('shows the verdict, the sentence and the chips, with words for what colours say', async () => {
    const { region } = await showSession(FREE);
    expect(words(region('Cost'))).toContain('Cheaper than petrol');
    expect(words(region('Summary'))).toContain(
      'Home charge, 10.0 kWh, no cost, 0.0p/mi, 100% cheaper than petrol, estimated.',
    );
    expect(words(region('Summary'))).toContain('Against petrol £3.08 saved, good, estimated.');
  });

  it('says that the efficiency is estimated and what was used', async () => {
    const { region } = await showSession(FREE);
    const text = words(region('Confidence'));
    expect(text).toContain('≈ Estimated');
    expect(text).toContain('This charge has no odometer reading. Add it if you still know it');
    expect(text).toContain('The general value of your settings is used: 3.5 mi/kWh.');
    await expect
      .element(page.getByRole('link', { name: 'How sure is this?' }))
      .toHaveAttribute('href', '/help#confidence');
  });
});

describe('a measured charge', () => {
  it('shows the drive with its distance, energy, efficiency and uncertainty', async () => {
    const { region, figure } = await showSession(MEASURED_CHARGE);
    expect(words(region('Confidence'))).toContain('High confidence');
    expect(words(region('Confidence'))).toContain(
      'Since the charge of 17 Jun 2026, 3 days. Measured by how far the SoC went down.',
    );
    expect(figure('Confidence', 'Distance driven')).toEqual({
      value: '72 mi',
      source: '41,230 mi here, less 41,158 mi on 17 Jun 2026.',
    });
    expect(figure('Confidence', 'Energy from the battery')).toEqual({
      value: '18.0 kWh',
      source: 'What the SoC went down by on the way, of the 60.0 kWh battery.',
    });
    expect(figure('Confidence', 'Uncertainty').value).toBe('±4.7%');
    await expect
      .element(page.getByRole('link', { name: '17 Jun 2026' }))
      .toHaveAttribute('href', '/view?id=before');
  });

  it('gives each reservation as a sentence with the real numbers', async () => {
    const { region } = await showSession({
      ...MEASURED_CHARGE,
      metrics: {
        ...MEASURED_CHARGE.metrics,
        cycle: {
          ...DRIVE,
          distanceM: 32_186.88,
          energyWh: 6000,
          days: 12,
          uncertainty: 0.15,
          confidence: 'low',
          reasons: ['short_distance', 'small_drop', 'stale_anchor'],
        },
        efficiency: { ...MEASURED, confidence: 'low' },
      },
    });
    const text = words(region('Confidence'));
    expect(text).toContain('Low confidence');
    expect(text).toContain(
      '20 mi is a short drive: an odometer read to 1 mi alone moves the result by 5%.',
    );
    expect(text).toContain('The battery went down by only 10 points.');
    expect(text).toContain('The drive began 12 days before. In more than 10 days');
  });

  it('marks an implausible one, and an odometer that does not fit', async () => {
    const { region, figure } = await showSession({
      ...MEASURED_CHARGE,
      metrics: {
        cycle: {
          ...DRIVE,
          distanceM: 600_000,
          energyWh: 6000,
          drivingMPerWh: 100,
          flags: ['implausible'],
          confidence: 'low',
          reasons: ['implausible'],
        },
        efficiency: { ...ASSUMED, source: 'profile' },
        storedWh: 30_000,
        lossPct: -50,
        lossBasis: 'soc',
        lossImplausible: true,
        deltaSoc: 50,
      },
      insight: { cycleFromDate: '2026-06-17', odometerSuspect: true },
    });
    expect(figure('Confidence', 'Driving efficiency').value).toBe(`${ABOUT}3.5 mi/kWh`);
    expect(words(region('Confidence'))).toContain(
      '62.1 mi/kWh cannot be right: plausible is 1.0 mi/kWh to 8.0 mi/kWh.',
    );
    expect(words(region('Confidence'))).toContain('Implausible 62.1 mi/kWh');
    expect(words(region('Confidence'))).toContain('The efficiency you entered for the car is used');
    expect(figure('Battery and power', 'Charging loss')).toEqual({
      value: 'Implausible -50%',
      source:
        '20.0 kWh were delivered and 30.0 kWh arrived, by the SoC and the battery size. ' +
        'That cannot be right: between 60% and 102% should arrive. Check the energy, the SoC and the battery size.',
    });
    expect(words(region('Summary'))).toContain('Does not fit');
  });
});

describe('battery and power', () => {
  it('say where the charging efficiency comes from', async () => {
    const charge = { current: 'AC', energyWh: 20_000 } as const;
    const { figure } = await showSession({ session: charge });
    expect(figure('Battery and power', 'Charging efficiency')).toEqual({
      value: `${ABOUT}90%`,
      source:
        'The value of your settings for AC, until 3 earlier AC charges of this car have energy and SoC.',
    });
    const learned = await showSession({
      session: charge,
      metrics: { chargingEfficiency: { ratio: 0.93, source: 'history', samples: 12 } },
    });
    expect(learned.figure('Battery and power', 'Charging efficiency')).toEqual({
      value: '93%',
      source: 'The middle value of 12 earlier AC charges of this car that have energy and SoC.',
    });
  });

  it('hold the charge curve, and the way to it', async () => {
    const without = await showSession({ session: { energyWh: 20_000 } });
    expect(words(without.region('Battery and power'))).toContain('Add charge curve');
    const { region } = await showSession({
      session: {
        energyWh: 20_000,
        curve: [
          [0, 10, 100_000],
          [600, 40, 90_000],
          [1200, 60, 50_000],
        ],
      },
    });
    expect(words(region('Battery and power'))).toContain('Change charge curve');
    expect(words(region('Battery and power'))).toContain('Peak 100 kW at 10%');
  });
});

describe('what is not known', () => {
  it('is not worked out while a charge is planned', async () => {
    const { region } = await showSession({ session: { status: 'planned' } }, 'none');
    expect(words(region('Summary'))).toContain('Planned');
    expect(words(region('Confidence'))).toContain('when the charge is completed');
  });

  it('is a dash that says what it takes: without SoC', async () => {
    const { figure } = await showSession({ session: { energyWh: 9300 } });
    expect(figure('Battery and power', 'Added')).toEqual({
      value: '–unknown',
      source: 'Not known. It takes start and end SoC.',
    });
    expect(figure('Battery and power', 'Average power').source).toBe(
      'Not known. It takes a charging time, or start and end.',
    );
    expect(figure('Cost', 'Cost per mile').source).toBe(
      'Not known. It takes the cost and an efficiency.',
    );
  });

  it('is said of the first charge of a car, with nothing to compare', async () => {
    const { region } = await showSession({
      session: { energyWh: 9300 },
      metrics: { baseline: true, cycleMissing: 'baseline' },
    });
    expect(words(region('Confidence'))).toContain(
      'This is the first charge of the car, so there is no drive before it to measure.',
    );
    expect(words(region('Compared'))).toBe(
      'Compared There is nothing to compare this charge with yet.',
    );
    expect(words(region('Hints'))).toBe('Hints There are no hints for this charge.');
  });

  it('is said of estimates that are switched off', async () => {
    const { region } = await showSession({
      session: { energyWh: 9300 },
      settings: { fallbackEnabled: false },
    });
    expect(words(region('Confidence'))).toContain('– Unknown');
    expect(words(region('Confidence'))).toContain('Estimates are switched off in the settings');
  });

  it('leaves a foreign cost in its currency and out of what is compared', async () => {
    const { region, figure } = await showSession({
      session: {
        energyWh: 30_000,
        cost: {
          basis: 'typed_price',
          currency: 'NOK',
          totalMicros: 150_000_000,
          pricePerKwhMicros: 5_000_000,
        },
      },
      metrics: { foreignCost: true, efficiency: ASSUMED, gainedM: 152_083 },
    });
    expect(figure('Summary', 'Total cost').value).toBe('NOK 150.00');
    expect(figure('Summary', 'Cost per mile')).toEqual({
      value: '–unknown',
      source: 'Not known. It takes the cost in GBP.',
    });
    expect(figure('Cost', 'Price per kWh').value).toBe('500.0 øre/kWh');
    expect(words(region('Cost'))).toContain('Paid in NOK. It is not converted');
  });
});

describe('the engine', () => {
  it('may be on its way: the facts are there already', async () => {
    const { target, figure } = await showSession(FREE, 'pending');
    expect(figure('Summary', 'Energy').value).toBe('10.0 kWh');
    expect(figure('Summary', 'Total cost').value).toBe('£0.00');
    expect(figure('Summary', 'Miles gained').value).toBe('…');
    expect(target.querySelectorAll('[aria-busy=true]').length).toBeGreaterThan(0);
  });

  it('may fail: the page says so, keeps the facts and can ask again', async () => {
    const { target, region, figure, done } = await showSession(FREE, 'failed');
    expect(words(target.querySelector('[role=status]'))).toContain(
      'The figures could not be worked out. The background part of the app stopped. What you logged is all here.',
    );
    expect(figure('Summary', 'Total cost').value).toBe('£0.00');
    expect(figure('Summary', 'Miles gained').value).toBe('–unknown');
    expect(words(region('Compared'))).toBe('Compared Not worked out.');
    expect(target.querySelector('[aria-busy=true]')).toBeNull();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(done).toEqual(['retry']);
  });

  it('keeps former figures while newer ones are on their way', async () => {
    const { region, figure } = await showSession(FREE, 'updating');
    expect(figure('Summary', 'Miles gained').value).toBe(`${ABOUT}32 mi`);
    expect(words(region('Summary'))).toContain('Updating the figures…');
  });
});
