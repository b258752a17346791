/** What opens over the card of a running charge; each has an address. */
export const LIVE_PANELS = ['stop', 'read', 'change', 'remind', 'cancel'] as const;
export type LivePanel = (typeof LIVE_PANELS)[number];
