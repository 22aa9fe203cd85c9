use densenet_web::{Precision, engine::webgpu::kernel_sources};

#[derive(clap::Args)]
pub struct Arguments {
    /// Only the kernels whose name contains this, such as "convolution3x3"
    #[arg(long)]
    name: Option<String>,
    /// Only the kernels of this precision
    #[arg(long, value_enum)]
    precision: Option<Precision>,
    /// Print the names alone
    #[arg(long)]
    list: bool,
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let Arguments { name, precision, list } = arguments;
    let is_wanted = |kernel_name: &str, kernel_precision| {
        name.as_deref().is_none_or(|name| kernel_name.contains(name))
            && precision.is_none_or(|precision| precision == kernel_precision)
    };
    let kernels: Vec<_> = kernel_sources().into_iter().filter(|k| is_wanted(&k.name, k.precision)).collect();
    anyhow::ensure!(!kernels.is_empty(), "no kernel has such a name: `densenet kernels --list` prints all of them");
    for kernel in kernels {
        if list {
            println!("{}", kernel.name);
        } else {
            println!("// {}\n{}", kernel.name, kernel.wgsl);
        }
    }
    Ok(())
}
