// The address of what the page shows, without what belongs to the visitor alone.
import { DEFAULTS } from '../../constants.js';
import { format } from '../router.js';

/** @import { Address } from '../router.js' */
/** @import { Language } from '../store.js' */

/** What of another person's page can't be reached by a link. */
const UNREACHABLE = { model: DEFAULTS.model, channel: null, class: null, cuts: null };

/**
 * @param {Address} address
 * @param {object} shown
 * @param {Language | null} shown.language
 * @param {string | null} shown.sample the sample that is shown, also if the address doesn't name it.
 * @param {string | null} shown.photo a picture to put into the link.
 * @param {boolean} shown.isOwn whether the network is the visitor's own file.
 */
export function sharedAddress(address, { language, sample, photo, isOwn }) {
  // Explore's layer belongs to Explore's network.
  const layer = isOwn && address.view !== 'explore' ? null : address.layer;
  const picture = photo ? { photo, sample: null } : { photo: null, sample };
  return format({
    ...address,
    ...(isOwn && UNREACHABLE),
    layer,
    ...picture,
    lang: language,
    present: false,
  });
}
