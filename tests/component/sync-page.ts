import { page } from 'vitest/browser';
import type { SyncStatus } from '#lib/app/sync-port.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { SyncFlow } from '#lib/state/sync-flow.svelte.ts';
import SyncScreen from '#lib/ui/backup/SyncScreen.svelte';
import { FakeBackups } from './backup-fake.ts';
import { render } from './render.svelte.ts';
import { type FakeSync, onFolder } from './sync-fake.ts';

export const WORDS = 'my own long passphrase';
/** Switched on, with a remembered passphrase. */
export const AUTOMATIC: SyncStatus = onFolder({ isAutomatic: true });

/** The screen in London, following what the fake says. */
export async function open(sync: FakeSync, canShare = true): Promise<void> {
  const i18n = new I18n();
  await i18n.load();
  const flow = new SyncFlow(sync, new FakeBackups().passphrases);
  flow.follow();
  const statusOf = (): SyncStatus => {
    if (!flow.status) throw new Error('nothing was said yet');
    return flow.status;
  };
  const rendered = render(
    SyncScreen,
    {
      flow,
      status: statusOf(),
      canShare,
      timeZone: 'Europe/London',
      conflictsHref: '/backup/conflicts',
    },
    i18n,
  );
  sync.watch((status) => {
    rendered.update({ status });
  });
}

export const button = (name: string) => page.getByRole('button', { name, exact: true });
export const region = (name: string) => page.getByRole('region', { name, exact: true });
export const passphrase = () => page.getByRole('textbox', { name: 'Passphrase', exact: true });
export const repeat = () => page.getByRole('textbox', { name: 'Repeat passphrase' });
export const itself = () => page.getByRole('switch', { name: 'Sync by itself' });
