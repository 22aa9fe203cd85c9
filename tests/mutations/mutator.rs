//! Damages valid files at random, but the same number damages them in the same way again.

use crate::build::{safetensors, zip, zip_entries};

/// Numbers at which lengths and offsets go wrong.
const EDGES: [u64; 14] = [
    0,
    1,
    2,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    0x7fff_ffff_ffff_ffff,
    0x8000_0000_0000_0000,
    u64::MAX,
];

/// Every instruction of a pickle.
const OPCODES: &[u8] = b"(.012FIJKLMNPQRSTUVXabcd}egahjiloptqrstu)]GBC\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98";

/// Pieces of pickles that mean something.
const PIECES: [&[u8]; 10] = [
    b"ctorch._utils\n_rebuild_tensor_v2\n",
    b"ccollections\nOrderedDict\n)R",
    b"(X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpuK\x08tQ",
    b"ctorch._tensor\n_rebuild_from_type_v2\n",
    b"X\x08\0\0\0_modules",
    b"X\x0a\0\0\0state_dict",
    b"K\x02K\x03\x86",
    b"\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f",
    b"2222",
    b"((((",
];

pub struct Mutator {
    state: u64,
}

impl Mutator {
    pub fn new(number: u64) -> Self {
        let mut mutator = Self { state: number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5555_5555_5555_5555 };
        for _ in 0..4 {
            mutator.next();
        }
        mutator
    }

    /// xorshift64*.
    fn next(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 16) as usize % bound.max(1)
    }

    fn one_of<'a, T: ?Sized>(&mut self, items: &'a [&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    pub fn mutate(mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let seed = &seeds[self.below(seeds.len())];
        let other = &seeds[self.below(seeds.len())];
        match self.below(3) {
            // Inside the container's parts, with everything around them intact.
            0 => self.inside(seed, other),
            _ => {
                let mut bytes = seed.clone();
                self.damage(&mut bytes, other);
                bytes
            }
        }
    }

    fn inside(&mut self, seed: &[u8], other: &[u8]) -> Vec<u8> {
        if seed.starts_with(b"PK") {
            let mut entries = zip_entries(seed);
            // The pickle is what matters most.
            let pickle = entries.iter().position(|(name, _)| name.ends_with("data.pkl")).unwrap_or(0);
            let place = if self.below(4) > 0 { pickle } else { self.below(entries.len()) };
            self.damage(&mut entries[place].1, other);
            return zip(&entries);
        }
        if seed[8] == b'{' {
            let length = u64::from_le_bytes(seed[..8].try_into().expect("eight bytes")) as usize;
            let mut header = seed[8..8 + length].to_vec();
            self.damage(&mut header, other);
            return safetensors(&header, &seed[8 + length..]);
        }
        let mut bytes = seed.to_vec();
        self.damage_pickle(&mut bytes);
        bytes
    }

    fn damage(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        for _ in 0..=self.below(2) * self.below(4) {
            let at = self.below(bytes.len() + 1).min(bytes.len());
            match self.below(10) {
                0 => bytes.truncate(at),
                1 => {
                    let end = (at + self.below(64)).min(bytes.len());
                    bytes.drain(at..end);
                }
                2 => {
                    let end = (at + self.below(64)).min(bytes.len());
                    let piece = bytes[at..end].to_vec();
                    let to = self.below(bytes.len() + 1);
                    bytes.splice(to..to, piece);
                }
                3 => {
                    let start = self.below(other.len());
                    let end = (start + self.below(256)).min(other.len());
                    bytes.splice(at..at, other[start..end].iter().copied());
                }
                4 | 5 => self.set_number(bytes, at),
                6 | 7 => self.damage_pickle(bytes),
                _ if at < bytes.len() => {
                    bytes[at] = if self.below(2) == 0 { bytes[at] ^ (1 << self.below(8)) } else { self.next() as u8 };
                }
                _ => {}
            }
        }
    }

    /// Overwrites what may be a length or an offset; in text, digits.
    fn set_number(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let mut number = EDGES[self.below(EDGES.len())];
        if self.below(3) == 0 {
            number = (bytes.len() as u64).wrapping_add(self.below(5) as u64).wrapping_sub(2);
        }
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 {
            bytes.splice(at..at + digits, number.to_string().into_bytes());
            return;
        }
        let width = [1, 2, 4, 8][self.below(4)];
        let end = (at + width).min(bytes.len());
        bytes[at..end].copy_from_slice(&number.to_le_bytes()[..end - at]);
    }

    fn damage_pickle(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len());
        let opcode = OPCODES[self.below(OPCODES.len())];
        match self.below(3) {
            0 if !bytes.is_empty() => bytes[at] = opcode,
            1 => bytes.insert(at, opcode),
            _ => {
                let piece = self.one_of(&PIECES);
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
}
