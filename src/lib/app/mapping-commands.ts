import { fail, ok } from '#lib/domain/result.ts';
import { isAllWellFormed } from '#lib/domain/well-formed.ts';
import type { Commands } from './app.ts';
import { saveEntity } from './save-entity.ts';
import type { UseCasePorts } from './use-case.ts';

type MappingCommands = Pick<Commands, 'saveMapping' | 'deleteMapping'>;

export function mappingCommands({ facts, ids }: UseCasePorts): MappingCommands {
  return {
    saveMapping: ({ commandId, id, name, value }) =>
      facts.commit({ id: commandId, name: 'saveMapping' }, (write) =>
        isAllWellFormed([name, value])
          ? saveEntity(write, 'mappings', id, ids.next(), { name, value }, [])
          : fail('text/bad_character'),
      ),
    deleteMapping: (id) =>
      facts.commit({ id: ids.next(), name: 'deleteMapping' }, async (write) =>
        ok(await write.remove('mappings', [id])),
      ),
  };
}
