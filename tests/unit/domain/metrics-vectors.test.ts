import { describe, expect, test } from 'vitest';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import { allMetrics } from '../../support/diaries.ts';
import {
  expectVector,
  readVectorCases,
  readVectorFile,
  vectorDataset,
} from '../../support/vectors.ts';

const cases = readVectorCases('metrics-cases.json');

describe('shared metrics vectors', () => {
  test('are all there', () => {
    expect(cases).toHaveLength(62);
    expect(cases.every((vector) => vector.kind === 'metrics')).toBe(true);
  });

  test.each(cases)('$id: $about', ({ dataset, expected, absent }) => {
    const sessions = allMetrics(diaryOf(vectorDataset(dataset)));
    expectVector({ sessions }, expected, { absent });
  });

  test('a whole data set is equal, key for key', () => {
    const { dataset, expected } = readVectorFile('dataset-60.json') as {
      dataset: unknown;
      expected: { metrics: Readonly<Record<string, unknown>> };
    };
    expect(Object.keys(expected.metrics)).toHaveLength(60);
    expectVector(allMetrics(diaryOf(vectorDataset(dataset))), expected.metrics, { complete: true });
  });
});
