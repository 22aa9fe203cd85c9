//! Baseline and progressive JPEGs, to the same bytes as libjpeg-turbo, which browsers, Pillow and torchvision use: its inverse
//! DCT (`idct.rs`), its upsampling (`upsample.rs`) and its colour conversion (`colour.rs`), its patience with damaged data.

mod bits;
mod colour;
mod huffman;
mod idct;
mod scan;
mod segments;
mod upsample;

use self::{huffman::Huffman, scan::Scan, segments::Segments};

/// Each may take as long as the image is large, and a small file could have many.
const MAX_SCANS: usize = 500;

/// Why a file can't be decoded.
pub(super) type Problem = &'static str;

/// One channel of an image.
struct Component {
    id: u8,
    /// How often it is sampled for each unit.
    h: usize,
    v: usize,
    table: usize,
    /// Samples, without padding.
    width: usize,
    height: usize,
    /// Blocks in a row of all units, which may be more than it needs.
    stride: usize,
    /// Blocks of coefficients, row by row.
    blocks: Vec<[i16; 64]>,
    /// As it was when the component's first scan began.
    quantisation: Option<[u16; 64]>,
}

struct Frame {
    width: usize,
    height: usize,
    is_progressive: bool,
    /// Units of all components in a row and in a column.
    units: [usize; 2],
    h: usize,
    v: usize,
    components: Vec<Component>,
}

/// What a file's segments have said so far.
#[derive(Default)]
struct State {
    quantisation: [Option<[u16; 64]>; 4],
    dc: [Option<Huffman>; 4],
    ac: [Option<Huffman>; 4],
    restart_interval: usize,
    is_jfif: bool,
    /// What Adobe's marker says about colours.
    adobe: Option<u8>,
    exif: Option<Vec<u8>>,
    /// The parts of the colour profile, by their numbers.
    profile: Vec<(u8, Vec<u8>)>,
    frame: Option<Frame>,
}

pub(super) struct Jpeg<'a> {
    segments: Segments<'a>,
    state: State,
}

impl<'a> Jpeg<'a> {
    /// Reads a file up to its size.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Problem> {
        let mut jpeg = Self { segments: Segments::new(bytes), state: State::default() };
        while jpeg.state.frame.is_none() {
            let (marker, content) = jpeg.segments.next().ok_or("there is no image in it")?;
            jpeg.state.read(marker, content)?;
        }
        Ok(jpeg)
    }

    pub fn size(&self) -> [usize; 2] {
        self.state.frame.as_ref().map_or([0, 0], |frame| [frame.width, frame.height])
    }

    /// RGBA, as the image is stored. What else the file says is known afterwards.
    pub fn decode(&mut self) -> Result<Vec<u8>, Problem> {
        let Self { segments, state } = self;
        if let Some(frame) = &mut state.frame {
            frame.allocate();
        }
        let mut scans = 0;
        while let Some((marker, content)) = segments.next() {
            if marker != 0xda {
                state.read(marker, content)?;
                continue;
            }
            scans += 1;
            if scans > MAX_SCANS {
                return Err("it has too many scans");
            }
            let used = Scan::read(content, state)?.decode(state, segments.rest())?;
            segments.skip(used);
        }
        let frame = state.frame.take().ok_or("there is no image in it")?;
        let kind = colour::Kind::of(state, &frame.components);
        colour::to_rgba(frame, kind)
    }

    /// What EXIF says, without its heading.
    pub fn exif(&self) -> Option<&[u8]> {
        self.state.exif.as_deref()
    }

    pub fn profile(&mut self) -> Option<Vec<u8>> {
        self.state.profile.sort_by_key(|(number, _)| *number);
        let parts: Vec<u8> = self.state.profile.iter().flat_map(|(_, part)| part).copied().collect();
        (!parts.is_empty()).then_some(parts)
    }
}

impl Frame {
    fn allocate(&mut self) {
        for component in &mut self.components {
            component.blocks = vec![[0; 64]; component.stride * component.v * self.units[1]];
        }
    }
}
