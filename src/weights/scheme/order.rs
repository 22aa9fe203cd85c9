//! Concatenation in the other order. kuangliu's layers put their new features before the old ones; in ours they follow.
//! Both networks are the same once the channels that a module reads are put in our order.

use crate::weights::Weights;

/// Puts the input channels of every module into the order old features, new features.
pub(super) fn newest_last(weights: &mut Weights) {
    let config = weights.config.clone();
    let blocks = config.block_channels();
    let taps = if config.bn_size.is_some() { 1 } else { 9 };
    for (index, (&layers, &[first, _])) in config.block_config.iter().zip(&blocks).enumerate() {
        let block = index + 1;
        for layer in 0..layers {
            let name = format!("features.denseblock{block}.denselayer{}", layer + 1);
            let order = order(first, layer, config.growth_rate);
            reorder(weights, &format!("{name}.norm1"), &format!("{name}.conv1"), &order, taps);
        }
        let order = order(first, layers, config.growth_rate);
        if block < blocks.len() {
            let name = format!("features.transition{block}");
            reorder(weights, &format!("{name}.norm"), &format!("{name}.conv"), &order, 1);
        } else {
            reorder(weights, config.stem.final_norm_name(), "classifier", &order, 1);
        }
    }
}

/// For each channel in our order, its place among the `first` channels of a block's input and the `growth_rate` new ones of
/// each of its `layers`, the newest first.
fn order(first: usize, layers: usize, growth_rate: usize) -> Vec<usize> {
    let input = layers * growth_rate..layers * growth_rate + first;
    let new = (0..layers).rev().flat_map(|layer| layer * growth_rate..(layer + 1) * growth_rate);
    input.chain(new).collect()
}

/// Reorders what a norm, and the convolution or linear layer after it, read. The latter has `taps` weights per channel.
fn reorder(weights: &mut Weights, norm: &str, reader: &str, order: &[usize], taps: usize) {
    let fields = ["weight", "bias", "running_mean", "running_var"].map(|field| (format!("{norm}.{field}"), 1));
    for (name, taps) in fields.into_iter().chain([(format!("{reader}.weight"), taps)]) {
        // A network may have no classifier.
        let Some(values) = weights.get_mut(&name) else { continue };
        let from = values.to_vec();
        let rows = from.chunks_exact(order.len() * taps);
        let ordered = rows.flat_map(|row| order.iter().flat_map(|at| &row[at * taps..][..taps]));
        values.iter_mut().zip(ordered).for_each(|(value, from)| *value = *from);
    }
}
