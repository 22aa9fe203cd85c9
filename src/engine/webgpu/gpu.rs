//! The adapter and device, and their failures.

use std::{
    cell::Cell,
    fmt::Display,
    sync::{Arc, Mutex},
};

use web_time::Duration;

use crate::{Error, engine::event_loop::within, error::EngineError};

/// Bytes of a stamp, see `read_back`.
pub(super) const STAMP: u64 = 4;

/// A device that computes.
pub struct Gpu {
    pub(super) device: wgpu::Device,
    pub(super) queue: wgpu::Queue,
    info: wgpu::AdapterInfo,
    /// The first failure outside all error scopes, such as the loss of the device.
    failure: Arc<Mutex<Option<EngineError>>>,
    pub(super) submits: Cell<usize>,
    /// How long a read-back may take, with the work before it.
    pub(super) patience: Cell<Duration>,
    /// Its content, copied behind what is read back, tells one read-back from another.
    pub(super) stamp: wgpu::Buffer,
    #[cfg(test)]
    pub(super) faults: super::faults::Faults,
}

/// How long an adapter and a device may take. The first one of a browser starts its GPU process.
const MAX_REQUEST: Duration = Duration::from_secs(20);

/// How long a driver may take to say whether it accepts kernels and buffers. Compiling takes most of that.
const MAX_CHECK: Duration = Duration::from_secs(60);

/// How long a read-back may take while nothing is known of the GPU's speed: drivers may compile in the first pass.
const MAX_READ: Duration = Duration::from_secs(60);

impl Gpu {
    /// Requests the most powerful adapter, with all features the kernels can use and the limits it supports.
    ///
    /// # Errors
    ///
    /// [`EngineError::NoWebgpu`] when there is no adapter, or it provides no device; [`EngineError::GpuTimeout`] when neither
    /// comes.
    pub async fn request() -> Result<Self, Error> {
        within(MAX_REQUEST, Self::request_without_limit(), || {}).await.ok_or(EngineError::GpuTimeout)?
    }

    async fn request_without_limit() -> Result<Self, Error> {
        // In a browser without `navigator.gpu`, some calls below would throw.
        if cfg!(target_arch = "wasm32") && !wgpu::util::is_browser_webgpu_supported().await {
            let detail = "this browser offers no adapter".into();
            return Err(EngineError::NoWebgpu { detail }.into());
        }
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        let options = wgpu::RequestAdapterOptions {
            power_preference: wgpu::PowerPreference::HighPerformance,
            ..Default::default()
        };
        let adapter = instance.request_adapter(&options).await.map_err(|e| unavailable(&e))?;
        let descriptor = wgpu::DeviceDescriptor {
            label: Some("densenet"),
            required_features: adapter.features() & (wgpu::Features::TIMESTAMP_QUERY | wgpu::Features::SHADER_F16),
            // The default limits bindings to 128 MiB.
            required_limits: adapter.limits(),
            ..Default::default()
        };
        let (device, queue) = adapter.request_device(&descriptor).await.map_err(|e| unavailable(&e))?;
        let failure = Arc::new(Mutex::new(None));
        let record = |failure: &Arc<Mutex<Option<EngineError>>>, error: EngineError| {
            if let Ok(mut failure) = failure.lock() {
                failure.get_or_insert(error);
            }
        };
        let on_error = failure.clone();
        device.on_uncaptured_error(Arc::new(move |e: wgpu::Error| record(&on_error, failed(&e))));
        let on_loss = failure.clone();
        device.set_device_lost_callback(move |_, message| {
            record(&on_loss, EngineError::GpuLost { detail: message });
        });
        let stamp = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("stamp"),
            size: STAMP,
            usage: wgpu::BufferUsages::COPY_SRC | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        Ok(Self {
            device,
            queue,
            info: adapter.get_info(),
            failure,
            submits: Cell::new(0),
            patience: Cell::new(MAX_READ),
            stamp,
            #[cfg(test)]
            faults: Default::default(),
        })
    }

    /// The adapter's name, or its backend's if it has none.
    pub fn name(&self) -> String {
        let info = &self.info;
        let parts = [&info.name, &info.driver_info].map(|s| s.trim());
        parts.into_iter().find(|s| !s.is_empty()).map_or_else(|| format!("{:?}", info.backend), String::from)
    }

    /// Whether the adapter is emulated on the CPU (`isFallbackAdapter` in a browser).
    pub fn is_software(&self) -> bool {
        self.info.device_type == wgpu::DeviceType::Cpu
    }

    /// Whether kernels can compute in f16.
    pub fn has_half_precision(&self) -> bool {
        self.device.features().contains(wgpu::Features::SHADER_F16)
    }

    /// Reports a failure of the device since it was created.
    ///
    /// # Errors
    ///
    /// [`EngineError::GpuLost`] or [`EngineError::GpuFailed`].
    pub fn check(&self) -> Result<(), Error> {
        let failure = self.failure.lock().map_err(|e| failed(&e))?;
        failure.as_ref().map_or(Ok(()), |error| Err(error.clone().into()))
    }

    /// Runs `work`, and reports whether the device rejected any of it.
    ///
    /// # Errors
    ///
    /// When something is invalid, a kernel doesn't compile, memory runs out, or the device failed earlier.
    pub(super) async fn checked<T>(&self, work: impl FnOnce(&Self) -> T) -> Result<T, Error> {
        let memory = self.device.push_error_scope(wgpu::ErrorFilter::OutOfMemory);
        // Some drivers fail to compile valid kernels.
        let internal = self.device.push_error_scope(wgpu::ErrorFilter::Internal);
        let validation = self.device.push_error_scope(wgpu::ErrorFilter::Validation);
        let result = work(self);
        let scopes = [validation.pop(), internal.pop(), memory.pop()];
        let first_error = async {
            for scope in scopes {
                if let Some(error) = scope.await {
                    return Some(error);
                }
            }
            None
        };
        if let Some(error) = within(MAX_CHECK, first_error, || {}).await.ok_or(EngineError::GpuTimeout)? {
            return Err(failed(&error).into());
        }
        self.check()?;
        Ok(result)
    }

    /// Creates a buffer that contains `data`.
    pub(super) fn buffer_with<T: bytemuck::NoUninit>(
        &self,
        label: &str,
        data: &[T],
        usage: wgpu::BufferUsages,
    ) -> wgpu::Buffer {
        let bytes: &[u8] = bytemuck::cast_slice(data);
        let size = (bytes.len() as u64).next_multiple_of(16).max(16);
        let usage = usage | wgpu::BufferUsages::COPY_DST;
        let buffer = self.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some(label),
            size,
            usage,
            mapped_at_creation: false,
        });
        self.queue.write_buffer(&buffer, 0, bytes);
        buffer
    }
}

fn unavailable(error: &impl Display) -> EngineError {
    EngineError::NoWebgpu { detail: error.to_string() }
}

pub(super) fn failed(error: &impl Display) -> EngineError {
    EngineError::GpuFailed { detail: error.to_string() }
}
