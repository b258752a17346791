import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { type Case, insightOf, MEASURED, showSession, viewOf, words } from './session-cases.ts';

describe('comparisons', () => {
  const rows = (region: HTMLElement) =>
    [...region.querySelectorAll('tbody tr')].map((row) => [...row.children].map(words));

  it('stand beside the last similar charge, the average, home and petrol, with a verdict', async () => {
    const { region } = await showSession({
      session: { energyWh: 45_000 },
      homeClass: 'public',
      metrics: {
        homeClass: 'public',
        costPerMileMicros: 240_000,
        averagePowerW: 54_000,
        effectivePricePerKwhMicros: 670_000,
        efficiency: MEASURED,
        rolling: { sessions: 4, pricePerKwhMicros: 300_000, averagePowerW: 50_000 },
        petrol: { perMileMicros: 97_665 },
      },
      insight: {
        similar: {
          sessionId: 'twin',
          localDate: '2026-05-30',
          placeName: 'Services North',
          costPerMileMicros: 240_500,
          averagePowerW: 60_000,
        },
        homePerMileMicros: 300_000,
      },
    });
    expect(rows(region('Compared'))).toEqual([
      ['Cost per mile: 24.0p/mi'],
      ['Last similar: Services North, 30 May 2026', '24.1p/mi', '-0.1p/mi same'],
      ['30-day average', '–unknown', '–unknown'],
      ['Home, 30 days', '30.0p/mi', '-6.0p/mi better'],
      ['Petrol', '9.8p/mi', '+14.2p/mi worse'],
      ['Price per kWh: 67.0p/kWh'],
      ['30-day average', '30.0p/kWh', '+37.0p/kWh worse'],
      ['Average power: 54 kW'],
      ['Last similar: Services North, 30 May 2026', '60 kW', '-6 kW worse'],
      ['30-day average', '50 kW', '+4 kW better'],
    ]);
    const link = region('Compared').querySelector('a');
    expect(link?.getAttribute('href')).toBe('/view?id=twin');
  });
});

describe('hints', () => {
  const HINTS: Case = {
    session: { energyWh: 45_000, socTo: 90, dismissedHints: ['finish_at_home'] },
    insight: {
      hints: [
        { code: 'dc_taper', dismissed: false, socTo: 90 },
        {
          code: 'finish_at_home',
          dismissed: true,
          pricePerKwhMicros: 670_000,
          homePricePerKwhMicros: 75_000,
        },
      ],
    },
  };

  it('can be put away and brought back', async () => {
    const { region, done, rendered } = await showSession(HINTS);
    const hints = region('Hints');
    const titles = () => [...hints.querySelectorAll('h3')].map(words);
    expect(titles()).toEqual(['Leave the rapid charger earlier']);
    await page.getByRole('button', { name: 'Show 1 hidden hint' }).click();
    expect(titles()).toEqual(['Leave the rapid charger earlier', 'Finish at home']);
    await page.getByRole('button', { name: 'Restore hint: Finish at home' }).click();
    await page
      .getByRole('button', { name: 'Dismiss hint: Leave the rapid charger earlier' })
      .click();
    expect(done).toEqual(['restore finish_at_home', 'dismiss dc_taper']);
    rendered.update({
      view: viewOf({ ...HINTS, session: { ...HINTS.session, dismissedHints: ['dc_taper'] } }),
      figures: { insight: insightOf(HINTS), isPending: false, isUpdating: true },
    });
    expect(titles()).toEqual(['Finish at home', 'Leave the rapid charger earlier']);
  });
});
