import type { Formatters } from '#lib/i18n/formatters.ts';

/** Files the app knows, by profile, as people call them. */
const FORMATS: Readonly<Record<string, string>> = {
  'plugtrack-csv': 'PlugTrack, everything exactly',
  'plugtrack-sheet': 'PlugTrack, for spreadsheets',
  'plugtrack-classic': 'PlugTrack classic, 16 columns',
  'plugtrack-v4': 'PlugTrack v4',
  evcc: 'evcc',
  mycupra: 'My Cupra',
  'norway-flats': 'Norwegian apartment garages (open data)',
  openwb: 'openWB',
  podpoint: 'Pod Point',
  'podpoint-legacy': 'Pod Point, older export',
  robeertm: 'Robeertm charging log',
  spritmonitor: 'Spritmonitor',
  warp: 'WARP Charger',
};

export const importing = (f: Formatters) => {
  const many = (n: number) =>
    f.plural(n, { one: `${f.count(n)} session`, other: `${f.count(n)} sessions` });
  const rows = (n: number) =>
    f.plural(n, { one: `${f.count(n)} row`, other: `${f.count(n)} rows` });
  return {
    title: 'Import',
    intro:
      'Bring charges from another app, your car’s maker, a wallbox or a spreadsheet. The file is read on this device. Nothing is saved before you say so.',
    fileHint:
      'CSV or text files of known apps are recognised. For any other table you say what its columns mean.',
    otherFile: 'Choose another file',
    file: 'File',
    reading: (name: string) => `Reading ${name}`,
    writing: (name: string) => `Importing ${name}`,
    undoing: 'Taking the import back',
    rowsDone: (done: number, total: number) => `${f.count(done)} of ${f.count(total)}`,
    failedTitle: 'This file could not be read',

    format: 'Format',
    formats: FORMATS,
    mapColumns: 'Map the columns',
    recognised: (name: string) => `${name} (recognised)`,
    car: 'Car',
    carOf: (source: string) => `Car for ${source}`,
    chooseCar: 'Choose a car',
    newCar: (name: string) => `New car: ${name}`,
    newCarName: 'My car',
    severalCars: 'This file has charges of several cars.',

    options: 'Time zone and currency',
    zone: 'Time zone',
    zoneHint: 'For times that do not say their own',
    zoneUnknown: 'This time zone is not known',
    currency: 'Currency',
    currencyHint: 'For amounts that do not say their own',
    currencyUnknown: 'This is not a currency code such as GBP or EUR',
    zeroPreconditioning: 'A 0 in the preconditioning column means',
    zeroUnknown: 'Unknown',
    zeroNo: 'No',
    v4Times: 'Times in the file are',
    v4Wall: 'Local times, as the old app stored them',
    v4Utc: 'In UTC, as they are marked',

    questionTitle: 'Before it can be imported',
    column: (name: string) => `Column “${name}”`,
    choices: {
      'day-first': 'Day first',
      'month-first': 'Month first',
      '.': 'Dot: 1.234 is a bit more than one',
      ',': 'Comma: 1.234 is one thousand two hundred and thirty-four',
      km: 'Kilometres',
      mi: 'Miles',
      'windows-1252': 'Western European',
      'iso-8859-2': 'Central European',
      'windows-1251': 'Cyrillic',
    } as Readonly<Record<string, string>>,
    choiceRange: (from: string, to: string) => `${f.date(from)} to ${f.date(to)}`,

    preview: 'Preview',
    range: (from: string, to: string) => `From ${f.date(from)} to ${f.date(to)}`,
    status: {
      new: 'New',
      changed: 'Changed',
      same: 'Same',
      probablySame: 'Probably the same',
      deleted: 'Deleted earlier',
      rejected: 'Rejected',
      skipped: 'Skipped',
      warnings: 'Warnings',
    },
    statusMeaning: {
      new: 'will be added',
      changed: 'will be updated; what you edited here stays',
      same: 'are here already, nothing happens',
      probablySame: 'look like charges you have from elsewhere',
      deleted: 'were deleted here and stay deleted',
      deletedIncluded: 'were deleted here and come back',
      rejected: 'have an error and are left out',
      skipped: 'hold nothing to import',
      warnings: 'are worth a look; the sessions are kept',
    },
    what: 'What',
    number: 'Number',
    happens: 'What happens',
    inFile: (n: number, sessions: number) => `${rows(n)} in the file, ${many(sessions)}`,
    unused: (columns: string) => `Not used: ${columns}`,

    probablySame: 'Probably the same',
    policies: {
      keep: 'Keep mine',
      fill: 'Fill the gaps in mine',
      take: 'Take the file’s',
      both: 'Keep both',
    },
    includeDeleted: 'Bring back what I deleted',
    priceFromTariffs: 'Price these from my tariffs',
    priceFromTariffsHint: 'For sessions without a cost, from your places and tariffs',

    import: (n: number) => `Import ${many(n)}`,
    importNothing: 'Import',
    obstacles: {
      columns: 'Say what the columns mean first.',
      question: 'Answer the question above first.',
      car: 'Choose the car first.',
      nothing: 'There is nothing new in this file.',
    },

    lists: {
      sessions: 'Sessions in the file',
      rejected: 'Rejected rows',
      skipped: 'Skipped rows',
      warnings: 'Rows with warnings',
    },
    row: (n: number) => `Row ${f.count(n)}`,
    rowList: (numbers: readonly number[]) =>
      numbers.length === 1
        ? `Row ${f.count(numbers[0])}`
        : `Rows ${f.list(numbers.map((n) => f.count(n)))}`,
    earlierRows: 'Earlier',
    laterRows: 'Next',
    ofRows: (from: number, to: number, all: number) =>
      `${f.count(from)}–${f.count(to)} of ${f.count(all)}`,

    doneTitle: 'Imported',
    done: (name: string) => `${name} is imported.`,
    doneCounts: (added: number, changed: number) =>
      `${many(added)} added, ${f.count(changed)} changed`,
    undo: 'Undo this import',
    undone: (n: number) => `The import is taken back: ${many(n)}.`,
    undoneKept: (n: number) =>
      f.plural(n, {
        one: '1 session was edited since and stays.',
        other: `${f.count(n)} sessions were edited since and stay.`,
      }),
    showSessions: 'Show sessions',
    another: 'Import another file',

    earlier: 'Earlier imports',
    earlierUndo: 'Undo',
    earlierUndoOf: (name: string) => `Undo the import of ${name}`,
    earlierUndone: 'Undone',
    earlierTitle: (name: string) => `Undo the import of ${name}?`,
    earlierBody:
      'Sessions it added are removed and values it changed go back, except where you edited them since.',
    earlierCounts: (added: number, changed: number) =>
      changed > 0
        ? `${f.count(added)} added, ${f.count(changed)} changed`
        : `${f.count(added)} added`,

    mapper: 'Columns',
    mapperIntro:
      'Say what each column means. The date and one of energy, end SoC or cost are needed.',
    savedMapping: 'Use a saved mapping',
    noMapping: 'None',
    columnUnit: (name: string) => `Unit of ${name}`,
    sample: (text: string) => `For example ${text}`,
    emptyColumn: 'Empty in the first rows',
    constants: 'The same for every row',
    constantCurrent: 'Type',
    constantPlace: 'Place',
    constantNetwork: 'Network',
    any: 'As in the file',
    mappingName: 'Name for next time',
    mappingNameHint: 'Optional. Keeps this choice for the next file of this kind.',
    readColumns: 'Read with these columns',
    mappingSaved: (name: string) => `Mapping “${name}” saved`,
    fields: {
      ignore: 'Leave out',
      date: 'Date',
      start: 'Start (date and time)',
      end: 'End (date and time)',
      startTime: 'Start time',
      endTime: 'End time',
      zone: 'Time zone',
      chargingTime: 'Charging time',
      pluggedTime: 'Time plugged in',
      odometer: 'Odometer',
      current: 'AC or DC',
      ratedPower: 'Rated power',
      peakPower: 'Peak power',
      placeLabel: 'Place',
      network: 'Network',
      energy: 'Energy',
      batteryEnergy: 'Energy into the battery',
      meterStart: 'Meter at start',
      meterEnd: 'Meter at end',
      socFrom: 'Start SoC',
      socTo: 'End SoC',
      total: 'Total cost',
      pricePerKwh: 'Price per kWh',
      currency: 'Currency',
      lineEnergy: 'Receipt: energy',
      lineTime: 'Receipt: time',
      lineSessionFee: 'Receipt: session fee',
      lineIdle: 'Receipt: idle fee',
      lineParking: 'Receipt: parking',
      lineDiscount: 'Receipt: discount',
      lineTax: 'Receipt: tax',
      ambient: 'Temperature',
      preconditioning: 'Preconditioning',
      notes: 'Notes',
      sourceCar: 'Car',
      sourceUser: 'Person',
      sourceId: 'Number of the session',
      register: 'Meter register',
    },
  };
};
