import type { Page } from '@playwright/test';

/** The ways into the app, as a person takes them. */

/** First start: a file is restored, a copy or a backup that is not encrypted. */
export async function restoreFile(page: Page, url: string, file: string): Promise<void> {
  await page.goto(url);
  const button = page.getByRole('button', { name: 'Restore a backup' });
  await button.waitFor();
  // The files kept for offline use are fetched now, and not while something is measured.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(file);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('heading', { name: 'Restored' }).waitFor();
}

/** Chooses a file on the import screen. Answers the milliseconds until its preview is painted. */
export async function chooseFile(page: Page, url: string, file: string): Promise<number> {
  await page.goto(`${url}import`);
  const input = page.getByLabel('Choose a file');
  await input.waitFor({ state: 'attached' });
  const previewed = page.evaluate(async () => {
    const at = await window.stopwatch.painted(
      () =>
        document.querySelector('main table') !== null &&
        document.querySelector('main [role="progressbar"], main progress') === null,
    );
    return at - window.stopwatch.touchedAt;
  });
  await input.setInputFiles(file);
  return previewed;
}

/**
 * The rows name their cars, but the screen asks as long as there are several. Then every row of
 * the file must be new: a row that the app refuses is a fault of the seed.
 */
export async function chooseCar(page: Page, rows: number): Promise<void> {
  const cars = page.getByRole('combobox', { name: 'Car' });
  if ((await cars.inputValue()) === '') await cars.selectOption({ index: 1 });
  const label = await page.evaluate(async () => {
    const button = (): HTMLButtonElement | undefined =>
      [...document.querySelectorAll<HTMLButtonElement>('main button')].find(
        ({ textContent, disabled }) => /^\s*Import [\d,]+/.test(textContent) && !disabled,
      );
    await window.stopwatch.painted(() => button() !== undefined);
    return button()?.textContent ?? '';
  });
  if (Number(label.replaceAll(/\D/g, '')) !== rows) throw new Error(`not all rows: ${label}`);
}

/** Imports what is previewed. Answers the milliseconds from the tap until the summary is there. */
export async function commitImport(page: Page): Promise<number> {
  const summed = page.evaluate(async () => {
    const at = await window.stopwatch.painted(() =>
      [...document.querySelectorAll('main button')].some(({ textContent }) =>
        textContent.includes('Undo this import'),
      ),
    );
    return at - window.stopwatch.touchedAt;
  });
  await page.getByRole('button', { name: /^Import [\d,]+/ }).click();
  return summed;
}

/** Until everything derived is stored for the newest change, so that a start finds it. */
export async function untilDerived(page: Page, url: string): Promise<void> {
  // A list is an answer of the engine, and an engine that answers has taken in all changes.
  await page.goto(`${url}sessions`);
  await page.locator('[data-row="0"] a').waitFor();
  await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(request.error ?? new Error('a read failed'));
        };
      });
    const db = await settled(indexedDB.open('plugtrack-default'));
    const isStored = async (): Promise<boolean> => {
      const change = (await settled(db.transaction('meta').objectStore('meta').get('change'))) as {
        seq: number;
      };
      for (const key of ['columns', 'months', 'coach']) {
        const row = (await settled(db.transaction('derived').objectStore('derived').get(key))) as
          { value: { seq: number } } | undefined;
        if (row?.value.seq !== change.seq) return false;
      }
      return true;
    };
    while (!(await isStored())) await new Promise((resolve) => setTimeout(resolve, 500));
    db.close();
  });
}
