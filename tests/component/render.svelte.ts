import { type Component, flushSync, mount, unmount } from 'svelte';
import { onTestFinished } from 'vitest';
import { I18n, i18nContext } from '#lib/i18n/i18n.svelte.ts';
import '/src/lib/ui/app.css';

export interface Rendered<Props> {
  readonly target: HTMLElement;
  /** Changes what a parent would hand down. */
  update(changes: Partial<Props>): void;
}

/** Mounts a component as the app does, and takes it away when the test ends. */
export function render<Props extends Record<string, unknown>>(
  component: Component<Props>,
  initial: Props,
  i18n: I18n = new I18n(),
): Rendered<Props> {
  const target = document.createElement('div');
  document.body.append(target);
  const props = $state<Record<string, unknown>>({ ...initial });
  const mounted = mount(component, { target, props: props as Props, context: i18nContext(i18n) });
  flushSync();
  onTestFinished(async () => {
    await unmount(mounted);
    target.remove();
  });
  return {
    target,
    update(changes) {
      Object.assign(props, changes);
      flushSync();
    },
  };
}
