import type { Formatters } from '#lib/i18n/formatters.ts';

/** Words of the export sheet and of the files it makes. Loaded only with the sheet. */
export const exportsWords = (f: Formatters) => {
  const many = (n: number) =>
    f.plural(n, { one: `${f.count(n)} session`, other: `${f.count(n)} sessions` });
  return {
    title: 'Export',
    body: (n: number) => `${many(n)}, as filtered here, the oldest first.`,
    formats: {
      exact: {
        name: 'Everything, exactly',
        hint: 'All fields without loss. Import it again anywhere PlugTrack runs.',
      },
      sheet: {
        name: 'For spreadsheets',
        hint: 'Readable columns with computed figures. Edit it and import it again.',
      },
      classic: {
        name: 'Classic, 16 columns',
        hint: 'Miles, pounds and whole days, as the first PlugTrack wrote it. Needs an energy.',
      },
      lubelogger: {
        name: 'For LubeLogger',
        hint: 'A fuel log of one car. Leaves out charges without odometer, energy or cost.',
      },
      spritmonitor: {
        name: 'For Spritmonitor',
        hint: 'A fuel log of one car. Leaves out charges without odometer or energy.',
      },
      employer: {
        name: 'Statement for an employer',
        hint: 'One car and one month, at home or public, with totals.',
      },
      json: {
        name: 'Data set (JSON)',
        hint: 'Sessions with cars, places, tariffs and settings, for scripts.',
      },
    },
    other: 'Other formats',
    car: 'Car',
    month: 'Month',
    person: 'Person',
    personHint: 'Stands at the top of the file. Nothing else uses it.',
    places: 'Places',
    home: 'Home',
    public: 'Public',
    unknownPlace: 'Unknown',
    noMonths: 'There is no month with a session in this list.',
    save: 'Save file',
    writing: (name: string) => `Writing “${name}”`,
    rowsDone: (done: number, total: number) => `${f.count(done)} of ${f.count(total)} sessions`,
    cancelled: 'Cancelled. No file was saved.',
    saved: (name: string, rows: number) => `Saved ${name} with ${many(rows)}`,
    leftOut: (n: number, reason: string) => `${f.count(n)} left out: ${reason}`,
    leftOutReasons: {
      status: 'not a finished charge',
      no_energy: 'no energy',
      no_odometer: 'no odometer',
      no_cost: 'no cost',
      currency: 'cost in another currency',
    } as Readonly<Record<string, string>>,
    withoutCost: (n: number) =>
      f.plural(n, {
        one: '1 is in it without its cost, which is in another currency',
        other: `${f.count(n)} are in it without their cost, which is in another currency`,
      }),
    file: {
      sheet: {
        date: 'Date',
        start: 'Start',
        end: 'End',
        car: 'Car',
        place: 'Place',
        network: 'Network',
        type: 'Type',
        energy: 'Energy',
        batteryEnergy: 'Battery energy',
        chargingTime: 'Charging time',
        pluggedTime: 'Plugged time',
        socFrom: 'SoC from',
        socTo: 'SoC to',
        odometer: 'Odometer',
        total: 'Total',
        currency: 'Currency',
        pricePerKwh: 'Price per kWh',
        costBasis: 'Cost basis',
        temperature: 'Temperature',
        preconditioning: 'Preconditioning',
        efficiency: 'Efficiency',
        costPerMile: 'Cost per mile',
        confidence: 'Confidence',
        notes: 'Notes',
        id: 'ID',
      },
      employer: {
        person: 'Person',
        car: 'Car',
        date: 'Date',
        start: 'Start',
        end: 'End',
        meterStart: 'Meter start',
        meterEnd: 'Meter end',
        energy: 'Energy',
        pricePerKwh: 'Price per kWh',
        amount: 'Amount',
        currency: 'Currency',
        total: 'Total',
        notBilled: 'Not billed',
      },
    },
  };
};
