import { bundleRows, readBuild } from '#scripts/check-bundle.mjs';
import { inProject } from '#scripts/run.mjs';
import { countRow, type Row } from '../row.ts';

/** S01–S05: what `npm run check` counts, told here beside the times. */
export function sizeRows(): Row[] {
  return bundleRows(readBuild(inProject('build'))).map(({ id, what, value, limit, unit }) =>
    countRow({ id, what, unit, budget: limit }, [value]),
  );
}
