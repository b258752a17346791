/**
 * Whether this is Safari of an iPhone or iPad in a tab. It erases what a site stored after seven
 * days without a visit, and keeps the data of an installed app apart: installing later starts empty.
 */
export function shouldInstallFirst(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  // An iPad says it is a Mac; a Mac has no touch screen.
  const isApple =
    /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Mac') && maxTouchPoints > 1);
  return isApple && !matchMedia('(display-mode: standalone)').matches;
}
