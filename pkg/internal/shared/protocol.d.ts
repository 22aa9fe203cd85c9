/** The messages between the page and a worker. The worker responds in the order of the requests, except to `measureReuse`. */

import type {
  Activation,
  Attribution,
  BlockReuse,
  Classification,
  Cut,
  EngineChoice,
  EngineInfo,
  EngineStats,
  Gradients,
  Intake,
  LoadProgress,
  MeasuredReuse,
  Note,
  Objective,
  Origin,
  Origins,
  Plan,
  PrecisionChoice,
  Stats,
  Timings,
} from '../../index.js';
import type { PlainError } from './error.js';

/** An image on its way to the worker. Bitmaps are transferred: from then on they belong to the worker. */
export type CapturedImage =
  | { kind: 'blob'; blob: Blob; url?: string }
  | { kind: 'url'; url: string }
  /** It can't be read, which the worker says in its turn. */
  | { kind: 'failed'; error: PlainError }
  | { kind: 'pixels'; data: Uint8ClampedArray; width: number; height: number }
  | { kind: 'bitmap'; bitmap: ImageBitmap };

/**
 * Where a network comes from. `config` is a configuration as JSON, or a name; `credentials` replace those of the load.
 */
export type NetworkSource = FileSource | { kind: 'random'; config: string };

/** Where weights are. */
export type FileSource =
  /** One file, or shards and their index. */
  | { kind: 'bytes'; bytes: Blob[] }
  | { kind: 'url'; url: string; cache: boolean; credentials?: RequestCredentials };

/** Where its metadata come from. `isOptional`: the URL is a guess, and a missing file is not an error. */
export type MetadataSource =
  | { kind: 'text'; text: string }
  | { kind: 'blob'; blob: Blob }
  | { kind: 'url'; url: string; isOptional: boolean; cache: boolean; credentials?: RequestCredentials }
  | { kind: 'none' };

/** Where its labels come from, apart from its metadata: a list, or a file of them. */
export type LabelsSource =
  | { kind: 'list'; labels: string[] }
  | { kind: 'blob'; blob: Blob }
  | { kind: 'url'; url: string; cache: boolean };

/** What replaces a network's metadata. */
export interface ConfigureArguments {
  metadata: MetadataSource;
  labels: LabelsSource | null;
}

/** How weights and metadata are understood. */
export interface ReadArguments extends ConfigureArguments {
  source: NetworkSource;
  /** The implementation whose semantics weights of unknown names are read with. */
  assume: string | null;
  sha256: string | null;
  /** Milliseconds without a byte after which a download has failed. */
  timeout: number;
  /** Whether cookies are sent for files and images from URLs. */
  credentials: RequestCredentials;
}

export interface LoadArguments extends ReadArguments {
  /** In the order in which they are tried. */
  engines: EngineChoice[];
  precision: PrecisionChoice;
  /** How many threads may share a pass on the CPU engine. */
  threads: number;
  cuts: readonly Cut[];
  /** What is known about a checkpoint that another worker has read already. */
  reading: Reading | null;
  /** Whether anybody listens: browsers cache the compiled code better when nobody counts its bytes. */
  reportsProgress: boolean;
}

/** What changes with the passes; the other {@link Stats} are the page's. */
export type EngineFigures = EngineStats & Pick<Stats, 'layerTimes'>;

/** What was found out about a checkpoint and its metadata while they were read. */
export interface Reading {
  /** Empty for random weights. */
  origin: Partial<Origin>;
  sources: Origins;
  notes: Note[];
}

export interface LoadedNetwork {
  plan: Plan;
  engine: EngineInfo;
  intake: Intake;
  /** As a config.json. */
  metadata: Record<string, unknown>;
  cuts: readonly Cut[];
  stats: EngineFigures;
  /** Milliseconds from bytes to an engine that is ready. */
  load: number;
}

/** The result of a call's passes. */
export interface RunResult {
  /** One per image, in the order of the call. */
  results: (Pick<Classification, 'predictions' | 'rejected'> | { error: PlainError })[];
  timings: Timings;
  /** Whether there was a pass, for which at least one image must be readable. */
  hasRun: boolean;
  stats: EngineFigures;
}

/** The results of the last pass, computed again. `images`: how many readable images this worker's share of the call has. */
export interface RerunResult extends Omit<RunResult, 'hasRun'> {
  images: number;
}

/** A network for another worker: a safetensors file, the text of its config.json, and what was found out about them. */
export interface Checkpoint {
  weights: Blob;
  metadata: string;
  cuts: readonly Cut[];
  reading: Reading;
}

/** A layer's numbers and their shape: images, channels, height, width. `images`: how many the pass had. */
export interface RawMaps {
  images: number;
  data: Float32Array<ArrayBuffer>;
  shape: [number, number, number, number];
}

/** Some images of a call. Calls are numbered from 1. */
export interface ImageBatch {
  call: number;
  images: CapturedImage[];
  /** The index of the first image in the call. */
  offset: number;
  /** How many images the call has. */
  total: number;
  /** Whether unreadable images are left out. */
  skip: boolean;
}

/** An image of a call, by its index in this worker's share. */
export interface ImageOfCall {
  call: number;
  image: number;
}

export interface Methods {
  load(args: LoadArguments): LoadedNetwork;
  /** Other metadata for the loaded network. */
  configure(args: ConfigureArguments): Pick<LoadedNetwork, 'intake' | 'metadata'>;
  inspectCheckpoint(args: ReadArguments & { source: FileSource }): Intake;
  planNetwork(args: { config: string; inputSize: [number, number] | null }): Plan;
  classify(args: ImageBatch & { topK: number; timeLayers: boolean }): RunResult;
  /** `data`: the features of the images that could be read, one after the other; no image has predictions. */
  embed(args: ImageBatch): RunResult & { data: Float32Array<ArrayBuffer> };
  /** The input that an image becomes; the last call stays the last one. */
  preprocess(args: { images: CapturedImage[] }): RawMaps;
  /** Maps are requested for a certain call, which may have failed since. */
  featureMaps(args: { call: number; layer: string }): RawMaps;
  classActivationMap(args: ImageOfCall & { classIndex: number }): RawMaps;
  /** These two return all cuts. */
  cut(args: { cuts: Cut[] }): readonly Cut[];
  /** `null`: all. */
  restore(args: { cuts: Cut[] | null }): readonly Cut[];
  rerun(args: { call: number; topK: number }): RerunResult;
  attribution(args: ImageOfCall & { classIndex: number }): Attribution;
  gradients(args: ImageOfCall & { objective: Objective }): Gradients;
  /** `null`: the input. */
  gradientMaps(args: ImageOfCall & { layer: string | null }): RawMaps;
  saliency(args: ImageOfCall & { classIndex: number }): RawMaps;
  gradCam(args: ImageOfCall & { layer: string; classIndex: number }): RawMaps;
  measureReuse(args: ImageOfCall & { classIndex: number }): MeasuredReuse;
  featureReuse(args: Record<string, never>): BlockReuse[];
  checkpoint(args: Record<string, never>): Checkpoint;
}

export type Method = keyof Methods;
export type Arguments<M extends Method> = Parameters<Methods[M]>[0];
export type Result<M extends Method> = ReturnType<Methods[M]>;

/** From the page. */
export type WorkerRequest = { [M in Method]: { id: number; method: M; args: Arguments<M> } }[Method];
export type CancelRequest = { cancel: number };

/** From the worker. */
export type WorkerResponse =
  | { ready: true }
  | { id: number; result: unknown }
  | { id: number; error: PlainError }
  | { id: number; progress: LoadProgress | MeasuredReuse }
  /** The network moved to another engine, because the GPU failed. */
  | { engine: EngineInfo }
  /** Threads to start; the port is for whether all of them run. */
  | { threads: ThreadStart[]; port: MessagePort }
  /** The WebAssembly is no longer usable. */
  | { fatal: PlainError };

/** What a thread starts with. Addresses are in bytes; threads are numbered from 1. */
export interface ThreadStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** The end of its stack. */
  stack: number;
  control: number;
  number: number;
}

/** What a handler gets in addition to its arguments. */
export interface Context {
  signal: AbortSignal;
  report(progress: LoadProgress | MeasuredReuse): void;
  reportEngine(engine: EngineInfo): void;
  /** Handles the requests that came in the meantime. */
  giveWay(): Promise<void>;
  /**
   * Lets the page start threads, in place of those before; rejects if one of them doesn't start. The worker itself doesn't,
   * because Firefox 153 often wakes the wrong one of a worker and the worker that it started, and then both sleep forever.
   */
  lend(threads: ThreadStart[]): Promise<void>;
}

export type Handlers = {
  [M in Method]: (args: Arguments<M>, context: Context) => Promise<Result<M>>;
} & {
  /** Finds out a bit more about the fastest kernels while there is no request; resolves to whether there is more. */
  tune(args: Record<string, never>, context: Pick<Context, 'reportEngine'>): Promise<boolean>;
  /** Releases the network's memory, where no worker ends that would take it along. */
  free(): Promise<void>;
};
