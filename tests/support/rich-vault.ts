import { addDays } from '#lib/domain/civil-date.ts';
import type { Content } from '#lib/domain/entity.ts';
import type { State, StateRow, TableKind } from '#lib/domain/merge/state.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { stateSource } from '#lib/formats/backup/vault-state.ts';
import type { TableSource } from '#lib/formats/backup/vault.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';

/** The device that wrote these files; no browser of a test has its id. */
const DEVICE = '9f2c4e7a1b3d5f60';
const VAULT_ID = '0197c3a1-b2f4-7000-8000-00000000a11e';
const START = Date.UTC(2020, 0, 1);
const DAY = 86_400_000;
/** Yesterday: what lies in the trash for a month is emptied by the app when it starts. */
const WRITTEN_AT = Date.now() - DAY;

const stampAt = (ms: number, device: string, count: number): string =>
  `${ms.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}-${device}`;
/** The clock of a change of these files: the count says which. */
export const richStamp = (count: number, device = DEVICE) =>
  stampAt(WRITTEN_AT - 3_600_000, device, count);

/** Texts that programs like to break. */
const TEXTS = [
  'Grandma’s 🔌⚡ and a family 👩‍👩‍👧‍👦 in one glyph',
  'תחנת טעינה „ליד הבית“ بجانب السوق 123',
  'Cafe\u0301 au lait, not Caf\u00e9; n\u0303 and \u00f1; a\u0323\u0302',
  '日本語の充電器\nsecond line\ttab "quoted" \\ back',
  '\u202eright to left on\u202c \u200d\u00a0 \u2028 \u0001 end',
  '𝒜𝓈𝓉𝓇𝒶𝓁 🇬🇧🏴󠁧󠁢󠁳󠁣󠁴󠁿 =SUM(A1)',
];
/** One of them, or so many of its characters; half a character would be no text. */
const textOf = (i: number, most = 1000) =>
  Array.from(TEXTS[i % TEXTS.length] ?? '')
    .slice(0, most)
    .join('');

const idOf = (kind: string, i: number) =>
  `0197c3a1-b2f4-7${kind}-8000-${i.toString(16).padStart(12, '0')}`;
const CAR = idOf('00c', 1);
const PLACE = idOf('00f', 1);
const TARIFF = idOf('00d', 1);

/** The fields of a session that may be absent, with values that change from one to the next. */
function optionalFields(i: number): Partial<Content<Session>> {
  const startedAt = START + (i % 2000) * DAY + 12 * 3_600_000;
  return {
    startedAt,
    endedAt: startedAt + 3_600_000 + (i % 50) * 60_000,
    chargingS: 1800 + (i % 900),
    pluggedS: 3600,
    odometerM: 1_000_000 + i * 12_345,
    current: i % 3 === 0 ? 'DC' : 'AC',
    ratedPowerW: 50_000,
    peakPowerW: 47_321,
    placeId: PLACE,
    placeLabel: textOf(i + 1, 40),
    network: 'Ośpréy ⚡',
    energyWh: 1 + ((i * 7919) % 80_000),
    batteryEnergyWh: 1 + ((i * 6151) % 70_000),
    socFrom: 10.5,
    socTo: 80,
    cost: {
      basis: 'home_tariff',
      currency: 'GBP',
      totalMicros: 1_234_567 + i,
      pricePerKwhMicros: 190_001,
      tariffId: TARIFF,
      placeId: PLACE,
      lines: [
        { kind: 'energy', amountMicros: 1_234_567 + i, label: textOf(i), energyWh: 6_400 },
        { kind: 'tax', amountMicros: 61_728, included: true },
      ],
      inHomeCurrency: { currency: 'EUR', totalMicros: 1_450_000 },
    },
    ambientC: -3.5,
    preconditioning: 'yes',
    preconditioningEvents: 2,
    curve: [
      [0, 10.5, 0],
      [60.5, 22, 47_321],
      [1800, 80, 11_000.25],
    ],
    notes: textOf(i),
    dismissedHints: ['cheaper-at-home', textOf(i + 2, 20)],
    source: 'plugtrack-classic',
    importKey: `plugtrack-classic:${String(i)}|`,
    provenance: { energyWh: 'measured', socTo: 'typed' },
  };
}

/** A session with all optional fields, or with every other one left out in turn. */
function session(i: number): StateRow {
  const optional = Object.entries(optionalFields(i));
  // The end belongs to its start, and the time charged to the time plugged in.
  const kept = optional.filter((_, at) => i < 2 || at < 4 || ((i >> (at % 8)) & 1) === 0);
  const base = {
    id: idOf('005', i),
    carId: CAR,
    status: 'completed',
    localDate: addDays('2020-01-01', i % 2000),
    timeZone: 'Europe/London',
    ...Object.fromEntries(kept),
  };
  const newer = { regenWh: 17, futureParts: [null, { deep: [1.5, 'é'], off: null }] };
  const clock = i % 5 === 0 ? { f: { timeZone: richStamp(2), notes: richStamp(3) } } : {};
  return {
    ...base,
    ...(i % 4 === 0 && newer),
    _c: { b: richStamp(1), ...clock },
    ...(i % 50 === 49 && { _d: true as const, _c: { b: richStamp(1), f: { _d: richStamp(4) } } }),
  };
}

const plainRow = (content: { readonly id: string }): StateRow => ({
  ...content,
  _c: { b: richStamp(1) },
});

const PICTURE = Buffer.from('any bytes \u0000\u0001 of a picture').toString('base64url');

/** Everything that can be in a file, and so many sessions; each fiftieth is in the trash. */
export function richState(sessions: number): State {
  const picture = { mimeType: 'image/webp', widthPx: 640, heightPx: 480, data: PICTURE };
  const bytes = Buffer.from(PICTURE, 'base64url').length;
  const table = (rows: readonly StateRow[], kind: TableKind = 'record') => ({
    kind,
    rows: new Map(rows.map((row) => [row.id, row])),
  });
  const pictures = sessions === 0 ? [] : ['a', 'b'];
  return new Map([
    ['cars', table(cars.map(plainRow))],
    ['places', table(places.map(plainRow))],
    ['tariffs', table(tariffs.map(plainRow))],
    [
      'sessions',
      table([
        ...Array.from({ length: sessions }, (_, i) => session(i)),
        { id: idOf('005', 10 ** 9), _p: richStamp(5) },
      ]),
    ],
    [
      'attachments',
      table(
        pictures.map((id) =>
          plainRow({ ...{ id: `picture-${id}`, sessionId: idOf('005', 0), bytes }, ...picture }),
        ),
      ),
    ],
    ['settings', table(settings.map(plainRow))],
    ['imports', table(imports.map(plainRow))],
    ['mappings', table(mappings.map(plainRow))],
    ['hologramPlans', table(holograms)],
    ['quantumEvents', table([plainRow({ id: 'q-1', ...{ text: TEXTS[4] } })], 'event')],
  ]);
}

const cars = [
  {
    id: CAR,
    name: `Ioniq ${textOf(0, 12)}`,
    make: 'Hyundai',
    model: '5 “N”',
    usableBatteryWh: 72_600,
    profileEfficiencyMPerWh: 6.4,
    maxAcW: 11_000,
    maxDcW: 233_000,
    createdDate: '2019-12-01',
    archived: false,
    fullCharge: { every: 4, unit: 'weeks' },
    mileage: { startDate: '2020-01-01', openingOdometerM: 0, annualAllowanceM: 16_093_440 },
  },
  { id: idOf('00c', 2), name: 'Leaf', createdDate: '2019-12-01', archived: true },
];
const places = [
  {
    id: PLACE,
    name: textOf(1, 60),
    isHome: true,
    isFree: false,
    pricePerKwhMicros: 280_000,
    pricePerMinuteMicros: 10_000,
    sessionFeeMicros: 350_000,
    network: 'Own 🏠',
    latitude: 51.5007,
    longitude: -0.1246,
    radiusM: 150,
    timeZone: 'Europe/London',
  },
  { id: idOf('00f', 2), name: 'Work', isHome: false, isFree: true },
];
const tariffs = [
  {
    id: TARIFF,
    name: 'Night & day €',
    kind: 'home',
    currency: 'GBP',
    timeZone: 'Europe/London',
    validFrom: '2020-01-01',
    validTo: '2030-12-31',
    pricePerKwhMicros: 310_000,
    bands: [
      {
        label: 'Night 🌙',
        days: [1, 2, 7],
        from: '23:30',
        to: '05:30',
        pricePerKwhMicros: -75_000,
      },
    ],
    sessionFeeMicros: 0,
    pricePerMinuteMicros: 0,
    untimedPricePerKwhMicros: 200_000,
  },
];
const settings = [
  { id: 'currency', value: 'GBP' },
  { id: 'settingOfTheFuture', value: { nested: [null, true, textOf(5)] } },
];
const imports = [
  {
    id: idOf('001', 1),
    profile: 'plugtrack-classic',
    fileName: 'alt – ‘old’.csv',
    fileSha256: 'ab'.repeat(32),
    fileBytes: 1234,
    importedAt: START,
    options: { car: CAR },
    counts: { added: 3 },
  },
];
const mappings = [{ id: idOf('00a', 1), name: 'Mine', value: { columns: { Datum: 'date' } } }];
/** A table no version knows: a live row, one in the trash and one that is gone for good. */
const holograms: StateRow[] = [
  plainRow({ id: 'h-1', ...{ layers: [1, 2, { z: null }], title: textOf(3) } }),
  {
    id: 'h-2',
    layers: [],
    title: 'in the trash',
    _c: { b: richStamp(1), f: { _d: richStamp(2) } },
    _d: true,
  },
  { id: 'h-3', _p: richStamp(3) },
];

/** A state as a file that anyone can read, written by the other device. */
export function vaultOf(state: State, device = DEVICE): Promise<Buffer> {
  return written(stateSource(state), device);
}

/** A file of one car and so many charges, which are never all in memory. */
export function longVault(sessions: number): Promise<Buffer> {
  const inChunks = async function* (): AsyncGenerator<readonly StateRow[]> {
    for (let from = 0; from < sessions; from += 1_000) {
      const count = Math.min(1_000, sessions - from);
      yield await Promise.resolve(Array.from({ length: count }, (_, i) => session(from + i)));
    }
  };
  const carTable = {
    kind: 'record' as const,
    rows: new Map([[CAR, plainRow(cars[0] ?? { id: CAR })]]),
  };
  const sessionTable = { name: 'sessions', kind: 'record' as const, rows: inChunks };
  return written([...stateSource(new Map([['cars', carTable]])), sessionTable], DEVICE);
}

async function written(tables: readonly TableSource[], device: string): Promise<Buffer> {
  const vault = await writeVault({
    device: { id: device, label: 'far away' },
    vaultId: VAULT_ID,
    hlc: richStamp(9, device),
    schemaVersion: 1,
    appVersion: '9.9.9',
    createdAt: WRITTEN_AT,
    tables,
    sheet: () => new Blob(['Date\n']).stream().pipeThrough(new TextDecoderStream()),
  });
  return Buffer.from(await valueOrThrow(vault).file.arrayBuffer());
}
