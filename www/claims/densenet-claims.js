import { LitElement, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import { CLAIMS } from './claims.js';
import { claimsStyles } from './densenet-claims.styles.js';
import { NUMBERS, workOut } from './numbers.js';
import { placeOf } from './places.js';

/** @import { Chapter, Claim, Evidence } from './claims.js' */
/** @import { Facts } from './numbers.js' */
/** @import { Place } from './places.js' */

const CHAPTERS = /** @type {Chapter[]} */ (Object.keys(CLAIMS));
/** @type {readonly Evidence[]} from the strongest to none. */
const KINDS = ['live', 'picture', 'measured', 'built', 'published', 'said'];

/** The claims page: what the article says, where the page shows it, the number, and the test that keeps it true. */
class DensenetClaims extends LitElement {
  static properties = { facts: { state: true }, failed: { state: true } };
  static styles = [shared, claimsStyles];
  // Links include the rest of the address, and some of them a layer of the network.
  store = new StoreController(this, ['plan', 'network', 'modelId', 'engineChoice', 'sampleId', 'cutText']);

  constructor() {
    super();
    /** @type {Facts | null} */
    this.facts = null;
    this.failed = false;
    void this.#workOut();
  }

  async #workOut() {
    try {
      this.facts = await workOut();
    } catch (error) {
      console.error(error);
      this.failed = true;
    }
  }

  /** What is known about a claim, in words. @param {Claim} claim */
  #finding({ id, evidence, training }) {
    const words = text().claims;
    if (evidence === 'said') return training ? words.later : nothing;
    const number = NUMBERS[id];
    if (!number) return words.findings[/** @type {keyof typeof words.findings} */ (id)];
    const { plan } = this.store.state;
    if (this.failed) return words.noNumbers;
    if (!plan || !this.facts) return words.waiting;
    /** @type {Record<string, (...values: string[]) => string>} */
    const sentences = words.numbers;
    return sentences[id]?.(...number(plan, this.facts));
  }

  /** @param {Place} place */
  #link(place) {
    const { view, address } = placeOf(place);
    return html`<a href=${address}>${text()[view].title}: ${text().claims.places[place]}</a>`;
  }

  /** @param {Claim} claim @param {string} number */
  #claim(claim, number) {
    const words = text().claims;
    const { id, evidence, where, script, test } = claim;
    const point = words.points[/** @type {keyof typeof words.points} */ (id)];
    return html`<li id=${id}>
      <p class="point"><span class="soft number">${number}</span> ${point}</p>
      <div class="evidence">
        <p><span class="kind ${evidence}">${words.kinds[evidence]}</span> ${this.#finding(claim)}</p>
        ${where ? html`<p class="small">${words.shown} ${where.map((place) => this.#link(place))}</p>` : nothing}
        ${script ? html`<p class="small soft">${words.by} <code>${script}</code></p>` : nothing}
        ${
          test
            ? html`<p class="small soft">
                ${words.kept} <code>${test[0]}</code>: <q lang="en">${test[1]}</q>
              </p>`
            : nothing
        }
      </div>
    </li>`;
  }

  #summary() {
    const words = text().claims;
    const all = Object.values(CLAIMS).flat();
    return html`<ul class="summary">
      ${KINDS.map(
        (kind) =>
          html`<li>
            <b>${all.filter(({ evidence }) => evidence === kind).length}</b>
            <span class="kind ${kind}">${words.kinds[kind]}</span>
            <span class="small soft">${words.meanings[kind]}</span>
          </li>`,
      )}
    </ul>`;
  }

  render() {
    const words = text().claims;
    const { network } = this.store.state;
    return html`
      <h2>${words.heading}</h2>
      <p class="lede">${words.lede}</p>
      <p class="small soft">${network ? words.loaded(network.architecture) : words.waiting}</p>
      ${this.#summary()}
      ${CHAPTERS.map(
        (chapter, index) =>
          html`<section class="card" aria-labelledby="chapter-${chapter}">
            <h3 id="chapter-${chapter}">${index + 1} ${words.chapters[chapter]}</h3>
            <ol>
              ${CLAIMS[chapter].map((claim, place) => this.#claim(claim, `${index + 1}.${place + 1}`))}
            </ol>
          </section>`,
      )}
    `;
  }
}

customElements.define('densenet-claims', DensenetClaims);
