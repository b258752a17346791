/*
 * The last line of defence against a blank page, and therefore no part of the bundle: when the app's
 * own modules do not load, its files are repaired and the page is reloaded once; if that was of no
 * use, a few plain words say what can be done. The app sets `data-started` when it runs.
 */
(() => {
  const RELOADED = 'plugtrack-boot-reloaded';
  const root = document.documentElement;
  const hasStarted = () => root.dataset.started !== undefined;
  let isHandling = false;

  /** @returns {Promise<boolean>} */
  const repair = () =>
    new Promise((resolve) => {
      const worker = navigator.serviceWorker?.controller;
      if (!worker) return resolve(true);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data === true);
      setTimeout(resolve, 20000, false);
      worker.postMessage({ type: 'REPAIR' }, [port2]);
    });

  const explain = () => {
    const title = document.createElement('h1');
    title.textContent = 'PlugTrack could not start';
    const text = document.createElement('p');
    text.textContent =
      'Some of its files are missing or damaged, or this browser is too old. Connect to the ' +
      'internet and reload this page. What you recorded is stored apart and is not touched by this.';
    document.body.append(title, text);
  };

  const onFailure = async () => {
    if (hasStarted() || isHandling) return;
    isHandling = true;
    const isFirst = sessionStorage.getItem(RELOADED) === null;
    sessionStorage.setItem(RELOADED, 'yes');
    if (isFirst && (await repair())) location.reload();
    else explain();
  };

  addEventListener('unhandledrejection', onFailure);
  addEventListener('error', onFailure, true);
  addEventListener('plugtrack:started', () => {
    root.dataset.started = '';
    sessionStorage.removeItem(RELOADED);
  });
})();
