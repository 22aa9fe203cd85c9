import { html, nothing } from 'lit';
import { text } from '../app/i18n.js';

/** @import { EngineInfo } from 'densenet-web' */

/** Here the engine's own words say what went wrong; they are English only. */
const DETAILED = ['no-webgpu', 'failed'];

/** Why an engine was taken, in the page's language. @param {EngineInfo} engine */
export function engineReason({ reason: { code, message } }) {
  const detail = DETAILED.includes(code) ? html` <span lang="en">(${message})</span>` : nothing;
  return html`${text().components.engineReasons[code]}${detail}`;
}
