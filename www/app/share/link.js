// The link to what the page shows.
import { configurationOf, findModel } from '../models.js';
import { parse } from '../router.js';
import { store } from '../store.js';
import { sharedAddress } from './address.js';

/** @import { Language, State } from '../store.js' */

/** What the visitor has that a link doesn't hold. @param {Readonly<State>} state */
export function ownThings({ modelId, picture }) {
  const model = findModel(modelId);
  return {
    picture: picture && picture.sampleId === null ? picture : null,
    files: model?.files ? model.files.weights.map(({ name }) => name) : null,
    isConfigured: configurationOf(modelId) !== undefined,
  };
}

/** @param {{ photo?: string | null, language?: Language | null }} options @returns {string} */
export function linkNow({ photo = null, language = null }) {
  const { picture } = store.state;
  const isOwn = ownThings(store.state).files !== null;
  const sample = picture?.sampleId ?? null;
  const hash = sharedAddress(parse(location.hash), { language, sample, photo, isOwn });
  return new URL(hash, location.href).href;
}
