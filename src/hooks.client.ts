import { resolve } from '$app/paths';
import { dev } from '$app/environment';
import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { repairFiles, startUpdates } from '#lib/platform/browser-updates.ts';

/**
 * Runs before any page and independently of them: a version whose pages fail can still be replaced.
 */
export const init: ClientInit = () => {
  dispatchEvent(new Event('plugtrack:started')); // heard by static/boot.js
  const updates = startUpdates({ base: resolve('/').replace(/\/$/, ''), isBuilt: !dev });
  // A part of the app did not load: its files are damaged, or the host has moved on to a newer
  // version. Offline there is nothing to reload from, and the error page says so.
  addEventListener('vite:preloadError', () => {
    if (!navigator.onLine) return;
    void repairFiles().then((isComplete) => (isComplete ? updates.reloadOnce() : false));
  });
};

function isMissingPart(error: unknown): boolean {
  // The three engines' words for a module that could not be fetched.
  return (
    error instanceof TypeError &&
    /dynamically imported module|Importing a module script failed|error loading/i.test(
      error.message,
    )
  );
}

export const handleError: HandleClientError = ({ error, status }) => {
  if (status === 404) return { message: 'Not found', code: 'app/not-found' };
  console.error(error);
  return isMissingPart(error)
    ? { message: 'A part of the app could not be loaded', code: 'app/part-missing' }
    : { message: 'Something went wrong', code: 'app/unexpected' };
};
