import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { App, SaveSession } from '#lib/app/app.ts';
import type { Draft } from '#lib/app/ports.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';
import { fail } from '#lib/domain/result.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { pictureEncoder } from '#lib/platform/picture.ts';
import type { OpenedForm } from '#lib/state/session-open.ts';
import { SessionForm } from '#lib/state/session-form.svelte.ts';
import { blankTexts } from '#lib/state/session-texts.ts';
import ReceiptParts from '#lib/ui/session/ReceiptParts.svelte';
import { render } from './render.svelte.ts';

const TODAY = '2026-07-01';

/** The form with what is around it: drafts in memory, and whatever it is told to save. */
async function start(drafts = new Map<string, Draft>()) {
  const i18n = new I18n();
  await i18n.load();
  const saved: SaveSession[] = [];
  const app = {
    drafts: {
      read: (key: string) => Promise.resolve(drafts.get(key)),
      write: (draft: Draft) => Promise.resolve(void drafts.set(draft.key, draft)),
      remove: (key: string) => Promise.resolve(void drafts.delete(key)),
    },
    ids: { next: () => 'command' },
    clock: { now: () => 7, timeZone: () => 'Europe/London', today: () => TODAY },
    pictures: pictureEncoder,
    positioning: {
      isAllowed: () => Promise.resolve(false),
      locate: () => Promise.resolve(fail('position/denied')),
    },
    commands: {
      checkSession: () => Promise.resolve({ issues: [], warnings: [] }),
      saveSession: (command: SaveSession) => {
        saved.push(command);
        return Promise.resolve(fail('db/quota'));
      },
    },
  } as unknown as App;
  const draft = drafts.get('log');
  const pictureDraft = drafts.get('log:pictures');
  const opened: OpenedForm = {
    key: 'log',
    lists: { cars: [], places: [], tariffs: [], settings: DEFAULT_SETTINGS },
    history: { popularPlaceIds: [], currencies: new Map() },
    texts: { ...blankTexts('Europe/London'), carId: 'car', date: TODAY, energy: '16' },
    fills: {},
    textForm: {
      settings: DEFAULT_SETTINGS,
      locale: 'en-GB',
      today: TODAY,
      typed: (value, decimals) => i18n.f.typed(value, decimals),
    },
    ...(draft && { draft }),
    ...(pictureDraft && { pictureDraft }),
  };
  const form = new SessionForm(app, opened);
  render(ReceiptParts, { form }, i18n);
  return { form, saved, drafts };
}

const box = (name: string) => page.getByRole('textbox', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const sum = (text: string) => page.getByRole('status').getByText(text);

async function addLine(): Promise<void> {
  await button('Add line').click();
}

describe('receipt lines in the form', () => {
  it('are worked out while they are typed, and tell what they differ by from the total', async () => {
    const { form } = await start();
    await page.getByText('Receipt lines').click();
    await addLine();
    await expect.element(box('Energy of line 1 (kWh)')).toHaveValue('16');
    await box('Price of line 1').fill('0.50');
    await expect.element(page.getByText('worked out: £8.00')).toBeVisible();
    await expect.element(sum('Sum of the lines: £8.00')).toBeVisible();
    await addLine();
    await page.getByRole('combobox', { name: 'Kind of line 2' }).selectOptions('Idle fee');
    await box('Minutes of line 2').fill('25');
    await box('Free minutes of line 2').fill('10');
    await box('Price of line 2').fill('0.20');
    await box('At most, line 2').fill('2');
    await addLine();
    await page.getByRole('combobox', { name: 'Kind of line 3' }).selectOptions('Discount');
    await box('Amount of line 3').fill('1.50');
    await expect.element(sum('Sum of the lines: £8.50')).toBeVisible();
    form.texts.total = '9';
    await expect.element(page.getByText('£0.50 less than the total you typed')).toBeVisible();
    await button('Use the sum').click();
    expect(form.texts.total).toBe('8.5');
    expect(form.reading).toMatchObject({
      ok: true,
      value: {
        typed: {
          totalMicros: 8_500_000,
          lines: [
            { kind: 'energy', amountMicros: 8_000_000 },
            { kind: 'idle', timeS: 900, amountMicros: 2_000_000 },
            { kind: 'discount', amountMicros: -1_500_000 },
          ],
        },
      },
    });
  });

  it('set apart what is included, and say beside a field what is wrong with it', async () => {
    const { form } = await start();
    await page.getByText('Receipt lines').click();
    await addLine();
    await page.getByRole('combobox', { name: 'Kind of line 1' }).selectOptions('Tax');
    await box('Amount of line 1').fill('1.42');
    await expect.element(sum('Sum of the lines: £0.00')).toBeVisible();
    await expect.element(page.getByText('Included, not added: £1.42')).toBeVisible();
    await page.getByRole('radio', { name: 'On top' }).click();
    await expect.element(sum('Sum of the lines: £1.42')).toBeVisible();
    await box('Amount of line 1').fill('-1');
    await expect
      .element(box('Amount of line 1'))
      .toHaveAccessibleDescription(
        'This amount cannot be negative. What is taken off is a discount.',
      );
    await button('Remove line 1').click();
    expect(form.texts.lines).toBe('');
    await expect.element(button('Add line')).toHaveFocus();
  });

  it('ask for a missing amount only once saving was tried', async () => {
    const { form, saved } = await start();
    await page.getByText('Receipt lines').click();
    await addLine();
    await box('Price of line 1').fill('0.50');
    await box('Energy of line 1 (kWh)').fill('');
    const amount = box('Amount of line 1');
    expect(amount.element().getAttribute('aria-invalid')).toBeNull();
    await form.save();
    await expect
      .element(amount)
      .toHaveAccessibleDescription('Type the amount, or a quantity and its price.');
    expect(saved).toEqual([]);
    await amount.fill('8');
    expect(amount.element().getAttribute('aria-invalid')).toBeNull();
  });
});

describe('another currency in the form', () => {
  it('is converted by a rate either way round, or by what the bank says', async () => {
    const { form } = await start();
    form.texts.total = '12.34';
    await page.getByText('Paid in another currency').click();
    await page.getByRole('combobox', { name: 'Currency', exact: true }).fill('eur');
    await expect
      .element(page.getByText('Without a rate the cost stays in EUR and is not part of your sums.'))
      .toBeVisible();
    await box('Rate of the day').fill('0.8571');
    await expect.element(page.getByText('That is £10.58.')).toBeVisible();
    await expect.element(page.getByText('1 EUR = 0.8571 GBP')).toBeVisible();
    await page.getByRole('combobox', { name: 'The rate says' }).selectOptions('1 GBP = … EUR');
    await expect.element(page.getByText('That is £14.40.')).toBeVisible();
    await box('Total in GBP').fill('10.61');
    await expect.element(page.getByText('1 EUR = 0.8598 GBP')).toBeVisible();
    expect(form.reading).toMatchObject({
      value: { typed: { inHomeCurrency: { currency: 'GBP', totalMicros: 10_610_000 } } },
    });
  });
});

/** A file as a person chooses it: a blue rectangle. */
async function photo(width: number, height: number): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#00f';
  context.fillRect(0, 0, width, height);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], 'receipt.png');
}

describe('photos in the form', () => {
  it('are shown, kept with the draft, brought back, and handed over with the charge', async () => {
    const { drafts } = await start();
    await page.getByText('Photos').click();
    const chooser = () =>
      document.querySelector<HTMLInputElement>('input[type=file]:not([capture])')!;
    await expect.element(button('Add photo')).toBeVisible();
    await userEvent.upload(chooser(), await photo(320, 200));
    await expect.element(button('Show photo 1')).toBeVisible();
    await expect.element(page.getByText('Photos (1)')).toBeVisible();
    expect(drafts.get('log:pictures')).toMatchObject({
      commandId: 'command',
      value: [{ widthPx: 320 }],
    });
    drafts.set('log', {
      key: 'log',
      commandId: 'command',
      savedAt: 7,
      value: { texts: {}, fills: {}, quick: '' },
    });
    const again = await start(drafts);
    expect(again.form.pictures.items).toHaveLength(1);
    await again.form.save();
    expect(again.saved[0]?.pictures).toMatchObject([{ widthPx: 320, heightPx: 200 }]);
    // Nothing was saved: the photo is still here and still kept.
    expect(again.form.pictures.items).toHaveLength(1);
    expect(drafts.has('log:pictures')).toBe(true);
    await again.form.discard();
    expect(again.form.pictures.items).toEqual([]);
    expect(drafts.size).toBe(0);
  });

  it('open in a dialog that Escape closes, and can be deleted', async () => {
    await start();
    await page.getByText('Photos').click();
    await expect.element(button('Add photo')).toBeVisible();
    const chooser = document.querySelector<HTMLInputElement>('input[type=file]:not([capture])')!;
    await userEvent.upload(chooser, await photo(1700, 900));
    await button('Show photo 1').click();
    const dialog = page.getByRole('dialog', { name: 'Photo 1' });
    await expect.element(dialog).toBeVisible();
    await button('Full size').click();
    const image = dialog.getByRole('img', { name: 'Photo 1' });
    expect(image.element().getBoundingClientRect().width).toBe(1600);
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    await button('Delete photo 1').click();
    await expect.element(button('Show photo 1')).not.toBeInTheDocument();
  });

  it('say why a file is not taken', async () => {
    const { form } = await start();
    await page.getByText('Photos').click();
    await expect.element(button('Add photo')).toBeVisible();
    const chooser = document.querySelector<HTMLInputElement>('input[type=file]:not([capture])')!;
    await userEvent.upload(chooser, new File(['<svg/>'], 'picture.png', { type: 'image/png' }));
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('This is no photo that can be kept. Choose a JPEG, PNG or WebP picture.');
    expect(form.pictures.items).toEqual([]);
  });
});
