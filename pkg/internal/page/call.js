/** @import { Arguments, Method, Result } from '../shared/protocol.js' */
/** @import { CallOptions, WorkerClient } from './worker-client.js' */
import { DenseNetError } from '../shared/error.js';
import { splitBatch } from './batch.js';
import { createError } from './errors.js';

/** A worker's share of a batch. @typedef {{ client: WorkerClient, offset: number, count: number }} Share */
/** What a request says apart from its call. @template {Method} M @typedef {Omit<Arguments<M>, 'call' | 'image'>} Request */

/** A call, and which worker has which of its images. While one of them loads, later calls may overtake it. */
export class Call {
  #number;
  #shares;
  #loading;

  /** @param {number} number @param {Share[]} shares @param {Promise<unknown> | null} loading */
  constructor(number, shares, loading) {
    this.#number = number;
    this.#shares = shares;
    this.#loading = loading;
  }

  /**
   * Asks all workers that have some of the images; those that couldn't be read are left out.
   * @template {'featureMaps' | 'rerun'} M @param {M} method @param {Request<M>} request @param {CallOptions} [options]
   * @param {(part: Result<M>) => number} countOf the images in a worker's response @returns {Promise<Result<M>[]>}
   */
  async askAll(method, request, countOf, options) {
    const all = await Promise.all(
      this.#shares.map(({ client }) => this.#ask(client, method, request, options)),
    );
    const parts = all.filter(({ images }) => images > 0);
    if (parts.length === 0) throw createError({ problem: 'no-maps' });
    // The images of a single worker's last pass are still consecutive.
    const isComplete = parts.every((part) => countOf(part) === part.images);
    if (parts.length > 1 && !isComplete) throw createError({ problem: 'maps-overwritten' });
    return parts;
  }

  /**
   * Asks the worker that has an image.
   * @template {Method} M @param {M} method @param {Request<M>} request @param {number} image its index in the call
   * @param {CallOptions} [options] @returns {Promise<Result<M>>}
   */
  async ask(method, request, image, options) {
    const { client, offset } = this.#shares.findLast(({ offset }) => offset <= image) ?? this.#shares[0];
    try {
      return await this.#ask(client, method, { ...request, image: image - offset }, options);
    } catch (cause) {
      // The worker counts the images of its share only.
      const problem = cause instanceof DenseNetError ? cause.details.problem : null;
      if (problem === 'unknown-image')
        throw createError({ problem: 'image-not-in-last-call', image }, { cause });
      if (problem === 'features-gone') throw createError({ problem: 'maps-overwritten' }, { cause });
      throw cause;
    }
  }

  /**
   * @template {Method} M @param {WorkerClient} client @param {M} method @param {object} request @param {CallOptions} [options]
   * @returns {Promise<Result<M>>}
   */
  #ask(client, method, request, options) {
    const args = /** @type {Arguments<M>} */ ({ call: this.#number, ...request });
    const isSlow = this.#loading !== null;
    return client.call(method, this.#loading?.then(() => args) ?? args, { ...options, isSlow });
  }
}

/** Divides a call between workers. @param {number} images @param {WorkerClient[]} clients @returns {Share[]} */
export const share = (images, clients) =>
  splitBatch(images, clients.length).map((range, index) => ({ client: clients[index], ...range }));
