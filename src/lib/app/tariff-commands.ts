import { fail, ok } from '#lib/domain/result.ts';
import { tariffsOverlap } from '#lib/domain/tariff-choice.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import type { Commands } from './app.ts';
import { saveEntity } from './save-entity.ts';
import { settingsOf, type UseCasePorts } from './use-case.ts';

type TariffCommands = Pick<Commands, 'saveTariff' | 'deleteTariff'>;

// Not `bands`: a form that does not know them must not clear them.
const OPTIONAL_FIELDS = [
  'placeId',
  'validTo',
  'sessionFeeMicros',
  'pricePerMinuteMicros',
  'untimedPricePerKwhMicros',
] as const satisfies readonly (keyof Tariff)[];

export function tariffCommands({ facts, clock, ids }: UseCasePorts): TariffCommands {
  return {
    saveTariff: ({ commandId, id, content }) =>
      facts.commit({ id: commandId, name: 'saveTariff' }, async (write) => {
        const { currency } = await settingsOf(write);
        const checked = validateTariff({
          currency,
          timeZone: clock.timeZone(),
          ...(content as object),
        });
        if (!checked.ok) return checked;
        const others = (await write.all('tariffs')).filter((other) => other.id !== id);
        const clash = others.find((other) => tariffsOverlap(checked.value, other));
        if (clash) {
          return fail('tariff/overlap', {
            fields: [{ field: 'validFrom', code: 'tariff/overlap', value: clash.name }],
            details: {
              name: clash.name,
              from: clash.validFrom,
              ...(clash.validTo !== undefined && { to: clash.validTo }),
            },
          });
        }
        return saveEntity(write, 'tariffs', id, ids.next(), checked.value, OPTIONAL_FIELDS);
      }),

    // Frozen costs never change with the tariff they came from.
    deleteTariff: (id) =>
      facts.commit({ id: ids.next(), name: 'deleteTariff' }, async (write) =>
        ok(await write.remove('tariffs', [id])),
      ),
  };
}
