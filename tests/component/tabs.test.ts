import { createRawSnippet } from 'svelte';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import Tabs from '#lib/ui/primitives/Tabs.svelte';
import { render } from './render.svelte.ts';

const children = createRawSnippet<[string]>((id) => ({ render: () => `<p>Panel ${id()}</p>` }));
const tabs = [
  { id: 'log', label: 'Log a charge' },
  { id: 'start', label: 'Start charging' },
  { id: 'worth', label: 'Is it worth it?' },
];

it('goes round with the arrow keys and shows the tab it is on', async () => {
  const rendered = render(Tabs, {
    label: 'Charge',
    tabs,
    selected: 'log',
    onselect: (id: string) => {
      rendered.update({ selected: id });
    },
    children,
  });
  const tab = (name: string) => page.getByRole('tab', { name });
  (tab('Log a charge').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(tab('Start charging')).toHaveAttribute('aria-selected', 'true');
  await expect.element(tab('Start charging')).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.element(tab('Log a charge')).toHaveFocus();
  await userEvent.keyboard('{End}');
  await expect.element(tab('Is it worth it?')).toHaveFocus();
  await expect.element(page.getByRole('tabpanel', { name: 'Is it worth it?' })).toBeVisible();
  expect(rendered.target.querySelectorAll('[role=tab][tabindex="0"]')).toHaveLength(1);
});

it('follows the address when its tabs are links', async () => {
  const { target } = render(Tabs, {
    label: 'Charge',
    tabs: tabs.map((tab) => ({ ...tab, href: `#${tab.id}` })),
    selected: 'log',
    children,
  });
  (page.getByRole('tab', { name: 'Log a charge' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(location.hash).toBe('#worth');
  expect(target.querySelectorAll('a[role=tab]')).toHaveLength(3);
});

it('turns the arrow keys round where the page runs from the right', async () => {
  const seen: string[] = [];
  const { target } = render(
    Tabs,
    { label: 'Charge', tabs, selected: 'log', onselect: (id: string) => seen.push(id), children },
    new I18n(),
  );
  target.dir = 'rtl';
  (page.getByRole('tab', { name: 'Log a charge' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(seen).toEqual(['start']);
});
