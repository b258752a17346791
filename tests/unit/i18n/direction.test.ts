import { expect, it } from 'vitest';
import { directionOf } from '#lib/i18n/direction.ts';

it('mirrors the page for languages written from the right', () => {
  expect(['ar-XB', 'he', 'fa-IR', 'ur'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl']);
  expect(['en-GB', 'de', 'ja-JP', 'arn-CL'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr', 'ltr']);
});
