/** Where models are, and what is kept of them. */

import type { Global } from './global.js';

/**
 * A model on Hugging Face. Its config.json is read from the same folder. Another server that has the same paths, such as a
 * mirror, can take its place.
 */
export interface HuggingFaceModel {
  /** Its id, such as `timm/densenet121.ra_in1k`. */
  huggingFace: string;
  /** A branch, a tag or a commit; only a commit never changes. Default: `main`. */
  revision?: string | undefined;
  /** Its path in the repository; of shards, that of their index. Default: `model.safetensors`. */
  file?: string | undefined;
  /** Default: `https://huggingface.co`. */
  host?: string | Global<'URL'> | undefined;
}

/** A URL, the name of a bundled network, or a model on Hugging Face. */
export type ModelLocation = string | Global<'URL'> | HuggingFaceModel;

/** A file in Cache Storage. */
export interface CachedFile {
  url: string;
  bytes: number;
}

/** What is kept in Cache Storage: weights, metadata and labels. */
export interface CacheContents {
  files: CachedFile[];
  /** Of all files together. */
  bytes: number;
}
