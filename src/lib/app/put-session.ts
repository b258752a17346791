import type { Changes, LocalDate } from '#lib/domain/entity.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { validateSession } from '#lib/domain/validate-session.ts';
import type { SavedSession, SaveSession } from './app.ts';
import type { FactWriter } from './facts.ts';
import { prepareSession } from './prepare-session.ts';
import { saveEntity } from './save-entity.ts';

/** What a form holds and may leave empty. Fields it does not hold stay as they are. */
const OPTIONAL_FIELDS = [
  'startedAt',
  'endedAt',
  'chargingS',
  'pluggedS',
  'odometerM',
  'current',
  'ratedPowerW',
  'peakPowerW',
  'placeId',
  'placeLabel',
  'network',
  'energyWh',
  'batteryEnergyWh',
  'socFrom',
  'socTo',
  'cost',
  'ambientC',
  'preconditioning',
  'preconditioningEvents',
  'notes',
] as const satisfies readonly (keyof Session)[];

interface PutContext {
  readonly today: LocalDate;
  /** The id of a session that is made. */
  readonly newId: string;
}

/** Checks a session, freezes its cost and writes it, within the transaction of its command. */
export async function putSession(
  write: FactWriter,
  { today, newId }: PutContext,
  input: Omit<SaveSession, 'commandId'>,
): Promise<Result<SavedSession>> {
  const prepared = await prepareSession(write, today, input);
  if (!prepared.ok) return prepared;
  const { content, warnings } = prepared.value;
  // What is known only while it charges goes with the charging.
  const clearable: readonly (keyof Session)[] =
    content.status === 'active' ? OPTIONAL_FIELDS : [...OPTIONAL_FIELDS, 'live'];
  const saved = await saveEntity(
    write,
    'sessions',
    input.id,
    newId,
    content,
    clearable as typeof OPTIONAL_FIELDS,
  );
  return saved.ok ? ok({ session: saved.value, warnings }) : saved;
}

/** Changes some fields of a session, which have to be sound; what else it holds is not looked at. */
export async function changeFields(
  write: FactWriter,
  today: LocalDate,
  session: Session,
  changes: Changes<Session>,
): Promise<Result<Session>> {
  const checked = validateSession({ ...session, ...changes }, { today });
  const issues = checked.ok ? [] : (checked.error.fields ?? []);
  const fields = issues.filter(({ field }) => (field.split('.')[0] ?? '') in changes);
  if (fields.length > 0) return fail('session/invalid', { fields });
  const changed = await write.change('sessions', session.id, changes);
  return changed ? ok(changed) : fail('db/row_missing');
}
