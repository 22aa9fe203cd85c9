// Before each update of the staircase: which pass is played, and whether it still can be.
import { store } from '../../app/store.js';

/** @import { GradientSizes } from './gradient-sizes.js' */
/** @import { Player } from './player.js' */

/** @param {Player} player @param {GradientSizes} gradients @param {() => string} obstacle why it can't play now; empty if it can. */
export function followPass(player, gradients, obstacle) {
  const { wantedPass: wanted } = store.state;
  if (wanted && (!wanted.plays || wanted.direction !== player.direction)) player.turn(wanted.direction);
  if (player.direction === 'backward') gradients.read();
  const waits = obstacle() !== '';
  // What was played belonged to another picture, class or network.
  if (waits && player.position !== null) player.stop();
  if (!wanted || (wanted.plays && waits)) return;
  store.set({ wantedPass: null });
  if (wanted.plays) player.play();
}
