import type { Page } from '@playwright/test';
import type { Bench } from '../bench.ts';
import { countRow, type Row } from '../row.ts';
import { firstPage, LAB } from '../stage.ts';

const FLING_MS = 10_000;
const JUMPS = 20;
const SLOW_FRAME_MS = 33;

interface Scrolling {
  readonly longTasks: readonly number[];
  readonly maxRows: number;
  readonly frames: number;
  readonly slowFrames: number;
}

interface Recorder {
  readonly stop: () => Scrolling;
}

/** Watches frames, long tasks and rows from now on. */
async function record(page: Page): Promise<void> {
  await page.evaluate((slowMs) => {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) longTasks.push(Math.round(duration));
    });
    observer.observe({ type: 'longtask' });
    let [frames, slowFrames, maxRows, last] = [0, 0, 0, performance.now()];
    let handle = 0;
    const frame = (now: number): void => {
      frames += 1;
      if (now - last > slowMs) slowFrames += 1;
      last = now;
      maxRows = Math.max(maxRows, document.querySelectorAll('[data-row]').length);
      handle = requestAnimationFrame(frame);
    };
    handle = requestAnimationFrame(frame);
    const recorder: Recorder = {
      stop: () => {
        cancelAnimationFrame(handle);
        observer.disconnect();
        return { longTasks, maxRows, frames, slowFrames };
      },
    };
    Object.assign(window, { recorder });
  }, SLOW_FRAME_MS);
}

const stop = (page: Page): Promise<Scrolling> =>
  page.evaluate(() => (Reflect.get(window, 'recorder') as Recorder).stop());

async function scroll(page: Page): Promise<Scrolling> {
  const finger = await page.context().newCDPSession(page);
  await record(page);
  const end = performance.now() + FLING_MS;
  while (performance.now() < end) {
    await finger.send('Input.synthesizeScrollGesture', {
      x: 195,
      y: 600,
      yDistance: -2_000,
      speed: 6_000,
      gestureSourceType: 'touch',
      preventFling: false,
    });
  }
  for (let jump = 1; jump <= JUMPS; jump += 1) {
    await page.evaluate(
      async (share) => {
        scrollTo({ top: document.documentElement.scrollHeight * share });
        await new Promise(requestAnimationFrame);
        await window.stopwatch.painted(
          () => document.querySelector('[data-row] [aria-busy="true"]') === null,
        );
      },
      (jump * 0.618) % 1,
    );
  }
  await finger.detach();
  return stop(page);
}

/** The same movements over a page that does nothing: what the machine itself can do now. */
async function plainScroll({ stage }: Bench, page: Page): Promise<Scrolling> {
  await page.goto(stage.server.url + LAB);
  await page.evaluate(() => {
    const list = document.createElement('ol');
    list.append(
      ...Array.from({ length: 5_000 }, (_, at) => {
        const item = document.createElement('li');
        item.textContent = `Row ${String(at)}`;
        return item;
      }),
    );
    document.body.replaceChildren(list);
  });
  return scroll(page);
}

const shareOf = ({ frames, slowFrames }: Scrolling): number => (slowFrames / frames) * 100;

/** P18: the largest list under flings and jumps. */
export async function scrollRows(bench: Bench): Promise<Row[]> {
  const { stage, logs, sizes } = bench;
  const size = Math.max(...sizes);
  const context = await stage.open(stage.newProfile(await logs.profile(size)));
  const page = await firstPage(context);
  await page.goto(`${stage.server.url}sessions`);
  await page.locator('[data-row="0"] a').waitFor();
  const list = await scroll(page);
  const plain = await plainScroll(bench, page);
  await context.close();
  const where = `scrolling, ${String(size)} sessions`;
  const durations = list.longTasks.join(', ');
  return [
    countRow(
      {
        id: 'P18',
        what: `${where}: tasks over 50 ms`,
        unit: 'tasks',
        budget: 0,
        note: `long tasks ${durations === '' ? 'none' : `${durations} ms`}; on a plain page ${String(plain.longTasks.length)}`,
      },
      [list.longTasks.length],
    ),
    countRow({ id: 'P18', what: `${where}: row elements`, unit: 'elements', budget: 80 }, [
      list.maxRows,
    ]),
    countRow(
      {
        id: 'P18',
        what: `${where}: frames over ${String(SLOW_FRAME_MS)} ms`,
        unit: '%',
        budget: 1,
        note: `${String(list.slowFrames)} of ${String(list.frames)} frames; on a plain page ${String(plain.slowFrames)} of ${String(plain.frames)} (${shareOf(plain).toFixed(1)} %)`,
      },
      [shareOf(list)],
    ),
  ];
}
