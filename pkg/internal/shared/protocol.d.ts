/** What the two threads say to each other. The page asks, the worker answers in the order of the questions. */

import type {
  Classification,
  EngineChoice,
  EngineInfo,
  LoadProgress,
  Plan,
  PrecisionChoice,
  Preprocessing,
  Stats,
} from '../../index.js';
import type { PlainError } from './error.js';

/** An image on its way to the worker. Bitmaps are transferred, and belong to the worker from then on. */
export type SentImage =
  | { kind: 'blob'; blob: Blob }
  | { kind: 'url'; url: string }
  | { kind: 'pixels'; data: Uint8ClampedArray; width: number; height: number }
  | { kind: 'bitmap'; bitmap: ImageBitmap };

/** Where a network comes from. */
export type Source =
  | { kind: 'bytes'; bytes: ArrayBuffer | Uint8Array | Blob }
  | { kind: 'url'; url: string; cache: boolean }
  | { kind: 'random'; config: string };

/** Where its config.json comes from. `beside` is a guess: it is no error if nothing is there. */
export type ConfigSource =
  | { kind: 'text'; text: string }
  | { kind: 'blob'; blob: Blob }
  | { kind: 'url'; url: string; beside: boolean; cache: boolean }
  | { kind: 'none' };

export interface LoadArguments {
  source: Source;
  config: ConfigSource;
  labels: string[] | null;
  engine: EngineChoice;
  precision: PrecisionChoice;
  sha256: string | null;
  /** Whether anybody wants to know; the code is cached better by the browser when nobody counts its bytes. */
  progress: boolean;
}

export type EngineStats = Pick<
  Stats,
  | 'weightBytes'
  | 'activationBytes'
  | 'dispatches'
  | 'submits'
  | 'pipelines'
  | 'compile'
  | 'cost'
  | 'layerTimes'
>;

export interface Loaded {
  plan: Plan;
  engine: EngineInfo;
  labels: string[];
  architecture: string;
  preprocessing: Preprocessing;
  stats: EngineStats;
  /** Milliseconds from bytes to a ready engine. */
  load: number;
}

export interface Ran {
  results: Classification[];
  run: number;
  stats: EngineStats;
}

/** A network for another worker: a safetensors file, and the text of its config.json. */
export interface Checkpoint {
  weights: Blob;
  config: string | null;
}

/** A layer's numbers and their shape: images, channels, height, width. */
export interface SentMaps {
  data: Float32Array<ArrayBuffer>;
  shape: [number, number, number, number];
}

export interface Methods {
  load(args: LoadArguments): Loaded;
  describe(args: { config: string; inputSize: [number, number] | null }): Plan;
  /** `batch` says which call it is, from 1; `first` and `of` say which images of it these are. */
  classify(args: {
    images: SentImage[];
    batch: number;
    first: number;
    of: number;
    topK: number;
    timeLayers: boolean;
  }): Ran;
  embed(args: { images: SentImage[]; batch: number }): Ran & { data: Float32Array<ArrayBuffer> };
  /** Maps are asked for with the call that they belong to, which may have failed. */
  featureMaps(args: { batch: number; layer: string }): SentMaps;
  classActivationMap(args: { batch: number; classIndex: number; image: number }): SentMaps;
  checkpoint(args: Record<string, never>): Checkpoint;
  featureReuse(args: Record<string, never>): import('../../index.js').BlockReuse[];
}

export type Method = keyof Methods;
export type Arguments<M extends Method> = Parameters<Methods[M]>[0];
export type Result<M extends Method> = ReturnType<Methods[M]>;

/** From the page. */
export type Question = { [M in Method]: { id: number; method: M; args: Arguments<M> } }[Method];
export type Cancel = { cancel: number };

/** From the worker. */
export type Answer =
  | { ready: true }
  | { id: number; result: unknown }
  | { id: number; error: PlainError }
  | { id: number; progress: LoadProgress }
  /** The WebAssembly is beyond use. */
  | { fatal: PlainError };

/** What a handler gets beside its arguments. */
export interface Context {
  signal: AbortSignal;
  report(progress: LoadProgress): void;
}

export type Handlers = {
  [M in Method]: (args: Arguments<M>, context: Context) => Promise<Result<M>>;
};
