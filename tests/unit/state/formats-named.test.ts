import { expect, it } from 'vitest';
import { PROFILES } from '#lib/formats/csv/profiles/registry.ts';
import { createFormatters, DEFAULT_DISPLAY } from '#lib/i18n/formatters.ts';
import { importing } from '#lib/i18n/messages/en/importing.ts';

it('names every format that can be read, and no other', () => {
  const { formats } = importing(createFormatters(DEFAULT_DISPLAY));
  expect(Object.keys(formats).toSorted()).toEqual(PROFILES.map(({ id }) => id).toSorted());
});
