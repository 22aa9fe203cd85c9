// Models on Hugging Face, or on a server that is built alike.
/** @import { HuggingFaceModel } from '../../index.js' */
import { isObject, show, wrongType } from './check.js';
import { createError } from './errors.js';
import { suggest } from './suggest.js';
import { absoluteUrl } from './urls.js';

const HOST = 'https://huggingface.co';
const FIELDS = ['huggingFace', 'revision', 'file', 'host'];

/** A name in a path: not `.` or `..`, which would lead elsewhere. */
const NAME = /^(?!\.+$)[\w.-]+$/;

/** Whether a value is such a model. @param {unknown} model @returns {model is HuggingFaceModel} */
export const isHuggingFace = (model) => isObject(model) && 'huggingFace' in model;

/** The URL of a model's file. @param {HuggingFaceModel} model */
export function urlOf(model) {
  const unknown = Object.keys(model).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) {
    throw createError({ problem: 'unknown-option', option: unknown, suggestion: suggest(unknown, FIELDS) });
  }
  const { huggingFace, revision = 'main', file = 'model.safetensors', host = HOST } = model;
  const isId = isPath(huggingFace) && huggingFace.split('/').length <= 2;
  if (!isId || !isPath(revision) || !isPath(file)) {
    throw createError({ problem: 'invalid-hugging-face', found: show({ huggingFace, revision, file }) });
  }
  if (typeof host !== 'string' && !(host instanceof URL)) throw wrongType('host');
  const root = absoluteUrl(host).replace(/\/+$/, '');
  // A revision may have slashes, which are part of its name: refs/pr/1.
  return `${root}/${huggingFace}/resolve/${encodeURIComponent(revision)}/${file}`;
}

/** @param {unknown} path @returns {path is string} */
const isPath = (path) => typeof path === 'string' && path.split('/').every((part) => NAME.test(part));
