//! Cuts: what a network no longer reads.
//!
//! Whatever reads the features of a dense block applies a norm to them first, with a scale and a shift per channel. Where both
//! are 0, so is what passes the norm and the ReLU: the channel is silent for this reader, and only for it. So a cut needs no
//! other weights and no other program.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{
    Error, Plan,
    error::InputError,
    plan::{Layer, LayerKind},
};

/// Layers that read a block, and the channels that they read.
type Reading<'a> = (Vec<&'a Layer>, Range<usize>);

/// The name of a block's input as a source, as in [`BlockReuse`](crate::explain::BlockReuse).
const INPUT: &str = "input";

/// A connection that is cut, a layer that nobody reads, or one channel of either.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cut {
    /// With `from`, the layer that no longer reads it: a dense layer, a transition, or `classifier`. Without, the layer that
    /// nobody reads any longer: a dense layer, a transition, the last layer of the stem, or the final norm.
    pub layer: String,
    /// What is no longer read: a dense layer of the same block, or `input`, whatever made the block's input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub from: Option<String>,
    /// Only this channel of the source, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub channel: Option<usize>,
}

/// The channels that a norm silences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The norm's name in a checkpoint.
    pub norm: String,
    /// Of the norm's channels.
    pub channels: Range<usize>,
}

/// Which channels the cuts silence.
///
/// # Errors
///
/// When the network has no such layer, connection or channel.
pub(crate) fn silence(plan: &Plan, cuts: &[Cut]) -> Result<Vec<Silence>, Error> {
    let mut silenced = Vec::new();
    for cut in cuts {
        silence_one(plan, cut, &mut silenced)?;
    }
    Ok(silenced)
}

fn silence_one(plan: &Plan, cut: &Cut, silenced: &mut Vec<Silence>) -> Result<(), Error> {
    let unknown = || InputError::NotCuttable { layer: cut.layer.clone(), from: cut.from.clone() };
    let (readers, source) = match &cut.from {
        Some(from) => {
            let reader = reader(plan, &cut.layer)?.ok_or_else(unknown)?;
            (vec![reader], source(plan, reader, from).ok_or_else(unknown)?)
        }
        None => output(plan, &cut.layer)?.ok_or_else(unknown)?,
    };
    let channels = match cut.channel {
        None => source,
        Some(channel) if channel < source.len() => source.start + channel..source.start + channel + 1,
        Some(channel) => {
            let layer = cut.from.as_ref().unwrap_or(&cut.layer).clone();
            return Err(InputError::UnknownChannel { layer, channel, channels: source.len() }.into());
        }
    };
    let of_reader = |reader: &Layer| Silence { norm: norm_of(reader), channels: channels.clone() };
    silenced.extend(readers.into_iter().map(of_reader));
    Ok(())
}

/// The norm through which a layer reads its block.
fn norm_of(reader: &Layer) -> String {
    match reader.kind {
        LayerKind::DenseLayer => format!("{}.norm1", reader.name),
        LayerKind::Transition => format!("{}.norm", reader.name),
        _ => reader.name.clone(),
    }
}

/// The layers that read a block: its dense layers, then its transition or the final norm.
fn readers(plan: &Plan, block: usize) -> impl Iterator<Item = &Layer> {
    let is_last = block == plan.config.block_config.len();
    plan.layers.iter().filter(move |layer| match layer.kind {
        LayerKind::DenseLayer | LayerKind::Transition => layer.block == Some(block),
        LayerKind::FinalNorm => is_last,
        _ => false,
    })
}

/// The block that a layer reads.
fn block_read(plan: &Plan, reader: &Layer) -> usize {
    reader.block.filter(|_| reader.kind != LayerKind::FinalNorm).unwrap_or(plan.config.block_config.len())
}

/// A layer that reads a block. `None` if it is another one. The classifier reads its block through the final norm.
fn reader<'a>(plan: &'a Plan, name: &str) -> Result<Option<&'a Layer>, Error> {
    let mut layer = plan.layer(name)?;
    if layer.kind == LayerKind::Classifier {
        layer = plan.layers_of(LayerKind::FinalNorm).next().unwrap_or(layer);
    }
    let reads = matches!(layer.kind, LayerKind::DenseLayer | LayerKind::Transition | LayerKind::FinalNorm);
    Ok(reads.then_some(layer))
}

/// The channels of a source among those that a layer reads. `None` if the layer doesn't read it.
fn source(plan: &Plan, reader: &Layer, from: &str) -> Option<Range<usize>> {
    let block = block_read(plan, reader);
    let layers = || readers(plan, block).filter(|layer| layer.kind == LayerKind::DenseLayer);
    let input = layers().next()?.in_channels;
    if from == INPUT || plan.layer(from).is_ok_and(|layer| feeds(plan, layer) == Some(block)) {
        return Some(0..input);
    }
    let layer = layers().find(|layer| layer.name == from)?;
    let channels = layer.in_channels..layer.in_channels + layer.out_channels;
    (channels.end <= reader.in_channels).then_some(channels)
}

/// The block whose input a layer makes.
fn feeds(plan: &Plan, layer: &Layer) -> Option<usize> {
    let next = plan.layers.iter().skip_while(|other| other.name != layer.name).nth(1)?;
    let starts = next.kind == LayerKind::DenseLayer && next.index == Some(1);
    next.block.filter(|_| starts && layer.kind != LayerKind::DenseLayer)
}

/// What reads a layer's output, and the channels that it is in. `None` if nothing does through a norm.
fn output<'a>(plan: &'a Plan, name: &str) -> Result<Option<Reading<'a>>, Error> {
    let layer = plan.layer(name)?;
    if layer.kind == LayerKind::FinalNorm {
        return Ok(Some((vec![layer], 0..layer.out_channels)));
    }
    let block = if layer.kind == LayerKind::DenseLayer { layer.block } else { feeds(plan, layer) };
    let Some(block) = block else { return Ok(None) };
    let first = if layer.kind == LayerKind::DenseLayer { layer.in_channels } else { 0 };
    let channels = first..first + layer.out_channels;
    let later = readers(plan, block).filter(|reader| reader.in_channels >= channels.end);
    Ok(Some((later.collect(), channels)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DenseNetConfig;

    const LAYER: &str = "features.denseblock1.denselayer";

    fn cut(layer: &str, from: Option<&str>, channel: Option<usize>) -> Cut {
        Cut { layer: layer.into(), from: from.map(String::from), channel }
    }

    /// The silenced channels: two blocks with two layers each, k = 4, 8 channels in.
    fn silenced(cut: Cut) -> Result<Vec<(String, Range<usize>)>, Error> {
        let config = DenseNetConfig {
            growth_rate: 4,
            block_config: vec![2, 2],
            num_init_features: 8,
            ..DenseNetConfig::densenet121()
        };
        let plan = Plan::new(&config, 64, 64).unwrap();
        let silenced = silence(&plan, &[cut])?;
        Ok(silenced.into_iter().map(|silence| (silence.norm, silence.channels)).collect())
    }

    #[test]
    fn a_connection_is_silent_for_its_reader_only() {
        let (first, second) = (format!("{LAYER}1"), format!("{LAYER}2"));
        let norm = format!("{second}.norm1");
        assert_eq!(silenced(cut(&second, Some(&first), None)).unwrap(), [(norm.clone(), 8..12)]);
        assert_eq!(silenced(cut(&second, Some(&first), Some(3))).unwrap(), [(norm.clone(), 11..12)]);
        for input in ["input", "features.pool0"] {
            assert_eq!(silenced(cut(&second, Some(input), None)).unwrap(), [(norm.clone(), 0..8)]);
        }
        let transition = silenced(cut("features.transition1", Some(&second), None)).unwrap();
        assert_eq!(transition, [("features.transition1.norm".to_string(), 12..16)]);
        for end in ["classifier", "features.norm5"] {
            let made = silenced(cut(end, Some("features.transition1"), Some(0))).unwrap();
            assert_eq!(made, [("features.norm5".to_string(), 0..1)]);
        }
    }

    #[test]
    fn a_layers_output_is_silent_for_all_that_read_it() {
        let first = silenced(cut(&format!("{LAYER}1"), None, None)).unwrap();
        let readers: Vec<&str> = first.iter().map(|(norm, _)| norm.as_str()).collect();
        assert_eq!(readers, ["features.denseblock1.denselayer2.norm1", "features.transition1.norm"]);
        assert!(first.iter().all(|(_, channels)| *channels == (8..12)));
        assert_eq!(silenced(cut("features.pool0", None, Some(7))).unwrap().len(), 3);
        assert_eq!(silenced(cut("features.transition1", None, Some(7))).unwrap()[0].1, 7..8);
        assert_eq!(silenced(cut("features.norm5", None, None)).unwrap().len(), 1);
    }

    #[test]
    fn what_nothing_reads_through_a_norm_is_refused() {
        let (first, second) = (format!("{LAYER}1"), format!("{LAYER}2"));
        for (layer, from) in [
            ("features.conv0", None),
            ("classifier", None),
            ("features.conv0", Some("input")),
            (&first, Some(second.as_str())),
            (&first, Some(first.as_str())),
            (&first, Some("features.conv0")),
            ("features.denseblock2.denselayer1", Some(first.as_str())),
        ] {
            let error = silenced(cut(layer, from, None)).unwrap_err();
            assert!(matches!(error, Error::Input(InputError::NotCuttable { .. })), "{layer} {from:?}: {error}");
        }
        let error = silenced(cut(&first, None, Some(4))).unwrap_err();
        assert!(error.to_string().contains("channel 4"), "{error}");
        assert!(silenced(cut("features.denseblock9", None, None)).is_err());
    }
}
