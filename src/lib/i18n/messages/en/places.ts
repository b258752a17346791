import type { Formatters } from '#lib/i18n/formatters.ts';

export const places = (f: Formatters) => ({
  title: 'Places',
  add: 'New place',
  newTitle: 'New place',
  editTitle: 'Edit place',
  list: 'Your places',
  empty: 'No places yet',
  emptyBody:
    'A place fills in price, network and position of a charge. Start with your home: it decides what counts as home charging.',
  pick: 'Choose a place to change it, or add a new one.',

  name: 'Name',
  isHome: 'Home',
  isHomeHint: 'Charges here count as home charging.',
  isFree: 'Free',
  isFreeHint: 'Energy costs nothing here.',
  pricing: 'Prices',
  pricingHint: 'Filled in for a new charge here, unless you type what you paid.',
  pricePerKwh: 'Price per kWh',
  pricePerMinute: 'Price per minute',
  sessionFee: 'Session fee',
  network: 'Network',
  networkHint: 'Who runs the charger.',
  positionHint:
    'Finds this place again when you charge here. Stays on this device and is never needed.',
  latitude: 'Latitude',
  longitude: 'Longitude',
  radius: 'Radius (m)',
  radiusHint: `How near counts as here. Empty means ${f.count(100)} m.`,
  timeZone: 'Time zone',
  useLocation: 'Use my location',
  locating: 'Looking for your position…',
  located: (metres: number) => `Position found, good to about ${f.count(metres)} m.`,
  locationDenied:
    'Your browser does not allow it. Allow location for this site, or type the position.',
  locationFailed: 'No position could be found. Try again outdoors, or type it.',
  more: 'Network, position and time zone',

  save: 'Save place',
  saved: (name: string) => `${name} saved`,
  delete: 'Delete place',
  deleted: (name: string) => `${name} moved to the trash`,
  deleteHint: 'Charges that were logged here keep their costs.',
  notFound: 'This place is not in the log any more',
  notFoundBody: 'It may have been deleted. Look in the trash.',
  close: 'Close',

  badgeHome: 'Home',
  badgeFree: 'Free',
  perMinute: (price: string) => `${price}/min`,
  fee: (money: string) => `${money} per session`,
});
