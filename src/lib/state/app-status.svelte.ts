import type { App } from '#lib/app/app.ts';
import type { StorageStatus, UpdateState } from '#lib/app/ports.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { localDateOf } from '#lib/domain/time.ts';
import type { DueBackup } from './backup-notice.svelte.ts';
import { StorageNotice } from './storage-notice.svelte.ts';
import { unsavedForms } from './unsaved.ts';

/** The app and where it stands: loading, started with its storage in some state, or failed. */
export class AppStatus {
  app = $state.raw<App>();
  storage = $state.raw<StorageStatus>({ kind: 'opening' });
  update = $state.raw<UpdateState>('none');
  failed = $state.raw<string>();
  notice = $state.raw<StorageNotice>();
  backupDue = $state.raw<DueBackup>();
  /** So many tabs hold a form that was not saved; the update waits for an answer. */
  updateBlockedBy = $state.raw(0);
  /** A newer version wrote this data and the person chose to look at it all the same. */
  readsOnly = $state.raw(false);

  async start(load: () => Promise<App>): Promise<void> {
    try {
      const app = await load();
      const notice = new StorageNotice(app);
      app.storage.subscribe((status) => {
        this.storage = status;
        // A notice that cannot be worked out is no notice.
        if (status.kind === 'open') void notice.check().catch(() => undefined);
      });
      app.updates.subscribe((state) => {
        this.update = state;
      });
      app.updates.onFlush(() => unsavedForms.flush());
      this.storage = app.storage.status;
      this.notice = notice;
      this.app = app;
    } catch (error) {
      console.error(error);
      this.failed = error instanceof Error ? error.name : 'start';
    }
  }

  /** When the erased data was begun, as far as the browser remembers. */
  get firstSavedDate(): LocalDate | undefined {
    if (this.storage.kind !== 'removed' || this.storage.firstSavedAt === undefined)
      return undefined;
    return this.app && localDateOf(this.storage.firstSavedAt, this.app.clock.timeZone());
  }

  /** The last backup of the erased data, as far as the browser remembers. */
  get lastBackup(): { readonly date: LocalDate; readonly name: string } | undefined {
    if (this.storage.kind !== 'removed' || !this.app || !this.storage.lastBackup) return undefined;
    const { at, name } = this.storage.lastBackup;
    return { date: localDateOf(at, this.app.clock.timeZone()), name };
  }

  /** Asks for the new version; with `force` also over forms whose drafts are written. */
  async applyUpdate(force = false): Promise<void> {
    const outcome = await this.app?.updates.apply({ force });
    this.updateBlockedBy = outcome?.kind === 'blocked' ? outcome.blockedBy : 0;
  }
}
