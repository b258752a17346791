import { readCurrency, readMoney } from '#lib/formats/csv/money.ts';
import type { FileContents, FileSettings, Profile } from '#lib/formats/csv/profile.ts';

const COST_HEADERS = /^(?:Ladekosten|Charging costs) in (\S+)(?:.*?([\d.,]+)\s*ct\/kWh)?/;

function settle({ headers }: FileContents): FileSettings {
  const isGerman = headers.some(({ text }) => text === 'Geladene Energie in kWh');
  const mark = isGerman ? ',' : '.';
  for (const { text } of headers) {
    const [, word, cents] = COST_HEADERS.exec(text) ?? [];
    if (word === undefined) continue;
    const currency = readCurrency(word)?.fits[0];
    const price = cents === undefined ? undefined : readMoney(cents, mark, true);
    return {
      mark,
      ...(currency !== undefined && { currency }),
      ...(price && { pricePerKwhMicros: price.micros }),
    };
  }
  return { mark };
}

/** Charge log of a WARP wallbox: price and currency stand in the header of the costs. */
export const warp: Profile = {
  id: 'warp',
  provenance: 'measured',
  signatures: [
    ['Charged energy in kWh', 'Start time'],
    ['Geladene Energie in kWh', 'Startzeit'],
  ],
  columns: [
    { field: 'start', headers: ['Start time', 'Startzeit'] },
    { field: 'energy', headers: ['Charged energy in kWh', 'Geladene Energie in kWh'] },
    { field: 'chargingTime', headers: ['Charge duration in s', 'Ladedauer in s'], unit: 's' },
    { field: 'meterStart', headers: ['Meter reading start', 'Zählerstand Start'] },
    { field: 'meterEnd', headers: ['Meter reading end', 'Zählerstand Ende'] },
    { field: 'sourceUser', headers: ['Display name', 'Anzeigename'] },
    { field: 'total', headers: [], startsWith: ['charging costs in', 'ladekosten in'] },
  ],
  mark: '.',
  dates: {},
  ownId: false,
  settle,
  keyParts: (values) => [values.startedAt ?? values.localDate, values.meterStartWh],
};
