import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { FoundPosition, Positioning } from '#lib/app/ports.ts';
import type { Place } from '#lib/domain/place.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { PlaceForm } from '#lib/state/place-form.svelte.ts';
import PlaceFields from '#lib/ui/place/PlaceFields.svelte';
import { render } from './render.svelte.ts';

const STORED: Place = {
  ...{ id: 'p', createdAt: 0, updatedAt: 0, name: 'Hub', isHome: false, isFree: false },
  ...{ latitude: 51.123456, longitude: -0.5, radiusM: 250 },
};

const HERE: Result<FoundPosition> = ok({
  position: { latitude: 51.50072612, longitude: -0.12462123 },
  accuracyM: 12.4,
});

/** A form on screen, and what saving it would send. */
async function open(answer: Result<FoundPosition> = HERE, place?: Place) {
  const i18n = new I18n();
  await i18n.load();
  let asked = 0;
  const positioning: Positioning = {
    isAllowed: () => Promise.resolve(false),
    locate: () => {
      asked += 1;
      return Promise.resolve(answer);
    },
  };
  const form = new PlaceForm({
    commandId: 'command',
    display: i18n.f,
    positioning,
    ...(place && { place }),
  });
  const errorOf = (...names: readonly string[]) => form.errors.of(...names)?.code;
  render(PlaceFields, { form, errorOf, networks: [] }, i18n);
  const sent: unknown[] = [];
  const save = () =>
    form.save({
      savePlace: ({ content }) => {
        const checked = validatePlace(content);
        if (!checked.ok) return Promise.resolve(checked);
        sent.push(content);
        return Promise.resolve(ok({ value: content }) as unknown as Result<never>);
      },
    });
  return { save, sent, asked: () => asked };
}

const box = (name: string) => page.getByRole('textbox', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const openMore = () => page.getByText('Network, position and time zone').click();

it('opens a stored position and saves it to the last digit', async () => {
  const { save, sent } = await open(HERE, STORED);
  await expect.element(box('Position')).toHaveValue('51.123456, -0.5');
  await expect.element(page.getByRole('img', { name: /A circle 500 m across/ })).toBeVisible();
  await save();
  expect(sent).toEqual([
    {
      ...{ name: 'Hub', isHome: false, isFree: false },
      ...{ latitude: 51.123456, longitude: -0.5, radiusM: 250 },
    },
  ]);
});

it('takes the position of the device on a tap, and clears it', async () => {
  const { save, sent, asked } = await open();
  await openMore();
  await userEvent.fill(box('Name'), 'Pub');
  expect(asked()).toBe(0);
  await button('Use my position').click();
  await expect.element(box('Position')).toHaveValue('51.50073, -0.12462');
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent('Position found, good to about 12 m.');
  await expect.element(page.getByRole('img', { name: /A circle 200 m across/ })).toBeVisible();
  await save();
  await button('Clear position').click();
  await expect.element(box('Position')).toHaveValue('');
  await save();
  const rest = { name: 'Pub', isHome: false, isFree: false };
  expect(sent).toEqual([{ ...rest, latitude: 51.50073, longitude: -0.12462 }, rest]);
});

it.each([
  ['position/denied', /does not tell where you are/],
  ['position/unavailable', /Try again outdoors/],
  ['position/unsupported', /cannot tell where you are/],
])('says in words why there is none: %s', async (code, words) => {
  await open(fail(code));
  await openMore();
  await button('Use my position').click();
  await expect.element(page.getByRole('status')).toHaveTextContent(words);
  await expect.element(box('Position')).toHaveValue('');
});

it('reads links and says where it cannot', async () => {
  const { save, sent } = await open();
  await openMore();
  await userEvent.fill(box('Name'), 'Pub');
  await userEvent.fill(box('Position'), 'geo:51.5,-0.1');
  await save();
  await userEvent.fill(box('Position'), 'by the river');
  await save();
  expect(sent).toEqual([
    { ...{ name: 'Pub', isHome: false, isFree: false }, latitude: 51.5, longitude: -0.1 },
  ]);
  await expect.element(box('Position')).toHaveAttribute('aria-invalid', 'true');
});
