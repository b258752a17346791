import { describe, expect, test } from 'vitest';
import { analyticsOf } from '#lib/domain/analytics/analytics-of.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import {
  expectVector,
  readVectorCases,
  readVectorFile,
  vectorDataset,
} from '../../../support/vectors.ts';

const cases = readVectorCases('analytics-cases.json');

describe('shared analytics vectors', () => {
  test('are all there', () => {
    expect(cases).toHaveLength(40);
    expect(cases.every((vector) => vector.kind === 'analytics')).toBe(true);
  });

  test.each(cases)('$id: $about', ({ dataset, expected, absent }) => {
    expectVector(analyticsOf(diaryOf(vectorDataset(dataset))), expected, { absent });
  });

  test('a whole data set is equal, key for key', () => {
    const { dataset, expected } = readVectorFile('dataset-60.json') as {
      dataset: unknown;
      expected: { analytics: Readonly<Record<string, unknown>> };
    };
    expect(Object.keys(expected.analytics)).toHaveLength(7);
    const analytics = analyticsOf(diaryOf(vectorDataset(dataset)));
    expectVector(analytics, expected.analytics, { complete: true });
  });
});
