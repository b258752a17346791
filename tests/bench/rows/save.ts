import type { Page } from '@playwright/test';
import type { Session } from '#lib/domain/session.ts';
import type { Bench } from '../bench.ts';
import { expectedHome, homePainted } from '../page/home.ts';
import { ratioRows, type Row } from '../row.ts';
import { firstPage } from '../stage.ts';
import { interleaved } from '../stats.ts';

const TOTAL = '5.00';
const TOTAL_MICROS = 5_000_000;

interface Logbook {
  readonly page: Page;
  readonly sessions: Session[];
  saved: number;
}

/** Logs one charge from Home. Answers the times from the tap on Save. */
async function saveOne(book: Logbook, today: string): Promise<{ row: number; totals: number }> {
  const { page, sessions } = book;
  book.saved += 1;
  // Each its own energy, so that its row is known by it.
  const energyWh = 11_000 + book.saved * 100;
  const [model] = sessions;
  if (!model) throw new Error('the log is empty');
  sessions.push({
    ...model,
    localDate: today,
    energyWh,
    cost: { basis: 'typed_total', currency: 'GBP', totalMicros: TOTAL_MICROS },
  });
  await page.getByRole('link', { name: 'Log a charge' }).first().click();
  await page.getByRole('textbox', { name: 'Energy (kWh)' }).fill(String(energyWh / 1000));
  await page.getByRole('textbox', { name: 'Total cost' }).fill(TOTAL);
  const energyText = `${(energyWh / 1000).toFixed(1)}kWh`;
  const viewed = page.evaluate(async (text) => {
    const at = await window.stopwatch.painted(
      () =>
        location.pathname.endsWith('/sessions/view') &&
        document.querySelector('main article')?.textContent.replaceAll(/\s/g, '').includes(text) ===
          true,
    );
    const { touchedAt } = window.stopwatch;
    document.querySelector<HTMLElement>('nav a[href="/"]')?.click();
    return { at, touchedAt };
  }, energyText);
  await page.getByRole('button', { name: 'Save session' }).click();
  const { at, touchedAt } = await viewed;
  const { month } = expectedHome(sessions, today);
  const right = await homePainted(page, { month, recent: [energyText] });
  // It would lie over the next form, and stay as long as the pointer rests on it.
  await page.getByRole('status').getByRole('button', { name: 'Dismiss' }).click();
  return { row: at - touchedAt, totals: right - touchedAt };
}

/** P05: from the tap on Save to the new session's page, and on to Home with its row and totals. */
export async function saveRows(bench: Bench): Promise<Row[]> {
  const { stage, logs, sizes, quick } = bench;
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)];
  const books: Record<string, Logbook> = {};
  for (const size of [small, large]) {
    const context = await stage.open(stage.newProfile(await logs.profile(size)));
    const page = await firstPage(context);
    await page.goto(stage.server.url);
    const sessions = [...logs.of(size).sessions];
    await homePainted(page, expectedHome(sessions, logs.today));
    books[String(size)] = { page, sessions, saved: 0 };
  }
  const measures = Object.fromEntries(
    Object.entries(books).map(([size, book]) => [
      size,
      async () => {
        await book.page.bringToFront();
        const { row, totals } = await saveOne(book, logs.today);
        return { [`row at ${size}`]: row, [`totals at ${size}`]: totals };
      },
    ]),
  );
  const against = String(small);
  const rows = await ratioRows(
    () => interleaved(quick ? 5 : 9, measures),
    [
      {
        id: 'P05',
        what: `save: row and totals painted, ${String(large)}`,
        against,
        subject: `totals at ${String(large)}`,
        baseline: `totals at ${against}`,
        budget: 1.25,
      },
      {
        id: 'P05',
        what: `save: page of the session painted, ${String(large)}`,
        against,
        subject: `row at ${String(large)}`,
        baseline: `row at ${against}`,
      },
    ],
  );
  for (const { page } of Object.values(books)) await page.context().close();
  return rows;
}
