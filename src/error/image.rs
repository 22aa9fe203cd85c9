use serde::Serialize;

/// Why an image file can't be decoded.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "problem", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages name every field")]
pub enum ImageError {
    /// None of the formats that are known.
    #[error("it is not a JPEG, PNG or WebP file")]
    UnknownImageFormat,
    /// Decoding it would take too much memory.
    #[error("it has {width}x{height} pixels, and at most {max} can be decoded: make it smaller")]
    ImageTooLarge { width: usize, height: usize, max: usize },
    /// The file is damaged, cut off, or uses something that the decoder doesn't know.
    #[error("the {format} file can't be decoded: {detail}")]
    DamagedImage { format: String, detail: String },
}
