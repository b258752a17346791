import type { JSHandle, Page } from '@playwright/test';
import type { Backups } from '../baselines/lab-backups.ts';
import type { Bench } from '../bench.ts';
import { PASSPHRASE } from '../seed-vault.ts';
import { firstPage, LAB } from '../stage.ts';

export interface OpenBackups {
  /** The folder of the browser. */
  readonly profile: string;
  readonly page: Page;
  readonly backups: JSHandle<Backups>;
}

/** The app's backup worker without its screens, in a browser on a copy of a profile. */
export async function openBackups({ stage, logs }: Bench, from: string): Promise<OpenBackups> {
  const profile = stage.newProfile(from);
  const page = await firstPage(await stage.open(profile));
  await page.goto(stage.server.url + LAB);
  const options = { script: stage.workerScript, passphrase: PASSPHRASE, today: logs.today };
  const backups = await page.evaluateHandle((wanted) => window.lab.openBackups(wanted), options);
  return { profile, page, backups };
}
