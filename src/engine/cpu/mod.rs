//! Our own engine on the CPU, natively and in wasm with SIMD: the same program as on WebGPU, without concatenation.
//!
//! The loops are in the crate `densenet-kernels`.

mod backward;
mod shared;
mod task;

pub use shared::{Lender, Lending, Threads};

use std::{cell::Cell, rc::Rc};

use densenet_kernels::{Operands, Task};
use web_time::{Duration, Instant};

use super::{
    BackwardPass, Engine, EngineInfo, EngineKind, EngineStats, FeatureMaps, Logits, Pending, Reason, Timed,
    last_pass::LastPass,
    program::{Buffer, Output, PackedWeights, Place, Program},
};
use crate::{Error, Plan, Precision, Weights, cuts::Silence, error::EngineError, memory, preprocess::Images};

use super::event_loop::pause;
use backward::Backward;
use shared::Shared;
pub use task::PACKING;

/// How long the first pass computes before it pauses.
const PAUSE_INTERVAL: Duration = Duration::from_millis(10);

/// Tasks of the first pass between two pauses, where threads share them.
const TASKS_AT_ONCE: usize = 8;

/// Runs a network on one core, or on several where threads are lent to it.
pub struct CpuEngine {
    info: EngineInfo,
    plan: Plan,
    packed: PackedWeights,
    /// The plan that they were packed for.
    packed_for: Plan,
    /// The packed norms, some of them silent.
    norms: Vec<[f32; 2]>,
    program: Program,
    /// The program's steps, as the kernels take them.
    tasks: Vec<Task>,
    /// The activations, in the program's order. Allocated by the first pass.
    buffers: Vec<Vec<f32>>,
    /// Where threads share the passes: weights and activations are there instead.
    shared: Option<Shared>,
    weight_bytes: u64,
    /// Whether there is room for the program's activations.
    is_fit: bool,
    panel: Vec<f32>,
    /// The last pass's.
    logits: Option<Logits>,
    /// The first step of the last pass whose norm has changed since.
    outdated: Option<usize>,
    /// Made when gradients are first asked for.
    backward: Option<Backward>,
}

impl CpuEngine {
    /// Folds and packs the weights.
    pub fn new(weights: &Weights, plan: Plan, reason: Reason) -> Self {
        Self::packed(PackedWeights::new(weights, &plan, PACKING), None, plan, reason)
    }

    /// The same with threads, where they have enough memory.
    pub fn with_threads(weights: &Weights, plan: Plan, reason: Reason, threads: Rc<dyn Threads>) -> Self {
        match Shared::new(threads, weights, &plan) {
            Ok(shared) => Self::packed(shared.packed.clone(), Some(shared), plan, reason),
            Err(_) => Self::new(weights, plan, reason),
        }
    }

    fn packed(packed: PackedWeights, shared: Option<Shared>, plan: Plan, reason: Reason) -> Self {
        let program = Program::new(&plan, 1, &packed);
        let threads = shared.as_ref().map_or(1, |shared| shared.threads.count());
        let adapter = match threads {
            1 if cfg!(target_arch = "wasm32") => "WebAssembly, one thread".into(),
            1 => "one core".into(),
            _ => format!("WebAssembly, {threads} threads"),
        };
        Self {
            info: EngineInfo::new(EngineKind::Cpu, adapter, Precision::F32, reason),
            packed_for: plan.clone(),
            plan,
            norms: packed.norms.clone(),
            weight_bytes: packed.bytes(),
            packed,
            program,
            tasks: Vec::new(),
            buffers: Vec::new(),
            shared,
            is_fit: false,
            panel: Vec::new(),
            logits: None,
            outdated: None,
            backward: None,
        }
    }

    /// Rebuilds the program if the images have another size or count.
    fn fit(&mut self, images: &Images) -> Result<(), Error> {
        images.check_channels(self.plan.config.in_channels)?;
        let size = images.size();
        if self.plan.input_size != size {
            self.plan = Plan::new(&self.plan.config, size[0], size[1])?;
        } else if self.program.input.images == images.count() && self.is_fit {
            return Ok(());
        }
        self.logits = None;
        let packed = self.shared.as_ref().map_or(&self.packed, |shared| &shared.packed);
        (self.program, self.tasks) = compile(&self.plan, images.count(), packed);
        self.is_fit = false;
        self.buffers = Vec::new();
        match &mut self.shared {
            Some(shared) => shared.fit(&self.program, &self.tasks)?,
            None => self.buffers = allocate(&self.program)?,
        }
        self.is_fit = true;
        Ok(())
    }

    /// Runs the steps from `first` on, and returns each one's time.
    async fn execute_from(&mut self, first: usize, is_first_pass: bool) -> Vec<Duration> {
        let mut times = vec![Duration::ZERO; self.program.steps.len()];
        if let Some(shared) = &self.shared {
            for image in 0..self.program.input.images {
                share(shared, first, image, is_first_pass, &mut times).await;
            }
            return times;
        }
        let mut paused = Instant::now();
        // One image after the other: a whole batch would not fit the caches.
        for image in 0..self.program.input.images {
            for (index, time) in times.iter_mut().enumerate().skip(first) {
                if is_first_pass && paused.elapsed() > PAUSE_INTERVAL {
                    pause().await;
                    paused = Instant::now();
                }
                let start = Instant::now();
                self.execute(index, image);
                *time += start.elapsed();
            }
        }
        times
    }

    /// Keeps and returns the logits of the pass that just ran.
    fn read_logits(&mut self) -> Logits {
        let classes = self.plan.config.num_classes;
        let data = self.read(Buffer::Logits, 0, self.program.input.images * classes);
        let logits = Logits { data, classes };
        self.logits = Some(logits.clone());
        logits
    }

    /// Runs a step for one image of the batch.
    fn execute(&mut self, index: usize, image: usize) {
        let step = &self.program.steps[index];
        let (source, target) =
            (self.program.position(step.source.buffer), self.program.position(step.destination.buffer));
        // A step never writes the buffer that it reads.
        let mut destination = std::mem::take(&mut self.buffers[target]);
        let operands = Operands {
            weights: &self.packed.weights,
            norms: &self.norms,
            source: &self.buffers[source],
            destination: Cell::from_mut(&mut destination[..]).as_slice_of_cells(),
        };
        run(&self.tasks[index], image, &operands, &mut self.panel);
        self.buffers[target] = destination;
    }

    fn buffer(&self, buffer: Buffer) -> &[f32] {
        &self.buffers[self.program.position(buffer)]
    }

    /// A layer's output in the last pass: `channels` channels, from the first one it writes.
    fn read_layer(&self, layer: usize, channels: usize) -> Vec<f32> {
        let Output { place: Place { buffer, layout }, first_channel } = self.program.outputs[layer];
        let laid_out = self.read(buffer, first_channel * layout.plane(), channels * layout.plane());
        layout.gather(&laid_out, channels)
    }

    /// `length` numbers of a buffer, from `start` on.
    fn read(&self, buffer: Buffer, start: usize, length: usize) -> Vec<f32> {
        match &self.shared {
            Some(shared) => shared.read(buffer, start, length),
            None => self.buffer(buffer)[start..start + length].to_vec(),
        }
    }

    /// Copies weights and activations back, for what only this thread does.
    fn bring_back(&mut self, weights: &Weights) -> Result<(), Error> {
        let Some(shared) = &self.shared else { return Ok(()) };
        if self.packed.weights.is_empty() {
            self.packed = PackedWeights::new(weights, &self.packed_for, PACKING);
        }
        (self.program, self.tasks) = compile(&self.plan, self.program.input.images, &self.packed);
        memory::check_limit(self.program.activation_bytes())?;
        self.buffers = self.program.buffers.iter().map(|&(buffer, length)| shared.read(buffer, 0, length)).collect();
        Ok(())
    }
}

/// A program, and its steps as the kernels take them.
fn compile(plan: &Plan, images: usize, packed: &PackedWeights) -> (Program, Vec<Task>) {
    let program = Program::new(plan, images, packed);
    let tasks = program.steps.iter().map(|step| task::of(step, packed)).collect();
    (program, tasks)
}

/// Runs the steps from `first` on for an image, with other threads, and adds each one's time.
async fn share(shared: &Shared, first: usize, image: usize, is_first_pass: bool, times: &mut [Duration]) {
    let start = Instant::now();
    let count = if is_first_pass { TASKS_AT_ONCE } else { times.len() };
    for task in (first..times.len()).step_by(count) {
        shared.run(task, (task + count).min(times.len()), image);
        if is_first_pass {
            pause().await;
        }
    }
    let ends = shared.times();
    let after_first = ends[ends.len() - 1] - ends[first];
    let mut before = ends[first] - (start.elapsed().as_secs_f64() * 1e3 - after_first);
    for (time, end) in times.iter_mut().zip(ends).skip(first) {
        *time += Duration::from_secs_f64((end - before).max(0.0) / 1e3);
        before = end;
    }
}

/// Computes all of a task on this thread. `panel` is memory to be used again.
fn run(task: &Task, image: usize, operands: &Operands, panel: &mut Vec<f32>) {
    let length = task.panel_length();
    if panel.len() < length {
        panel.resize(length, 0.0);
    }
    task.run(0, 1, image, operands, panel);
}

fn allocate(program: &Program) -> Result<Vec<Vec<f32>>, Error> {
    memory::check_limit(program.activation_bytes())?;
    let buffers = program.buffers.iter().map(|&(_, floats)| memory::zeros(floats)).collect::<Result<_, _>>()?;
    // The input is laid out once more before it takes its buffer's place.
    memory::check(program.input_bytes())?;
    Ok(buffers)
}

impl Engine for CpuEngine {
    fn info(&self) -> &EngineInfo {
        &self.info
    }

    fn plan(&self) -> &Plan {
        &self.plan
    }

    fn stats(&self) -> EngineStats {
        EngineStats {
            weight_bytes: self.weight_bytes,
            threads: self.shared.as_ref().map_or(1, |shared| shared.threads.count()),
            activation_bytes: Some(self.program.activation_bytes()),
            cost: Some(self.program.cost(size_of::<f32>())),
            ..EngineStats::default()
        }
    }

    fn pass_bytes(&self, plan: &Plan) -> u64 {
        Program::new(plan, 1, &self.packed).activation_bytes()
    }

    fn run<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Logits> {
        Box::pin(async move { Ok(self.run_timed(images).await?.0) })
    }

    fn run_timed<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Timed> {
        Box::pin(async move {
            self.fit(images)?;
            let laid_out = self.program.input.scatter(images.data());
            match &self.shared {
                Some(shared) => shared.write(Buffer::Input, &laid_out),
                None => {
                    let input = self.program.position(Buffer::Input);
                    self.buffers[input] = laid_out;
                }
            }
            let is_first = self.logits.take().is_none();
            self.outdated = None;
            let times = self.execute_from(0, is_first).await;
            Ok((self.read_logits(), Some(self.program.layer_times(&times))))
        })
    }

    fn silence(&mut self, _: &Weights, silenced: &[Silence]) -> Result<(), Error> {
        let norms = self.packed.norms_with(silenced);
        let first = self.program.first_change(&self.norms, &norms).filter(|_| self.logits.is_some());
        self.outdated = first.into_iter().chain(self.outdated).min();
        self.norms = norms;
        self.shared.iter().for_each(|shared| shared.write_norms(&self.norms));
        Ok(())
    }

    fn rerun<'a>(&'a mut self) -> Pending<'a, Logits> {
        Box::pin(async move {
            let logits = self.logits.clone().ok_or(EngineError::NothingRun)?;
            let Some(first) = self.outdated.take() else { return Ok(logits) };
            self.execute_from(first, false).await;
            Ok(self.read_logits())
        })
    }

    fn differentiate<'a>(
        &'a mut self,
        weights: &'a Weights,
        image: usize,
        logits: &'a [f32],
    ) -> Pending<'a, BackwardPass> {
        Box::pin(async move {
            self.rerun().await?;
            self.bring_back(weights)?;
            let mut backward = self.backward.take().unwrap_or_else(|| Backward::new(self));
            let pass = backward.run(self, image, logits);
            self.backward = Some(backward);
            pass
        })
    }

    fn feature_maps<'a>(&'a mut self, name: &'a str) -> Pending<'a, FeatureMaps> {
        Box::pin(async move {
            if self.outdated.is_some() {
                self.rerun().await?;
            }
            let (plan, packed, logits) = (&self.plan, &self.packed, self.logits.as_ref());
            let last = LastPass { plan, packed, norms: &self.norms, logits, images: self.program.input.images };
            last.maps(name, async |index, channels| Ok(self.read_layer(index, channels))).await
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DenseNetConfig;

    /// What precedes the first silent norm isn't even read: it is destroyed here.
    #[test]
    fn what_comes_before_a_cut_is_not_computed_again() {
        let config = DenseNetConfig { block_config: vec![2, 2], ..DenseNetConfig::densenet121() };
        let weights = Weights::from_fn(&config, |p| (0..p.len()).map(|i| 0.1 + (i % 7) as f32 / 100.0).collect());
        let (weights, plan) = (weights.unwrap(), Plan::new(&config, 40, 40).unwrap());
        let images = Images::new(vec![0.5; 2 * 3 * 40 * 40], [2, 3, 40, 40]).unwrap();
        let silence = [Silence { norm: "features.denseblock2.denselayer2.norm1".into(), channels: 3..9 }];
        let mut fresh = CpuEngine::new(&weights, plan.clone(), Reason::Asked);
        fresh.silence(&weights, &silence).unwrap();
        let expected = pollster::block_on(fresh.run(&images)).unwrap();
        let mut engine = CpuEngine::new(&weights, plan, Reason::Asked);
        let whole = pollster::block_on(engine.run(&images)).unwrap();
        assert_ne!(whole, expected);
        engine.silence(&weights, &silence).unwrap();
        for gone in [Buffer::Input, Buffer::Stem(0), Buffer::Block(0), Buffer::Scratch(0)] {
            let gone = engine.program.position(gone);
            engine.buffers[gone].fill(f32::NAN);
        }
        assert_eq!(pollster::block_on(engine.rerun()).unwrap(), expected);
    }
}
