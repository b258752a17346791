import type { Formatters } from '#lib/i18n/formatters.ts';
import { carPage } from './car-page.ts';

export const cars = (f: Formatters) => ({
  view: carPage(f),
  title: 'Cars',
  newTitle: 'New car',
  editTitle: 'Edit car',
  add: 'New car',
  active: 'In use',
  archived: 'Archived',
  archivedHint: 'Kept in every lifetime figure; no reminders, not offered for new charges.',
  empty: 'No car yet',
  emptyBody: 'A name and the battery size are enough to start logging.',

  make: 'Make',
  model: 'Model',
  name: 'Name',
  nameHint: 'What you call it in the log.',
  about: 'The car',
  battery: 'Usable battery (kWh)',
  batteryHint: 'The usable capacity as new. Needed for range, losses and battery health.',
  efficiency: `Efficiency (${f.efficiencyUnit})`,
  efficiencyHint: 'What the trip computer shows on average. Used until your own charges tell.',
  maxAc: 'Max AC power (kW)',
  maxDc: 'Max DC power (kW)',
  charging: 'Battery and charging',
  fullCharge: 'Recommend full charges',
  fullChargeHint: 'Some batteries, LFP above all, want a charge to 100% now and then.',
  every: 'Every',
  unit: 'Unit',
  units: { days: 'days', weeks: 'weeks', months: 'months' },
  mileage: 'Track a mileage allowance',
  mileageHint: 'For a lease or an insurance with a yearly limit.',
  mileageStart: 'Start date',
  openingOdometer: `Opening odometer (${f.distanceUnit})`,
  annualAllowance: `Annual allowance (${f.distanceUnit})`,
  optional: 'May stay empty.',
  save: 'Save car',
  saved: (name: string) => `${name} saved`,

  archive: 'Archive',
  unarchive: 'Bring back',
  archivedDone: (name: string) => `${name} archived`,
  unarchivedDone: (name: string) => `${name} is in use again`,
  delete: 'Delete car',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteBody: 'It goes to the trash and can be brought back for 30 days.',
  deleted: (name: string) => `${name} moved to the trash`,
  hasSessions: (name: string) =>
    `${name} has charges in the log, so it cannot be deleted. Archive it instead: its history stays, and it is no longer offered for new charges.`,
  notFound: 'This car is not in the log any more',
  notFoundBody: 'It may have been deleted. Look in the trash.',
  backToList: 'All cars',

  specBattery: (wh: number) => `${f.energy(wh)} usable`,
  specAc: (w: number) => `AC ${f.power(w)}`,
  specDc: (w: number) => `DC ${f.power(w)}`,
  specFull: (every: number, unit: string) =>
    every === 1
      ? `full charge every ${unit.slice(0, -1)}`
      : `full charge every ${f.count(every)} ${unit}`,
  specAllowance: (m: number) => `${f.distance(m)} a year`,
});
