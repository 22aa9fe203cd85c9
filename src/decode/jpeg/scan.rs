//! Scans: parts of all coefficients, or of one component's.

use super::{Frame, Problem, State, bits::Bits, huffman::Huffman, segments::ZIGZAG};

/// Which components and coefficients a scan is about.
pub(super) struct Scan {
    /// The component, and its tables for the first coefficient and for the others.
    parts: Vec<(usize, usize, usize)>,
    first: usize,
    last: usize,
    /// Which bit was stored before, and which one is.
    high: u32,
    low: u32,
    is_progressive: bool,
}

impl Scan {
    pub fn read(content: &[u8], state: &mut State) -> Result<Self, Problem> {
        const DAMAGED: Problem = "a scan's header is damaged";
        let frame = state.frame.as_mut().ok_or("a scan comes before the size")?;
        let (&count, rest) = content.split_first().ok_or(DAMAGED)?;
        let count = usize::from(count);
        let (channels, rest) = rest.split_at_checked(2 * count).ok_or(DAMAGED)?;
        let &[first, last, bits] = rest.first_chunk().ok_or(DAMAGED)?;
        let mut parts = Vec::new();
        for channel in channels.chunks_exact(2) {
            let index = frame.components.iter().position(|one| one.id == channel[0]).ok_or(DAMAGED)?;
            let component = &mut frame.components[index];
            if component.quantisation.is_none() {
                component.quantisation = *state.quantisation.get(component.table).ok_or(DAMAGED)?;
            }
            parts.push((index, usize::from(channel[1] >> 4), usize::from(channel[1] & 15)));
        }
        let is_progressive = frame.is_progressive;
        let (first, last) = if is_progressive { (first.into(), last.into()) } else { (0, 63) };
        let [high, low] = if is_progressive { [bits >> 4, bits & 15] } else { [0, 0] };
        let is_right = if first == 0 { last == 0 || !is_progressive } else { count == 1 };
        if !(1..=4).contains(&count) || !is_right || first > last || last > 63 || low > 13 {
            return Err(DAMAGED);
        }
        Ok(Self { parts, first, last, high: high.into(), low: low.into(), is_progressive })
    }

    /// Adds what the scan says, and returns how many bytes it takes.
    pub fn decode(&self, state: &mut State, bytes: &[u8]) -> Result<usize, Problem> {
        let State { frame, dc, ac, restart_interval, .. } = state;
        let frame = frame.as_mut().ok_or("a scan comes before the size")?;
        let mut reader = Reader { scan: self, bits: Bits::new(bytes), predictions: [0; 4], zeros: 0 };
        // A single component has no units, and none of their padding.
        let alone = self.parts.len() == 1;
        let [columns, rows] = match &frame.components[self.parts[0].0] {
            one if alone => [one.width.div_ceil(8), one.height.div_ceil(8)],
            _ => frame.units,
        };
        let needs = |index: usize, tables: &[Option<Huffman>; 4], used: bool| {
            if used && tables.get(index).is_none_or(Option::is_none) {
                Err("a Huffman table is missing")
            } else {
                Ok(())
            }
        };
        for &(_, for_dc, for_ac) in &self.parts {
            needs(for_dc, dc, self.first == 0 && self.high == 0)?;
            needs(for_ac, ac, self.last > 0)?;
        }
        for unit in 0..columns * rows {
            if *restart_interval > 0 && unit > 0 && unit % *restart_interval == 0 {
                reader.bits.restart();
                (reader.predictions, reader.zeros) = ([0; 4], 0);
            }
            let (row, column) = (unit / columns, unit % columns);
            for &(index, for_dc, for_ac) in &self.parts {
                let tables = (dc.get(for_dc).and_then(Option::as_ref), ac.get(for_ac).and_then(Option::as_ref));
                let [h, v] = if alone { [1, 1] } else { [frame.components[index].h, frame.components[index].v] };
                for y in 0..v {
                    for x in 0..h {
                        let block = block_of(frame, index, row * v + y, column * h + x);
                        reader.block(block, index, tables);
                    }
                }
            }
        }
        Ok(reader.bits.used())
    }
}

fn block_of(frame: &mut Frame, index: usize, row: usize, column: usize) -> &mut [i16; 64] {
    let component = &mut frame.components[index];
    &mut component.blocks[row * component.stride + column]
}

struct Reader<'a> {
    scan: &'a Scan,
    bits: Bits<'a>,
    /// The last first coefficient of each component.
    predictions: [i32; 4],
    /// In how many blocks nothing is added to any coefficient.
    zeros: u32,
}

impl Reader<'_> {
    fn block(&mut self, block: &mut [i16; 64], index: usize, (dc, ac): (Option<&Huffman>, Option<&Huffman>)) {
        let Scan { first, last, high, low, is_progressive, .. } = *self.scan;
        if first == 0 && high > 0 {
            if self.bits.is_set() {
                block[0] |= 1 << low;
            }
        } else if let (0, Some(table)) = (first, dc) {
            let size = u32::from(table.symbol(&mut self.bits));
            self.predictions[index] = self.predictions[index].wrapping_add(self.bits.signed(size));
            block[0] = (self.predictions[index] << low) as i16;
        }
        if let (1.., Some(table)) = (last, ac) {
            match (is_progressive, high) {
                (true, 1..) => self.refine(block, table, first, last, low),
                _ => self.coefficients(block, table, first.max(1), last, low),
            }
        }
    }

    fn coefficients(&mut self, block: &mut [i16; 64], table: &Huffman, first: usize, last: usize, low: u32) {
        if self.zeros > 0 {
            self.zeros -= 1;
            return;
        }
        let mut k = first;
        while k <= last {
            let symbol = table.symbol(&mut self.bits);
            let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
            if size > 0 {
                k += run;
                let value = self.bits.signed(size) << low;
                block[ZIGZAG[k.min(63)]] = value as i16;
            } else if run == 15 {
                k += 15;
            } else {
                // Without progression, only a run of 0 is valid, and all end the block.
                if self.scan.is_progressive {
                    self.zeros = (1 << run) - 1 + self.bits.take(run as u32) as u32;
                }
                break;
            }
            k += 1;
        }
    }

    /// One more bit of the coefficients.
    fn refine(&mut self, block: &mut [i16; 64], table: &Huffman, first: usize, last: usize, low: u32) {
        let bit = 1_i16 << low;
        let mut k = first;
        while self.zeros == 0 && k <= last {
            let symbol = table.symbol(&mut self.bits);
            let (mut run, size) = (symbol >> 4, symbol & 15);
            let mut value = 0;
            if size > 0 {
                value = if self.bits.is_set() { bit } else { -bit };
            } else if run != 15 {
                self.zeros = (1 << run) + self.bits.take(run.into()) as u32;
                break;
            }
            while k <= last {
                let coefficient = &mut block[ZIGZAG[k]];
                if *coefficient != 0 {
                    self.sharpen(coefficient, bit);
                } else if run == 0 {
                    *coefficient = value;
                    break;
                } else {
                    run -= 1;
                }
                k += 1;
            }
            k += 1;
        }
        if self.zeros > 0 {
            for place in &ZIGZAG[k.min(64)..=last.max(k.saturating_sub(1)).min(63)] {
                if block[*place] != 0 {
                    self.sharpen(&mut block[*place], bit);
                }
            }
            self.zeros -= 1;
        }
    }

    fn sharpen(&mut self, coefficient: &mut i16, bit: i16) {
        if self.bits.is_set() && *coefficient & bit == 0 {
            *coefficient = coefficient.wrapping_add(if *coefficient >= 0 { bit } else { -bit });
        }
    }
}
