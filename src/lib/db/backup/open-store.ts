import type { BackupStore } from '#lib/app/backup-store.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { DatabaseEngine } from '#lib/db/handle.ts';
import { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { databaseName } from '#lib/db/names.ts';
import { createBackupStore } from './store.ts';

/** Opens what backup and restore read and write, without ever creating a database. */
export async function openBackupStore(options: {
  readonly profileId: string;
  /** The database the page sees; another one, or none, is refused. */
  readonly generation: string;
  readonly engine: DatabaseEngine;
}): Promise<Result<BackupStore>> {
  const owner = new DatabaseOwner({
    name: databaseName(options.profileId),
    engine: options.engine,
    expectedGeneration: options.generation,
  });
  const status = await owner.open();
  if (status.kind !== 'open') return fail('db/closed', { details: { reason: status.kind } });
  return ok(createBackupStore(owner));
}
