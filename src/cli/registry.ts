import type { Command } from './command.ts';
import { analyticsDump } from './commands/analytics-dump.ts';
import { backupDecrypt } from './commands/backup-decrypt.ts';
import { backupInspect } from './commands/backup-inspect.ts';
import { backupRestore } from './commands/backup-restore.ts';
import { backupVerify } from './commands/backup-verify.ts';
import { datasetDump } from './commands/dataset-dump.ts';
import { formats } from './commands/formats.ts';
import { helpFor } from './commands/help.ts';
import { merge } from './commands/merge.ts';
import { metricsDump } from './commands/metrics-dump.ts';
import { plan } from './commands/plan.ts';
import { price } from './commands/price.ts';
import { recomputeSessions } from './commands/recompute-sessions.ts';
import { remindersRun } from './commands/reminders-run.ts';
import { reprice } from './commands/reprice.ts';
import { sessionsExport } from './commands/sessions-export.ts';
import { sessionsImport } from './commands/sessions-import.ts';
import { vaultCreate } from './commands/vault-create.ts';

const working: readonly Command[] = [
  vaultCreate,
  sessionsImport,
  sessionsExport,
  backupInspect,
  backupVerify,
  backupDecrypt,
  backupRestore,
  merge,
  recomputeSessions,
  reprice,
  datasetDump,
  metricsDump,
  analyticsDump,
  remindersRun,
  plan,
  price,
  formats,
];

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [...working, helpFor(() => COMMANDS)];

/** A command by its name. */
export function commandNamed(name: string): Command | undefined {
  return COMMANDS.find((command) => command.name === name);
}
