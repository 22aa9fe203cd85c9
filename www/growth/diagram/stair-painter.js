// Draws the staircase once per frame, where it is scrolled to.
import { createRef } from 'lit/directives/ref.js';
import { isPrinting } from '../../app/printing.js';
import { seenPicture } from '../../app/frames.js';
import { store } from '../../app/store.js';
import { readCanvasColours } from '../canvas-colours.js';
import { cropOf } from '../crop.js';
import { paint } from './paint.js';

/** @import { ReactiveController } from 'lit' */
/** @import { CanvasColours } from '../canvas-colours.js' */
/** @import { Column } from './layout.js' */
/** @import { StairCase } from './stair-case.js' */

/** The side of the image's crop, which is drawn smaller. */
const CROP = 128;

/** @implements {ReactiveController} */
export class StairPainter {
  /** @type {import('lit/directives/ref.js').Ref<HTMLElement>} */
  scroller = createRef();
  /** @type {import('lit/directives/ref.js').Ref<HTMLCanvasElement>} */
  canvas = createRef();
  #request = 0;
  /** @type {CanvasColours | null} */
  #colours = null;

  /** @param {StairCase} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected() {
    cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  /** Scrolls a column into view. @param {Column} column */
  reveal({ x, body }) {
    const scroller = this.scroller.value;
    if (!scroller) return;
    const { scrollLeft: left, clientWidth: width } = scroller;
    if (x < left + 24 || x + body > left + width - 24) scroller.scrollLeft = x - width / 3;
  }

  /** Reads the page's colours again, which takes much longer than drawing. */
  refresh = () => {
    this.#colours = null;
    this.draw();
  };

  /** Draws with the next frame. */
  draw() {
    // Printing does not wait for a frame.
    if (isPrinting()) return this.#paint();
    this.#request ||= requestAnimationFrame(() => {
      this.#request = 0;
      this.#paint();
    });
  }

  #paint() {
    const { host } = this;
    const [canvas, scroller] = [this.canvas.value, this.scroller.value];
    const { plan, layout } = host;
    if (!canvas || !scroller || !layout || !plan || !host.isConnected) return;
    // Paper has colours of its own.
    if (isPrinting() || !this.#colours) this.#colours = readCanvasColours(host);
    const { network } = store.state;
    const picture = seenPicture(store.state);
    paint(canvas, {
      layout,
      colours: this.#colours,
      left: scroller.scrollLeft,
      width: host.width,
      progress: host.signal ? Infinity : host.progress,
      signal: host.signal,
      at: host.at,
      theta: plan.config.compression_rate,
      selected: host.selected,
      highlighted: isPrinting() ? null : (host.pointed ?? host.focused),
      crop: picture && network && cropOf(picture, network, CROP),
      means: host.means.pictures,
      use: (step) => host.reuse.use(step),
      ...host.cursor.marks,
    });
  }
}
