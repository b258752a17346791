import { flushSync } from 'svelte';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { App } from '#lib/app/app.ts';
import type { StartCharge } from '#lib/app/live-port.ts';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { LiveFigures } from '#lib/state/live-estimate.ts';
import { openStart } from '#lib/state/live-start.svelte.ts';
import { StopForm } from '#lib/state/live-stop.svelte.ts';
import LiveBar from '#lib/ui/live/LiveBar.svelte';
import LiveCard from '#lib/ui/live/LiveCard.svelte';
import { barWords } from '#lib/ui/live/live-words.ts';
import StartForm from '#lib/ui/live/StartForm.svelte';
import StopSheet from '#lib/ui/live/StopSheet.svelte';
import { render } from './render.svelte.ts';
import { watchTicks } from './ticking.svelte.ts';

const words = new I18n();
beforeAll(() => words.load());

const ZONE = 'Europe/London';
/** Noon of 1 July 2026 in London. */
const NOON = Date.UTC(2026, 6, 1, 11);
const stored = { createdAt: 0, updatedAt: 0 };
const NBSP = '\u00A0';

const planner: PlannerCar = {
  ...{ carId: 'leaf', usableBatteryWh: 60_000, etaAc: 0.9, etaDc: 0.95 },
  bands: Array.from({ length: 10 }, (_, band) => ({
    ...{ fromSoc: band * 10, powerW: 50_000, tier: 'modelled' as const, samples: 0 },
  })),
  ...{ ceilingW: 100_000, ceilingSource: 'car' },
  homePower: { powerW: 7_200, source: 'history', samples: 5 },
  homeWindow: { startMinutes: 0, endMinutes: 0 },
};

const last: Session = {
  ...{ ...stored, id: 'last', carId: 'leaf', status: 'completed', localDate: '2026-06-30' },
  ...{ timeZone: ZONE, placeId: 'stall', current: 'DC', ratedPowerW: 50_000, socTo: 80 },
};

const ROWS: Readonly<Record<string, readonly unknown[]>> = {
  cars: [{ ...stored, id: 'leaf', name: 'Leaf', createdDate: '2025-01-01', archived: false }],
  places: [
    { ...stored, id: 'home', name: 'Home', isHome: true, isFree: false },
    {
      ...{ ...stored, id: 'stall', name: 'Stall', isHome: false, isFree: false },
      pricePerKwhMicros: 790_000,
    },
  ],
  tariffs: [
    {
      ...{ ...stored, id: 't', name: 'Flat', kind: 'home', currency: 'GBP', timeZone: ZONE },
      ...{ validFrom: '2026-01-01', pricePerKwhMicros: 250_000, bands: [] },
    },
  ],
  settings: [],
};

/** The doors a form uses, over fixed rows; what is sent is noted. */
function doors(answer: Awaited<ReturnType<App['commands']['startCharge']>>, newest = [last]) {
  const sent: StartCharge[] = [];
  let n = 0;
  const app = {
    facts: {
      read: {
        all: (table: string) => Promise.resolve(ROWS[table]),
        activeSessions: () => Promise.resolve([]),
        newestSessions: () => Promise.resolve(newest),
      },
    },
    commands: {
      startCharge: (command: StartCharge) => {
        sent.push(command);
        return Promise.resolve(answer);
      },
    },
    drafts: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
    clock: { now: () => NOON, timeZone: () => ZONE, today: () => '2026-07-01' },
    ids: { next: () => `id-${String(++n)}` },
  } as unknown as App;
  return { app, sent };
}

const started = ok({ value: last, seq: 1, undo: { stamp: '', rows: [] } });

async function openForm(answer: Parameters<typeof doors>[0] = started, newest = [last]) {
  const { app, sent } = doors(answer, newest);
  const form = await openStart(app, words.f, undefined);
  if (typeof form === 'string') throw new Error(form);
  render(
    StartForm,
    {
      ...{ form, planner, now: NOON, today: '2026-07-01', deviceZone: ZONE, isRestored: false },
      carHref: (id: string) => `#car-${id}`,
      ondiscard: () => undefined,
      onstart: async (isClockRight: boolean) => {
        await form.start(isClockRight);
      },
    },
    words,
  );
  return { form, sent };
}

const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const start = () => page.getByRole('button', { name: 'Start', exact: true }).click();

describe('the form that starts a charge', () => {
  it('is filled in like the last charge, with the price of the place, and starts as it stands', async () => {
    const { sent } = await openForm();
    await expect.element(field('Power (kW)')).toHaveValue('50');
    await expect.element(field('Target SoC (%)')).toHaveValue('80');
    await expect.element(field('Price per kWh')).toHaveValue('0.79');
    await expect.element(page.getByText('The price of this place right now')).toBeVisible();
    await expect
      .element(page.getByText('80% after the last charge', { exact: false }))
      .toBeVisible();
    await expect.element(page.getByRole('radio', { name: 'DC' })).toBeChecked();
    await start();
    expect(sent).toEqual([
      {
        ...{ commandId: 'id-1', carId: 'leaf', placeId: 'stall', current: 'DC' },
        ...{ ratedPowerW: 50_000, targetSoc: 80 },
      },
    ]);
  });

  it('says before it starts what the charge will take, and from what that is reckoned', async () => {
    const { form } = await openForm();
    const region = page.getByRole('region', { name: 'Estimate' });
    await expect.element(region).toHaveTextContent('Without the SoC now there is no estimate.');
    form.choosePlace('home');
    form.chooseCurrent('AC');
    form.choosePower('');
    await field('SoC now (%)').fill('40');
    await field('Target SoC (%)').fill('76');
    // 36 points of 60 kWh at 90% from 7.2 kW: 24 kWh in 3 h 20 min, at 25p.
    for (const text of [`3${NBSP}h${NBSP}20${NBSP}min`, '15:20', `24.0${NBSP}kWh`, '£6.00']) {
      await expect.element(region).toHaveTextContent(text.replaceAll(NBSP, ' '));
    }
    await expect.element(region).toHaveTextContent('as your earlier charges at home');
  });

  it('lets the current follow the power until it is chosen', async () => {
    const { form } = await openForm();
    await page.getByRole('button', { name: '11', exact: true }).click();
    await expect.element(field('Power (kW)')).toHaveValue('11');
    await expect.element(page.getByRole('radio', { name: 'AC' })).toBeChecked();
    await page.getByRole('button', { name: '150', exact: true }).click();
    await expect.element(page.getByRole('radio', { name: 'DC' })).toBeChecked();
    await page.getByRole('button', { name: 'Custom' }).click();
    await expect.element(field('Power (kW)')).toHaveFocus();
    expect(form.value('power')).toBe(150_000);
  });

  it('sends a price that was typed, and keeps it when the place changes', async () => {
    const { form, sent } = await openForm();
    await field('Price per kWh').fill('0.65');
    await expect.element(page.getByText('As you typed it')).toBeVisible();
    form.choosePlace('home');
    flushSync();
    await expect.element(field('Price per kWh')).toHaveValue('0.65');
    await start();
    expect(sent[0]).toMatchObject({ placeId: 'home', pricePerKwhMicros: 650_000 });
  });

  it('follows the place with power, current and price', async () => {
    const { form } = await openForm();
    form.choosePlace('home');
    flushSync();
    await expect.element(field('Power (kW)')).toHaveValue('');
    await expect.element(page.getByText('as your charges at home', { exact: false })).toBeVisible();
    await expect.element(field('Price per kWh')).toHaveValue('0.25');
    await expect.element(page.getByRole('radio', { name: 'AC' })).toBeChecked();
  });

  it('says beside a field what is wrong with it, and sends nothing', async () => {
    const { sent } = await openForm();
    await field('SoC now (%)').fill('full');
    await start();
    await expect.element(field('SoC now (%)')).toHaveAttribute('aria-invalid', 'true');
    await expect.element(field('SoC now (%)')).toHaveFocus();
    expect(sent).toEqual([]);
  });

  it('asks about a clock that looks wrong, and starts when it is right', async () => {
    const { sent } = await openForm(fail('live/clock', { details: { now: 0 } }));
    await start();
    await expect
      .element(page.getByRole('alert').filter({ hasText: '1970' }))
      .toHaveTextContent('The clock of this device says');
    await page.getByRole('button', { name: 'The clock is right: start' }).click();
    expect(sent.map(({ isClockRight }) => isClockRight)).toEqual([undefined, true]);
  });

  it('does not open without a car', async () => {
    const { app } = doors(started);
    const none = { ...app.facts.read, all: () => Promise.resolve([]) };
    const empty = { ...app, facts: { read: none } } as unknown as App;
    expect(await openStart(empty, words.f, undefined)).toBe('no_car');
  });
});

const FIGURES: LiveFigures = {
  ...{ elapsedS: 3600, isPaused: false, soc: 62.7, energyWh: 7_200, targetSoc: 80 },
  cost: { micros: 1_800_000, currency: 'GBP', basis: 'home_tariff' },
  ...{ targetAt: NOON + 155 * 60_000, done: false, speed: 'rated', powerW: 7_200 },
  reading: { at: NOON, soc: 50 },
};

function showCard(figures: LiveFigures) {
  const pressed: string[] = [];
  const card = render(
    LiveCard,
    {
      ...{ figures, now: NOON + 3_600_000, deviceZone: ZONE, carName: 'Leaf' },
      ...{ placeName: 'Home', startedAt: NOON, carHref: '#car' },
      onpause: () => pressed.push('pause'),
      onresume: () => pressed.push('resume'),
      onpanel: (panel: string) => void pressed.push(panel),
    },
    words,
  );
  return { ...card, pressed };
}

describe('the card of a running charge', () => {
  it('shows where it should be, marked as an estimate, and when it is done', async () => {
    showCard(FIGURES);
    const region = page.getByRole('region', { name: 'Charging now' });
    for (const text of [
      'Leaf · Home · since 12:00',
      '62',
      '80% at about 14:35',
      '1 h 35 min left',
    ]) {
      await expect.element(region).toHaveTextContent(text);
    }
    expect(region.element().querySelectorAll('.about').length).toBeGreaterThan(2);
  });

  it('tells where each figure comes from', async () => {
    showCard(FIGURES);
    await page.getByText('Energy', { exact: true }).click();
    await expect
      .element(page.getByText('Reckoned at the 7.2', { exact: false }).first())
      .toBeVisible();
    await page.getByText('Cost', { exact: true }).click();
    await expect
      .element(page.getByText('The energy so far at your home tariff.', { exact: false }))
      .toBeVisible();
  });

  it('has its acts as buttons', async () => {
    const card = showCard(FIGURES);
    for (const name of [
      'Stop charging',
      'Pause',
      'I read the display',
      'Remind me',
      'Cancel charge',
    ]) {
      await page.getByRole('button', { name }).click();
    }
    card.update({ figures: { ...FIGURES, isPaused: true } });
    await page.getByRole('button', { name: 'Resume' }).click();
    expect(card.pressed).toEqual(['stop', 'pause', 'read', 'remind', 'cancel', 'resume']);
  });

  it('says what is missing instead of guessing, with a way to it', async () => {
    showCard({ isPaused: false, done: false, elapsedS: 60, gap: 'battery' });
    await expect
      .element(page.getByText('Without the usable battery', { exact: false }))
      .toBeVisible();
    await expect
      .element(page.getByRole('link', { name: 'Enter the battery' }))
      .toHaveAttribute('href', '#car');
    await expect.element(page.getByRole('button', { name: 'Stop charging' })).toBeVisible();
    expect(document.body.textContent).not.toContain('≈');
  });

  it('and the bar say in one line how it stands', async () => {
    const line = (more: Partial<LiveFigures>) => barWords(words, { ...FIGURES, ...more }, ZONE);
    expect(line({})).toBe('Charging · ≈ 62% · 80% at about 14:35');
    expect(line({ isPaused: true })).toBe('Paused · ≈ 62% · 80% at about 14:35');
    expect(line({ done: true })).toBe('Charging · ≈ 62% · 80% should be reached');
    expect(barWords(words, { isPaused: false, done: false, gap: 'soc' }, ZONE)).toBe('Charging');
    render(LiveBar, { text: line({}), href: '#card', stopHref: '#stop' }, words);
    const bar = page.getByRole('region', { name: 'Live charge' });
    await expect.element(bar.getByRole('link', { name: 'Stop charging' })).toBeVisible();
    await expect
      .element(bar.getByRole('link', { name: 'Charging · ≈ 62%' }))
      .toHaveAttribute('href', '#card');
  });
});

describe('the sheet that ends a charge', () => {
  const running: Session = { ...last, id: 'run', status: 'active', startedAt: NOON };

  function open(now: number, zone = ZONE) {
    const sent: unknown[] = [];
    const app = {
      commands: {
        stopCharge: (command: unknown) => {
          sent.push(command);
          return Promise.resolve(started);
        },
      },
      clock: { now: () => now, timeZone: () => zone, today: () => '2026-07-01' },
      ids: { next: () => 'stop' },
    } as unknown as App;
    const form = new StopForm(app, words.f, running);
    render(
      StopSheet,
      {
        ...{ open: true, form, figures: FIGURES, zone: ZONE, onclose: () => undefined },
        onsave: async () => {
          await form.save();
        },
      },
      words,
    );
    return { form, sent };
  }
  const save = () => page.getByRole('button', { name: 'Save session' }).click();

  it('asks only for what the charger shows, and fills nothing in', async () => {
    const { sent } = open(NOON + 3_600_000);
    await expect.element(field('Energy (kWh)')).toHaveValue('');
    await expect.element(field('Energy (kWh)')).toHaveAttribute('placeholder', '≈ 7.2');
    await expect.element(field('End SoC (%)')).toHaveAttribute('placeholder', '≈ 62');
    await expect.element(page.getByLabelText('Started on')).not.toBeInTheDocument();
    await field('Energy (kWh)').fill('7.1');
    await save();
    expect(sent).toEqual([{ commandId: 'stop', id: 'run', energyWh: 7_100 }]);
  });

  it('asks for start and end when the clock went back, and never fills in an end', async () => {
    const { sent } = open(NOON - 3_600_000);
    await expect.element(page.getByText('Your clock was changed', { exact: false })).toBeVisible();
    await expect.element(page.getByLabelText('Started at')).toHaveValue('12:00');
    await expect.element(page.getByLabelText('Ended at')).toHaveValue('');
    await field('Energy (kWh)').fill('7');
    await save();
    expect(sent).toEqual([]);
    await page.getByLabelText('Ended on').fill('2026-07-01');
    await page.getByLabelText('Ended at').fill('15:30');
    await save();
    const times = { startedAt: NOON, endedAt: NOON + 3.5 * 3_600_000 };
    expect(sent).toEqual([{ commandId: 'stop', id: 'run', energyWh: 7_000, ...times }]);
  });

  it('fills the end in by the clock of the start when only the zone is another', async () => {
    open(NOON + 3_600_000, 'Europe/Berlin');
    await expect.element(page.getByText('another time zone', { exact: false })).toBeVisible();
    await expect.element(page.getByLabelText('Ended at')).toHaveValue('13:00');
  });
});

describe('the estimate', () => {
  it('moves each second while it is looked at, and has no timer when it is not', () => {
    vi.useFakeTimers();
    let visibility: DocumentVisibilityState = 'visible';
    const spy = vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
    onTestFinished(() => {
      spy.mockRestore();
      vi.useRealTimers();
    });
    let now = NOON;
    const pass = (seconds: number): void => {
      for (let i = 0; i < seconds; i++) {
        now += 1000;
        vi.advanceTimersByTime(1000);
        flushSync();
      }
    };
    const show = (state: DocumentVisibilityState): void => {
      visibility = state;
      document.dispatchEvent(new Event('visibilitychange'));
      flushSync();
    };
    const seen = watchTicks({ now: () => now });
    pass(2);
    expect(seen).toEqual([NOON, NOON + 1000, NOON + 2000]);
    show('hidden');
    expect(vi.getTimerCount()).toBe(0);
    pass(60);
    expect(seen).toHaveLength(3);
    show('visible');
    expect(seen.at(-1)).toBe(NOON + 62_000);
    expect(vi.getTimerCount()).toBe(1);
  });
});
