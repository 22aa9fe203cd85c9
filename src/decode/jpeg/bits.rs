//! The bits of a scan.

/// Behind the data's end, bits are 0, as in libjpeg.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    buffer: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, buffer: 0, count: 0 }
    }

    fn fill(&mut self) {
        while self.count <= 48 {
            let byte = match self.bytes.get(self.at..) {
                Some([0xff, 0, ..]) => {
                    self.at += 2;
                    0xff
                }
                // A marker, before which any number of 0xff may stand.
                Some([0xff, ..] | []) | None => 0,
                Some([byte, ..]) => {
                    self.at += 1;
                    *byte
                }
            };
            self.buffer = self.buffer << 8 | u64::from(byte);
            self.count += 8;
        }
    }

    /// The next 16 bits.
    pub fn peek16(&mut self) -> u32 {
        if self.count < 16 {
            self.fill();
        }
        (self.buffer >> (self.count - 16)) as u32 & 0xffff
    }

    /// At most 16, which were peeked at.
    pub fn consume(&mut self, count: u32) {
        self.count -= count;
    }

    /// The number in the next bits, at most 16.
    pub fn take(&mut self, count: u32) -> i32 {
        let next = self.peek16();
        self.count -= count;
        (next >> (16 - count)) as i32
    }

    pub fn is_set(&mut self) -> bool {
        self.take(1) == 1
    }

    /// A number with a sign, in as many bits as it needs.
    pub fn signed(&mut self, count: u32) -> i32 {
        let count = count.min(16);
        let value = self.take(count);
        if count > 0 && value < 1 << (count - 1) { value - (1 << count) + 1 } else { value }
    }

    /// Goes on behind the next marker, if that is one for restarting.
    pub fn restart(&mut self) {
        (self.buffer, self.count) = (0, 0);
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let marker = rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff));
        self.at += match marker {
            Some(at) if matches!(rest[at + 1], 0xd0..=0xd7) => at + 2,
            Some(at) => at,
            None => rest.len(),
        };
    }

    /// How many bytes were read; the next marker stands there or later.
    pub fn used(&self) -> usize {
        self.at.min(self.bytes.len())
    }
}
