import { describe, expect, test } from 'vitest';
import { achievementsOf } from '#lib/domain/coach/achievements.ts';
import { recommendationsOf } from '#lib/domain/coach/recommendations.ts';
import { remindersOf } from '#lib/domain/coach/reminders.ts';
import type { Diary } from '#lib/domain/metrics/diary.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import {
  expectVector,
  readVectorCases,
  readVectorFile,
  vectorDataset,
} from '../../../support/vectors.ts';

const reminderCases = readVectorCases('reminder-cases.json');
const analyticsCases = readVectorCases('analytics-cases.json');
const casesOf = (start: string) => analyticsCases.filter(({ id }) => id.startsWith(start));
const recommendationCases = casesOf('recommendations');
const achievementCases = casesOf('achievements');

const recommendationsByCar = (diary: Diary) =>
  Object.fromEntries(
    [...diary.books].map(([id, book]) => [id, { recommendations: recommendationsOf(diary, book) }]),
  );

describe('shared vectors of the coach', () => {
  test('are all there', () => {
    expect(reminderCases).toHaveLength(12);
    expect(reminderCases.every(({ kind }) => kind === 'reminders')).toBe(true);
    expect(recommendationCases).toHaveLength(4);
    expect(achievementCases).toHaveLength(7);
  });

  test.each(reminderCases)('$id: $about', ({ dataset, expected, absent }) => {
    expectVector({ reminders: remindersOf(diaryOf(vectorDataset(dataset))) }, expected, { absent });
  });

  test.each(recommendationCases)('$id: $about', ({ dataset, expected, absent }) => {
    const cars = recommendationsByCar(diaryOf(vectorDataset(dataset)));
    expectVector({ cars }, expected, { absent });
  });

  test.each(achievementCases)('$id: $about', ({ dataset, expected, absent }) => {
    const achievements = achievementsOf(diaryOf(vectorDataset(dataset)));
    expectVector({ achievements }, expected, { absent });
  });

  test('a whole data set is equal, key for key', () => {
    const { dataset, expected } = readVectorFile('dataset-60.json') as {
      dataset: unknown;
      expected: {
        reminders: unknown;
        analytics: {
          achievements: unknown;
          cars: Readonly<Record<string, { recommendations: unknown }>>;
        };
      };
    };
    const diary = diaryOf(vectorDataset(dataset));
    const { achievements, cars } = expected.analytics;
    expectVector(remindersOf(diary), expected.reminders, { complete: true });
    expectVector(achievementsOf(diary), achievements, { complete: true });
    const recommendations = Object.entries(cars).map(([id, car]) => [
      id,
      { recommendations: car.recommendations },
    ]);
    expect(recommendations).toHaveLength(2);
    expectVector(recommendationsByCar(diary), Object.fromEntries(recommendations), {
      complete: true,
    });
  });
});
