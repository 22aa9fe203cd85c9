// Shares and multiples as people read them.
import { store } from '../app/store.js';

/** 1.5312 → 1.53 @param {number} value */
export const formatRatio = (value) =>
  new Intl.NumberFormat(store.state.language, { maximumSignificantDigits: 3 }).format(value);
