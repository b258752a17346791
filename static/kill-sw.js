/*
 * The emergency exit. Put in place of `service-worker.js` on the host, it removes what the app keeps
 * for offline use and itself, and lets open tabs load everything from the host again. What people
 * recorded is stored elsewhere and stays.
 */
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  const ours = `plugtrack-files:${new URL(self.registration.scope).pathname}:`;
  event.waitUntil(
    (async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith(ours));
      await Promise.all(names.map((name) => caches.delete(name)));
      const tabs = await self.clients.matchAll({ type: 'window' });
      await self.registration.unregister();
      // Reloaded tabs meet this worker again: without files to remove it leaves them in peace.
      if (names.length > 0) await Promise.all(tabs.map((tab) => tab.navigate(tab.url)));
    })(),
  );
});
