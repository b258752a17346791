import type { Profile } from '#lib/formats/csv/profile.ts';

/** The EV charge tracker's export: German headers, decimal points, euros. */
export const robeertm: Profile = {
  id: 'robeertm',
  provenance: 'typed',
  signatures: [['Verlust_kWh', 'Von%']],
  columns: [
    { field: 'date', headers: ['Datum'] },
    { field: 'startTime', headers: ['Uhrzeit'] },
    { field: 'odometer', headers: ['km-Stand'], unit: 'km' },
    { field: 'pricePerKwh', headers: ['EUR/kWh'] },
    { field: 'energy', headers: ['kWh'], unit: 'kWh' },
    { field: 'total', headers: ['Kosten'] },
    { field: 'current', headers: ['Typ'] },
    { field: 'socFrom', headers: ['Von%'] },
    { field: 'socTo', headers: ['Bis%'] },
    { field: 'network', headers: ['Anbieter'] },
    { field: 'placeLabel', headers: ['Ort'] },
    { field: 'notes', headers: ['Notizen'] },
  ],
  mark: '.',
  dates: { order: 'day-first' },
  ownId: false,
  settle: () => ({ currency: 'EUR' }),
  keyParts: (values) => [values.startedAt ?? values.localDate, values.odometerM],
};
