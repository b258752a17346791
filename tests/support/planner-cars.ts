import { curvesOf } from '#lib/domain/planner/dc-power.ts';
import { type PlannableCar, plannable, type PlannerCar } from '#lib/domain/planner/planner-car.ts';
import { plannerCarOf } from '#lib/domain/planner/planner-car-of.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import { datasetJson, type SmallData } from './diaries.ts';
import { vectorDataset } from './vectors.ts';

/** What plans need of a car of a small data set. */
export function smallPlannerCar(data: SmallData, carId = 'c'): PlannerCar {
  const dataset = vectorDataset(datasetJson(data));
  const diary = diaryOf(dataset);
  const book = diary.books.get(carId);
  if (!book) throw new Error(`no car ${carId}`);
  return plannerCarOf(diary, book, curvesOf(dataset.sessions));
}

/**
 * A car of 60 kWh without history that takes 7.2 kW of AC and 100 kW of DC: η is 0.9 and 0.95, the
 * window of its nights is from 23:30 to 05:30.
 */
export function freshCar(more: Partial<SmallData> = {}): PlannableCar {
  const car = { maxAcW: 7_200, maxDcW: 100_000, profileEfficiencyMPerWh: 6 };
  return valueOrThrow(plannable(smallPlannerCar({ car, sessions: [], ...more })));
}
