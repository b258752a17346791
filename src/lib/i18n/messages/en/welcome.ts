export const welcome = () => ({
  title: 'Welcome to PlugTrack',
  what: 'Log each charge in ten seconds and see what driving electric really costs you.',
  where: 'Everything stays on this device: no account, no server, nobody watching.',
  addCar: 'Add your car',
  addCarWhy: 'Name and battery size are enough to start.',
  explore: 'Explore with sample data',
  exploreWhy:
    'Three years of charges of an imaginary driver. Leave with one tap; your own log stays empty.',
  restore: 'Restore a backup',
  restoreWhy: 'From a PlugTrack backup file, from this or another device.',
  csvIsImport: 'A CSV file is read by Import: choose it there once more.',
  installFirst: 'Install the app first',
  installFirstWhy:
    'Safari erases what a website stored when it has not been opened for seven days. Added to the Home Screen, PlugTrack keeps your data.',
  installHow: 'How to install',
});
