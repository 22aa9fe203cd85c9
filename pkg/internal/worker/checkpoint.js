/** @import { Intake } from '../../index.js' */
/** @import { Reading } from '../shared/protocol.js' */
import { loadReaders } from './core.js';
import { assumedLabels } from './describe.js';
import { tensorNames, toIntake } from './intake.js';

/**
 * A checkpoint in our own form: safetensors, the text of its config.json, and what was found out in bringing it into it.
 * @typedef {{ bytes: Uint8Array, metadata: string | undefined, reading: Reading | null }} Canonical
 */

/** Files of weights as they came. @typedef {{ files: Uint8Array[], metadata: string | undefined, assume: string | null }} Given */

/** Our own names of tensors. */
const OWN_NAME = /^(features\.(?!.*\.(norm|conv)\.\d)|classifier\.(weight|bias)$)/;

/** Whether the file readers must see to it: anything but a single safetensors file with our own names. @param {Given} given */
export function needsReaders({ files, assume }) {
  if (assume !== null || files.length !== 1) return true;
  return !tensorNames(files[0])?.every((name) => OWN_NAME.test(name));
}

/** Brings a checkpoint of any known kind into our own form. @param {Given} given @returns {Promise<Canonical>} */
export async function readCheckpoint(given) {
  const { read_checkpoint } = await loadReaders();
  const { files, metadata, assume } = given;
  const read = read_checkpoint(files, metadata, assume ?? undefined);
  try {
    const { origin, origins, notes } = JSON.parse(read.facts);
    return { bytes: read.checkpoint, metadata: read.metadata, reading: { origin, sources: origins, notes } };
  } finally {
    read.free();
  }
}

/** What is known about a checkpoint, without making a network of it. @param {Given} given @param {URL} labels @returns {Promise<Intake>} */
export async function inspect({ files, metadata, assume }, labels) {
  const { inspect_checkpoint } = await loadReaders();
  const { origin, origins, notes, labelSets, ...facts } = JSON.parse(
    inspect_checkpoint(files, metadata, assume ?? undefined),
  );
  const assumed = await assumedLabels(facts.config, origins, labels);
  if (!assumed) return toIntake(facts, { origin, sources: origins, notes }, labelSets);
  const sources = { ...origins, labels: 'assumption' };
  return toIntake({ ...facts, labels: assumed }, { origin, sources, notes }, []);
}
