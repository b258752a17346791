import { createContext } from 'svelte';
import type { App } from '#lib/app/app.ts';

/** The app's doors, set once by the root layout. */
export const [useApp, provideApp] = createContext<App>();
