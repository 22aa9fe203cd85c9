//! How a kernel divides its work between threads.

use std::fmt;

/// How a kernel divides its work between threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KernelConfig {
    /// Which implementation of the kernel.
    pub variant: Variant,
    /// Output channels per thread: 4, 8 or 16. The tiled variants have theirs built in. Split: per workgroup.
    pub block: u32,
    /// Per thread, vec4fs of pixels in a 1x1 convolution, rows of 4 pixels in a 3x3 convolution. Split: vec4fs per workgroup.
    pub pixels: u32,
    /// Threads per workgroup. The tiled variants are written for 64.
    pub workgroup: u32,
}

/// The implementations of a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Variant {
    /// Blocks in registers, no workgroup memory, no barriers.
    Direct,
    /// Tiles in workgroup memory.
    Tiled,
    /// The input channels are split between the threads of a workgroup.
    Split,
}

impl KernelConfig {
    pub const fn direct(block: u32, pixels: u32) -> Self {
        Self { variant: Variant::Direct, block, pixels, workgroup: 64 }
    }

    pub const fn tiled(pixels: u32) -> Self {
        Self { variant: Variant::Tiled, block: 32, pixels, workgroup: 64 }
    }

    pub const fn split(block: u32, pixels: u32) -> Self {
        Self { variant: Variant::Split, block, pixels, workgroup: 256 }
    }
}

impl fmt::Display for KernelConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let variant = match self.variant {
            Variant::Direct => "direct",
            Variant::Tiled => "tiled",
            Variant::Split => "split",
        };
        write!(f, "{variant}-{}x{}-w{}", self.block, self.pixels, self.workgroup)
    }
}
