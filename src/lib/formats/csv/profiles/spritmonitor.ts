import type { Profile } from '#lib/formats/csv/profile.ts';

/** Fuel type 19 is electricity there. */
const ELECTRIC = ['19'];

/** A Spritmonitor export of fuellings, of which only the electric ones are charges. */
export const spritmonitor: Profile = {
  id: 'spritmonitor',
  provenance: 'typed',
  signatures: [['Km-Stand', 'Spritmenge']],
  columns: [
    { field: 'date', headers: ['Datum'] },
    { field: 'odometer', headers: ['Km-Stand'], unit: 'km' },
    { field: 'energy', headers: ['Spritmenge'], unit: 'kWh' },
    { field: 'total', headers: ['Kosten'] },
    { field: 'currency', headers: ['Währung'] },
    { field: 'notes', headers: ['Bemerkung'] },
    { field: 'network', headers: ['Tankstelle'] },
    { field: 'placeLabel', headers: ['Ort'] },
  ],
  extras: { fuel: ['Kraftstoff'] },
  mark: ',',
  dates: {},
  ownId: false,
  keyParts: (values) => [values.localDate, values.odometerM],
  accept: (row) => {
    const electric = row.plan.options.electricFuelCodes ?? ELECTRIC;
    return electric.includes(row.value(row.extra('fuel'))) ? undefined : 'row/not_a_charge';
  },
};
