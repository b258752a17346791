import Bell from '@lucide/svelte/icons/bell';
import Calculator from '@lucide/svelte/icons/calculator';
import Car from '@lucide/svelte/icons/car';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import DatabaseBackup from '@lucide/svelte/icons/database-backup';
import FileUp from '@lucide/svelte/icons/file-up';
import MapPin from '@lucide/svelte/icons/map-pin';
import Settings from '@lucide/svelte/icons/settings';
import Tag from '@lucide/svelte/icons/tag';
import Trash from '@lucide/svelte/icons/trash-2';
import Trophy from '@lucide/svelte/icons/trophy';
import type { NavPlace } from './places.ts';

/** Behind More on a phone, in the rail where there is room. */
export const MORE_PLACES: readonly NavPlace[] = [
  { path: '/planner', name: 'planner', icon: Calculator },
  { path: '/hints', name: 'hints', icon: Bell },
  { path: '/achievements', name: 'achievements', icon: Trophy },
  { path: '/cars', name: 'cars', icon: Car },
  { path: '/places', name: 'places', icon: MapPin },
  { path: '/tariffs', name: 'tariffs', icon: Tag },
  { path: '/import', name: 'importing', icon: FileUp },
  { path: '/backup', name: 'backup', icon: DatabaseBackup },
  { path: '/trash', name: 'trash', icon: Trash },
  { path: '/settings', name: 'settings', icon: Settings },
  { path: '/help', name: 'help', icon: CircleQuestionMark },
];
