import type { Formatters } from '#lib/i18n/formatters.ts';

const metres = (f: Formatters, m: number) => `${f.count(m)} m`;

export const places = (f: Formatters) => {
  const charges = (n: number) => f.plural(n, { one: '1 charge', other: `${f.count(n)} charges` });
  const tariffs = (n: number) => f.plural(n, { one: '1 tariff', other: `${f.count(n)} tariffs` });
  return {
    title: 'Places',
    add: 'New place',
    newTitle: 'New place',
    editTitle: 'Edit place',
    list: 'Your places',
    empty: 'No places yet',
    emptyBody:
      'A place fills in price, network and position of a charge. Start with your home: it decides what counts as home charging.',
    pick: 'Choose a place to see what you charged there, or add a new one.',
    view: 'View',
    views: { list: 'List', map: 'Map' },
    archivedTitle: 'Archived',
    archivedHint: 'Not offered for new charges. Its history stays in all figures.',

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
    position: 'Position',
    positionHint:
      'Latitude and longitude such as 51.5, -0.1, or a link from a map. Finds this place again when you charge here. Stays in your own data and is never needed.',
    usePosition: 'Use my position',
    clearPosition: 'Clear position',
    locating: 'Looking for your position…',
    located: (m: number) => `Position found, good to about ${metres(f, m)}.`,
    radius: 'Radius (m)',
    radiusHint: `How near counts as here. Empty means ${metres(f, 100)}.`,
    radiusPicture: (radiusM: number, pitchM: number) =>
      `A circle ${metres(f, 2 * radiusM)} across, beside a football pitch of ${metres(f, pitchM)}.`,
    timeZone: 'Time zone',
    more: 'Network, position and time zone',

    save: 'Save place',
    saved: (name: string) => `${name} saved`,
    delete: 'Delete place',
    deleted: (name: string) => `${name} moved to the trash`,
    deleteHint: 'Nobody charged here. The place lies in the trash for 30 days.',
    archive: 'Archive place',
    unarchive: 'Use place again',
    archivedDone: (name: string) => `${name} archived`,
    unarchivedDone: (name: string) => `${name} is offered again`,
    archiveHint: (n: number) =>
      `${charges(n)} ${n === 1 ? 'was' : 'were'} logged here, so the place cannot be deleted. Archived, it is no longer offered and keeps its history.`,
    notFound: 'This place is not in the log any more',
    notFoundBody: 'It may have been deleted. Look in the trash.',
    toTrash: 'Trash',
    toList: 'All places',
    close: 'Close',

    badgeHome: 'Home',
    badgeFree: 'Free',
    perMinute: (price: string) => `${price}/min`,
    fee: (money: string) => `${money} per session`,

    edit: 'Edit',
    about: 'About this place',
    figures: 'Figures',
    noFigures: 'No completed charge here yet.',
    figure: {
      sessions: 'Charges',
      energy: 'Energy',
      price: 'Median price',
      power: 'Average power',
      spend: 'Spent',
      last: 'Last visit',
    },
    source: {
      sessions: 'Completed charges of all cars at this place.',
      energy: 'The sum of what the charger delivered, where it is known.',
      price:
        'Half of the paid charges here cost less per kWh, half more, fees included. Free ones do not count.',
      noPrice: 'No charge here has both a cost above zero and an energy.',
      power: 'All energy divided by all time drawing power, of the charges that know both.',
      noPower: 'No charge here has both an energy and a time.',
      spend: 'The sum of all costs here that are known, in your currency.',
      noSpend: 'No cost of a charge here is known in your currency.',
      last: 'The day of the newest completed charge here.',
    },
    tariffs: 'Tariffs',
    noTariffs: 'No tariff belongs to this place.',
    lastSessions: 'Last charges',
    allSessions: (n: number) => `All ${charges(n)}`,
    fact: {
      network: 'Network',
      price: 'Price',
      position: 'Position',
      radius: 'Radius',
      timeZone: 'Time zone',
    },
    metres: (m: number) => metres(f, m),
    manage: 'Change or remove',

    merge: 'Merge with another place…',
    mergeTitle: 'Merge two places',
    mergeDo: 'Merge places',
    mergeBody:
      'Use it when two places are one. Charges and tariffs of one move to the other; what the charges cost stays as it is.',
    mergeOther: 'Other place',
    mergeChoose: 'Choose a place',
    mergeKeep: 'Keep',
    mergeMoves: (sessions: number, tariffCount: number, gone: string, keep: string) => {
      const moving =
        tariffCount > 0 ? f.list([charges(sessions), tariffs(tariffCount)]) : charges(sessions);
      const move = sessions === 1 && tariffCount === 0 ? 'moves' : 'move';
      return `${moving} ${move} from ${gone} to ${keep}. ${gone} goes to the trash.`;
    },
    mergeCounting: 'Counting charges…',
    mergeDiffers: 'Where the two differ, choose what holds:',
    mergeSame: 'The two do not differ in anything else.',
    mergeHome: 'What counts as home charging changes with it.',
    merged: (sessions: number, keep: string) => `${charges(sessions)} moved to ${keep}`,
    yes: 'Yes',
    no: 'No',
    none: 'None',
    mergeFields: {
      name: 'Name',
      isHome: 'Home',
      isFree: 'Free',
      pricePerKwhMicros: 'Price per kWh',
      pricePerMinuteMicros: 'Price per minute',
      sessionFeeMicros: 'Session fee',
      network: 'Network',
      position: 'Position',
      radiusM: 'Radius',
      timeZone: 'Time zone',
    },

    map: 'Map of your places',
    mapHint:
      'North is up. A larger dot is a place you charge at more often. Keys: + and − zoom, arrows move, 0 shows all.',
    mapNone: 'No place has a position yet',
    mapNoneBody:
      'Give a place a position, and it appears here. Nothing is loaded from the network.',
    withoutPosition: 'Without a position',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    showAll: 'Show all',
    north: 'N',
    legend: 'What the colours mean',
    band: { free: 'Free', low: 'Low', middle: 'Middle', high: 'High', unknown: 'Price unknown' },
    /** One letter on the dot; different for each. */
    bandLetter: { free: 'F', low: 'L', middle: 'M', high: 'H', unknown: '?' },
    upTo: (price: string) => `up to ${price}`,
    above: (price: string) => `above ${price}`,
    dot: (name: string, band: string, sessions: number) => `${name}: ${band}, ${charges(sessions)}`,
    table: 'Places on the map',
    column: { place: 'Place', price: 'Price', sessions: 'Charges', position: 'Position' },
  };
};
