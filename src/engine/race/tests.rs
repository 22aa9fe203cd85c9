//! Races on simulated machines.

use super::*;

/// Milliseconds of a pass on the GPU and on the CPU, and how noisy they are, relatively.
fn race(gpu: f64, cpu: f64, noise: f64, seed: u64) -> (bool, f64) {
    let mut random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut uniform = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 11) as f64 / (1u64 << 53) as f64
    };
    let mut race = Race::new();
    let (mut passes, mut spent) = ([0; 2], 0.0);
    while let Some(kind) = race.next() {
        let is_cpu = kind == EngineKind::Cpu;
        let is_first = passes[usize::from(is_cpu)] == 0;
        // Other programs only ever make a pass slower. The first one compiles: shaders, or optimised code.
        let time = match is_cpu {
            true => cpu * if is_first { 1.4 } else { 1.0 },
            false => gpu + if is_first { 80.0 } else { 0.0 },
        } * (1.0 + noise * uniform());
        passes[usize::from(is_cpu)] += 1;
        spent += time;
        race.report(kind, time);
        assert!(passes[0] + passes[1] <= 2 * PASSES);
    }
    (race.is_cpu_faster(), spent)
}

#[test]
fn the_chosen_engine_is_never_more_than_a_tenth_slower_unless_nobody_waits() {
    let times = [2.0, 6.0, 12.0, 15.5, 17.0, 25.0, 40.0, 44.0, 60.0, 90.0, 160.0, 400.0, 1000.0];
    for (gpu, cpu) in times.into_iter().flat_map(|gpu| times.map(|cpu| (gpu, cpu))) {
        for (seed, noise) in (1..50).flat_map(|seed| [0.0, 0.03, 0.1].map(|noise| (seed, noise))) {
            let (is_cpu_faster, _) = race(gpu, cpu, noise, seed);
            let chosen = if is_cpu_faster { cpu } else { gpu };
            assert!(chosen <= 1.1 * gpu.min(cpu) || chosen < INSTANT, "{gpu} {cpu} {noise}: {chosen}");
        }
    }
}

#[test]
fn a_gpu_that_nobody_waits_for_is_preferred_at_once() {
    assert_eq!(race(5.0, 2.0, 0.0, 1), (false, 85.0 + 5.0));
    let (is_cpu_faster, spent) = race(30.0, 400.0, 0.0, 1);
    assert!(!is_cpu_faster && spent < 800.0, "{spent}: the CPU runs once");
}
