import type { Profile } from '#lib/formats/csv/profile.ts';

/** Charge log of openWB 2. Its local texts repeat at clock changes; the epoch columns do not. */
export const openwb: Profile = {
  id: 'openwb',
  provenance: 'measured',
  signatures: [['Ladepunkt-ID', 'Zeitstempel Beginn']],
  columns: [
    { field: 'start', headers: ['Zeitstempel Beginn'] },
    { field: 'end', headers: ['Zeitstempel Ende'] },
    { field: 'chargingTime', headers: ['Dauer'] },
    { field: 'energy', headers: ['Energie'], unit: 'kWh' },
    { field: 'total', headers: ['Kosten'] },
    { field: 'placeLabel', headers: ['Ladepunkt'] },
    { field: 'sourceCar', headers: ['Fahrzeug'] },
    { field: 'sourceUser', headers: ['ID-Tag'] },
  ],
  extras: { point: ['Ladepunkt-ID'] },
  mark: ',',
  dates: {},
  ownId: false,
  settle: () => ({ currency: 'EUR' }),
  keyParts: (values, row) => [values.startedAt ?? values.localDate, row.text(row.extra('point'))],
};
