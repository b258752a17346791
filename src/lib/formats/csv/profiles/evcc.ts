import type { Profile } from '#lib/formats/csv/profile.ts';

/** Session log of evcc, in any of its languages; columns may fall back to English one by one. */
export const evcc: Profile = {
  id: 'evcc',
  provenance: 'measured',
  signatures: [
    ['Created', 'Charging point', 'Energy', 'Duration'],
    ['Startzeit', 'Ladepunkt', 'Energie', 'Ladedauer'],
    ['Aangemaakt', 'Oplaadpunt', 'Energie', 'Duur'],
    ['Créé', 'Point de charge', 'Énergie', 'Durée'],
    ['Created', 'Charging point', 'Charged Energy', 'Charge Duration'],
  ],
  columns: [
    { field: 'start', headers: ['Created', 'Startzeit', 'Aangemaakt', 'Créé'] },
    { field: 'end', headers: ['Finished', 'Endzeit', 'Beëindigd', 'Terminé'] },
    {
      field: 'placeLabel',
      headers: ['Charging point', 'Ladepunkt', 'Oplaadpunt', 'Point de charge'],
    },
    { field: 'sourceUser', headers: ['Identifier', 'Kennung', 'Identificatie', 'Identifiant'] },
    { field: 'sourceCar', headers: ['Vehicle', 'Fahrzeug', 'Voertuig', 'Véhicule'] },
    {
      field: 'odometer',
      headers: ['Mileage', 'Kilometerstand', 'Kilométrage', 'Odometer'],
      unit: 'km',
    },
    {
      field: 'meterStart',
      headers: ['Meter start', 'Anfangszählerstand', 'Beginwaarde meter', 'Début de Compteur'],
    },
    {
      field: 'meterEnd',
      headers: ['Meter stop', 'Endzählerstand', 'Eindwaarde meter', 'Fin de Compteur'],
    },
    { field: 'energy', headers: ['Energy', 'Energie', 'Énergie', 'Charged Energy'] },
    {
      field: 'chargingTime',
      headers: ['Duration', 'Ladedauer', 'Duur', 'Durée', 'Charge Duration'],
      unit: 's',
    },
    { field: 'socFrom', headers: ['SoC start', 'Ladestand Start', 'EdC début'] },
    { field: 'socTo', headers: ['SoC end', 'Ladestand Ende', 'SoC eind', 'EdC de fin'] },
    { field: 'total', headers: ['Cost', 'Kosten', 'Prijs', 'Coût', 'Price'] },
    { field: 'pricePerKwh', headers: ['Price/kWh', 'Preis/kWh', 'Prijs/kWh', 'Prix/kWh'] },
  ],
  mark: '.',
  dates: {},
  ownId: false,
  keyParts: (values) => [values.startedAt ?? values.localDate, values.placeLabel],
};
