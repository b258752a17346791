import type { Component } from 'svelte';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Ellipsis from '@lucide/svelte/icons/ellipsis';
import House from '@lucide/svelte/icons/house';
import List from '@lucide/svelte/icons/list';
import Zap from '@lucide/svelte/icons/zap';

/** One link of the main navigation. */
export interface NavPlace {
  readonly path: `/${string}`;
  readonly name:
    | 'home'
    | 'sessions'
    | 'charge'
    | 'insights'
    | 'more'
    | 'planner'
    | 'hints'
    | 'achievements'
    | 'cars'
    | 'places'
    | 'tariffs'
    | 'importing'
    | 'backup'
    | 'trash'
    | 'settings'
    | 'help';
  readonly icon: Component<{ size?: number }>;
}

/** The five places of the bar; the middle one is the reason to open the app. */
export const MAIN_PLACES: readonly NavPlace[] = [
  { path: '/', name: 'home', icon: House },
  { path: '/sessions', name: 'sessions', icon: List },
  { path: '/charge', name: 'charge', icon: Zap },
  { path: '/insights', name: 'insights', icon: ChartColumn },
  { path: '/more', name: 'more', icon: Ellipsis },
];

/** Whether a page belongs to a place: /sessions/view belongs to /sessions. */
export function isWithin(path: string, place: string): boolean {
  const trimmed = path.length > 1 ? path.replace(/\/$/, '') : path;
  return trimmed === place || (place !== '/' && trimmed.startsWith(`${place}/`));
}
