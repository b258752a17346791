/**
 * What a running charge needs on every screen, each part fetched when it is wanted. A file of its
 * own, so that the scripts of the first screen do not have to name all that these parts need.
 */
export const liveFrame = () => import('./LiveFrame.svelte').then((part) => part.default);
export const liveHome = () => import('./LiveHome.svelte').then((part) => part.default);
