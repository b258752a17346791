import { expect, test } from '../support/browser.ts';

const SAMPLES = 'tests/fixtures/samples/synthetic';

test.describe('a file opened with the installed app', () => {
  for (const [file, type, path, shown] of [
    ['evcc_sessions_en.csv', 'text/csv', 'import', 'evcc_sessions_en.csv'],
    ['plugtrack_classic_backup_one_car.zip', 'application/zip', 'backup', 'What would change'],
  ] as const) {
    test(`${file} lands on its screen, read`, async ({ app }) => {
      const page = await app.newPage();
      await page.route('**/launched-file', (route) =>
        route.fulfill({ path: `${SAMPLES}/${file}`, contentType: type }),
      );
      // What the browser hands over when a file of this kind is opened with the app.
      await page.addInitScript(
        ([name, kind]) => {
          const getFile = async () =>
            new File([await (await fetch('/launched-file')).blob()], name, { type: kind });
          const setConsumer = (consume: (launch: object) => void) => {
            consume({ files: [{ getFile }] });
          };
          Object.defineProperty(globalThis, 'launchQueue', { value: { setConsumer } });
        },
        [file, type] as const,
      );
      await page.goto(`${app.url}${path}`);
      await expect(page.getByText(shown).first()).toBeVisible({ timeout: 20_000 });
    });
  }
});
