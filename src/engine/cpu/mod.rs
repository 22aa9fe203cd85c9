//! Our own engine on the CPU, natively and in wasm with SIMD: the same program as on WebGPU, without concatenation.
//!
//! A convolution runs tile by tile: `panel` gathers the inputs of a few neighbouring outputs and applies the batch
//! normalisation if there is one, and `tile` multiplies them with all packs of weights while they are in the cache. `pool`
//! is everything else.

mod backward;
mod convolution;
mod panel;
mod pool;
mod tile;

use web_time::{Duration, Instant};

use super::{
    BackwardPass, Engine, EngineInfo, EngineKind, EngineStats, FeatureMaps, Logits, Pending, Reason, Timed,
    last_pass::LastPass,
    program::{Buffer, Operation, Output, PackedWeights, Place, Program},
};
use crate::{Error, Plan, Precision, Weights, error::EngineError, memory, preprocess::Images};

use super::event_loop::pause;
use backward::Backward;

/// How long the first pass computes before it pauses.
const PAUSE_INTERVAL: Duration = Duration::from_millis(10);

/// Runs a network on one core.
pub struct CpuEngine {
    info: EngineInfo,
    plan: Plan,
    packed: PackedWeights,
    program: Program,
    /// The activations, in the program's order. Allocated by the first pass.
    buffers: Vec<Vec<f32>>,
    panel: Vec<f32>,
    /// The last pass's.
    logits: Option<Logits>,
    /// Made when gradients are first asked for.
    backward: Option<Backward>,
}

impl CpuEngine {
    /// Folds and packs the weights.
    pub fn new(weights: &Weights, plan: Plan, reason: Reason) -> Self {
        let packed = PackedWeights::new(weights, &plan, tile::PACKING);
        let program = Program::new(&plan, 1, &packed);
        let adapter = if cfg!(target_arch = "wasm32") { "WebAssembly, one thread" } else { "one core" };
        let info = EngineInfo::new(EngineKind::Cpu, adapter, Precision::F32, reason);
        Self { info, plan, packed, program, buffers: Vec::new(), panel: Vec::new(), logits: None, backward: None }
    }

    /// Rebuilds the program if the images have another size or count.
    fn fit(&mut self, images: &Images) -> Result<(), Error> {
        images.check_channels(self.plan.config.in_channels)?;
        let size = images.size();
        if self.plan.input_size != size {
            self.plan = Plan::new(&self.plan.config, size[0], size[1])?;
        } else if self.program.input.images == images.count() && !self.buffers.is_empty() {
            return Ok(());
        }
        self.logits = None;
        self.program = Program::new(&self.plan, images.count(), &self.packed);
        self.buffers = Vec::new();
        self.buffers = allocate(&self.program)?;
        Ok(())
    }

    /// Runs a step for one image of the batch.
    fn execute(&mut self, index: usize, image: usize) {
        let step = &self.program.steps[index];
        let (source, target) = (self.position(step.source.buffer), self.position(step.destination.buffer));
        // A step never writes the buffer that it reads.
        let mut destination = std::mem::take(&mut self.buffers[target]);
        if step.clears_scratch {
            destination.fill(0.0);
        }
        let (from, to) = (&self.buffers[source], &mut destination);
        let norms = &self.packed.norms[step.norm..];
        match step.operation {
            Operation::Bottleneck
            | Operation::Compression
            | Operation::Convolution3x3
            | Operation::Strided3x3
            | Operation::Strided7x7 => convolution::run(step, image, &self.packed, from, to, &mut self.panel),
            Operation::MaxPool => pool::max(step, image, from, to),
            Operation::BlurPool => pool::blur(step, image, from, to),
            Operation::AveragePool => pool::average(step, image, norms, from, to),
            Operation::Activate => pool::activate(step, image, norms, from, to),
            Operation::GlobalAverage => pool::global_average(step, image, norms, from, to),
            Operation::Linear => convolution::linear(step, image, &self.packed, from, to),
        }
        self.buffers[target] = destination;
    }

    /// Fills the scratch buffer with a step's output once more, for one image.
    fn compute_again(&mut self, index: usize, image: usize, clears_scratch: bool) {
        if clears_scratch {
            let scratch = self.position(Buffer::Scratch);
            self.buffers[scratch].fill(0.0);
        }
        self.execute(index, image);
    }

    fn buffer(&self, buffer: Buffer) -> &[f32] {
        &self.buffers[self.position(buffer)]
    }

    fn position(&self, buffer: Buffer) -> usize {
        self.program.buffers.iter().position(|(b, _)| *b == buffer).expect("the program lists its buffers")
    }

    /// A layer's output in the last pass: `channels` channels, from the first one it writes.
    fn read_layer(&self, layer: usize, channels: usize) -> Vec<f32> {
        let Output { place: Place { buffer, layout }, first_channel } = self.program.outputs[layer];
        let start = first_channel * layout.plane();
        let laid_out = &self.buffers[self.position(buffer)][start..start + channels * layout.plane()];
        layout.gather(laid_out, channels)
    }
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
            weight_bytes: self.packed.bytes(),
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
            let input = self.position(Buffer::Input);
            self.buffers[input] = self.program.input.scatter(images.data());
            let mut times = vec![Duration::ZERO; self.program.steps.len()];
            let is_first = self.logits.is_none();
            let mut paused = Instant::now();
            // One image after the other: a whole batch would not fit the caches.
            for image in 0..images.count() {
                for (index, time) in times.iter_mut().enumerate() {
                    if is_first && paused.elapsed() > PAUSE_INTERVAL {
                        pause().await;
                        paused = Instant::now();
                    }
                    let start = Instant::now();
                    self.execute(index, image);
                    *time += start.elapsed();
                }
            }
            let classes = self.plan.config.num_classes;
            let data = self.buffers[self.position(Buffer::Logits)][..images.count() * classes].to_vec();
            let logits = Logits { data, classes };
            self.logits = Some(logits.clone());
            Ok((logits, Some(self.program.layer_times(&times))))
        })
    }

    fn differentiate<'a>(&'a mut self, image: usize, logits: &'a [f32]) -> Pending<'a, BackwardPass> {
        Box::pin(async move {
            self.logits.as_ref().ok_or(EngineError::NothingRun)?;
            let mut backward = self.backward.take().unwrap_or_else(|| Backward::new(self));
            let pass = backward.run(self, image, logits);
            self.backward = Some(backward);
            pass
        })
    }

    fn feature_maps<'a>(&'a mut self, name: &'a str) -> Pending<'a, FeatureMaps> {
        Box::pin(async move {
            let (plan, packed, logits) = (&self.plan, &self.packed, self.logits.as_ref());
            let last = LastPass { plan, packed, logits, images: self.program.input.images };
            last.maps(name, async |index, channels| Ok(self.read_layer(index, channels))).await
        })
    }
}
