import { explain } from '../app/errors.js';
import { text } from '../app/i18n.js';

/** @import { EngineInfo } from 'densenet-web' */

/** Why an engine was chosen. @param {EngineInfo} engine */
export function engineReason({ reason }) {
  const words = text().components.engineReasons;
  switch (reason.code) {
    case 'gpu':
    case 'software':
    case 'cpu-faster':
      return words[reason.code](reason.adapter);
    case 'no-webgpu':
    case 'gpu-failed':
    case 'half-failed':
    case 'failed':
      return words[reason.code](explain(reason.error).detail);
    default:
      return words.asked;
  }
}
