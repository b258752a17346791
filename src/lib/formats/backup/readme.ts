import type { VaultManifest, VaultSchema } from './vault.ts';

const TABLE_WORDS: Readonly<Record<string, string>> = {
  attachments: 'pictures; their bytes are base64url text in "data"',
  cars: 'cars, battery in Wh, limits in W',
  chargerSessions: 'charges at shared chargers',
  devices: 'devices that wrote to this data',
  imports: 'files that were imported',
  mappings: 'how columns of foreign files are read',
  meterEntries: 'prepaid meter: recharges and adjustments',
  meterIntervals: 'household meter: use by half hour',
  meterReadings: 'household meter: readings',
  meters: 'household meters',
  meterTariffs: 'prices of the household meter',
  places: 'places to charge, prices in Micros',
  plans: 'saved charging plans',
  sessions: 'charges: energyWh, cost.totalMicros, odometerM',
  settings: 'settings: "id" is the name, "value" the value',
  tariffs: 'dated prices per kWh in Micros',
};
const NAME_COLUMNS = 28;

const PROGRAM = [
  'import json, zipfile',
  'data = zipfile.ZipFile("data.zip")',
  'for line in data.open("tables/sessions.ndjson"):',
  '    row = json.loads(line)',
  '    if "_d" in row or "_p" in row:',
  '        continue',
  '    energy = row.get("energyWh")',
  '    cost = row.get("cost", {})',
  '    total = cost.get("totalMicros")',
  '    print(row["localDate"],',
  '          "-" if energy is None else "%.3f kWh" % (energy / 1000),',
  '          "-" if total is None else',
  '          "%.2f %s" % (total / 1000000, cost["currency"]))',
];

/** How to read a backup without this app: plain English, at most 80 columns. */
export function readmeText(manifest: VaultManifest, schema: VaultSchema): string {
  const isEncrypted = manifest.kdf !== undefined;
  return [
    ...(isEncrypted
      ? ['PlugTrack backup']
      : [
          'NOT ENCRYPTED: anyone who has this file can read everything in it.',
          '',
          'PlugTrack backup',
        ]),
    '================',
    '',
    'This file holds all data of PlugTrack, a log for charging electric cars.',
    `Written ${manifest.createdAt} (UTC) by PlugTrack ${manifest.appVersion},`,
    `format ${String(manifest.formatVersion)}, fields ${String(schema.schemaVersion)}.`,
    'PlugTrack reads it with "Restore". It can be read without PlugTrack, too:',
    '',
    ...(isEncrypted ? ENCRYPTED_LINES : PLAIN_LINES),
    'What is inside data.zip',
    '-----------------------',
    '',
    'schema.json    versions, and for each table its rows, bytes and SHA-256',
    'sessions.csv   all charges as a table; opens in a spreadsheet',
    ...tableLines(isEncrypted ? Object.keys(TABLE_WORDS) : schema.tables.map(({ name }) => name)),
    '',
    ...(isEncrypted ? ['Tables without rows are left out.'] : []),
    'Each line of a table is one row in JSON, sorted by "id". A value that is not',
    'there is not known; it is never 0. The end of a name says the unit:',
    '  Wh = watt hours, W = watts, M = metres, S = seconds,',
    '  Micros = millionths of the currency unit, At = UTC milliseconds.',
    'Lines with "_d":true are deleted rows, lines with "_p" are purged rows.',
    '"_c" holds the times of change that merging needs.',
    '',
    'A program that lists date, energy and cost of every charge (Python 3):',
    '',
    ...PROGRAM.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

const ENCRYPTED_LINES = [
  'data.zip.age is a file in the format age, version 1 (age-encryption.org),',
  'encrypted with one passphrase. The passphrase is used in the Unicode form',
  'NFKC, as UTF-8; spaces and capitals count. With the program age:',
  '',
  '  age --decrypt -o data.zip data.zip.age',
  '  unzip data.zip',
  '',
  'Nobody can recover a lost passphrase, and there is no way in without it.',
  '',
];

const PLAIN_LINES = [
  'data.zip is not encrypted here. In an encrypted backup it is data.zip.age, a',
  'file in the format age, version 1, and is opened with its passphrase (Unicode',
  'form NFKC): age --decrypt -o data.zip data.zip.age',
  'Nobody can recover a lost passphrase.',
  '',
  '  unzip data.zip',
  '',
];

function tableLines(names: readonly string[]): string[] {
  return names.map((name) => {
    const words = Object.hasOwn(TABLE_WORDS, name) ? TABLE_WORDS[name] : undefined;
    return `${`tables/${name}.ndjson`.padEnd(NAME_COLUMNS)} ${words ?? 'more rows'}`;
  });
}
