//! Passes that several threads share: what they need lies in a memory of theirs, as `threads/` reads it.

use std::{collections::HashMap, fmt::Debug, pin::Pin, rc::Rc};

use densenet_kernels::Task;

use super::task::SHARED_PACKING;
use crate::{
    Error, Plan, Weights,
    engine::program::{Buffer, PackedWeights, Program},
};

/// Threads that run the kernels over a memory of their own. Addresses are in bytes.
pub trait Threads: Debug {
    /// How many there are, with the one that asks.
    fn count(&self) -> usize;

    /// Makes room for so many bytes, while no pass is running, all but the first `kept` of which become 0. Returns the address of the first, which never
    /// changes and is a multiple of 16.
    ///
    /// # Errors
    ///
    /// When there is too little memory.
    fn allocate(&self, bytes: usize, kept: usize) -> Result<usize, Error>;

    /// Writes bytes.
    fn write(&self, address: usize, bytes: &[u8]);

    /// Reads bytes.
    fn read(&self, address: usize, bytes: &mut [u8]);

    /// Carries out the tasks `first..end` of a job for an image.
    fn run(&self, job: usize, first: usize, end: usize, image: usize);
}

/// Threads that are being started.
pub type Lending<'a> = Pin<Box<dyn Future<Output = Option<Rc<dyn Threads>>> + 'a>>;

/// Where the CPU engine gets threads from, once it is certain that there will be one.
pub trait Lender: Debug {
    /// Starts them, the first time. None where that fails.
    fn lend(&self) -> Lending<'_>;
}

/// Words of a `Job` in `threads/`, and of the `SharedTask`s.
const JOB_WORDS: usize = 10;
const PART_WORDS: usize = 2;

/// A network in the threads' memory: weights, norms, and for a program its tasks and features.
pub struct Shared {
    pub threads: Rc<dyn Threads>,
    /// Where the weights begin, and how many there are.
    weights: Part,
    norms: Part,
    job: usize,
    times: usize,
    tasks: usize,
    buffers: HashMap<Buffer, Part>,
    /// Where each weight is; none is here.
    pub packed: PackedWeights,
}

/// The address and the count of some numbers.
type Part = [usize; 2];

impl Shared {
    /// Packs a network into the threads' memory.
    ///
    /// # Errors
    ///
    /// When there is too little memory.
    pub fn new(threads: Rc<dyn Threads>, weights: &Weights, plan: &Plan) -> Result<Self, Error> {
        let base = threads.allocate(0, 0)?;
        let mut room = Room(0);
        let mut write = |bytes: &[u8]| {
            let kept = room.0;
            let start = room.take(bytes.len());
            threads.allocate(room.0, kept)?;
            threads.write(base + start, bytes);
            Ok(base + start)
        };
        let mut count = 0;
        let packed = PackedWeights::hand_over(weights, plan, SHARED_PACKING, &mut |numbers| {
            count += numbers.len();
            write(bytemuck::cast_slice(numbers)).map(drop)
        })?;
        let norms = [write(bytemuck::cast_slice(&packed.norms))?, packed.norms.len()];
        let (weights, buffers) = ([base, count], HashMap::new());
        Ok(Self { threads, weights, norms, job: 0, times: 0, tasks: 0, buffers, packed })
    }

    /// Makes room for a program's features, and describes its tasks.
    ///
    /// # Errors
    ///
    /// When there is too little memory.
    pub fn fit(&mut self, program: &Program, tasks: &[Task]) -> Result<(), Error> {
        let base = self.weights[0];
        let kept = self.norms[0] + 8 * self.norms[1] - base;
        let mut room = Room(kept);
        let job = room.take(4 * JOB_WORDS);
        let progress = room.take(8 * tasks.len());
        self.times = base + room.take(8 * tasks.len());
        let records = room.take(4 * tasks.len() * (densenet_kernels::WORDS + 2 * PART_WORDS));
        let panel = tasks.iter().map(Task::panel_length).max().unwrap_or(0).next_multiple_of(16);
        let count = self.threads.count();
        let panels = room.take(4 * panel * count);
        let mut part = |numbers: usize| [base + room.take(4 * numbers), numbers];
        self.buffers = program.buffers.iter().map(|&(buffer, numbers)| (buffer, part(numbers))).collect();
        let mut words = Vec::new();
        for (step, task) in program.steps.iter().zip(tasks) {
            words.extend(task.to_words());
            let parts = [step.source.buffer, step.destination.buffer].map(|buffer| self.buffers[&buffer]);
            words.extend(parts.into_iter().flatten().map(|word| word as u32));
        }
        self.threads.allocate(room.0, kept)?;
        (self.job, self.tasks) = (base + job, tasks.len());
        self.threads.write(base + records, bytemuck::cast_slice(&words));
        let [weights, norms] = [self.weights, self.norms];
        let job = [count, base + records, base + progress, self.times, weights[0], weights[1], norms[0], norms[1]];
        let job: Vec<u32> = job.into_iter().chain([base + panels, panel]).map(|word| word as u32).collect();
        self.threads.write(self.job, bytemuck::cast_slice(&job));
        Ok(())
    }

    pub fn write_norms(&self, norms: &[[f32; 2]]) {
        self.threads.write(self.norms[0], bytemuck::cast_slice(norms));
    }

    pub fn write(&self, buffer: Buffer, numbers: &[f32]) {
        self.threads.write(self.buffers[&buffer][0], bytemuck::cast_slice(numbers));
    }

    /// `length` numbers of a buffer, from `start` on.
    pub fn read(&self, buffer: Buffer, start: usize, length: usize) -> Vec<f32> {
        let mut numbers = vec![0.0f32; length];
        self.threads.read(self.buffers[&buffer][0] + 4 * start, bytemuck::cast_slice_mut(&mut numbers));
        numbers
    }

    pub fn run(&self, first: usize, end: usize, image: usize) {
        self.threads.run(self.job, first, end, image);
    }

    /// When each task of the last pass ended, in milliseconds.
    pub fn times(&self) -> Vec<f64> {
        let mut times = vec![0.0f64; self.tasks];
        self.threads.read(self.times, bytemuck::cast_slice_mut(&mut times));
        times
    }
}

/// Addresses that follow each other, each a multiple of 16.
struct Room(usize);

impl Room {
    fn take(&mut self, bytes: usize) -> usize {
        let start = self.0.next_multiple_of(16);
        self.0 = start + bytes;
        start
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use densenet_kernels::{Operands, WORDS};
    use pollster::block_on;

    use super::*;
    use crate::{
        DenseNetConfig,
        cuts::Silence,
        engine::{Engine, Reason, cpu::CpuEngine},
        preprocess::Images,
    };

    /// Does what `threads/` does, in one thread, and takes the units from behind.
    #[derive(Debug)]
    struct InTurn {
        threads: usize,
        memory: RefCell<Vec<u8>>,
    }

    impl InTurn {
        fn words<const N: usize>(&self, address: usize) -> [u32; N] {
            let mut words = [0; N];
            let bytes = self.memory.borrow();
            words.iter_mut().zip(bytes[address - BASE..].chunks(4)).for_each(|(word, bytes)| {
                *word = u32::from_le_bytes(bytes.try_into().unwrap());
            });
            words
        }

        fn numbers(&self, address: u32, length: u32) -> Vec<f32> {
            let mut numbers = vec![0.0; length as usize];
            self.read(address as usize, bytemuck::cast_slice_mut(&mut numbers));
            numbers
        }
    }

    const BASE: usize = 4096;

    impl Threads for InTurn {
        fn count(&self) -> usize {
            self.threads
        }

        fn allocate(&self, bytes: usize, kept: usize) -> Result<usize, Error> {
            let mut memory = self.memory.borrow_mut();
            memory.truncate(kept);
            memory.resize(bytes, 0);
            Ok(BASE)
        }

        fn write(&self, address: usize, bytes: &[u8]) {
            self.memory.borrow_mut()[address - BASE..][..bytes.len()].copy_from_slice(bytes);
        }

        fn read(&self, address: usize, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.memory.borrow()[address - BASE..][..bytes.len()]);
        }

        fn run(&self, job: usize, first: usize, end: usize, image: usize) {
            let [threads, tasks, _, _, weights, weight_count, norms, norm_count, _, panel] = self.words(job);
            let (weights, norms) = (self.numbers(weights, weight_count), self.numbers(norms, 2 * norm_count));
            for index in first..end {
                let record: [u32; WORDS + 4] = self.words(tasks as usize + index * 4 * (WORDS + 4));
                let task = Task::from_words(record.first_chunk().unwrap()).unwrap();
                let [source, source_count, destination, count] = *record.last_chunk().unwrap();
                let source = self.numbers(source, source_count);
                let mut written = self.numbers(destination, count);
                let operands = Operands {
                    weights: &weights,
                    norms: norms.as_chunks().0,
                    source: &source,
                    destination: Cell::from_mut(&mut written[..]).as_slice_of_cells(),
                };
                let mut panel = vec![f32::NAN; panel as usize];
                for unit in (0..task.units(threads as usize)).rev() {
                    task.run(unit, threads as usize, image, &operands, &mut panel);
                }
                self.write(destination as usize, bytemuck::cast_slice(&written));
            }
        }
    }

    fn engines(config: &DenseNetConfig, size: [usize; 2], threads: usize) -> (Weights, [CpuEngine; 2]) {
        let weights = Weights::from_fn(config, |p| {
            (0..p.len()).map(|i| 0.05 + ((i * 7919) % 13) as f32 / 200.0 - p.len() as f32 / 1e7).collect()
        });
        let weights = weights.unwrap();
        let plan = Plan::new(config, size[0], size[1]).unwrap();
        let alone = CpuEngine::new(&weights, plan.clone(), Reason::Asked);
        let in_turn = Rc::new(InTurn { threads, memory: RefCell::default() });
        let shared = CpuEngine::with_threads(&weights, plan, Reason::Asked, in_turn);
        (weights, [alone, shared])
    }

    #[test]
    fn threads_compute_the_same_numbers() {
        let small = DenseNetConfig { block_config: vec![2, 2], num_classes: 10, ..DenseNetConfig::densenet121() };
        let plain = DenseNetConfig { bn_size: None, growth_rate: 5, stem: crate::Stem::Cifar, ..small.clone() };
        let deep = DenseNetConfig { stem: crate::Stem::DeepBlur, growth_rate: 12, ..small.clone() };
        for (config, [height, width]) in [(small, [75, 91]), (plain, [21, 18]), (deep, [64, 64])] {
            for threads in [2, 3, 8] {
                let (weights, [mut alone, mut shared]) = engines(&config, [height, width], threads);
                for images in [1, 2] {
                    let pixels =
                        (0..images * 3 * height * width).map(|i| ((i * 31) % 97) as f32 / 50.0 - 1.0).collect();
                    let images = Images::new(pixels, [images, 3, height, width]).unwrap();
                    assert_eq!(block_on(shared.run(&images)).unwrap(), block_on(alone.run(&images)).unwrap());
                }
                let layer = "features.denseblock2.denselayer1";
                let maps = [&mut alone, &mut shared].map(|engine| block_on(engine.feature_maps(layer)).unwrap());
                assert_eq!(maps[0], maps[1]);
                let silence = [Silence { norm: format!("{layer}.norm1"), channels: 3..9 }];
                let logits = [&mut alone, &mut shared].map(|engine| {
                    engine.silence(&weights, &silence).unwrap();
                    block_on(engine.rerun()).unwrap()
                });
                assert_eq!(logits[0], logits[1]);
                let gradients = [&mut alone, &mut shared].map(|engine| {
                    let pass = block_on(engine.differentiate(&weights, 1, &[1.0; 10])).unwrap();
                    pass.effects.clone()
                });
                assert_eq!(gradients[0], gradients[1]);
                assert!(shared.stats().threads == threads && alone.stats().threads == 1);
            }
        }
    }
}
