import type { Formatters } from '#lib/i18n/formatters.ts';
import { settingKeys } from './setting-keys.ts';

const size = (f: Formatters, bytes: number): string =>
  bytes >= 1e9 ? `${f.number(bytes / 1e9)} GB` : `${f.number(bytes / 1e6)} MB`;

export const settings = (f: Formatters) => ({
  title: 'Settings',
  tabs: {
    preferences: 'Preferences',
    home: 'Home charging',
    cost: 'Cost & efficiency',
    data: 'Data',
    advanced: 'Advanced',
    about: 'About',
  },
  keys: settingKeys(f),

  checkFields: 'Not saved: look at the marked fields.',
  draftRestored: 'You typed this earlier and did not save it.',
  saved: 'Saved',
  savedKey: (label: string) => `${label} saved`,
  notSaved: 'Not saved',
  defaultIs: (value: string) => `Default: ${value}`,
  noDefault: 'No default',
  reset: 'Reset',
  resetKey: (label: string) => `Reset ${label}`,
  resetDone: (label: string) => `${label} is back to its default`,
  on: 'on',
  off: 'off',

  display: 'Units and language',
  look: 'Look',
  theme: 'Theme',
  themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
  themeHint: 'Kept in this browser only.',
  currencyNote: 'Amounts are never converted: other currencies keep their own sign.',
  localeExample: (number: string, date: string) => `Looks like ${number} and ${date}`,
  efficiencyUnits: {
    'mi/kWh': 'mi/kWh',
    'km/kWh': 'km/kWh',
    'Wh/mi': 'Wh/mi',
    'kWh/100km': 'kWh/100 km',
  },
  distanceUnits: { mi: 'Miles', km: 'Kilometres' },
  petrolEconomyUnits: {
    mpg_uk: 'miles per gallon (UK)',
    mpg_us: 'miles per gallon (US)',
    l_per_100km: 'litres per 100 km',
  },

  homeCharging: 'At home',
  homeLinks: 'Where home is and what it costs',
  homeLinksBody:
    'A place marked as home makes its charges home charges; a home tariff prices them.',
  places: 'Places',
  tariffs: 'Tariffs',
  carsLink: 'Cars',
  carsLinkBody:
    'Battery, limits, full-charge reminders and the mileage allowance belong to the car.',

  petrol: 'Compared with petrol',
  efficiency: 'Efficiency and losses',
  roadTax: 'Road tax by the mile',
  roadTaxHint:
    'An estimate for cars with a mileage allowance. Each line holds from its date until the next one.',
  roadTaxFrom: 'From',
  roadTaxPerMile: 'Per mile',
  roadTaxAnnual: 'Per year',
  roadTaxAdd: 'Add a rate',
  roadTaxRemove: (date: string) => `Remove the rate from ${date}`,
  roadTaxRemoveNew: 'Remove this rate',
  roadTaxSave: 'Save rates',
  roadTaxIncomplete: 'Each line needs a date and two amounts; 0 is fine.',
  roadTaxNone: 'No rates: no estimate is made.',

  groups: {
    cycles: 'Distance between charges',
    confidence: 'How sure a figure is',
    fallback: 'When a charge has no efficiency of its own',
    losses: 'Charging losses from your own charges',
    odometer: 'Odometer readings',
    hints: 'Hints and marks',
    storage: 'Parking hints',
    compare: 'Comparisons',
    reminders: 'Full-charge reminders',
    planner: 'Planner',
    battery: 'Battery care and health',
    mileage: 'Mileage allowance',
  },
  advancedIntro:
    'The thresholds behind the figures. The defaults suit most drivers; each one can be reset.',

  dataWhere: 'Where your data is',
  dataWhereBody: 'In this browser, on this device. Nothing is sent anywhere.',
  used: 'Space used',
  usedOf: (usedBytes: number, quotaBytes: number) =>
    `${size(f, usedBytes)} of ${size(f, quotaBytes)} the browser allows`,
  usedUnknown: 'This browser does not tell',
  kept: 'Protected from clean-up',
  keptYes: 'Yes – the browser keeps it until you delete it',
  keptNo: 'No – the browser may erase it when space runs short',
  keptUnknown: 'This browser does not tell',
  keepAsk: 'Ask the browser to keep it',
  keepGranted: 'The browser will keep your data.',
  keepDenied:
    'The browser said no. Install the app or use it more often, then ask again; until then keep a copy.',
  keepUnsupported: 'This browser cannot promise it. Keep a copy of your data.',

  backup: 'Backup',
  backupBody: 'One encrypted file of everything; restoring one, into a log that is in use too.',

  copy: 'Copy of everything',
  copyBody:
    'One file with your cars, places, tariffs, charges and settings. It is not encrypted: anyone who has it can read it.',
  copyDownload: 'Download a copy',
  copyDone: (name: string) => `Saved as ${name}`,
  copyRestore: 'Restore a copy',
  copyRestoreHint: 'Only into an empty log, so nothing is mixed or lost.',
  copyRestored: (cars: number, sessions: number) =>
    `Restored: ${f.plural(cars, { one: 'one car', other: `${f.count(cars)} cars` })}, ${f.plural(sessions, { one: 'one charge', other: `${f.count(sessions)} charges` })}`,
  copyNotEmpty:
    'This log already holds cars or charges. Restore the copy under Backup: there you can merge it or put it in the place of what is here.',

  importCsv: 'Import a CSV file',
  importCsvBody: 'From PlugTrack, another app or a spreadsheet.',
  exportCsv: 'Export as CSV',
  exportCsvBody: 'From the list of sessions, as it is filtered.',
  trash: 'Trash',
  trashBody: 'What you deleted in the last 30 days.',

  sample: 'Sample data',
  sampleBody:
    'Three years of charges of an imaginary driver, apart from your own log, which stays as it is.',
  sampleEnter: 'Explore with sample data',
  sampleLoading: 'Making the sample data',
  sampleLeave: 'Leave the sample data',
  sampleIn: 'You are looking at sample data. Your own log is untouched.',

  rebuild: 'Work the figures out again',
  rebuildBody:
    'Throws away everything computed and makes it anew from your entries. They are not changed.',
  rebuildStart: 'Rebuild figures',
  rebuildRunning: 'Working the figures out again',
  rebuildDone: 'All figures are fresh',

  erase: 'Erase everything',
  eraseBody: 'Removes all of this profile from this browser: every charge, the trash included.',
  eraseStart: 'Erase everything…',
  eraseTitle: 'Erase everything of this profile?',
  eraseGoes: 'Erased for good, without trash or undo:',
  eraseGoesList: [
    'cars, places, tariffs and charges, also those in the trash',
    'settings, drafts and import mappings',
    'everything worked out from them',
  ],
  eraseStays: 'PlugTrack cannot reach, so you may have to delete yourself:',
  eraseStaysList: [
    'copies and CSV files you downloaded or shared',
    'data of PlugTrack in other browsers or on other devices',
    'the app icon on your home screen',
  ],
  eraseWord: 'erase',
  eraseType: (word: string) => `Type “${word}” to confirm`,
  eraseConfirm: 'Erase everything',

  about: 'About PlugTrack',
  version: 'Version',
  offlineVersion: 'Offline files',
  offlineNone: 'none yet: this page came from the network',
  schema: 'Storage format',
  licence: 'Licence',
  licenceText: 'MIT – free to use, change and share',
  profile: 'Profile',
  profileOwn: 'Your log',
  profileSample: 'Sample data',
  stored: 'What is stored where',
  storedList: [
    'Your log – cars, places, tariffs, charges, settings – is a database in this browser.',
    'Figures worked out from it lie beside it and can be rebuilt at any time.',
    'The app itself is kept in the browser’s cache, so that it opens without a network.',
    'A small note in the browser’s local storage remembers that a log exists, to notice if the browser erased it. The theme is kept there too.',
    'There is no server, no account, no tracking, and no request to anyone else.',
  ],
  helpBody: 'Quick start, what each figure means, how to install.',
});
