import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { errorText } from '#lib/i18n/error-text.ts';
import { DEFAULT_DISPLAY } from '#lib/i18n/formatters.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import Figure from '#lib/ui/primitives/Figure.svelte';
import { render } from './render.svelte.ts';

it('follows the settings at once', () => {
  const i18n = new I18n();
  expect(i18n.f.odometer(1_609_344)).toBe('1,000\u00a0mi');
  i18n.use({ ...DEFAULT_DISPLAY, locale: 'de-DE', currency: 'EUR', distanceUnit: 'km' });
  flushSync();
  expect(i18n.f.odometer(1_609_344)).toBe('1.609\u00a0km');
  // There are no German words yet: digits follow the locale, words stay English.
  expect(i18n.language).toBe('en');
  expect(i18n.f.relativeDay('2026-07-11', '2026-07-12')).toBe('yesterday');
  expect(i18n.t.frame.home).toBe('Home');
});

it('runs from the right for the mirrored pseudo-locale', () => {
  expect(new I18n({ ...DEFAULT_DISPLAY, locale: 'ar-XB' }).direction).toBe('rtl');
});

it('turns a code into a sentence', () => {
  expect(errorText(new I18n(), { code: 'session/soc_order' })).toBe(
    'The end cannot be below the start.',
  );
});

it('speaks a dash as unknown and a tilde as about', () => {
  const i18n = new I18n();
  const read = (element: HTMLElement) =>
    [...element.querySelectorAll('[aria-hidden="true"]')].reduce(
      (text, hidden) => text.replace(hidden.textContent, ''),
      element.textContent.trim(),
    );
  const unknown = render(Figure, { value: i18n.f.energy(undefined) });
  expect(unknown.target.textContent).toContain('–');
  expect(read(unknown.target).trim()).toBe('unknown');
  const estimate = render(Figure, { value: i18n.f.energy(9300), estimated: true });
  expect(read(estimate.target).replaceAll('\u00a0', ' ')).toBe('about 9.3 kWh');
});
