// The visitor's stored settings. If storage is blocked, they are lost after the visit.
import { store } from './store.js';

/** @import { Theme } from './store.js' */

const PREFIX = 'densenet-web.';

/** @param {string} key */
export function read(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
export function write(key, value) {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Not stored.
  }
}

/** Sets the theme that the visitor chose. @param {Theme} theme */
export function setTheme(theme) {
  write('theme', theme);
  show(theme);
}

/** @param {Theme} theme */
function show(theme) {
  store.set({ theme });
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function startTheme() {
  const theme = read('theme');
  show(theme === 'light' || theme === 'dark' ? theme : 'auto');
}
