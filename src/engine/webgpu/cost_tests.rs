//! What checking costs. On a software adapter, the CPU's time is the GPU's.

use pollster::block_on;
use web_time::Instant;

use super::{
    tests::{options, support},
    *,
};

/// Milliseconds that all threads have computed: on a busy machine, time says little.
fn cpu_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<f64>().unwrap() * 10.0).sum()
}

/// What the guards cost: run with `--ignored --nocapture` on a quiet machine.
#[test]
#[ignore = "a measurement"]
fn the_cost_of_checking() {
    let networks = [
        ("DenseNet-121, 224", crate::DenseNetConfig::densenet121(), 224, 1),
        ("DenseNet-BC-100-12, 32", crate::DenseNetConfig::cifar(100, 12, crate::config::Variant::BC).unwrap(), 32, 30),
    ];
    for (name, config, side, passes) in networks {
        let weights = support::random_weights(&config);
        let plan = Plan::new(&config, side, side).unwrap();
        let image = support::random_images(1, side, side);
        let options = options(Some(Precision::F32), Some(false), None);
        let gpu = block_on(Gpu::request()).unwrap();
        let mut engine = block_on(WebGpuEngine::new(gpu, &weights, plan, Reason::Asked, &options)).unwrap();
        let known = &engine.known_answer;
        let fastest = (0..8).map(|_| {
            let start = Instant::now();
            block_on(known.check(&engine.loaded.network)).unwrap();
            start.elapsed()
        });
        println!("{name}: the known answer takes {:?}, {}", fastest.min().unwrap(), known.describe());
        let mut spent = [0.0; 2];
        for turn in 0..20 {
            let LoadedNetwork { network, compiled, .. } = &mut engine.loaded;
            compiled.check_spots(turn % 2 == 0);
            let start = cpu_time();
            (0..passes).for_each(|_| drop(block_on(compiled.run(network, image.data())).unwrap()));
            spent[turn % 2] += (cpu_time() - start) / (10 * passes) as f64;
        }
        println!("  a pass takes {:.2} ms of CPU time with spot checks, {:.2} without", spent[0], spent[1]);
    }
}
