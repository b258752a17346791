import { costInputsChanged, typedOf, type TypedCost } from '#lib/domain/cost.ts';
import { addDays } from '#lib/domain/civil-date.ts';
import type { Content, LocalDate } from '#lib/domain/entity.ts';
import type { Place } from '#lib/domain/place.ts';
import { priceSession } from '#lib/domain/pricing.ts';
import { fail, ok, type FieldIssue, type Result } from '#lib/domain/result.ts';
import type { Cost, Session } from '#lib/domain/session.ts';
import {
  paidPricePerKwhMicros,
  sessionWarnings,
  type Reading,
} from '#lib/domain/session-warnings.ts';
import { currentDecides } from '#lib/domain/tariff-choice.ts';
import { statusChangeIssue } from '#lib/domain/session-status.ts';
import { validateSession } from '#lib/domain/validate-session.ts';
import type { SaveSession, SessionCheck } from './app.ts';
import type { FactReader } from './facts.ts';
import { settingsOf } from './use-case.ts';

/** A session ready to be written, and what a person should look at. */
export interface PreparedSession {
  readonly content: Content<Session>;
  readonly warnings: readonly FieldIssue[];
  readonly unknownCost?: string;
  readonly previousReading?: NonNullable<SessionCheck['previousReading']>;
}

/** A charge lasts at most 14 days, so whatever it could overlap started this many days around it. */
const OVERLAP_DAYS = 14;
const PRICES_COMPARED = 20;

/**
 * Checks a session against the rows it depends on and freezes its cost. Run inside the
 * transaction that writes it; run outside it is only a preview.
 */
export async function prepareSession(
  read: FactReader,
  today: LocalDate,
  input: Omit<SaveSession, 'commandId'>,
): Promise<Result<PreparedSession>> {
  const existing = input.id === undefined ? undefined : await read.get('sessions', input.id);
  if (input.id !== undefined && !existing) return fail('db/row_missing');

  const { content } = input;
  const settings = await settingsOf(read);
  const car = content.carId ? await read.get('cars', content.carId) : undefined;
  const place = content.placeId ? await read.get('places', content.placeId) : undefined;
  const priced = await costOf(read, settings, input, place, existing);
  const checked = validateSession(
    { ...content, ...('cost' in priced && priced.cost && { cost: priced.cost }) },
    { today },
  );
  const references: FieldIssue[] = [];
  if (!car) references.push({ field: 'carId', code: 'session/car' });
  // An edit may keep a place that is in the trash by now.
  if (content.placeId && !place && content.placeId !== existing?.placeId) {
    references.push({ field: 'placeId', code: 'session/place' });
  }
  const statusIssue = existing && statusChangeIssue(existing.status, content.status);
  if (statusIssue) references.push(statusIssue);
  if (!checked.ok || !car || references.length > 0) {
    const fields = [...references, ...(checked.ok ? [] : (checked.error.fields ?? []))];
    return fail('session/invalid', { fields });
  }

  const session = { ...checked.value, id: input.id ?? '', createdAt: 0, updatedAt: 0 } as Session;
  const readings = await read.readingsAround(session);
  const previousReading = readingOf(readings.previous);
  const nextReading = readingOf(readings.next);
  const { previous } = await read.neighbours(session);
  const near = await read.sessionsBetween(
    car.id,
    addDays(session.localDate, -OVERLAP_DAYS),
    addDays(session.localDate, OVERLAP_DAYS),
  );
  const recent = await read.newestSessions({ carId: car.id, limit: PRICES_COMPARED });
  const isOther = (other: Session): boolean => other.id !== session.id;
  const warnings = sessionWarnings(session, {
    neighbours: {
      ...(previousReading && { previousReading }),
      ...(nextReading && { nextReading }),
      ...(previous && { previous }),
      nearby: near.filter((other) => isOther(other) && other.status !== 'cancelled'),
      paidPricesPerKwhMicros: recent
        .filter(isOther)
        .map((other) => paidPricePerKwhMicros(other, settings.currency))
        .filter((price) => price !== undefined),
    },
    settings,
    car,
    today,
  });
  return ok({
    content: checked.value,
    warnings: [...priced.warnings.map((code) => ({ field: 'cost', code })), ...warnings],
    ...('unknown' in priced && { unknownCost: priced.unknown }),
    ...(previousReading && { previousReading }),
  });
}

function readingOf(session: Session | undefined): Reading | undefined {
  if (session?.odometerM === undefined) return undefined;
  return { odometerM: session.odometerM, localDate: session.localDate };
}

type Priced = { readonly warnings: readonly string[] } & (
  { readonly cost: Cost | undefined } | { readonly unknown: string }
);

/** The cost to freeze: the one it has, unless an input of the price changed. */
async function costOf(
  read: FactReader,
  settings: Awaited<ReturnType<typeof settingsOf>>,
  input: Omit<SaveSession, 'commandId'>,
  place: Place | undefined,
  existing: Session | undefined,
): Promise<Priced> {
  const { content: session } = input;
  const typed = typedWith(existing?.cost, input.typed);
  const tariffs = await read.all('tariffs');
  if (existing) {
    const before = { session: existing, typed: typedOf(existing.cost) };
    const isOtherCurrent =
      existing.current !== session.current && currentDecides(tariffs, session.placeId);
    if (!isOtherCurrent && !costInputsChanged(before, { session, typed })) {
      return { cost: existing.cost, warnings: [] };
    }
  }
  const result = priceSession({
    // The form does not hold the curve.
    session: existing?.curve ? { curve: existing.curve, ...session } : session,
    typed,
    tariffs,
    settings,
    placesById: new Map(place ? [[place.id, place]] : []),
  });
  return 'cost' in result ? result : { ...result, warnings: [] };
}

/** What is typed now, with what was typed before and is not said anew; `undefined` takes it away. */
function typedWith(cost: Cost | undefined, typed: TypedCost): TypedCost {
  const before = typedOf(cost);
  const { inHomeCurrency, lines, currency, fromMeter } = before;
  const keepsConversion =
    inHomeCurrency !== undefined &&
    typed.totalMicros === before.totalMicros &&
    typed.pricePerKwhMicros === before.pricePerKwhMicros;
  return {
    ...(lines && { lines }),
    ...(currency !== undefined && { currency }),
    ...(fromMeter && { fromMeter }),
    ...(keepsConversion && { inHomeCurrency }),
    ...typed,
  };
}
