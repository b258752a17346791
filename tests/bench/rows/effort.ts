import type { CDPSession, Page } from '@playwright/test';
import type { Bench } from '../bench.ts';
import { countRow, type Row } from '../row.ts';
import { firstPage } from '../stage.ts';

const MAX_TAPS = 5;
const MAX_MS = 10_000;
const SLOWDOWN = 4;
/** What a practised thumb takes for a tap at a known place, and for a key of the number pad. */
const TAP_MS = 1_000;
const KEY_MS = 300;
const ENERGY = '11.2';

interface Effort {
  readonly taps: number;
  readonly keys: number;
  readonly machineMs: number;
}

/** Counts what a person does, as the page sees it. */
async function countHands(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counts = { taps: 0, keys: 0 };
    Object.assign(window, { hands: counts });
    addEventListener('pointerup', ({ isTrusted }) => (counts.taps += isTrusted ? 1 : 0), true);
    addEventListener('keydown', ({ isTrusted }) => (counts.keys += isTrusted ? 1 : 0), true);
  });
}

/** From opening the app to a saved charge: the form is prefilled, one number is typed. */
async function logOne(page: Page, address: string): Promise<Effort> {
  const start = performance.now();
  await page.goto(address);
  await page.getByRole('link', { name: 'Log a charge' }).first().tap();
  const energy = page.getByRole('textbox', { name: 'Energy (kWh)' });
  await energy.tap();
  await energy.pressSequentially(ENERGY);
  await page.getByRole('button', { name: 'Save session' }).tap();
  await page.waitForURL(/sessions\/view/);
  await page.getByRole('status').filter({ hasText: /Saved/ }).first().waitFor();
  const machineMs = performance.now() - start;
  const hands = await page.evaluate(
    () => Reflect.get(window, 'hands') as { taps: number; keys: number },
  );
  return { ...hands, machineMs };
}

/**
 * E01: what a usual charge costs a person at 390 × 844, offline, on a machine four times as slow:
 * taps, keys, and seconds with the hand's own time.
 */
export async function effortRows({ stage, logs, sizes, quick }: Bench): Promise<Row[]> {
  const profile = stage.newProfile(await logs.profile(Math.min(...sizes)));
  const context = await stage.open(profile);
  const first = await firstPage(context);
  await first.goto(stage.server.url);
  await first.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  const efforts: Effort[] = [];
  for (let i = 0; i < (quick ? 3 : 9); i += 1) {
    const page = await context.newPage();
    await countHands(page);
    const slow: CDPSession = await context.newCDPSession(page);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    efforts.push(await logOne(page, stage.server.url));
    await page.close();
  }
  await context.close();
  const withHands = efforts.map(
    ({ taps, keys, machineMs }) => machineMs + taps * TAP_MS + keys * KEY_MS,
  );
  const id = 'E01';
  return [
    countRow(
      { id, what: 'a usual charge from Home: taps', unit: 'taps', budget: MAX_TAPS },
      efforts.map(({ taps }) => taps),
    ),
    countRow(
      { id, what: 'a usual charge from Home: keys', unit: 'keys' },
      efforts.map(({ keys }) => keys),
    ),
    countRow(
      {
        id,
        what: 'a usual charge from Home: to "Saved", with the hand',
        unit: 'ms',
        budget: MAX_MS,
        note: `offline, ${String(SLOWDOWN)}× slower; a tap counts ${String(TAP_MS)} ms, a key ${String(KEY_MS)} ms`,
      },
      withHands.map(Math.round),
    ),
    countRow(
      { id, what: 'a usual charge from Home: of it the app', unit: 'ms' },
      efforts.map(({ machineMs }) => Math.round(machineMs)),
    ),
  ];
}
