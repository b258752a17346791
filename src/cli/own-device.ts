import { ok } from '#lib/domain/result.ts';
import type { StateSource } from '#lib/worker/jobs/state-source.ts';

/** What the command line is called in a vault unless it was given a name. */
const USUAL_LABEL = 'command line';

/** Makes this device known in the vault it writes, once. */
export async function addOwnDevice(
  source: StateSource,
  deviceId: string,
  label = USUAL_LABEL,
): Promise<void> {
  if (source.state.get('devices')?.rows.has(deviceId)) return;
  await source.facts.commit({ id: 'device', name: 'addDevice' }, (write) => {
    const { now } = write;
    write.insert('devices', deviceId, { label, firstSeenAt: now, lastSeenAt: now });
    return ok();
  });
}
