// Starts the page. The network's package is imported only after the shell has been painted.
import { startLanguage } from './app/i18n.js';
import { startRouter } from './app/router.js';
import { startSession } from './app/session.js';
import { startTheme } from './app/settings.js';
import './shell/densenet-app.js';

startTheme();
startLanguage();
startRouter();
requestAnimationFrame(() => setTimeout(startSession));
