import type { Formatters } from '#lib/i18n/formatters.ts';

export const sessions = (f: Formatters) => {
  const many = (n: number) =>
    f.plural(n, { one: `${f.count(n)} session`, other: `${f.count(n)} sessions` });
  return {
    title: 'Sessions',
    count: many,
    search: 'Search',
    searchHint: 'Notes, places, networks',
    filters: 'Filters',
    filtersActive: (n: number) => f.plural(n, { one: '1 active', other: `${f.count(n)} active` }),
    clearFilters: 'Clear all',
    showCount: (n: number | undefined) => (n === undefined ? 'Show sessions' : `Show ${many(n)}`),

    totals: 'Totals of what is shown',
    energy: 'Energy',
    cost: 'Cost',
    price: 'Average price',
    costKnownOf: (costed: number, all: number) =>
      `Cost known for ${f.count(costed)} of ${f.count(all)}`,
    foreign: (n: number) =>
      f.plural(n, {
        one: '1 in another currency is not counted',
        other: `${f.count(n)} in other currencies are not counted`,
      }),

    sort: 'Sort by',
    sortKeys: {
      date: 'Date',
      place: 'Place',
      energy: 'Energy',
      cost: 'Cost',
      price: 'Price per kWh',
      soc: 'End SoC',
      odometer: 'Odometer',
      duration: 'Duration',
    },
    ascending: 'Smallest first',
    descending: 'Greatest first',
    sortedBy: (key: string) => `By ${key.toLowerCase()}`,
    order: 'Order',

    columns: {
      select: 'Select',
      date: 'Date',
      place: 'Place',
      car: 'Car',
      type: 'Type',
      energy: 'Energy',
      cost: 'Cost',
      price: 'Price',
      soc: 'SoC',
      chips: 'At a glance',
      odometer: 'Odometer',
      duration: 'Duration',
    },

    from: 'From',
    to: 'To',
    fromAfterTo: 'The first day is after the last one',
    car: 'Car',
    any: 'Any',
    type: 'Type',
    ac: 'AC',
    dc: 'DC',
    unknown: 'Unknown',
    homePublic: 'Home or public',
    home: 'Home',
    public: 'Public',
    network: 'Network',
    place: 'Place',
    onlyFree: 'Only free ones',
    onlyToComplete: 'To complete',
    toCompleteHint: 'Sessions that lack energy, cost or end SoC',

    export: 'Export CSV',

    select: 'Select',
    selectRow: (what: string) => `Select ${what}`,
    selected: (n: number) => `${f.count(n)} selected`,
    selectAll: (n: number) => `Select all ${f.count(n)}`,
    selectNone: 'Select none',
    endSelecting: 'Done',
    selectionActions: 'Selected sessions',
    delete: 'Delete',
    move: 'Move to car',
    setPlace: 'Set place',
    deleteTitle: (n: number) => `Delete ${many(n)}?`,
    deleteBody: 'They stay in the trash for 30 days and can be brought back from there.',
    deleteConfirm: (n: number) => `Delete ${many(n)}`,
    moveTitle: (n: number) => `Move ${many(n)}`,
    moveConfirm: (n: number) => `Move ${many(n)}`,
    nothingToChange: (n: number) => `${many(n)} would stay as they are.`,
    moveBody: (n: number, already: number, car: string) =>
      already === 0
        ? `${many(n)} will belong to ${car}.`
        : `${many(n)} will belong to ${car}. ${f.count(already)} already do.`,
    placeTitle: (n: number) => `Set the place of ${many(n)}`,
    placeConfirm: (n: number) => `Change ${many(n)}`,
    placeBody: (n: number, already: number, place: string) =>
      already === 0
        ? `${many(n)} will be at ${place}.`
        : `${many(n)} will be at ${place}. ${f.count(already)} already are.`,
    placeCost: 'Costs stay as they are.',
    chooseCar: 'Choose a car',
    choosePlace: 'Choose a place',
    noPlace: 'No place',
    noPlaceBody: (n: number) => `The place of ${many(n)} will be removed.`,
    counting: 'Counting…',
    deleted: (n: number) => `${many(n)} deleted`,
    moved: (n: number, car: string) => `${many(n)} moved to ${car}`,
    placed: (n: number) =>
      f.plural(n, {
        one: 'Place of 1 session changed',
        other: `Place of ${f.count(n)} sessions changed`,
      }),
    undone: (n: number) => `${many(n)} as before`,
    undoneKept: (n: number) =>
      f.plural(n, {
        one: '1 was changed since and stays',
        other: `${f.count(n)} were changed since and stay`,
      }),

    emptyTitle: 'No sessions yet',
    emptyBody: 'Log your first charge, or bring your history from another app or a spreadsheet.',
    log: 'Log a charge',
    import: 'Import a file',
    noHitsTitle: 'Nothing matches',
    noHitsBody: 'No session fits this search and these filters.',
  };
};
