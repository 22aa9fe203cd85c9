// The page's texts. `text().growth.title` is checked by the compiler; texts with parameters are functions.
import en from '../i18n/en/index.js';
import zh from '../i18n/zh/index.js';
import { navigate } from './router.js';
import { read, write } from './settings.js';
import { store } from './store.js';

/** @import { Language } from './store.js' */

const LANGUAGES = { en, zh };

/** The text in the visitor's language. Elements with a StoreController re-render when it changes. */
export const text = () => LANGUAGES[store.state.language];

/** @param {Language} language */
function show(language) {
  store.set({ language });
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
}

/** Sets the language that the visitor chose. @param {Language} language */
export function setLanguage(language) {
  write('language', language);
  navigate({ lang: null }, { replace: true });
  show(language);
}

/** A link's language, the chosen one, or else the browser's. Only a choice is stored. */
function follow() {
  const wanted = store.state.linkLanguage ?? read('language') ?? navigator.language;
  show(wanted.startsWith('zh') ? 'zh' : 'en');
}

export function startLanguage() {
  store.subscribe((changed) => changed.has('linkLanguage') && follow());
  follow();
}
