//! The figures of some GPUs.

/// A GPU in figures. None was measured here: lanes, clock, latency and bandwidth are published, the rest fits other people's
/// measurements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GpuModel {
    /// Its name, as `densenet bench --model` takes it.
    pub name: &'static str,
    /// All of them.
    pub lanes: u32,
    /// What a workgroup can't leave: Apple's cores, Nvidia's multiprocessors, Intel's subslices, Adreno's processors.
    pub cores: u32,
    /// Schedulers per core.
    pub schedulers: u32,
    /// Threads per wave.
    pub wave: u32,
    /// Its clock.
    pub ghz: f32,
    /// The part of its peak that unhindered instructions reach.
    pub efficiency: f32,
    /// Nanoseconds until a load arrives.
    pub latency: f32,
    /// GB/s of its memory.
    pub bandwidth: f32,
    /// GB/s that all threads together get from its caches.
    pub cache: f32,
    /// Microseconds of a dispatch that does nothing.
    pub dispatch: f32,
    /// Microseconds of a barrier that all threads of a workgroup reach after a long loop.
    pub barrier: f32,
}

/// The GPUs that estimates are made for.
pub const GPUS: [GpuModel; 4] = [
    GpuModel {
        name: "M1",
        lanes: 1024,
        cores: 8,
        schedulers: 4,
        wave: 32,
        ghz: 1.28,
        efficiency: 0.62,
        latency: 200.0,
        bandwidth: 60.0,
        cache: 1200.0,
        dispatch: 2.1,
        barrier: 0.5,
    },
    GpuModel {
        name: "Iris Xe",
        lanes: 768,
        cores: 6,
        schedulers: 16,
        wave: 16,
        ghz: 1.3,
        efficiency: 0.5,
        latency: 170.0,
        bandwidth: 50.0,
        cache: 1100.0,
        dispatch: 3.3,
        barrier: 0.5,
    },
    GpuModel {
        name: "RTX 4060",
        lanes: 3072,
        cores: 24,
        schedulers: 4,
        wave: 32,
        ghz: 2.46,
        efficiency: 0.62,
        latency: 115.0,
        bandwidth: 250.0,
        cache: 3800.0,
        dispatch: 1.5,
        barrier: 0.5,
    },
    GpuModel {
        name: "Adreno 740",
        lanes: 1536,
        cores: 6,
        schedulers: 4,
        wave: 64,
        ghz: 0.68,
        efficiency: 0.4,
        latency: 300.0,
        bandwidth: 50.0,
        cache: 950.0,
        dispatch: 4.0,
        barrier: 2.0,
    },
];
