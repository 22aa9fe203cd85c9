import { html, nothing } from 'lit';
import { text } from '../../app/i18n.js';
import '../../components/radio-row.js';
import { SPEED } from '../constants.js';

/** @import { Direction, Player } from './player.js' */

/** @type {readonly Direction[]} */
const DIRECTIONS = ['forward', 'backward'];

/** The controls of the animation. @param {Player} player @param {{ obstacle: string, turn: (direction: Direction) => void }} options `obstacle`: why it can't play now; empty if it can. */
export function playControls(player, { obstacle, turn }) {
  const words = text().growth.animation;
  const { playing, speed, position, direction } = player;
  const label = direction === 'backward' ? words.backwardLabel : words.label;
  return html`<radio-row
      .label=${words.direction}
      .options=${DIRECTIONS.map((value) => ({ value, label: words.directions[value] }))}
      .value=${direction}
      @change=${(/** @type {CustomEvent<Direction>} */ event) => turn(event.detail)}
    ></radio-row>
    <div class="row animation" role="group" aria-label=${label}>
      <button
        class="primary play"
        ?disabled=${obstacle !== ''}
        @click=${() => (playing ? player.pause() : player.play())}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path
            d=${playing ? 'M4 2h3v12H4zM9 2h3v12H9z' : direction === 'backward' ? 'M12 2L2 8l10 6z' : 'M4 2l10 6-10 6z'}
          />
        </svg>
        ${playing ? words.pause : words.play}
      </button>
      <button
        aria-label=${words.back}
        title=${words.back}
        ?disabled=${obstacle !== ''}
        @click=${() => player.step(direction === 'backward' ? 1 : -1)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M12 2v12L5 8zM3 2h2v12H3z" /></svg>
      </button>
      <button
        aria-label=${words.forward}
        title=${words.forward}
        ?disabled=${obstacle !== ''}
        @click=${() => player.step(direction === 'backward' ? -1 : 1)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 2l7 6-7 6zM11 2h2v12h-2z" /></svg>
      </button>
      <button ?disabled=${position === null} @click=${() => player.stop()}>${words.all}</button>
      <label class="speed small"
        >${words.speed}
        <input
          type="range"
          min=${SPEED.min}
          max=${SPEED.max}
          .value=${String(speed)}
          aria-valuetext=${words.perSecond(speed)}
          @input=${(/** @type {InputEvent} */ event) => {
            player.speed = Number(/** @type {HTMLInputElement} */ (event.target).value);
            player.host.requestUpdate();
          }}
        />
        <span class="number">${words.perSecond(speed)}</span></label
      >
      ${obstacle ? html`<span class="small soft" role="status">${obstacle}</span>` : nothing}
    </div>`;
}
