import { resolve } from '$app/paths';

/**
 * The address of a screen, below wherever the app is hosted: `link('/sessions/view', { id })`.
 * Parameters without a value are left out.
 */
export function link(
  path: `/${string}`,
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const search = parameters.toString();
  // Screens are linked by name from shared code; a test follows each link of the frame.
  // There are too many of them for the type of all their addresses.
  const resolved = resolve(path as '/');
  return search ? `${resolved}?${search}` : resolved;
}
