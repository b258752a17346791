/** Two cars, four sessions of which one is planned; every figure can be worked out by hand. */
export const SMALL = {
  format: 'plugtrack-dataset',
  version: 1,
  today: '2026-06-30',
  settings: { homeAliases: ['home'] },
  cars: [
    {
      id: 'c1',
      name: 'Leaf',
      createdDate: '2026-01-01',
      fullCharge: { every: 1, unit: 'weeks' },
    },
    {
      id: 'c2',
      name: 'Zoe',
      createdDate: '2026-06-20',
      fullCharge: { every: 1, unit: 'months' },
    },
  ],
  places: [],
  tariffs: [],
  sessions: [
    session('a', 'c1', '2026-05-01', 10_000, 2_000_000),
    session('b', 'c2', '2026-05-15', 20_000, 8_000_000),
    session('c', 'c1', '2026-06-01', 30_000),
    { id: 'd', carId: 'c1', status: 'planned', localDate: '2026-07-04', timeZone: 'Europe/London' },
  ],
};

function session(
  id: string,
  carId: string,
  localDate: string,
  energyWh: number,
  totalMicros?: number,
) {
  const cost =
    totalMicros === undefined
      ? {}
      : { cost: { basis: 'typed_total', currency: 'GBP', totalMicros } };
  return { id, carId, localDate, timeZone: 'Europe/London', energyWh, ...cost };
}

/** The data set as a file, with some members changed. */
export function smallFile(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...SMALL, ...changes });
}
