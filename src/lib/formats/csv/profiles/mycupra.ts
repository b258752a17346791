import type { Profile } from '#lib/formats/csv/profile.ts';

/** Charging statistics of the My Cupra app. */
export const mycupra: Profile = {
  id: 'mycupra',
  provenance: 'measured',
  signatures: [['Session started', 'Initial state of charge (%)']],
  columns: [
    { field: 'start', headers: ['Session started'] },
    { field: 'end', headers: ['Session ended'] },
    { field: 'chargingTime', headers: ['Actual charging time (s)'], unit: 's' },
    { field: 'energy', headers: ['Total energy (kWh)'], unit: 'kWh' },
    { field: 'socFrom', headers: ['Initial state of charge (%)'] },
    { field: 'socTo', headers: ['Final state of charge (%)'] },
    { field: 'placeLabel', headers: ['Location name'] },
    { field: 'sourceId', headers: ['Session ID'] },
  ],
  mark: '.',
  dates: {},
  ownId: true,
  keyParts: (values) => [values.sourceId],
};
