import type { Commands } from './app.ts';
import { attachmentCommands } from './attachment-commands.ts';
import { carCommands } from './car-commands.ts';
import { liveCommands } from './live-commands.ts';
import { mappingCommands } from './mapping-commands.ts';
import { placeCommands } from './place-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { settingCommands } from './setting-commands.ts';
import { tariffCommands } from './tariff-commands.ts';
import { trashCommands } from './trash-commands.ts';
import type { UseCasePorts } from './use-case.ts';

/** Every change of facts a person can make, on these ports. */
export const createCommands = (ports: UseCasePorts): Commands => ({
  ...carCommands(ports),
  ...placeCommands(ports),
  ...tariffCommands(ports),
  ...settingCommands(ports),
  ...sessionCommands(ports),
  ...liveCommands(ports),
  ...attachmentCommands(ports),
  ...mappingCommands(ports),
  ...trashCommands(ports),
});
