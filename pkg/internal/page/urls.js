/** @import { MetadataSource } from '../shared/protocol.js' */
import { wrongType } from './check.js';
import { createError } from './errors.js';
import { place } from './place.js';

/** @param {string | URL} url */
export function absoluteUrl(url) {
  try {
    return place.toUrl(url).href;
  } catch (cause) {
    throw createError({ problem: 'invalid-url', url: String(url) }, { cause });
  }
}

/** The folder with the package's files, where they were moved. @param {{ baseUrl?: string | URL }} options */
export function baseOf({ baseUrl }) {
  if (baseUrl === undefined) return null;
  if (typeof baseUrl !== 'string' && !(baseUrl instanceof URL)) throw wrongType('baseUrl');
  return absoluteUrl(baseUrl).replace(/\/?$/, '/');
}

/** The config.json next to a file, if there can be one. @param {string} url @param {boolean} cache @returns {MetadataSource} */
export function metadataNextTo(url, cache) {
  const neighbour = new URL(url);
  // Object URLs and data URLs have no neighbours.
  if (!/^(https?|file):$/.test(neighbour.protocol)) return { kind: 'none' };
  neighbour.pathname = neighbour.pathname.replace(/[^/]*$/, 'config.json');
  return { kind: 'url', url: neighbour.href, isOptional: true, cache };
}
