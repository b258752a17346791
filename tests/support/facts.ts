import type { Car } from '#lib/domain/car.ts';
import type { Content } from '#lib/domain/entity.ts';
import type { Session } from '#lib/domain/session.ts';

export const CAR_ID = '0197c3a1-b2f4-7000-8000-000000000001';

export const carContent = (more: Partial<Content<Car>> = {}): Content<Car> => ({
  name: 'Leaf',
  createdDate: '2024-01-01',
  archived: false,
  ...more,
});

export const sessionContent = (more: Partial<Content<Session>> = {}): Content<Session> => ({
  carId: CAR_ID,
  status: 'completed',
  localDate: '2026-06-30',
  timeZone: 'Europe/London',
  energyWh: 10_000,
  ...more,
});
