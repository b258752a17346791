import type { Profile } from '#lib/formats/csv/profile.ts';

/** Open data of charging in Norwegian apartment buildings (Trondheim). */
export const norwayFlats: Profile = {
  id: 'norway-flats',
  provenance: 'measured',
  signatures: [['User_type', 'Start_plugin']],
  columns: [
    { field: 'start', headers: ['Start_plugin'] },
    { field: 'end', headers: ['End_plugout'] },
    { field: 'energy', headers: ['El_kWh'], unit: 'kWh' },
    { field: 'placeLabel', headers: ['Garage_ID'] },
    { field: 'sourceUser', headers: ['User_ID'] },
    { field: 'sourceId', headers: ['session_ID'] },
  ],
  mark: ',',
  dates: { order: 'day-first' },
  ownId: true,
  keyParts: (values) => [values.sourceId],
};
