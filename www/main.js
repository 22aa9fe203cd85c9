// Starts the page. The network's package is imported only after the shell has been painted.
import { startDropping } from './app/dropping.js';
import { startLanguage } from './app/i18n.js';
import { startPrinting } from './app/printing.js';
import { startRouter } from './app/router.js';
import { startSession } from './app/session.js';
import { startTheme } from './app/settings.js';
import { store } from './app/store.js';
import './shell/densenet-app.js';

startTheme();
startLanguage();
startRouter();
startPrinting();
startDropping();
requestAnimationFrame(() => setTimeout(startSession));

// Caches the page for offline visits, after this visit has loaded what it needs.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  const stop = store.subscribe(() => {
    if (!store.state.network) return;
    stop();
    navigator.serviceWorker.register(serviceWorkerUrl()).catch(console.warn);
    // It becomes active only when it has cached all of the page.
    void navigator.serviceWorker.ready.then(() => store.set({ offline: true }));
  });
}

/** A policy for Trusted Types that allows this one script. */
function serviceWorkerUrl() {
  const { href } = new URL('sw.js', document.baseURI);
  const { trustedTypes } = /** @type {any} */ (window);
  return (
    trustedTypes?.createPolicy('densenet-page', { createScriptURL: () => href }).createScriptURL('') ?? href
  );
}
