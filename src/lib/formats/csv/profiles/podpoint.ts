import type { Profile } from '#lib/formats/csv/profile.ts';

/** Pod Point's export with times. */
export const podpoint: Profile = {
  id: 'podpoint',
  provenance: 'measured',
  signatures: [['Total kWh Consumed', 'Location type', 'Start time']],
  columns: [
    { field: 'date', headers: ['Date'] },
    { field: 'startTime', headers: ['Start time'] },
    { field: 'endTime', headers: ['End time'] },
    { field: 'energy', headers: ['Total kWh Consumed'], unit: 'kWh' },
    { field: 'placeLabel', headers: ['Location type'] },
  ],
  mark: '.',
  dates: { order: 'day-first' },
  ownId: false,
  endOptional: true,
  keyParts: (values) => [values.startedAt ?? values.localDate],
};

/** Pod Point's older export: a date, an energy with its unit in the cell, no time. */
export const podpointLegacy: Profile = {
  id: 'podpoint-legacy',
  provenance: 'measured',
  signatures: [['kWh Consumed', 'Location type']],
  columns: [
    { field: 'date', headers: ['Date'] },
    { field: 'energy', headers: ['kWh Consumed'], unit: 'kWh' },
    { field: 'placeLabel', headers: ['Location type'] },
  ],
  mark: '.',
  dates: { order: 'day-first' },
  ownId: false,
  keyParts: (values) => [values.localDate, values.energyWh],
};
