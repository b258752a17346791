import type { Content } from '#lib/domain/entity.ts';
import type { Session } from '#lib/domain/session.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Copies } from './app.ts';
import type { Command, Done, FactReader, Facts, FactRows, TableName } from './facts.ts';
import type { Clock, FileSaver, Ids } from './ports.ts';

/** A complete copy of what a person entered, as the dataset file holds it. */
export interface Dataset {
  readonly today: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly cars: readonly FactRows['cars'][];
  readonly places: readonly FactRows['places'][];
  readonly tariffs: readonly FactRows['tariffs'][];
  readonly sessions: readonly Session[];
}

/** The file format of a copy; loaded when it is needed. */
export interface CopyFormat {
  write(dataset: Dataset): string;
  parse(text: string): Result<Dataset>;
}

export interface CopyPorts {
  readonly facts: Facts;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly files: FileSaver;
  readonly format: () => Promise<CopyFormat>;
  /** Every live session, read in steps. */
  readonly allSessions: () => Promise<Session[]>;
}

export function copyCommands(ports: CopyPorts): Copies {
  const { facts, clock, ids, files } = ports;
  return {
    async download() {
      const [format, dataset] = await Promise.all([ports.format(), readDataset(ports)]);
      const content = new Blob([format.write(dataset)]);
      const name = `plugtrack-copy-${clock.today()}.json`;
      await files.save({ name, type: 'application/json', content });
      return ok({ name, bytes: content.size });
    },
    async restore(file) {
      const parsed = (await ports.format()).parse(await file.text());
      if (!parsed.ok) return parsed;
      return loadDataset(facts, { id: ids.next(), name: 'restoreCopy' }, parsed.value);
    },
  };
}

async function readDataset({ facts, clock, allSessions }: CopyPorts): Promise<Dataset> {
  const { read } = facts;
  const [settings, cars, places, tariffs, sessions] = await Promise.all([
    read.all('settings'),
    read.all('cars'),
    read.all('places'),
    read.all('tariffs'),
    allSessions(),
  ]);
  return {
    today: clock.today(),
    settings: Object.fromEntries(settings.map(({ id, value }) => [id, value])),
    cars,
    places,
    tariffs,
    sessions,
  };
}

/** Writes a data set into a profile that has no cars and no sessions yet, in one transaction. */
export function loadDataset(
  facts: Facts,
  command: Command,
  dataset: Dataset,
): Promise<Result<Done<{ cars: number; sessions: number }>>> {
  return facts.commit(command, async (write) => {
    if (!(await isEmpty(write))) return fail('dataset/not_empty');
    for (const table of ['cars', 'places', 'tariffs', 'sessions'] as const) {
      write.insertMany(table, dataset[table].map(asRow<typeof table>));
    }
    for (const [id, value] of Object.entries(dataset.settings)) {
      const changed = await write.change('settings', id, { value });
      if (!changed) write.insert('settings', id, { value });
    }
    return ok({ cars: dataset.cars.length, sessions: dataset.sessions.length });
  });
}

async function isEmpty(read: FactReader): Promise<boolean> {
  const cars = await read.all('cars');
  const sessions = await read.newestSessions({ limit: 1 });
  return cars.length === 0 && sessions.length === 0;
}

function asRow<T extends TableName>(
  row: FactRows[T],
): { id: string; content: Content<FactRows[T]> } {
  const { id, ...content } = row;
  return { id, content: content as unknown as Content<FactRows[T]> };
}
