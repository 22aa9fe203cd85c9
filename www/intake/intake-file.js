import { LitElement, css, html, nothing } from 'lit';
import { formatCount, formatInteger } from '../app/format.js';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import { describe, fact, nameList, wordFor } from './rows.js';
import { factStyles } from './styles.js';

/** @import { Facts } from '../app/intake.js' */

/** What a file is and the network that it holds, as far as the tensors say. */
class IntakeFile extends LitElement {
  static properties = { facts: { attribute: false }, leftOut: { attribute: false } };
  static styles = [
    shared,
    factStyles,
    css`
      section + section {
        margin-top: var(--space-5);
      }
      .warning {
        color: var(--warn);
      }
    `,
  ];
  store = new StoreController(this, ['plan']);

  constructor() {
    super();
    /** @type {Facts} */
    this.facts = {};
    /** Files that came with it and are not used. @type {readonly string[]} */
    this.leftOut = [];
  }

  /** @param {number | undefined} tensors @param {number | undefined} used unknown in a file that is refused. */
  #counts(tensors, used) {
    if (tensors === undefined) return nothing;
    const words = text().intake.file;
    return used === undefined
      ? formatInteger(tensors)
      : words.counts(formatInteger(tensors), formatInteger(used));
  }

  #file() {
    const words = text().intake.file;
    const { schemeNames, schemeDifferences } = text().intake;
    const { format, shards = 1, location, head, scheme, assumed, prefix, tensors, used } = this.facts;
    const { ignored = [], warnings = [] } = this.facts;
    return html`<section role="group" aria-labelledby="file">
      <h3 id="file">${words.title}</h3>
      <dl>
        ${fact(words.format, format && wordFor(text().intake.formats, format))}
        ${fact(words.scheme, scheme && wordFor(schemeNames, scheme), {
          from: assumed ? 'assumption' : 'checkpoint',
          note: scheme && Object.hasOwn(schemeDifferences, scheme) ? schemeDifferences[scheme] : nothing,
        })}
        ${fact(words.shards, shards > 1 ? shards : nothing)}
        ${fact(words.location, location ? html`<code>${location}</code>` : nothing)}
        ${fact(words.prefix, prefix ? html`<code>${prefix}</code>` : nothing)}
        ${fact(words.tensors, this.#counts(tensors, used))}
        ${fact(words.head, head ? html`<code>${head}</code>` : nothing)}
        ${fact(words.ignored, ignored.length > 0 ? nameList(ignored, words.names(ignored.length)) : nothing)}
        ${fact(
          words.warnings,
          warnings.length > 0
            ? warnings.map(
                (warning) =>
                  html`<p class="warning">${describe(text().intake.warnings, warning.problem, warning)}</p>`,
              )
            : nothing,
        )}
        ${fact(words.leftOut, this.leftOut.length > 0 ? nameList(this.leftOut, words.names(this.leftOut.length)) : nothing)}
      </dl>
    </section>`;
  }

  #network() {
    const { config, architecture, scheme } = this.facts;
    if (!config) return nothing;
    const words = text().intake.network;
    const from = /** @type {const} */ ('checkpoint');
    const { growth_rate: k, block_config: blocks, num_init_features: k0, bn_size: bottleneck } = config;
    const plan = this.facts === this.store.state.facts ? this.store.state.plan : null;
    return html`<section role="group" aria-labelledby="network">
      <h3 id="network">${words.title}</h3>
      <dl>
        ${fact(words.name, architecture)}
        ${fact(words.stem, wordFor(words.stems, String(config.stem)), { from })}
        ${fact(words.initFeatures, k0, { from })} ${fact(words.growthRate, k, { from })}
        ${fact(words.blocks, blocks?.join(', '), { from })}
        ${fact(words.bottleneck, bottleneck === null ? words.none : words.times(bottleneck), { from })}
        ${fact(words.compression, config.compression_rate, { from })}
        ${fact(words.relu, config.transition_relu === false ? words.noRelu : nothing, { from })}
        ${fact(words.order, scheme === 'kuangliu' ? words.newFirst : nothing, { from })}
        ${fact(words.classes, config.num_classes === 0 ? words.noClassifier : formatInteger(config.num_classes), { from })}
        ${fact(words.parameters, plan ? formatCount(plan.parameters) : nothing, { from })}
      </dl>
    </section>`;
  }

  render() {
    return html`${this.#file()} ${this.#network()}`;
  }
}

customElements.define('intake-file', IntakeFile);
