import { expect, test } from '../support/browser.ts';

/** Controls: what every other test relies on must be able to go red. */

const FOREIGN = 'http://localhost:9/foreign';

test('SE02 control: a request to another host is noticed, also one the policy stops', async ({
  app,
}) => {
  app.allowFinding(/localhost:9/);
  const page = await app.newPage();
  await page.goto(app.url);
  const outcome = await page.evaluate(
    (address) =>
      fetch(address).then(
        () => 'sent',
        () => 'stopped',
      ),
    FOREIGN,
  );
  expect(outcome).toBe('stopped');
  await expect.poll(() => app.findings.policyViolations).toContain(`connect-src ${FOREIGN}`);

  const stranger = await app.newPage();
  await stranger.goto(FOREIGN).catch(() => undefined);
  expect(app.findings.foreignRequests).toContain(FOREIGN);
});

test('SE01 control: sinks that turn text into markup or script are closed and noticed', async ({
  app,
}) => {
  app.allowFinding(/trusted-types-sink|requires 'Trusted/);
  const page = await app.newPage();
  await page.goto(app.url);
  const outcomes = await page.evaluate(() => {
    const image = document.createElement('img');
    const attempts = [
      () => Reflect.set(image, 'innerHTML', '<b>bold</b>'),
      () => {
        image.setAttribute('onerror', "document.title = 'executed'");
      },
      () => (document.createElement('script').text = "document.title = 'executed'"),
      () => new Worker('/robots.txt'),
    ];
    return attempts.map((attempt) => {
      try {
        attempt();
        return 'accepted';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error);
      }
    });
  });
  expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused']);
  await expect.poll(() => app.findings.policyViolations.length).toBeGreaterThanOrEqual(4);
  await expect(page).not.toHaveTitle('executed');
});

test('control: an error of the page is noticed', async ({ app }) => {
  app.allowFinding(/planted/);
  const page = await app.newPage();
  await page.goto(app.url);
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('planted');
    });
  });
  await expect.poll(() => app.findings.errors.join('\n')).toContain('planted');
});
