export const storage = () => ({
  removedTitle: 'Your browser appears to have removed your data',
  removedBody:
    'PlugTrack saved charges on this device before, and now they are gone. Browsers do that when space runs short, when a site was not used for long, or when browsing data is cleared.',
  removedSince: (firstDate: string) => `The log was started on ${firstDate}.`,
  removedBackup: (ago: string, name: string) => `Your last backup was ${ago}: ${name}.`,
  removedNoBackup: 'No backup of it was made from this browser.',
  removedNothingWritten: 'Nothing is written until you decide.',
  restore: 'Restore a backup',
  startFresh: 'Start fresh',
  startFreshTitle: 'Start with an empty log?',
  startFreshBody: 'You can still restore a backup later.',

  blockedTitle: 'PlugTrack is open in another tab',
  blockedBody:
    'This version has to update how your data is stored, and an older version is holding it. Close or reload the other tab; this one goes on by itself.',

  newerReadOnlyTitle: 'Your data was saved by a newer version',
  newerReadOnlyBody:
    'This version of PlugTrack can show and export it, but must not change it. Update the app to go on logging.',
  newerUnreadableTitle: 'Update the app to open your data',
  newerUnreadableBody:
    'Your data was saved by a newer version of PlugTrack, and this one cannot read it. Nothing is lost.',
  updateApp: 'Update the app',
  continueReadOnly: 'Look without changing',

  supersededTitle: 'Another tab is using a newer version',
  supersededBody: 'Reload this tab to go on. What you typed here has been kept as a draft.',
  reload: 'Reload',

  unavailableTitle: 'Your data cannot be opened right now',
  unavailableBody:
    'The browser does not give access to its storage. This often passes when the browser is restarted. Your data has not been changed.',
  tryAgain: 'Try again',
  rescueWhy:
    'Rescue works without the database: save what can be read, restore from a file, or reset.',
});
