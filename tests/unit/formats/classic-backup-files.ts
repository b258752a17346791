import { valueOrThrow } from '#lib/domain/result.ts';
import type { ClassicBackupOptions } from '#lib/formats/classic-backup/classic-backup.ts';
import type { ClassicFiles, Member } from '#lib/formats/classic-backup/members.ts';
import { readClassicBackup } from '#lib/formats/classic-backup/read-classic-backup.ts';
import { TODAY, UK } from './samples.ts';

const OPTIONS: ClassicBackupOptions = { ...UK, tariffName: 'Home' };
const HOOKS = { today: TODAY };

export const CARS_HEADER =
  'id,name,make,model,battery_kwh,efficiency_mpkwh,recommended_full_charge_enabled,' +
  'recommended_full_charge_frequency_value,recommended_full_charge_frequency_unit,notes';
export const SESSIONS_HEADER = 'date,odometer,charge_type,charge_delivered_kwh';

/** A sound backup of one car and one session, with members changed. */
export function filesOf(changed: Partial<Record<Member, string | Uint8Array>> = {}): ClassicFiles {
  return new Map<string, string | Uint8Array>(
    Object.entries({
      'manifest.json': '{}',
      'schema_version.txt': '4.0\n',
      'sessions.csv': `${SESSIONS_HEADER}\n2025-01-12,12040,AC,24.6\n`,
      'cars.csv': `${CARS_HEADER}\n1,Leaf,Nissan,Leaf,40,3.9,0,,,\n`,
      'settings.json': '{}',
      ...changed,
    }),
  );
}

export function read(files: ClassicFiles, options: Partial<ClassicBackupOptions> = {}) {
  return readClassicBackup(files, { ...OPTIONS, ...options }, HOOKS);
}

export async function backupOf(
  changed: Partial<Record<Member, string | Uint8Array>> = {},
  options: Partial<ClassicBackupOptions> = {},
) {
  return valueOrThrow(await read(filesOf(changed), options));
}
