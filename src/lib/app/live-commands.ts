import type { Changes, Content } from '#lib/domain/entity.ts';
import { clockTrouble, looksWrong } from '#lib/domain/live-clock.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { lengthMs, poweredSpans } from '#lib/domain/planner/powered-time.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { MAX_DURATION_S, type LiveCharge, type Session } from '#lib/domain/session.ts';
import { localDateOf } from '#lib/domain/time.ts';
import type { SaveSession } from './app.ts';
import type { Done, FactReader, FactWriter } from './facts.ts';
import type { LiveChanges, LiveCommands, StartCharge, StopCharge } from './live-port.ts';
import type { Clock } from './ports.ts';
import { prepareSession } from './prepare-session.ts';
import { changeFields, putSession } from './put-session.ts';
import type { UseCasePorts } from './use-case.ts';

/** A session that runs, with what is known of it only now. */
type Running = Session & { readonly live: LiveCharge };

export function liveCommands({ facts, clock, ids }: UseCasePorts): LiveCommands {
  /** Changes a charge that runs; what `changesOf` gives back without changes is no write. */
  const changeRunning = (
    name: string,
    id: string,
    changesOf: (session: Running) => Result<Changes<Session>> | Promise<Result<Changes<Session>>>,
  ): Promise<Result<Done<Session>>> =>
    facts.commit({ id: ids.next(), name }, async (write) => {
      const running = await runningSession(write, id);
      if (!running.ok) return running;
      const changes = await changesOf(running.value);
      if (!changes.ok) return changes;
      return changeFields(write, clock.today(), running.value, changes.value);
    });

  return {
    startCharge: ({ commandId, ...command }) =>
      facts.commit({ id: commandId, name: 'startCharge' }, (write) =>
        start(write, clock, command, ids.next()),
      ),

    readSoc: (id, soc) =>
      changeRunning('readSoc', id, ({ startedAt, live }) => {
        const at = clock.now();
        const readings = live.readings ?? [];
        const last = readings.at(-1)?.at ?? startedAt ?? at;
        // Read twice within one millisecond: the later word counts.
        const earlier = last === at ? readings.filter((reading) => reading.at !== at) : readings;
        if (at < last) return fail('live/clock_changed');
        return ok({ live: { ...live, readings: [...earlier, { at, soc }] } });
      }),

    pauseCharge: (id) =>
      changeRunning('pauseCharge', id, ({ startedAt, live }) => {
        const from = clock.now();
        const pauses = live.pauses ?? [];
        const last = pauses.at(-1);
        if (last && last.to === undefined) return ok({});
        if (from < (last?.to ?? startedAt ?? from)) return fail('live/clock_changed');
        return ok({ live: { ...live, pauses: [...pauses, { from }] } });
      }),

    resumeCharge: (id) =>
      changeRunning('resumeCharge', id, ({ live }) => {
        const to = clock.now();
        const pauses = live.pauses ?? [];
        const last = pauses.at(-1);
        if (!last || last.to !== undefined) return ok({});
        if (to < last.from) return fail('live/clock_changed');
        return ok({ live: { ...live, pauses: [...pauses.slice(0, -1), { ...last, to }] } });
      }),

    changeLive: (id, changes) =>
      facts.commit({ id: ids.next(), name: 'changeLive' }, async (write) => {
        const running = await runningSession(write, id);
        if (!running.ok) return running;
        const { placeId } = changes;
        if (placeId !== undefined && !(await write.get('places', placeId))) {
          return fail('session/place');
        }
        return changeFields(write, clock.today(), running.value, asChanges(running.value, changes));
      }),

    stopCharge: ({ commandId, ...command }) =>
      facts.commit({ id: commandId, name: 'stopCharge' }, async (write) => {
        const running = await runningSession(write, command.id);
        if (!running.ok) return running;
        const input = ended(running.value, clock, command);
        if (!input.ok) return input;
        return putSession(write, { today: clock.today(), newId: ids.next() }, input.value);
      }),

    cancelCharge: (id) =>
      changeRunning('cancelCharge', id, () => ok({ status: 'cancelled', live: undefined })),
  };
}

async function runningSession(read: FactReader, id: string): Promise<Result<Running>> {
  const session = await read.get('sessions', id);
  if (!session) return fail('db/row_missing');
  const { status, startedAt, createdAt, live = { since: startedAt ?? createdAt } } = session;
  return status === 'active' ? ok({ ...session, live }) : fail('live/not_charging');
}

async function start(
  write: FactWriter,
  clock: Clock,
  command: Omit<StartCharge, 'commandId'>,
  newId: string,
): Promise<Result<Session>> {
  const { targetSoc, pricePerKwhMicros, isClockRight, ...fields } = command;
  const { carId } = fields;
  const other = (await write.activeSessions()).find((session) => session.carId === carId);
  if (other) return fail('live/already_charging', { details: { sessionId: other.id } });
  if (!isClockRight && looksWrong(clock.today(), await newestDate(write, carId))) {
    return fail('live/clock', { details: { now: clock.now() } });
  }
  const startedAt = clock.now();
  const timeZone = clock.timeZone();
  const live = knownMembers<LiveCharge>({ since: startedAt, targetSoc, pricePerKwhMicros });
  const content: Omit<Content<Session>, 'cost'> = {
    ...fields,
    ...{ status: 'active', startedAt, timeZone, live },
    localDate: localDateOf(startedAt, timeZone),
  };
  const prepared = await prepareSession(write, clock.today(), { content, typed: {} });
  // The cost is frozen when there is one: at the end.
  return prepared.ok ? ok(write.insert('sessions', newId, content)) : prepared;
}

async function newestDate(read: FactReader, carId: string): Promise<string | undefined> {
  const [newest] = await read.newestSessions({ carId, limit: 1 });
  return newest?.localDate ?? (await read.get('cars', carId))?.createdDate;
}

/** What changes as fields of the session; those that belong to the running charge go into it. */
function asChanges({ live }: Running, changes: LiveChanges): Changes<Session> {
  const { targetSoc, pricePerKwhMicros, ...fields } = { ...live, ...changes };
  const { placeId, placeLabel, current, ratedPowerW, ...others } = fields;
  const next = knownMembers<LiveCharge>({ ...others, targetSoc, pricePerKwhMicros });
  const listed = Object.entries({ placeId, placeLabel, current, ratedPowerW });
  return {
    ...Object.fromEntries(listed.filter(([field]) => field in changes)),
    live: next,
  };
}

const NOT_LASTING: readonly (keyof Session)[] = ['id', 'createdAt', 'updatedAt', 'cost', 'live'];

/** What a session keeps when it has ended; its cost is worked out then. */
function lastingContent(session: Session): Omit<Content<Session>, 'cost' | 'live'> {
  const fields = Object.entries(session) as [keyof Session, unknown][];
  const lasting = fields.filter(([field]) => !NOT_LASTING.includes(field));
  return Object.fromEntries(lasting) as unknown as Content<Session>;
}

/** The session as it ends: now, or when the person says. */
function ended(
  session: Running,
  clock: Clock,
  command: Omit<StopCharge, 'commandId'>,
): Result<Omit<SaveSession, 'commandId'>> {
  const trouble = clockTrouble(session, { now: clock.now(), timeZone: clock.timeZone() });
  const isSaid = command.startedAt !== undefined && command.endedAt !== undefined;
  if (trouble && !isSaid) return fail('live/clock_changed', { details: { trouble } });
  const { energyWh, socTo, totalMicros, startedAt = session.startedAt } = command;
  const endedAt = command.endedAt ?? clock.now();
  const { id, live } = session;
  const kept = lastingContent(session);
  const content = knownMembers<Omit<Content<Session>, 'cost'>>({
    ...kept,
    ...{ status: 'completed', startedAt, endedAt, energyWh, socTo },
    localDate: startedAt === undefined ? kept.localDate : localDateOf(startedAt, kept.timeZone),
    chargingS: chargingS(live, startedAt, endedAt, trouble === undefined || !live.pauses),
  });
  const typed =
    totalMicros === undefined
      ? knownMembers<SaveSession['typed']>({ pricePerKwhMicros: live.pricePerKwhMicros })
      : { totalMicros };
  return ok({ id, content, typed });
}

/**
 * Whole seconds under power; absent when there are none or more than a charge lasts, and when the
 * pauses cannot be believed.
 */
function chargingS(
  { pauses = [] }: LiveCharge,
  startedAt: number | undefined,
  endedAt: number,
  isTold: boolean,
): number | undefined {
  if (startedAt === undefined || !isTold) return undefined;
  const seconds = Math.floor(lengthMs(poweredSpans(startedAt, endedAt, pauses)) / 1000);
  return seconds > 0 && seconds <= MAX_DURATION_S ? seconds : undefined;
}
