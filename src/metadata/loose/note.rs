use serde::Serialize;

/// What a person should know about how a `config.json` was understood.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "note", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Note {
    /// timm evaluates at `test_input_size`, which is used instead of `input_size`.
    TestInputSize {
        /// Height and width that are used.
        used: [usize; 2],
        /// Those of `input_size`.
        instead_of: Option<[usize; 2]>,
    },
    /// timm evaluates with `test_crop_pct`, which is used instead of `crop_pct`.
    TestCropPct {
        /// The number that is used.
        used: f64,
        /// That of `crop_pct`.
        instead_of: Option<f64>,
    },
    /// Three numbers for the one channel of the input: their mean is used.
    Averaged {
        /// `mean` or `std`.
        field: String,
        /// The numbers.
        numbers: Vec<f32>,
    },
    /// The field has one number, which is used for every channel.
    Repeated {
        /// `mean` or `std`.
        field: String,
    },
    /// `input_size` has the channels of another network than the weights, and another field has the right ones.
    ChannelsOfInputSize {
        /// Those of `input_size`.
        found: usize,
        /// Those of the weights.
        channels: usize,
    },
    /// Fields that aren't known, and whose names don't suggest that they matter.
    Ignored {
        /// Their names.
        fields: Vec<String>,
    },
}
