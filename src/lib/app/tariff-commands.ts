import type { Content, LocalDate } from '#lib/domain/entity.ts';
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

/** The refusal because of another tariff, with the day on which it could end. */
function overlapWith(clash: Tariff, end: LocalDate | undefined): Result<never> {
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

/**
 * Makes room for a tariff: what it overlaps ends the day before, if that was asked for. Those
 * that are saved in the same step are `fellows`, which stay as they are.
 */
async function makeRoom(
  write: FactWriter,
  tariff: Content<Tariff> & { readonly id?: string },
  { known, fellows }: { readonly known: readonly Tariff[]; readonly fellows: readonly Tariff[] },
  ends: readonly string[],
): Promise<Result<readonly Tariff[]>> {
  const fellow = overlappedTariff(tariff, fellows);
  if (fellow) return overlapWith(fellow, undefined);
  let left = known;
  for (;;) {
    const clash = overlappedTariff(tariff, left);
    if (!clash) return ok(left);
    const end = dayToEnd(clash, tariff);
    if (end === undefined || !ends.includes(clash.id)) return overlapWith(clash, end);
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
  /** Saves one after the other; each makes room for itself. */
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
      const room = await makeRoom(write, subject, { known, fellows: saved }, ends);
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
      known = room.value;
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
