import { describe, expect, test } from 'vitest';
import type { Diary } from '#lib/domain/metrics/diary.ts';
import { sessionMetrics } from '#lib/domain/metrics/metrics-of.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import {
  expectVector,
  readVectorCases,
  readVectorFile,
  vectorDataset,
} from '../../support/vectors.ts';

const cases = readVectorCases('metrics-cases.json');

function allMetrics(diary: Diary): Record<string, SessionMetrics> {
  const all: Record<string, SessionMetrics> = {};
  for (const book of diary.books.values()) {
    for (let i = 0; i < book.log.size; i += 1) {
      all[book.log.id(i)] = sessionMetrics(diary, book, i);
    }
  }
  return all;
}

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
