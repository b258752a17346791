import type { LiveDevice, NotifyPermission } from '#lib/app/ports.ts';

export function notifyPermission(): NotifyPermission {
  return 'Notification' in globalThis && 'serviceWorker' in navigator
    ? Notification.permission
    : 'unsupported';
}

export async function askToNotify(): Promise<NotifyPermission> {
  if (notifyPermission() === 'default') await Notification.requestPermission();
  return notifyPermission();
}

/** By way of the service worker: phones show no other notifications. */
export const notify: LiveDevice['notify'] = async ({ tag, title, text }) => {
  if (notifyPermission() !== 'granted') return;
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.showNotification(title, { tag, body: text });
};
