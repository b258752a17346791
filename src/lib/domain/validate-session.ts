import { addDays } from './civil-date.ts';
import type { Content, LocalDate } from './entity.ts';
import type { FieldIssue, Result } from './result.ts';
import { integer, localDate, number, text, timeZone, validateShape } from './schema.ts';
import {
  CURRENTS,
  type CurvePoint,
  FIRST_SESSION_DATE,
  type LivePause,
  MAX_CURVE_POINTS,
  MAX_DURATION_S,
  PRECONDITIONINGS,
  PROVENANCES,
  SESSION_STATUSES,
  type Session,
} from './session.ts';
import { isSoc, socTenths } from './soc.ts';
import { localDateOf } from './time.ts';
import { MS_PER_DAY } from './units.ts';
import { costSchema } from './validate-cost.ts';
import { z } from './zod.ts';

const MAX_INSTANT = 8_640_000_000_000_000;
/** How much longer than the stay a charge may seem, because clocks are read to the minute. */
const DURATION_SLACK_S = 60;

function isCurve(value: unknown): value is readonly CurvePoint[] {
  if (!Array.isArray(value) || value.length > MAX_CURVE_POINTS) return false;
  let before = -Infinity;
  return value.every((point: unknown) => {
    if (!Array.isArray(point) || point.length !== 3 || !point.every(Number.isFinite)) return false;
    const [second, soc, watt] = point as unknown as CurvePoint;
    const isGood = second > before && soc >= 0 && soc <= 100 && watt >= 0;
    before = second;
    return isGood;
  });
}

const idText = (code: string) => text(code, 200, 1);
const soc = z.exactOptional(
  z.number('session/soc_range').check(z.refine(isSoc, 'session/soc_range')),
);

const instant = integer('session/live', 0, MAX_INSTANT);
const rising = <T>(list: readonly T[], at: (item: T) => number): boolean =>
  list.every((item, i) => i === 0 || at(item) > at(list[i - 1] ?? item));

const liveSchema = z.looseObject(
  {
    since: instant,
    targetSoc: soc,
    pricePerKwhMicros: z.exactOptional(integer('session/live', 0, 1_000_000_000_000)),
    readings: z.exactOptional(
      z
        .array(
          z.looseObject({ at: instant, soc: z.number().check(z.refine(isSoc, 'session/live')) }),
          'session/live',
        )
        .check(z.refine((list) => rising(list, ({ at }) => at), 'session/live')),
    ),
    pauses: z.exactOptional(
      z
        .array(z.looseObject({ from: instant, to: z.exactOptional(instant) }), 'session/live')
        .check(z.refine(arePauses, 'session/live')),
    ),
  },
  'session/live',
);

/** Pauses follow each other, and only the last one goes on. */
function arePauses(pauses: readonly LivePause[]): boolean {
  return pauses.every(({ from, to }, i) => {
    const next = pauses[i + 1];
    return (to === undefined || to >= from) && (!next || (to !== undefined && next.from >= to));
  });
}

const sessionSchema = z.looseObject({
  carId: idText('session/car'),
  status: z._default(z.enum(SESSION_STATUSES, 'session/status'), 'completed'),
  localDate: localDate('session/date'),
  startedAt: z.exactOptional(integer('session/start', 0, MAX_INSTANT)),
  endedAt: z.exactOptional(integer('session/end', 0, MAX_INSTANT)),
  timeZone: timeZone('session/zone'),
  chargingS: z.exactOptional(integer('session/charging_time', 1, MAX_DURATION_S)),
  pluggedS: z.exactOptional(integer('session/plugged_time', 1, MAX_DURATION_S)),
  odometerM: z.exactOptional(integer('session/odometer_range', 0, 3_000_000_000)),
  current: z.exactOptional(z.enum(CURRENTS, 'session/current')),
  ratedPowerW: z.exactOptional(integer('session/power_range', 100, 2_000_000)),
  peakPowerW: z.exactOptional(integer('session/power_range', 1, 2_000_000)),
  placeId: z.exactOptional(idText('session/place')),
  placeLabel: z.exactOptional(text('session/text_length', 200)),
  network: z.exactOptional(text('session/text_length', 80)),
  energyWh: z.exactOptional(integer('session/energy_range', 0, 1_000_000)),
  batteryEnergyWh: z.exactOptional(integer('session/energy_range', 1, 1_000_000)),
  socFrom: soc,
  socTo: soc,
  cost: z.exactOptional(costSchema),
  ambientC: z.exactOptional(number('session/temperature', -60, 60)),
  preconditioning: z.exactOptional(z.enum(PRECONDITIONINGS, 'session/preconditioning')),
  preconditioningEvents: z.exactOptional(integer('session/preconditioning', 0, 99)),
  curve: z.exactOptional(z.custom<readonly CurvePoint[]>(isCurve, 'session/curve')),
  notes: z.exactOptional(text('session/text_length', 4000)),
  dismissedHints: z.exactOptional(
    z.array(text('session/dismissed_hints', 200), 'session/dismissed_hints'),
  ),
  source: z.exactOptional(text('session/text_length', 4000)),
  importKey: z.exactOptional(text('session/text_length', 4000)),
  provenance: z.exactOptional(
    z.record(z.string(), z.enum(PROVENANCES, 'session/provenance'), 'session/provenance'),
  ),
  live: z.exactOptional(liveSchema),
});

type Draft = Partial<Content<Session>>;

function* dateIssues(draft: Draft, today: LocalDate): Generator<FieldIssue> {
  const { localDate: date, status, startedAt, timeZone: zone } = draft;
  if (date === undefined) return;
  const isOutside = date < FIRST_SESSION_DATE || date > addDays(today, 1);
  if (status === 'completed' && isOutside) {
    yield { field: 'localDate', code: 'session/date', value: date };
  }
  if (startedAt !== undefined && zone !== undefined && localDateOf(startedAt, zone) !== date) {
    yield { field: 'startedAt', code: 'session/start', value: startedAt };
  }
}

function* durationIssues({
  startedAt,
  endedAt,
  chargingS,
  pluggedS,
}: Draft): Generator<FieldIssue> {
  const elapsedMs =
    startedAt === undefined || endedAt === undefined ? undefined : endedAt - startedAt;
  if (elapsedMs !== undefined && (elapsedMs < 0 || elapsedMs > 14 * MS_PER_DAY)) {
    yield { field: 'endedAt', code: 'session/end', value: endedAt ?? 0 };
    return;
  }
  if (chargingS === undefined) return;
  const isLonger =
    (pluggedS !== undefined && chargingS > pluggedS) ||
    (elapsedMs !== undefined && chargingS > elapsedMs / 1000 + DURATION_SLACK_S);
  if (isLonger) yield { field: 'chargingS', code: 'session/charging_time', value: chargingS };
}

function* contentIssues(draft: Draft, isWhole: boolean): Generator<FieldIssue> {
  const { socFrom, socTo } = draft;
  if (socFrom !== undefined && socTo !== undefined && socTenths(socTo) < socTenths(socFrom)) {
    yield { field: 'socTo', code: 'session/soc_order', value: socTo };
  }
  const isEmpty =
    draft.energyWh === undefined &&
    socTo === undefined &&
    draft.cost?.totalMicros === undefined &&
    draft.odometerM === undefined;
  if (draft.status === 'completed' && isEmpty && isWhole) {
    yield { field: 'energyWh', code: 'session/empty' };
  }
}

/**
 * A session as it may be stored, or `session/invalid`. Whether its car and place exist is the
 * caller's to check. `today` bounds the date of completed sessions.
 */
export function validateSession(
  input: unknown,
  context: { readonly today: LocalDate },
): Result<Content<Session>> {
  return validateShape('session', sessionSchema, input, function* (draft, isWhole) {
    yield* dateIssues(draft, context.today);
    yield* durationIssues(draft);
    yield* contentIssues(draft, isWhole);
  });
}

/**
 * A session of a copy: every value must be of its kind and in its range, or `session/invalid`.
 * How values fit together is asked only of a new entry: what was stored once is not lost for it.
 */
export function validateStoredSession(input: unknown): Result<Content<Session>> {
  return validateShape('session', sessionSchema, input, () => []);
}
