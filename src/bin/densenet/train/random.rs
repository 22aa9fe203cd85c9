//! Random numbers that depend on nothing but what they are for, so that a resumed run draws the same ones.

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Random(u64);

impl Random {
    /// Always the same numbers for the same seed and purpose, such as an epoch and an image.
    pub fn for_purpose(seed: u64, purpose: &[u64]) -> Self {
        purpose.iter().fold(Self(seed), |mut random, &part| Self(random.next() ^ part))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below 1, from 0.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    /// From `-1` to 1.
    pub fn signed(&mut self) -> f32 {
        2.0 * self.unit() - 1.0
    }

    /// Brings a list into random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_purpose_decides_the_numbers() {
        let numbers = |seed, purpose: &[u64]| -> Vec<u64> {
            let mut random = Random::for_purpose(seed, purpose);
            (0..4).map(|_| random.next()).collect()
        };
        assert_eq!(numbers(1, &[2, 3]), numbers(1, &[2, 3]));
        for other in [numbers(2, &[2, 3]), numbers(1, &[3, 2]), numbers(1, &[2])] {
            assert_ne!(numbers(1, &[2, 3]), other);
        }
    }

    #[test]
    fn numbers_are_spread_evenly() {
        let mut random = Random::for_purpose(7, &[]);
        let sum: f32 = (0..10_000).map(|_| random.signed()).sum();
        assert!(sum.abs() < 200.0, "{sum}");
        let mut order: Vec<usize> = (0..100).collect();
        random.shuffle(&mut order);
        assert_ne!(order, (0..100).collect::<Vec<_>>());
        order.sort();
        assert_eq!(order, (0..100).collect::<Vec<_>>());
    }
}
