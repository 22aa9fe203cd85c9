//! Huffman codes.

use super::{Problem, bits::Bits};

/// Codes up to this length are looked up.
const FAST: u32 = 9;

pub(super) struct Huffman {
    /// Length and symbol for the next bits; a length of 0 for longer codes.
    fast: Vec<(u8, u8)>,
    /// Where the codes of each length end, as numbers of 16 bits.
    ends: [u32; 17],
    /// What is added to a code of each length for its symbol's place.
    offsets: [i32; 17],
    symbols: Vec<u8>,
}

impl Huffman {
    /// `counts`: how many codes of each length there are.
    pub fn new(counts: &[u8; 16], symbols: &[u8]) -> Result<Self, Problem> {
        let mut table =
            Self { fast: vec![(0, 0); 1 << FAST], ends: [0; 17], offsets: [0; 17], symbols: symbols.to_vec() };
        let (mut code, mut place) = (0_u32, 0_usize);
        for (length, count) in (1_u32..).zip(counts) {
            table.offsets[length as usize] = place as i32 - code as i32;
            for _ in 0..*count {
                if length <= FAST && code < 1 << length {
                    let start = (code << (FAST - length)) as usize;
                    table.fast[start..start + (1 << (FAST - length))].fill((length as u8, symbols[place]));
                }
                code += 1;
                place += 1;
            }
            if code > 1 << length {
                return Err("a Huffman table is damaged");
            }
            table.ends[length as usize] = code << (16 - length);
            code <<= 1;
        }
        Ok(table)
    }

    /// The next symbol. Where there is none, 0, as in libjpeg.
    pub fn symbol(&self, bits: &mut Bits<'_>) -> u8 {
        let next = bits.peek16();
        let (length, symbol) = self.fast[(next >> (16 - FAST)) as usize];
        if length > 0 {
            bits.consume(u32::from(length));
            return symbol;
        }
        for length in FAST as usize + 1..=16 {
            if next < self.ends[length] {
                bits.consume(length as u32);
                let place = (next >> (16 - length)) as i32 + self.offsets[length];
                return self.symbols.get(place as usize).copied().unwrap_or(0);
            }
        }
        bits.consume(16);
        0
    }
}
