// The URL holds what a link should restore: `#view=growth&model=densenet121&layer=features.denseblock1.denselayer2`.
import { ALL_VIEWS, DEFAULTS } from '../constants.js';
import { store } from './store.js';

/** @import { EngineChoice } from 'densenet-web' */
/** @import { Language, View } from './store.js' */

/**
 * @typedef {object} Address
 * @property {View} view
 * @property {string} model
 * @property {EngineChoice} engine
 * @property {string | null} sample
 * @property {string | null} layer
 * @property {number | null} class
 * @property {number | null} channel of the layer's output, from 0.
 * @property {string | null} cuts as in `cut-address.js`.
 * @property {Language | null} lang only in links that were shared: what they show, whatever the visitor prefers.
 * @property {string | null} photo a picture inside the link, as in `share/photo.js`.
 * @property {boolean} present whether the page is shown to an audience.
 * @property {number | null} story the step of the guided story, from 1.
 * @property {Record<string, string>} params the view's own parameters.
 */

const OWN_KEYS = 'view model engine sample layer channel class cuts lang photo present story'.split(' ');
const LANGUAGES = ['en', 'zh'];
const ENGINES = ['auto', 'webgpu', 'cpu', 'burn'];

/** @param {string} hash @returns {Address} */
export function parse(hash) {
  const entries = new URLSearchParams(hash.replace(/^#/, ''));
  const view = entries.get('view') ?? '';
  const engine = entries.get('engine') ?? '';
  const lang = entries.get('lang') ?? '';
  const index = (/** @type {string} */ key) => {
    const number = Number.parseInt(entries.get(key) ?? '', 10);
    return number >= 0 ? number : null;
  };
  return {
    view: /** @type {View} */ (ALL_VIEWS.includes(/** @type {View} */ (view)) ? view : DEFAULTS.view),
    model: entries.get('model') || DEFAULTS.model,
    engine: /** @type {EngineChoice} */ (ENGINES.includes(engine) ? engine : DEFAULTS.engine),
    sample: entries.get('sample') || null,
    layer: entries.get('layer') || null,
    channel: index('channel'),
    class: index('class'),
    cuts: entries.get('cuts') || null,
    lang: LANGUAGES.includes(lang) ? /** @type {Language} */ (lang) : null,
    photo: entries.get('photo') || null,
    present: entries.get('present') === '1',
    story: index('story') || null,
    params: Object.fromEntries([...entries].filter(([key]) => !OWN_KEYS.includes(key))),
  };
}

/** @param {Address} address */
export function format(address) {
  const { params, present, ...own } = address;
  const entries = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...own, present: present ? '1' : null, ...params })) {
    const usual = DEFAULTS[/** @type {keyof typeof DEFAULTS} */ (key)] ?? null;
    if (value !== null && value !== '' && value !== usual) entries.set(key, String(value));
  }
  return `#${entries}`;
}

/** Another network has other layers and classes, and no cuts; another view has its own parameters. @param {Partial<Address>} patch */
function patched(patch) {
  const now = parse(location.hash);
  const next = { ...now };
  if (patch.model !== undefined && patch.model !== now.model)
    Object.assign(next, { layer: null, channel: null, class: null, cuts: null });
  if (patch.layer !== undefined && patch.layer !== now.layer) next.channel = null;
  if (patch.view !== undefined && patch.view !== now.view) {
    next.params = {};
    // Explore has its own network, with other layers.
    if (patch.view === 'explore' || now.view === 'explore')
      Object.assign(next, { layer: null, channel: null });
  }
  return { ...next, ...patch };
}

/** The target of a link that changes only the entries in `patch`. @param {Partial<Address>} patch */
export const href = (patch) => format(patched(patch));

/**
 * Changes the URL and the store. `replace` adds no history entry: for animations and dragging.
 *
 * @param {Partial<Address>} patch @param {{ replace?: boolean }} [options]
 */
export function navigate(patch, { replace = false } = {}) {
  const hash = href(patch);
  if (hash === format(parse(location.hash))) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', hash);
  apply();
}

/** Goes to an address that somebody shared. @param {string} hash */
export function visit(hash) {
  history.pushState(null, '', format(parse(hash)));
  apply();
}

/** Each view's own parameters when it was left, because the tabs' links have none. @type {Map<View, Record<string, string>>} */
const left = new Map();

function apply() {
  const address = parse(location.hash);
  const { view, params } = store.state;
  if (address.view !== view) {
    left.set(view, params);
    const own = left.get(address.view);
    if (own && Object.keys(address.params).length === 0) {
      address.params = own;
      history.replaceState(null, '', format(address));
    }
  }
  store.set({
    view: address.view,
    modelId: address.model,
    engineChoice: address.engine,
    sampleId: address.sample,
    selectedLayer: address.layer,
    selectedChannel: address.channel,
    selectedClass: address.class,
    cutText: address.cuts ?? '',
    linkLanguage: address.lang,
    photo: address.photo,
    present: address.present,
    story: address.story,
    params: JSON.stringify(params) === JSON.stringify(address.params) ? params : address.params,
  });
}

/** Reads the URL now and whenever it changes. */
export function startRouter() {
  // Handles both links, which change the hash, and Back and Forward, which pop a state.
  window.addEventListener('popstate', apply);
  apply();
}
