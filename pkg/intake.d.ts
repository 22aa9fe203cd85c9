/** What is known about a checkpoint. */

import type {
  Activation,
  ClassSet,
  Colour,
  DenseNetConfig,
  Interpolation,
  Note,
  Origin,
  Source,
} from './core.js';

/** A value, and where it comes from. */
export interface Stated<T> {
  value: T;
  from: Source;
}

/** How images are prepared, how logits are understood, and what the classes are called. */
export interface StatedMetadata {
  /** Height and width. */
  inputSize: Stated<[number, number]>;
  channels: Stated<number>;
  colour: Stated<Colour>;
  mean: Stated<number[]>;
  std: Stated<number[]>;
  cropPct: Stated<number>;
  interpolation: Stated<Interpolation>;
  activation: Stated<Activation>;
  labels: Stated<string[]>;
  /** The logits are divided by this first. */
  temperature: Stated<number>;
  /** Below this evidence, an image shows none of the classes. */
  threshold: Stated<number | null>;
}

/** Whose checkpoint it is and how it was understood. Random weights come from no file. */
export type Intake = Partial<Origin> & {
  config: DenseNetConfig;
  architecture: string;
  metadata: StatedMetadata;
  /** How its config.json was understood, where that is not obvious. */
  notes: Note[];
  /** Well-known sets of classes that may be the network's; nobody has confirmed them. */
  labelSets: ClassSet[];
};
