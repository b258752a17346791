// The data lives in this browser: there is nothing to render anywhere else.
export const ssr = false;
export const prerender = true;
