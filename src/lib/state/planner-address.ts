import { isLocalDate } from '#lib/domain/civil-date.ts';
import type { LocalDate, WallTime } from '#lib/domain/entity.ts';
import type { Current } from '#lib/domain/session.ts';
import { wallMinutes } from '#lib/domain/time.ts';

/** The numbers of a plan, in stored units, by their names in the address. */
const PARAMETERS = {
  startSoc: 'soc',
  targetSoc: 'target',
  stopSoc: 'stop',
  dcChargerW: 'dcW',
  dcPricePerKwhMicros: 'dcPrice',
  dcSessionFeeMicros: 'fee',
  homePowerW: 'homeW',
  homePricePerKwhMicros: 'homePrice',
  acPricePerKwhMicros: 'acPrice',
  customW: 'customW',
  maxDcS: 'maxDcS',
  maxTotalS: 'maxTotalS',
  maxNights: 'maxNights',
} as const;
export type PlannerField = keyof typeof PARAMETERS;
export const PLANNER_FIELDS = Object.keys(PARAMETERS) as readonly PlannerField[];

/** What a person set; what is absent is whatever is usual. */
export type PlannerSet = Readonly<Partial<Record<PlannerField, number>>>;

/** All that makes a plan, as its address says it. */
export interface PlannerQuery {
  readonly carId?: string;
  /** The session it came from. */
  readonly fromId?: string;
  readonly set: PlannerSet;
  /** Of the custom charger; DC unless told otherwise. */
  readonly customCurrent?: Current;
  readonly departDate?: LocalDate;
  readonly departTime?: WallTime;
}

const DECIMAL = /^\d{1,15}(\.\d{1,6})?$/;

/** The plan an address asks for. What cannot be read counts as not said. */
export function readPlannerAddress(params: URLSearchParams): PlannerQuery {
  const set: Partial<Record<PlannerField, number>> = {};
  for (const field of PLANNER_FIELDS) {
    const text = params.get(PARAMETERS[field]) ?? '';
    if (DECIMAL.test(text)) set[field] = Number(text);
  }
  const carId = params.get('car');
  const fromId = params.get('from');
  const departDate = params.get('day');
  const departTime = params.get('by') ?? '';
  return {
    ...(carId ? { carId } : {}),
    ...(fromId ? { fromId } : {}),
    set,
    ...(params.get('customType') === 'AC' ? { customCurrent: 'AC' as const } : {}),
    ...(isLocalDate(departDate) ? { departDate } : {}),
    ...(wallMinutes(departTime) === undefined ? {} : { departTime }),
  };
}

/** The search part of the address, `?…`, or empty when nothing was said. */
export function plannerAddress(query: PlannerQuery): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string | number | undefined) => {
    if (value !== undefined) params.set(name, String(value));
  };
  put('car', query.carId);
  put('from', query.fromId);
  for (const field of PLANNER_FIELDS) put(PARAMETERS[field], query.set[field]);
  put('customType', query.customCurrent === 'AC' ? 'AC' : undefined);
  put('day', query.departDate);
  put('by', query.departTime);
  const written = params.toString();
  return written === '' ? '' : `?${written}`;
}
