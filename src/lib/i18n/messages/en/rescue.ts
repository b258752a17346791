import type { Formatters } from '#lib/i18n/formatters.ts';

export const rescue = (f: Formatters) => ({
  title: 'Rescue',
  lead: 'For the case that your log does not open. Nothing here needs the database, and nothing is changed until you confirm it.',
  status: {
    opening: 'The database is being opened…',
    open: 'Your log is open and well. You do not need Rescue.',
    removed: 'The browser has removed the data that was here.',
    blocked: 'Another tab holds the database. Close the other tabs of PlugTrack.',
    superseded: 'Another tab uses a newer version. Reload this one.',
    newer: 'Your log was written by a newer version of PlugTrack. Update the app.',
    unavailable: 'The browser does not open the database.',
  },
  reason: (code: string) => `Reported as ${code}`,
  goHome: 'Go to your log',

  retry: 'Try again',
  retryBody:
    'Often enough: close all other tabs of PlugTrack, restart the browser, then try again.',

  save: 'Save what can be read',
  saveBody:
    'Reads the database row by row, past whatever keeps it from opening, and saves the rows as one file. Keep it, even if you restore a copy.',
  saveStart: 'Save raw data',
  saved: (name: string, rows: number) =>
    `${f.plural(rows, { one: 'One row', other: `${f.count(rows)} rows` })} saved as ${name}`,
  nothingReadable: 'Nothing could be read from the database.',

  restore: 'Restore from a file',
  restoreBody:
    'Starts a fresh log from a backup or a copy you saved earlier. The log that does not open is left as it is.',
  restoreStart: 'Choose a backup',
  restored: (cars: number, sessions: number) =>
    `Restored: ${f.plural(cars, { one: 'one car', other: `${f.count(cars)} cars` })}, ${f.plural(sessions, { one: 'one charge', other: `${f.count(sessions)} charges` })}`,
  backupBody: 'Your log is open: a backup can be merged into it, or take its place.',
  backupStart: 'Go to Backup',
  openRestored: 'Open the restored log',

  reset: 'Start over',
  resetBody:
    'Removes this log from the browser and begins with an empty one. Only when nothing else helps.',
  resetStart: 'Reset this log…',
  resetTitle: 'Remove this log for good?',
  resetWarning:
    'Every charge, car, place, tariff and setting of this log goes, without trash or undo. Copies you saved elsewhere stay.',
  resetWord: 'reset',
  resetConfirm: 'Remove it for good',
});
