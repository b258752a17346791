import type { Attachment } from '#lib/domain/attachment.ts';
import type { Car } from '#lib/domain/car.ts';
import type { Entity } from '#lib/domain/entity.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { TABLE_KINDS } from './state.ts';

type Fields<T> = Readonly<Record<keyof T, true>>;

// The types make each list complete: a new field of an entity is an error here until it is listed.

const entity: Fields<Entity> = { id: true, createdAt: true, updatedAt: true };

const car: Fields<Car> = {
  ...entity,
  name: true,
  make: true,
  model: true,
  usableBatteryWh: true,
  profileEfficiencyMPerWh: true,
  maxAcW: true,
  maxDcW: true,
  createdDate: true,
  archived: true,
  fullCharge: true,
  mileage: true,
};

const place: Fields<Place> = {
  ...entity,
  name: true,
  isHome: true,
  isFree: true,
  pricePerKwhMicros: true,
  pricePerMinuteMicros: true,
  sessionFeeMicros: true,
  network: true,
  latitude: true,
  longitude: true,
  radiusM: true,
  timeZone: true,
  archived: true,
};

const tariff: Fields<Tariff> = {
  ...entity,
  name: true,
  kind: true,
  placeId: true,
  current: true,
  currency: true,
  timeZone: true,
  validFrom: true,
  validTo: true,
  pricePerKwhMicros: true,
  bands: true,
  sessionFeeMicros: true,
  pricePerMinuteMicros: true,
  untimedPricePerKwhMicros: true,
};

const session: Fields<Session> = {
  ...entity,
  carId: true,
  status: true,
  localDate: true,
  startedAt: true,
  endedAt: true,
  timeZone: true,
  chargingS: true,
  pluggedS: true,
  odometerM: true,
  current: true,
  ratedPowerW: true,
  peakPowerW: true,
  placeId: true,
  placeLabel: true,
  network: true,
  energyWh: true,
  batteryEnergyWh: true,
  socFrom: true,
  socTo: true,
  cost: true,
  ambientC: true,
  preconditioning: true,
  preconditioningEvents: true,
  curve: true,
  notes: true,
  dismissedHints: true,
  source: true,
  importKey: true,
  provenance: true,
  live: true,
};

const attachment: Fields<Attachment> = {
  ...entity,
  sessionId: true,
  mimeType: true,
  widthPx: true,
  heightPx: true,
  bytes: true,
  data: true,
};

const bookkeeping = (...names: readonly string[]): Readonly<Record<string, true>> => ({
  ...entity,
  ...Object.fromEntries(names.map((name) => [name, true])),
});

const FIELDS: Readonly<Record<string, Readonly<Record<string, true>>>> = {
  cars: car,
  places: place,
  tariffs: tariff,
  sessions: session,
  attachments: attachment,
  settings: bookkeeping('value'),
  imports: bookkeeping(
    'profile',
    'fileName',
    'fileSha256',
    'fileBytes',
    'importedAt',
    'options',
    'counts',
    'undoneAt',
  ),
  mappings: bookkeeping('name', 'value'),
  devices: bookkeeping('label', 'firstSeenAt', 'lastSeenAt', 'closed'),
};

const RESERVED: ReadonlySet<string> = new Set(['_c', '_d', '_p']);

/** Whether this version has a table of that name. */
export function isKnownTable(table: string): boolean {
  return Object.hasOwn(TABLE_KINDS, table);
}

/** Whether this version knows what a field of a table means. Of unknown tables it knows none. */
export function isKnownField(table: string, field: string): boolean {
  if (RESERVED.has(field)) return true;
  const fields = Object.hasOwn(FIELDS, table) ? FIELDS[table] : undefined;
  return fields !== undefined && Object.hasOwn(fields, field);
}
