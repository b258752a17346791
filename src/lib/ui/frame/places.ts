import type { Component } from 'svelte';
import Car from '@lucide/svelte/icons/car';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Ellipsis from '@lucide/svelte/icons/ellipsis';
import FileUp from '@lucide/svelte/icons/file-up';
import House from '@lucide/svelte/icons/house';
import List from '@lucide/svelte/icons/list';
import MapPin from '@lucide/svelte/icons/map-pin';
import Settings from '@lucide/svelte/icons/settings';
import Tag from '@lucide/svelte/icons/tag';
import Trash from '@lucide/svelte/icons/trash-2';
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
    | 'cars'
    | 'places'
    | 'tariffs'
    | 'importing'
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

/** Behind More on a phone, in the rail where there is room. */
export const MORE_PLACES: readonly NavPlace[] = [
  { path: '/cars', name: 'cars', icon: Car },
  { path: '/places', name: 'places', icon: MapPin },
  { path: '/tariffs', name: 'tariffs', icon: Tag },
  { path: '/import', name: 'importing', icon: FileUp },
  { path: '/trash', name: 'trash', icon: Trash },
  { path: '/settings', name: 'settings', icon: Settings },
  { path: '/help', name: 'help', icon: CircleQuestionMark },
];

/** Whether a page belongs to a place: /sessions/view belongs to /sessions. */
export function isWithin(path: string, place: string): boolean {
  const trimmed = path.length > 1 ? path.replace(/\/$/, '') : path;
  return trimmed === place || (place !== '/' && trimmed.startsWith(`${place}/`));
}
