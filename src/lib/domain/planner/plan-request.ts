import { type FieldIssue, type Result, fail } from '#lib/domain/result.ts';
import { integer, number, validateShape } from '#lib/domain/schema.ts';
import { CURRENTS } from '#lib/domain/session.ts';
import { z } from '#lib/domain/zod.ts';

const MOST_W = 1_000_000_000;
const MOST_MICROS = 1_000_000_000_000;
const LAST_INSTANT = 8.64e15;

const percent = integer('plan/soc_order', 0, 100);
const power = number('plan/power', 1, MOST_W);
const price = number('plan/request', -MOST_MICROS, MOST_MICROS);
const fee = number('plan/request', 0, MOST_MICROS);
const limit = number('plan/request', 0, Number.MAX_VALUE);
const instant = number('plan/request', -LAST_INSTANT, LAST_INSTANT);

const carId = z.string('plan/car').check(z.refine((id) => id !== '', 'plan/car'));
const charge = { carId, startSoc: percent, targetSoc: percent };
const home = {
  homePowerW: z.exactOptional(power),
  homePricePerKwhMicros: z.exactOptional(price),
};
const dcPrice = {
  dcPricePerKwhMicros: z.exactOptional(price),
  dcSessionFeeMicros: z.exactOptional(fee),
};
const stop = { ...charge, dcChargerW: power, ...dcPrice, ...home };

const scenarios = z.object({
  kind: z.literal('scenarios'),
  ...charge,
  ...home,
  acPricePerKwhMicros: z.exactOptional(price),
  ...dcPrice,
  customW: z.exactOptional(power),
  customCurrent: z.exactOptional(z.enum(CURRENTS, 'plan/request')),
});
const blend = z.object({
  kind: z.literal('blend'),
  ...stop,
  stopSoc: z.exactOptional(percent),
});
const best = z.object({
  kind: z.literal('best_stop'),
  ...stop,
  maxDcS: z.exactOptional(limit),
  maxTotalS: z.exactOptional(limit),
  maxNights: z.exactOptional(limit),
});
const live = z.object({
  kind: z.literal('live'),
  carId,
  targetSoc: percent,
  current: z.enum(CURRENTS, 'plan/request'),
  chargerW: power,
  readingAt: instant,
  readingSoc: number('plan/soc_order', 0, 100),
  now: instant,
  pricePerKwhMicros: z.exactOptional(price),
});

export type ScenarioRequest = z.output<typeof scenarios>;
/** A charge of which a part may be done on DC. */
export type StopRequest = Omit<z.output<typeof blend>, 'kind' | 'stopSoc'>;
export type BlendRequest = z.output<typeof blend>;
export type BestStopRequest = z.output<typeof best>;
export type LiveRequest = z.output<typeof live>;
export type PlanRequest = ScenarioRequest | BlendRequest | BestStopRequest | LiveRequest;

interface Percents {
  readonly startSoc?: number;
  readonly stopSoc?: number;
  readonly targetSoc?: number;
}

function* socIssues({ startSoc, stopSoc, targetSoc }: Percents): Generator<FieldIssue> {
  if (startSoc === undefined || targetSoc === undefined) return;
  if (startSoc >= targetSoc) yield issue('targetSoc', targetSoc);
  else if (stopSoc !== undefined && !(startSoc <= stopSoc && stopSoc <= targetSoc)) {
    yield issue('stopSoc', stopSoc);
  }
}

function issue(field: string, value: number): FieldIssue {
  return { field, code: 'plan/soc_order', value };
}

function validated(input: object): Result<PlanRequest> {
  const kind: unknown = Reflect.get(input, 'kind');
  if (kind === 'scenarios') return validateShape('plan', scenarios, input, socIssues);
  if (kind === 'blend') return validateShape('plan', blend, input, socIssues);
  if (kind === 'best_stop') return validateShape('plan', best, input, socIssues);
  if (kind === 'live') return validateShape('plan', live, input, () => []);
  return fail('plan/request', { fields: [{ field: 'kind', code: 'plan/request' }] });
}

/**
 * A request for a plan, from JSON or a form. Fails with the first code: `plan/car`,
 * `plan/soc_order`, `plan/power`, and `plan/request` where it is no request at all; `fields` has
 * all that is wrong.
 */
export function parsePlanRequest(input: unknown): Result<PlanRequest> {
  if (typeof input !== 'object' || input === null) return fail('plan/request');
  const request = validated(input);
  if (request.ok) return request;
  const { fields = [] } = request.error;
  return fail(fields[0]?.code ?? request.error.code, { fields });
}
