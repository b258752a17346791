import type { EngineSource } from '#lib/app/engine-source.ts';

/** All under one job id, so that one small read tells which clocks are those of imports. */
const JOB_ID = 'import-stamps';

interface StampsOfJob {
  readonly jobId: string;
  readonly stamps: readonly string[];
  readonly undoStamp?: string;
}

export interface ImportStamps {
  /** Under which imports wrote: a field with another clock was edited by a person. */
  readonly written: ReadonlySet<string>;
  /** Under which imports were taken back: such a row may be imported again. */
  readonly undone: ReadonlySet<string>;
}

/** Keeps the stamps of a finished job. */
export async function keepStamps(
  { journals }: Pick<EngineSource, 'journals'>,
  value: StampsOfJob,
): Promise<void> {
  await journals.put({
    id: `${JOB_ID}#${value.jobId}`,
    jobId: JOB_ID,
    kind: 'stamps',
    step: 0,
    done: true,
    value,
  });
}

export async function readStamps({
  journals,
}: Pick<EngineSource, 'journals'>): Promise<ImportStamps> {
  const jobs = (await journals.ofJob(JOB_ID)).map((entry) => entry.value as StampsOfJob);
  return {
    written: new Set(jobs.flatMap((job) => job.stamps)),
    undone: new Set(jobs.flatMap((job) => (job.undoStamp === undefined ? [] : [job.undoStamp]))),
  };
}
