//! The command line, one file per command.

mod bench;
mod calibrate;
mod cifar;
mod classify;
mod convert;
mod evaluate;
mod image_file;
mod inspect;
mod kernels;
mod model;
mod random;
mod train;

use clap::{Parser, Subcommand};

/// DenseNet on the CPU and on WebGPU.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Time a network: load, first pass, warm passes and, where the engine can tell, each layer
    Bench(bench::Arguments),
    /// Find out how sure a network may be, and from what evidence on it knows an image's class
    Calibrate(calibrate::Arguments),
    /// Classify an image
    Classify(classify::Arguments),
    /// Measure a checkpoint on a file in CIFAR-10's binary format
    Evaluate(evaluate::Arguments),
    /// Print a checkpoint's layers: shapes, parameters, multiply-accumulates
    Inspect(inspect::Arguments),
    /// Write a checkpoint as safetensors with torchvision's names and its config.json, optionally in half precision
    Convert(convert::Arguments),
    /// Write a checkpoint with fresh random weights
    Random(random::Arguments),
    /// Train a network on labelled images
    Train(train::Arguments),
    /// Print the WGSL of the WebGPU engine's kernels, as it is compiled
    Kernels(kernels::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Bench(arguments) => bench::run(arguments),
        Command::Calibrate(arguments) => calibrate::run(arguments),
        Command::Classify(arguments) => classify::run(arguments),
        Command::Evaluate(arguments) => evaluate::run(arguments),
        Command::Inspect(arguments) => inspect::run(arguments),
        Command::Convert(arguments) => convert::run(arguments),
        Command::Random(arguments) => random::run(arguments),
        Command::Train(arguments) => train::run(arguments),
        Command::Kernels(arguments) => kernels::run(arguments),
    }
}
