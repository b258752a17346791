import type { Formatters } from '#lib/i18n/formatters.ts';

export const receipt = (f: Formatters) => ({
  lines: (n: number) => (n === 0 ? 'Receipt lines' : `Receipt lines (${f.count(n)})`),
  photos: (n: number) => (n === 0 ? 'Photos' : `Photos (${f.count(n)})`),
  currencyPart: 'Paid in another currency',
  partMissing: 'This part could not be loaded. With a connection, reload the app.',

  intro:
    'What the receipt lists, line by line. Energy or minutes times their price are worked out.',
  list: 'Lines of the receipt',
  line: (n: number) => `Line ${f.count(n)}`,
  kind: (n: number) => `Kind of line ${f.count(n)}`,
  label: (n: number) => `Label of line ${f.count(n)}`,
  kinds: {
    energy: 'Energy',
    time: 'Time',
    session_fee: 'Session fee',
    idle: 'Idle fee',
    parking: 'Parking',
    discount: 'Discount',
    tax: 'Tax',
    subscription: 'Share of a subscription',
  },
  cells: {
    energy: (n: number) => `Energy of line ${f.count(n)} (kWh)`,
    minutes: (n: number) => `Minutes of line ${f.count(n)}`,
    grace: (n: number) => `Free minutes of line ${f.count(n)}`,
    price: (n: number) => `Price of line ${f.count(n)}`,
    cap: (n: number) => `At most, line ${f.count(n)}`,
    amount: (n: number) => `Amount of line ${f.count(n)}`,
  },
  perKwh: 'per kWh',
  perMinute: 'per minute',
  discountHint: 'Typed without a minus, taken off the sum',
  subscriptionHint: 'For your information: it is not added',
  workedOut: (amount: string) => `worked out: ${amount}`,
  tax: (n: number) => `Tax of line ${f.count(n)}`,
  taxIncluded: 'Included',
  taxOnTop: 'On top',
  add: 'Add line',
  remove: (n: number) => `Remove line ${f.count(n)}`,
  sum: (amount: string) => `Sum of the lines: ${amount}`,
  set: (amount: string) => `Included, not added: ${amount}`,
  unfinished: (n: number) =>
    f.plural(n, {
      one: 'One line is not finished and not in the sum.',
      other: `${f.count(n)} lines are not finished and not in the sum.`,
    }),
  isTotal: 'It is the total, as long as none is typed.',
  onTop: 'It comes on top of the price of the energy.',
  more: (amount: string) => `${amount} more than the total you typed`,
  less: (amount: string) => `${amount} less than the total you typed`,
  useSum: 'Use the sum',

  currency: 'Currency',
  currencyHint: (home: string) => `Three letters. Empty or ${home}: your own.`,
  homeTotal: (home: string) => `Total in ${home}`,
  rate: 'Rate of the day',
  rateIn: 'The rate says',
  rateHome: (foreign: string, home: string) => `1 ${foreign} = … ${home}`,
  rateForeign: (foreign: string, home: string) => `1 ${home} = … ${foreign}`,
  rateOf: (foreign: string, rate: string, home: string) => `1 ${foreign} = ${rate} ${home}`,
  homeTotalHint: 'As your bank says. The rate is then not needed.',
  converted: (amount: string) => `That is ${amount}.`,
  notConverted: (currency: string) =>
    `Without a rate the cost stays in ${currency} and is not part of your sums.`,
  stale: 'The cost was changed. Does this still fit?',

  total: 'Total',
  rest: 'Not itemised',
  exactly: (amount: string, currency: string) => `exactly ${amount} ${currency}`,
  times: (quantity: string, price: string) => `${quantity} × ${price}`,
  apart: 'Included in it, not added',
  pricePerMinute: (price: string) => `${price}/min`,
  tariffDates: (from: string, to?: string) =>
    to === undefined
      ? `This tariff is valid from ${from} on.`
      : `This tariff is valid from ${from} to ${to}.`,
  convertedAt: (rate: string) => `Converted at ${rate}`,

  photosTitle: 'Photos',
  photosHint:
    'Of the receipt or the display. They are made small, and the place where they were taken is removed.',
  addPhoto: 'Add photo',
  takePhoto: 'Take photo',
  noPhotos: 'No photos of this charge.',
  photo: (n: number) => `Photo ${f.count(n)}`,
  photoSize: (width: number, height: number, bytes: number) =>
    `${f.count(width)} × ${f.count(height)}, ${f.number(bytes / 1000, { max: 0 })} kB`,
  show: (n: number) => `Show photo ${f.count(n)}`,
  deletePhoto: (n: number) => `Delete photo ${f.count(n)}`,
  zoomIn: 'Full size',
  zoomOut: 'Fit to the screen',
  photoAdded: 'Photo added',
  photoDeleted: 'Photo deleted',
  photoBack: 'Undone',
  undoFailed: 'It could not be undone.',
  savedWith: 'They are saved together with the charge.',
  storedApart: 'Those the charge has already are on its page.',
  used: 'Photos',
  usedPhotos: (n: number, bytes: number) =>
    n === 0
      ? 'None'
      : `${f.plural(n, { one: '1 photo', other: `${f.count(n)} photos` })}, ${f.number(bytes / 1e6)} MB`,
});
