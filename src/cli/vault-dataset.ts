import type { Content, Entity, LocalDate } from '#lib/domain/entity.ts';
import { brokenRule } from '#lib/domain/merge/row-rules.ts';
import { isLiveRow, type State } from '#lib/domain/merge/state.ts';
import type { Result } from '#lib/domain/result.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { validateStoredSession } from '#lib/domain/validate-session.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import type { Dataset, DatasetIssue } from '#lib/formats/dataset.ts';

export interface VaultDataset {
  readonly dataset: Dataset;
  /** Rows that could not be used. */
  readonly issues: readonly DatasetIssue[];
}

/** The live rows of a table in the order of their ids, without reserved members. */
function liveRows(state: State, table: string): (Record<string, unknown> & { id: string })[] {
  const rows = [...(state.get(table)?.rows.values() ?? [])].filter(isLiveRow);
  return rows
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => ({
      ...Object.fromEntries(
        Object.entries(readableRow(table, row)).filter(([key]) => !key.startsWith('_')),
      ),
      id: row.id,
    }));
}

function settingsOf(state: State): Record<string, unknown> {
  // A setting without a value is one that was cleared: it has no default.
  return Object.fromEntries(
    liveRows(state, 'settings').map(({ id, value }) => [id, value ?? null]),
  );
}

/** What a vault holds as a data set, as of `today`. Rows that break a rule are left out. */
export function datasetOfState(state: State, today: LocalDate): VaultDataset {
  const issues: DatasetIssue[] = [];
  const table = <T extends Entity>(
    name: string,
    validate: (input: unknown) => Result<Content<T>>,
    isKnown: (row: Readonly<Record<string, unknown>>) => boolean = () => true,
  ): T[] =>
    liveRows(state, name).flatMap(({ id, createdAt, updatedAt, ...content }) => {
      if (!isKnown(content)) {
        issues.push({ code: 'dataset/reference', table: name, id });
        return [];
      }
      const valid = validate(content);
      // A validated content with its id and times is the entity.
      if (valid.ok) return [{ createdAt, updatedAt, ...valid.value, id } as unknown as T];
      const row = state.get(name)?.rows.get(id);
      // Sound, but this version cannot use it, for a choice it does not know.
      if (row && !brokenRule(name, row)) return [];
      const { code, fields } = valid.error;
      issues.push({ code, table: name, id, ...(fields && { fields }) });
      return [];
    });
  const cars = table('cars', validateCar);
  const carIds = new Set<unknown>(cars.map(({ id }) => id));
  const dataset: Dataset = {
    today,
    settings: settingsOf(state),
    cars,
    places: table('places', validatePlace),
    tariffs: table('tariffs', validateTariff),
    sessions: table('sessions', validateStoredSession, ({ carId }) => carIds.has(carId)),
  };
  return { dataset, issues };
}
