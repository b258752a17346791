import type { App } from '#lib/app/app.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { localDateOf } from '#lib/domain/time.ts';
import { isBackupDue } from './backup-due.ts';

const KEY = 'plugtrack-backup-notice';

/** A backup that is due. */
export interface DueBackup {
  /** The civil date of the last one; absent when there never was one. */
  readonly lastDate?: LocalDate;
  readonly dismiss: () => void;
}

/** Says whenever a backup becomes due or no longer is; never about sample data. Returns the stop. */
export function followDueBackup(
  app: Pick<App, 'backups' | 'clock' | 'facts' | 'profiles'>,
  next: (due: DueBackup | undefined) => void,
): () => void {
  const { backups, clock, facts, profiles } = app;
  if (profiles.current.isSample) return () => undefined;
  let newest = 0;
  return backups.watch(({ last, changesSince }) => {
    const turn = ++newest;
    const answer = (since: number | undefined): void => {
      if (turn !== newest) return;
      const dismissedAt = Number(localStorage.getItem(KEY) ?? 0);
      if (!isBackupDue({ now: clock.now(), since, changesSince, dismissedAt })) {
        next(undefined);
        return;
      }
      const dismiss = (): void => {
        localStorage.setItem(KEY, String(clock.now()));
        next(undefined);
      };
      next({ ...(last && { lastDate: localDateOf(last.at, clock.timeZone()) }), dismiss });
    };
    if (last) answer(last.at);
    else {
      // A log begins with its first car. When that cannot be read there is nothing to remind of.
      void facts.read.all('cars').then(
        (cars) => {
          answer(cars.length > 0 ? Math.min(...cars.map((car) => car.createdAt)) : undefined);
        },
        () => undefined,
      );
    }
  });
}
