import type { Content } from '#lib/domain/entity.ts';
import { type AppError, fail, ok, type Result } from '#lib/domain/result.ts';
import { dayToEnd, overlappedTariff } from '#lib/domain/tariff-choice.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import type { Commands } from './app.ts';
import type { FactWriter } from './facts.ts';
import { saveEntity } from './save-entity.ts';
import { settingsOf, type UseCasePorts } from './use-case.ts';

type TariffCommands = Pick<Commands, 'saveTariff' | 'saveTariffs' | 'deleteTariff'>;

const OPTIONAL_FIELDS = [
  'placeId',
  'current',
  'validTo',
  'bands',
  'sessionFeeMicros',
  'pricePerMinuteMicros',
  'untimedPricePerKwhMicros',
] as const satisfies readonly (keyof Tariff)[];

/** The refusal because of another tariff, with what ending that one would take. */
function overlapWith(clash: Tariff, tariff: Content<Tariff>): Result<never> {
  const end = dayToEnd(clash, tariff);
  return fail('tariff/overlap', {
    fields: [{ field: 'validFrom', code: 'tariff/overlap', value: clash.name }],
    details: {
      id: clash.id,
      name: clash.name,
      from: clash.validFrom,
      ...(clash.validTo !== undefined && { to: clash.validTo }),
      ...(end !== undefined && { end }),
    },
  });
}

/** Makes room for a tariff: what it overlaps ends the day before, if that was asked for. */
async function makeRoom(
  write: FactWriter,
  tariff: Content<Tariff> & { readonly id?: string },
  others: readonly Tariff[],
  ends: readonly string[],
): Promise<Result<readonly Tariff[]>> {
  let left = others;
  for (;;) {
    const clash = overlappedTariff(tariff, left);
    if (!clash) return ok(left);
    const end = ends.includes(clash.id) ? dayToEnd(clash, tariff) : undefined;
    if (end === undefined) return overlapWith(clash, tariff);
    await write.change('tariffs', clash.id, { validTo: end });
    left = left.map((one) => (one.id === clash.id ? { ...one, validTo: end } : one));
  }
}

/** Names the fields of what is not the first of several. */
function ofIndex(error: AppError, index: number): AppError {
  if (index === 0) return error;
  const fields = error.fields?.map((issue) => ({
    ...issue,
    field: `${String(index)}.${issue.field}`,
  }));
  return { ...error, ...(fields && { fields }) };
}

interface Submission {
  readonly id?: string;
  readonly content: unknown;
}

export function tariffCommands({ facts, clock, ids }: UseCasePorts): TariffCommands {
  /** Saves one after the other; each makes room among those before it too. */
  async function saveAll(
    write: FactWriter,
    submissions: readonly Submission[],
    ends: readonly string[],
  ): Promise<Result<readonly Tariff[]>> {
    const { currency } = await settingsOf(write);
    const timeZone = clock.timeZone();
    const saved: Tariff[] = [];
    let known: readonly Tariff[] = await write.all('tariffs');
    for (const [index, { id, content }] of submissions.entries()) {
      const checked = validateTariff({ currency, timeZone, ...(content as object) });
      if (!checked.ok) return { ok: false, error: ofIndex(checked.error, index) };
      const subject = id === undefined ? checked.value : { ...checked.value, id };
      const room = await makeRoom(write, subject, known, ends);
      if (!room.ok) return { ok: false, error: ofIndex(room.error, index) };
      const next = await saveEntity(
        write,
        'tariffs',
        id,
        ids.next(),
        checked.value,
        OPTIONAL_FIELDS,
      );
      if (!next.ok) return next;
      saved.push(next.value);
      known = [...room.value.filter((one) => one.id !== id), next.value];
    }
    return ok(saved);
  }

  return {
    saveTariff: ({ commandId, id, content, ends = [] }) =>
      facts.commit({ id: commandId, name: 'saveTariff' }, async (write) => {
        const submission = id === undefined ? { content } : { id, content };
        const result = await saveAll(write, [submission], ends);
        if (!result.ok) return result;
        const [tariff] = result.value;
        return tariff ? ok(tariff) : fail('db/row_missing');
      }),

    saveTariffs: ({ commandId, contents, ends = [] }) =>
      facts.commit({ id: commandId, name: 'saveTariffs' }, (write) =>
        saveAll(
          write,
          contents.map((content) => ({ content })),
          ends,
        ),
      ),

    // Frozen costs never change with the tariff they came from.
    deleteTariff: (id) =>
      facts.commit({ id: ids.next(), name: 'deleteTariff' }, async (write) =>
        ok(await write.remove('tariffs', [id])),
      ),
  };
}
