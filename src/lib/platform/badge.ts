import type { AppBadge } from '#lib/app/ports.ts';

/** What some browsers have of badges; the others have none of it. */
type BadgeParts = Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;

/** The badge of the installed app. Where there is none, nothing happens. */
export function createBadge(browser: BadgeParts): AppBadge {
  return {
    show(count) {
      const work = count > 0 ? browser.setAppBadge?.(count) : browser.clearAppBadge?.();
      // Refused where the app is not installed or may not notify: the number is on Home as well.
      work?.catch(() => undefined);
    },
  };
}
