//! The segments of a file: tables, sizes, and what applications add.

use super::{Component, Frame, Problem, State, huffman::Huffman};

/// The order in which a block's coefficients are stored.
pub(super) const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// A file after its first marker.
pub(super) struct Segments<'a> {
    rest: &'a [u8],
}

impl<'a> Segments<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes.get(2..).unwrap_or_default() }
    }

    /// The next segment, whatever stands before it; none at the end of the image.
    pub fn next(&mut self) -> Option<(u8, &'a [u8])> {
        loop {
            let at = self.rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff))?;
            let marker = self.rest[at + 1];
            self.rest = &self.rest[at + 2..];
            match marker {
                0xd9 => return None,
                // These have no content.
                0x01 | 0xd0..=0xd8 => {}
                _ => {
                    let length = usize::from(u16::from_be_bytes(self.rest.get(..2)?.try_into().ok()?));
                    let content = self.rest.get(2..length)?;
                    self.rest = &self.rest[length..];
                    return Some((marker, content));
                }
            }
        }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }
}

impl State {
    /// Any segment but a scan.
    pub fn read(&mut self, marker: u8, content: &[u8]) -> Result<(), Problem> {
        match marker {
            0xc4 => self.read_huffman(content),
            0xdb => self.read_quantisation(content),
            0xc0..=0xc2 => self.read_frame(content, marker == 0xc2),
            0xc3 | 0xc5..=0xcf => Err("it is lossless, hierarchical or arithmetically coded"),
            0xdd => {
                let interval = content.get(..2).ok_or("a segment is too short")?;
                self.restart_interval = usize::from(u16::from_be_bytes([interval[0], interval[1]]));
                Ok(())
            }
            0xda => Err("a scan comes before the size"),
            0xe0 => {
                self.is_jfif |= content.starts_with(b"JFIF\0");
                Ok(())
            }
            0xe1 => {
                if let (None, Some(exif)) = (&self.exif, content.strip_prefix(b"Exif\0\0")) {
                    self.exif = Some(exif.to_vec());
                }
                Ok(())
            }
            0xe2 => {
                if let Some([number, _, part @ ..]) = content.strip_prefix(b"ICC_PROFILE\0") {
                    self.profile.push((*number, part.to_vec()));
                }
                Ok(())
            }
            0xee => {
                if content.starts_with(b"Adobe") {
                    self.adobe = content.get(11).copied();
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn read_quantisation(&mut self, mut content: &[u8]) -> Result<(), Problem> {
        const SHORT: Problem = "a quantisation table is too short";
        while let Some((&head, rest)) = content.split_first() {
            let bytes = if head >> 4 == 0 { 1 } else { 2 };
            let values = rest.get(..64 * bytes).ok_or(SHORT)?;
            let table = self.quantisation.get_mut(usize::from(head & 15)).ok_or("there are too many tables")?;
            let mut numbers = [0; 64];
            for (value, place) in values.chunks_exact(bytes).zip(ZIGZAG) {
                numbers[place] = value.iter().fold(0, |number, byte| number << 8 | u16::from(*byte));
            }
            *table = Some(numbers);
            content = &rest[64 * bytes..];
        }
        Ok(())
    }

    fn read_huffman(&mut self, mut content: &[u8]) -> Result<(), Problem> {
        const SHORT: Problem = "a Huffman table is too short";
        while let Some((&head, rest)) = content.split_first() {
            let counts: &[u8; 16] = rest.first_chunk().ok_or(SHORT)?;
            let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
            let symbols = rest.get(16..16 + total).ok_or(SHORT)?;
            let tables = if head >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            let table = tables.get_mut(usize::from(head & 15)).ok_or("there are too many tables")?;
            *table = Some(Huffman::new(counts, symbols)?);
            content = &rest[16 + total..];
        }
        Ok(())
    }

    fn read_frame(&mut self, content: &[u8], is_progressive: bool) -> Result<(), Problem> {
        let [precision, h1, h0, w1, w0, count, channels @ ..] = content else { return Err("its size is cut off") };
        let [width, height] = [[*w1, *w0], [*h1, *h0]].map(|bytes| usize::from(u16::from_be_bytes(bytes)));
        if self.frame.is_some() || *precision != 8 || width * height == 0 || !matches!(count, 1 | 3 | 4) {
            return Err("it has another precision, number of channels or size than can be decoded");
        }
        let channels: Vec<_> = channels.chunks_exact(3).take(usize::from(*count)).collect();
        let sampling = |channel: &[u8]| [usize::from(channel[1] >> 4), usize::from(channel[1] & 15)];
        let factors: Vec<_> = channels.iter().map(|channel| sampling(channel)).collect();
        if channels.len() != usize::from(*count) || factors.iter().flatten().any(|factor| !(1..=4).contains(factor)) {
            return Err("its channels are damaged");
        }
        let [h, v] = [0, 1].map(|side| factors.iter().map(|factor| factor[side]).max().unwrap_or(1));
        let units = [width.div_ceil(8 * h), height.div_ceil(8 * v)];
        let component = |channel: &&[u8]| {
            let [own_h, own_v] = sampling(channel);
            Component {
                id: channel[0],
                h: own_h,
                v: own_v,
                table: usize::from(channel[2]),
                width: (width * own_h).div_ceil(h),
                height: (height * own_v).div_ceil(v),
                stride: units[0] * own_h,
                blocks: Vec::new(),
                quantisation: None,
            }
        };
        let components = channels.iter().map(component).collect();
        self.frame = Some(Frame { width, height, is_progressive, units, h, v, components });
        Ok(())
    }
}
