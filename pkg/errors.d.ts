/**
 * Every error as data: `DenseNetError.details`, a union that `problem` discriminates. There is one message per problem, so
 * that an application can write its own, in any language, from the details alone.
 */

import type { CoreErrorDetails } from './core.js';
import type { EngineChoice } from './index.js';

/** What kind of error it is. Stable, for programs. */
export type DenseNetErrorCode =
  /** A configuration that does not describe a network. */
  | 'invalid-config'
  /** An image that the network can't take, such as an extremely thin one, or one that was not in the last pass. */
  | 'invalid-input'
  /** The weights are not a DenseNet's, are damaged, or don't match `sha256`. */
  | 'invalid-weights'
  /** The metadata can't be read or contradicts the weights. */
  | 'invalid-metadata'
  /** The network has no layer of that name. */
  | 'unknown-layer'
  /** The network has no classifier, so that it predicts nothing; embeddings and feature maps work. */
  | 'no-classifier'
  /** Maps were requested before anything was classified or differentiated, or after a call that failed halfway. */
  | 'nothing-run'
  /** The engine computes no gradients. */
  | 'no-gradients'
  /** `engine: 'webgpu'` was requested, but WebGPU is not available. */
  | 'no-webgpu'
  /** None of the engines that were requested works. */
  | 'no-engine'
  /** The GPU refused or failed: it has too little memory, or it was lost. */
  | 'gpu-error'
  /** A call needs more memory than there is. The network stays usable. */
  | 'out-of-memory'
  /** Not an image, a damaged one, or one whose pixels may not be read. */
  | 'invalid-image'
  /** An argument of the wrong type or out of range: a mistake in the program. */
  | 'invalid-argument'
  /** A file is not where it should be, or its download failed. */
  | 'download-failed'
  /** The browser, the page's policy or the thread lacks something that is needed. */
  | 'unsupported'
  /** The network was disposed. */
  | 'disposed'
  /** A bug in this package. The next call loads the network again. */
  | 'internal';

/**
 * What went wrong, with the values that the message contains. `image` and `count` are there when one image of several
 * failed: its index in the call, from 0, and the number of images.
 */
export type DenseNetErrorDetails = (PackageErrorDetails | CoreErrorDetails) & {
  image?: number;
  count?: number;
};

/** Why an engine of several that were requested doesn't work. */
export interface EngineFailure {
  engine: EngineChoice;
  /** As plain data. */
  error: { code: DenseNetErrorCode; message: string; details: DenseNetErrorDetails };
}

/** A file that the package downloads. */
export type DownloadedFile = 'weights' | 'metadata' | 'labels' | 'image' | 'wasm';

/** Problems that the package's JavaScript finds. `reason` is always the browser's or Node.js's own wording. */
export type PackageErrorDetails =
  // invalid-argument
  | { problem: 'not-constructible' }
  | {
      problem: 'wrong-type';
      argument:
        | 'options'
        | 'signal'
        | 'images'
        | 'host'
        | 'onProgress'
        | 'onEngineChange'
        | 'labels'
        | 'metadata'
        | 'random'
        | 'weights'
        | 'sha256'
        | 'credentials'
        | 'baseUrl'
        | 'layer'
        | 'from'
        | 'cut'
        | 'objective'
        | 'config'
        | 'inputSize'
        | 'assume';
    }
  | {
      problem: 'not-an-integer-in-range';
      argument:
        'topK' | 'batchSize' | 'threads' | 'workers' | 'timeout' | 'image' | 'images.length' | 'channel';
      min: number;
      max: number | null;
      found: string;
    }
  | { problem: 'unknown-engine'; found: string; engines: string[] }
  | { problem: 'unknown-on-error'; found: string }
  | { problem: 'unknown-precision'; found: string; precisions: string[] }
  | { problem: 'unknown-model'; found: string; models: string[] }
  | { problem: 'invalid-hugging-face'; found: string }
  | { problem: 'class-out-of-range'; found: string; classes: number }
  | { problem: 'exclusive-options'; options: string[] }
  | { problem: 'empty-batch' }
  | { problem: 'not-an-image'; found: string }
  | { problem: 'unreadable-argument'; reason: string }
  | { problem: 'unknown-option'; option: string; suggestion: string | null }
  | { problem: 'invalid-url'; url: string }
  | { problem: 'no-base-url' }
  | { problem: 'not-transferable'; reason: string }
  // invalid-config
  | { problem: 'unknown-field'; field: string; suggestion: string | null }
  | { problem: 'missing-field'; field: string }
  | { problem: 'invalid-field'; field: string; found: string }
  // invalid-image
  | { problem: 'empty-image-data' }
  | { problem: 'unreadable-image-data'; reason: string }
  | { problem: 'unreadable-image-element'; url: string | null; reason: string }
  | { problem: 'no-video-frame'; reason: string }
  | { problem: 'closed-image'; type: 'VideoFrame' | 'ImageBitmap'; reason: string }
  | { problem: 'unreadable-canvas'; reason: string }
  | { problem: 'cross-origin-image'; reason: string }
  | { problem: 'undecodable-image'; name: string | null; type: string; bytes: number; reason: string }
  | { problem: 'empty-image-file'; name: string | null }
  | { problem: 'web-page-as-image'; name: string | null }
  | { problem: 'unsupported-image-format'; name: string | null; format: string }
  | { problem: 'too-many-pixels'; name: string | null; width: number; height: number; max: number }
  | { problem: 'truncated-image'; name: string | null; bytes: number }
  | { problem: 'unreadable-pixels'; width: number; height: number; reason: string }
  // invalid-input
  | { problem: 'too-elongated'; width: number; height: number; max: number }
  | { problem: 'image-not-in-last-call'; image: number }
  | { problem: 'maps-overwritten' }
  | { problem: 'measurement-outdated' }
  // no-engine
  | { problem: 'no-engine'; errors: EngineFailure[] }
  // nothing-run
  | { problem: 'last-call-failed' }
  | { problem: 'no-maps' }
  // download-failed
  | { problem: 'offline'; what: DownloadedFile; url: string }
  | { problem: 'unreachable'; what: DownloadedFile; url: string; reason: string }
  | { problem: 'http-status'; what: DownloadedFile; url: string; status: number }
  | { problem: 'web-page'; what: DownloadedFile; url: string }
  | { problem: 'cut-off'; what: DownloadedFile; url: string; loaded: number; reason: string }
  | { problem: 'stalled'; what: DownloadedFile; url: string; timeout: number }
  | { problem: 'file-too-large'; what: DownloadedFile; url: string; max: number }
  | { problem: 'metadata-unknown'; url: string; reason: string }
  | { problem: 'bindings-not-loaded'; url: string; reason: string }
  | { problem: 'wasm-not-loaded'; url: string; reason: string }
  | { problem: 'code-not-loaded'; reason: string }
  | { problem: 'worker-http-status'; url: string; status: number }
  | { problem: 'worker-unreachable'; url: string; reason: string }
  | { problem: 'worker-without-cors'; url: string; origin: string }
  | { problem: 'worker-not-javascript'; url: string; type: string }
  | { problem: 'no-such-file'; url: string }
  | { problem: 'unreadable-file'; url: string; reason: string }
  // invalid-weights
  | { problem: 'unreadable-weights-file'; reason: string }
  | { problem: 'shard-name'; url: string; found: string }
  | { problem: 'sha256-mismatch'; expected: string; found: string }
  // unsupported
  | { problem: 'no-worker'; scope: string }
  | { problem: 'worker-not-started'; url: string; reason: string | null }
  | { problem: 'worker-undiagnosed'; reason: string }
  | { problem: 'worker-without-coep'; url: string }
  | { problem: 'worker-forbidden'; url: string; needed: string }
  | { problem: 'worker-import-refused'; url: string; needed: string }
  | { problem: 'trusted-types-required' }
  | { problem: 'wasm-forbidden'; reason: string }
  | { problem: 'wasm-not-compiled'; reason: string }
  | { problem: 'no-web-crypto' }
  | { problem: 'no-canvas-context' }
  | { problem: 'canvas-falsified' }
  | { problem: 'cache-not-cleared'; reason: string }
  // disposed
  | { problem: 'disposed' }
  // out-of-memory
  | { problem: 'memory-exhausted'; reason: string }
  // internal
  | { problem: 'unreadable-response' }
  | { problem: 'worker-crashed'; reason: string }
  | { problem: 'batch-worker-failed' }
  | { problem: 'trapped'; reason: string }
  | { problem: 'inline-failed'; reason: string }
  | { problem: 'unexpected'; name: string; reason: string };
