//! The command line: classify pictures, evaluate a checkpoint, print a network's plan, store a checkpoint smaller.

mod classify;
mod convert;
mod evaluate;
mod inspect;
mod model;

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
    /// Say what a picture shows
    Classify(classify::Arguments),
    /// Measure a checkpoint on a file in CIFAR-10's binary format
    Evaluate(evaluate::Arguments),
    /// Print a checkpoint's layers: shapes, parameters, multiply-accumulates
    Inspect(inspect::Arguments),
    /// Write a checkpoint with torchvision's names, and in half precision if wished
    Convert(convert::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Classify(arguments) => classify::run(arguments),
        Command::Evaluate(arguments) => evaluate::run(arguments),
        Command::Inspect(arguments) => inspect::run(arguments),
        Command::Convert(arguments) => convert::run(arguments),
    }
}
