//! safetensors, as its specification has it: a length, a JSON header, and the tensors' bytes without gaps. `file` also reads what
//! deviates from that.

use std::{borrow::Cow, collections::HashMap, fmt};

use half::bf16;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use super::{CONFIG_KEY, Source};
use crate::{Precision, error::WeightsError, plan::Parameter};

/// What the header's length is a multiple of, so that the numbers after it are aligned.
const ALIGNMENT: usize = 8;

/// A file's tensors, and the configuration if it is there.
pub(super) struct File<'a> {
    pub tensors: Vec<(String, Tensor<'a>)>,
    pub config: Option<String>,
}

pub(super) struct Tensor<'a> {
    dtype: String,
    shape: Vec<usize>,
    data: &'a [u8],
}

/// A tensor to be written.
pub(super) type Written<'a> = (&'a Parameter, Precision, Cow<'a, [u8]>);

pub(super) fn read(bytes: &[u8]) -> Result<File<'_>, WeightsError> {
    let malformed = |detail: &str| WeightsError::NotSafetensors { detail: detail.into() };
    let (length, rest) = bytes.split_first_chunk().ok_or_else(|| malformed("it has no header"))?;
    let header = usize::try_from(u64::from_le_bytes(*length)).ok().and_then(|length| rest.split_at_checked(length));
    let (header, data) = header.ok_or_else(|| malformed("the header isn't all there"))?;
    // The page's other JSON is text too, and a parser of bytes would be a second one.
    let header = str::from_utf8(header).map_err(|e| malformed(&e.to_string()))?;
    let header: Header = serde_json::from_str(header).map_err(|e| malformed(&e.to_string()))?;

    let mut places: Vec<_> = header.tensors.iter().map(|(_, info)| info.data_offsets).collect();
    places.sort_unstable();
    let end = places.iter().try_fold(0, |at, &[start, end]| (start == at && end >= at).then_some(end));
    if end != Some(data.len()) {
        return Err(malformed("the tensors don't cover the file"));
    }
    let view = |(name, Info { dtype, shape, data_offsets: [start, end] }): (String, Info)| {
        let bytes = match &*dtype {
            "F32" => Some(4),
            "F16" | "BF16" => Some(2),
            // Its numbers can't be read anyway.
            _ => None,
        };
        if bytes.is_some_and(|bytes| shape.iter().try_fold(bytes, |a: usize, &b| a.checked_mul(b)) != Some(end - start))
        {
            return Err(malformed(&format!("the shape of {name} contradicts its length")));
        }
        Ok((name, Tensor { dtype, shape, data: &data[start..end] }))
    };
    let tensors = header.tensors.into_iter().map(view).collect::<Result<_, _>>()?;
    Ok(File { tensors, config: header.metadata.and_then(|mut metadata| metadata.remove(CONFIG_KEY)) })
}

impl Source for Tensor<'_> {
    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn numbers(&self, name: &str) -> Result<Cow<'_, [f32]>, WeightsError> {
        Ok(match &*self.dtype {
            "F32" => match bytemuck::try_cast_slice(self.data) {
                Ok(numbers) if cfg!(target_endian = "little") => Cow::Borrowed(numbers),
                _ => Cow::Owned(Precision::F32.decode(self.data)),
            },
            "F16" => Cow::Owned(Precision::F16.decode(self.data)),
            "BF16" => self.data.chunks_exact(2).map(|b| bf16::from_le_bytes([b[0], b[1]]).to_f32()).collect(),
            other => return Err(WeightsError::TensorType { tensor: name.into(), found: other.into() }),
        })
    }
}

struct Header {
    tensors: Vec<(String, Info)>,
    metadata: Option<HashMap<String, String>>,
}

#[derive(Deserialize)]
struct Info {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Header;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
                let mut header = Header { tensors: Vec::new(), metadata: None };
                while let Some(name) = map.next_key::<String>()? {
                    match &*name {
                        "__metadata__" => header.metadata = map.next_value()?,
                        _ => header.tensors.push((name, map.next_value()?)),
                    }
                }
                Ok(header)
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// A file of these tensors: first those in f32, so that all numbers are aligned. Rust quotes the header's texts as JSON does, because
/// they are ASCII without control characters.
pub(super) fn write(tensors: &[Written], config: Option<&str>) -> Vec<u8> {
    let of = |precision| tensors.iter().filter(move |(_, stored, _)| *stored == precision);
    let ordered = || of(Precision::F32).chain(of(Precision::F16));
    let metadata = config.map(|json| format!("\"__metadata__\":{{{CONFIG_KEY:?}:{json:?}}}"));
    let mut end = 0;
    let infos = ordered().map(|(Parameter { name, shape, .. }, precision, data)| {
        let (start, dtype) = (end, format!("{precision:?}"));
        end += data.len();
        format!("{name:?}:{{\"dtype\":{dtype:?},\"shape\":{shape:?},\"data_offsets\":[{start},{end}]}}")
    });
    let entries: Vec<String> = metadata.into_iter().chain(infos).collect();
    let mut header = format!("{{{}}}", entries.join(","));
    header.extend(std::iter::repeat_n(' ', header.len().next_multiple_of(ALIGNMENT) - header.len()));
    let mut file = Vec::with_capacity(size_of::<u64>() + header.len() + end);
    file.extend_from_slice(&(header.len() as u64).to_le_bytes());
    file.extend_from_slice(header.as_bytes());
    ordered().for_each(|(_, _, data)| file.extend_from_slice(data));
    file
}
