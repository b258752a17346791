import type { LiveDevice, NotifyPermission } from '#lib/app/ports.ts';

function permission(): NotifyPermission {
  return 'Notification' in globalThis && 'serviceWorker' in navigator
    ? Notification.permission
    : 'unsupported';
}

/** Notifications of this device, while the app is open. */
export const notices: Pick<LiveDevice, 'notifyPermission' | 'askToNotify' | 'notify'> = {
  notifyPermission: () => Promise.resolve(permission()),
  async askToNotify() {
    if (permission() === 'default') await Notification.requestPermission();
    return permission();
  },
  /** By way of the service worker: phones show no other notifications. */
  async notify({ tag, title, text }) {
    if (permission() !== 'granted') return;
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.showNotification(title, { tag, body: text });
  },
};
