import { ok, valueOrThrow } from '#lib/domain/result.ts';
import type { FactWriter } from '#lib/app/facts.ts';
import { fixedClock } from './clock.ts';
import type { TestDatabase } from './database.ts';
import { CAR_ID, carContent, sessionContent } from './facts.ts';
import {
  CloudFolder,
  syncDevice,
  type SyncDeviceOptions,
  type SyncingDevice,
} from './sync-device.ts';

let commands = 0;

export async function write(
  { db }: { readonly db: TestDatabase },
  work: (write: FactWriter) => unknown,
): Promise<void> {
  const id = `c${String((commands += 1))}`;
  db.clock.advance(10);
  valueOrThrow(
    await db.facts.commit({ id, name: 'test' }, async (writer) => {
      await work(writer);
      return ok();
    }),
  );
}

export const notes = (device: SyncingDevice, id: string, text: string) =>
  write(device, (writer) => writer.change('sessions', id, { notes: text }));

export const notesOf = async (device: SyncingDevice, id: string) =>
  (await device.db.facts.read.get('sessions', id))?.notes;

export const addCharges = (device: SyncingDevice, count: number, prefix = 's') =>
  write(device, (writer) => {
    writer.insert('cars', CAR_ID, carContent());
    for (let i = 0; i < count; i++) {
      writer.insert('sessions', `${prefix}${String(i)}`, sessionContent());
    }
  });

export async function devices(folder: CloudFolder, ...all: (number | SyncDeviceOptions)[]) {
  const clock = fixedClock();
  const made: SyncingDevice[] = [];
  for (const [i, more] of all.entries()) {
    const options = typeof more === 'number' ? {} : more;
    const device = await syncDevice(folder, i + 1, { clock, ...options });
    await device.join();
    made.push(device);
  }
  return made as [SyncingDevice, SyncingDevice, SyncingDevice];
}

/** Two devices that hold the same charges, each with its file in the folder. */
export async function inStep(charges = 3) {
  const folder = new CloudFolder();
  const [a, b] = await devices(folder, 1, 2);
  await addCharges(a, charges);
  await a.round();
  await b.round();
  await a.round();
  return { folder, a, b };
}

export const resultsOf = (round: { files: readonly { name: string; result: string }[] }) =>
  Object.fromEntries(round.files.map(({ name, result }) => [name, result]));
export const problemsOf = (round: {
  files: readonly { name: string; problem?: { code: string; details?: object } }[];
}) => round.files.flatMap(({ problem }) => (problem ? [problem] : []));
