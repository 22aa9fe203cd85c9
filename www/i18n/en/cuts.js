/** @typedef {number} N */

/** @param {N} count @param {string} one */
const times = (count, one) => (count === 1 ? `1 ${one}` : `${count} ${one}s`);

export default {
  rerunning: 'Recomputing the layers after the cut',
  status: 'Cuts',
  isCut: (/** @type {N} */ count) =>
    `This network is cut in ${times(count, 'place')}. Its predictions are not those of the whole network.`,
  dropped: (/** @type {N} */ count) =>
    count === 1
      ? 'The cut belonged to the previous network and was dropped with it.'
      : `The ${count} cuts belonged to the previous network and were dropped with it.`,
  undo: 'Undo',
  restore: 'Restore all',
  dismiss: 'Dismiss',
  tools: {
    label: 'What a click does',
    select: 'Select',
    connection: 'Cut connections',
    output: 'Cut outputs',
    chain: 'Only predecessor',
    chainHint: 'Every layer reads only the layer directly before it',
    undoHint: 'Undo (Ctrl+Z)',
    help: {
      select: 'Clicking a column or a cell selects its layer.',
      connection:
        'Click a strip within a column, an arc above the columns, or a cell of a heat map: that layer no longer reads those channels. Click again to restore. With keys: left and right choose the layer, up and down the strip, Enter cuts.',
      output:
        'Click a strip anywhere: no layer reads those channels any more. Click again to restore. With keys: left and right choose the layer, up and down the strip, Enter cuts.',
    },
    kept: 'Cuts are part of the address and survive a change of engine. Loading another network drops them.',
  },
  outcome: {
    label: 'The predictions now',
    whole: 'whole network',
    cut: 'with these cuts',
    unknown: 'Restore all cuts to see the predictions of the whole network.',
  },
  connection: (/** @type {string} */ reader, /** @type {string} */ source, /** @type {N} */ channels) =>
    `${reader} reads ${source} (${times(channels, 'channel')}).`,
  output: (/** @type {string} */ source, /** @type {N} */ channels, /** @type {N} */ readers) =>
    `${source}: ${times(channels, 'channel')}, read by ${times(readers, 'layer')}.`,
  enterCuts: 'Enter or a click cuts it.',
  enterRestores: 'Cut. Enter or a click restores it.',
  partly: (/** @type {N} */ cut, /** @type {N} */ all) => `${cut} of ${all} channels are cut.`,
  input: (/** @type {N} */ block) => `the input of block ${block}`,
  layer: {
    title: 'Cut this layer',
    lede: 'A switch that is off is a connection that is cut.',
    reads: 'Reads',
    makes: 'Its output is read by later layers',
    none: 'Nothing to cut here: only connections of a dense block can be cut.',
    channel: 'Cut this channel',
    restoreChannel: 'Restore this channel',
    channelCut: 'This channel is cut: no later layer reads it.',
  },
};
