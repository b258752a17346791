import type { LiveDevice, NotifyPermission } from '#lib/app/ports.ts';

function permission(): NotifyPermission {
  return 'Notification' in globalThis && 'serviceWorker' in navigator
    ? Notification.permission
    : 'unsupported';
}

export const notifyPermission = (): Promise<NotifyPermission> => Promise.resolve(permission());

export async function askToNotify(): Promise<NotifyPermission> {
  if (permission() === 'default') await Notification.requestPermission();
  return permission();
}

/** By way of the service worker: phones show no other notifications. */
export const notify: LiveDevice['notify'] = async ({ tag, title, text }) => {
  if (permission() !== 'granted') return;
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.showNotification(title, { tag, body: text });
};
