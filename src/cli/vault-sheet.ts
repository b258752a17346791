import type { LocalDate } from '#lib/domain/entity.ts';
import type { State } from '#lib/domain/merge/state.ts';
import { vaultSheetChunks } from '#lib/worker/jobs/dataset-diary.ts';
import { datasetOfState } from './vault-dataset.ts';

/** The sheet that goes into a vault: all live sessions, always in the same form. */
// eslint-disable-next-line @typescript-eslint/require-await -- the writer takes pieces as they come, from wherever
export async function* vaultSheet(state: State, today: LocalDate): AsyncGenerator<string> {
  yield* vaultSheetChunks(datasetOfState(state, today).dataset);
}
