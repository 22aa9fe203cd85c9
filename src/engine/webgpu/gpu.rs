//! The adapter and device, and their failures.

use std::{
    cell::Cell,
    fmt::Display,
    ops::Range,
    sync::{Arc, Mutex},
};

use web_time::Duration;

use crate::{Error, engine::event_loop::within, error::EngineError};

/// A device that computes.
pub struct Gpu {
    pub(super) device: wgpu::Device,
    pub(super) queue: wgpu::Queue,
    info: wgpu::AdapterInfo,
    /// The first failure outside all error scopes, such as the loss of the device.
    failure: Arc<Mutex<Option<EngineError>>>,
    submits: Cell<usize>,
    /// How long a read-back may take, with the work before it.
    pub(super) patience: Cell<Duration>,
    /// Its content, copied behind what is read back, tells one read-back from another.
    stamp: wgpu::Buffer,
    #[cfg(test)]
    pub(super) faults: super::faults::Faults,
}

/// How long an adapter and a device may take. The first one of a browser starts its GPU process.
const MAX_REQUEST: Duration = Duration::from_secs(20);

/// How long a driver may take to say whether it accepts kernels and buffers. Compiling takes most of that.
const MAX_CHECK: Duration = Duration::from_secs(60);

/// How long a read-back may take while nothing is known of the GPU's speed: drivers may compile in the first pass.
const MAX_READ: Duration = Duration::from_secs(60);

/// Bytes of a stamp.
const STAMP: u64 = 4;

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

    /// A buffer for [`Gpu::read_stamped`] of so many bytes.
    pub(super) fn staging(&self, bytes: u64) -> wgpu::Buffer {
        self.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("read"),
            size: bytes + STAMP,
            usage: wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        })
    }

    /// Copies ranges of bytes of buffers to `staging` one after the other, submits, and reads them back.
    ///
    /// # Errors
    ///
    /// When the device fails, or returns anything but what was just copied.
    pub(super) async fn read_stamped(
        &self,
        mut encoder: wgpu::CommandEncoder,
        ranges: &[(&wgpu::Buffer, Range<u64>)],
        staging: &wgpu::Buffer,
    ) -> Result<Vec<u8>, Error> {
        // Never 0: that is what failed read-backs contain.
        let stamp = (self.submits.get() as u32 | 1 << 31).to_le_bytes();
        self.queue.write_buffer(&self.stamp, 0, &stamp);
        let mut length = 0;
        for (buffer, bytes) in ranges.iter().cloned().chain([(&self.stamp, 0..STAMP)]) {
            let size = bytes.end - bytes.start;
            encoder.copy_buffer_to_buffer(buffer, bytes.start, staging, length, size);
            length += size;
        }
        self.submit(encoder);
        let mut read = self.map(staging).await?;
        if read.split_off(read.len() - STAMP as usize) != stamp {
            return Err(EngineError::GpuStale.into());
        }
        Ok(read)
    }

    /// Submits the encoded commands.
    pub(super) fn submit(&self, encoder: wgpu::CommandEncoder) {
        #[cfg(test)]
        super::faults::lose(&self.device);
        self.submits.set(self.submits.get() + 1);
        self.queue.submit([encoder.finish()]);
    }

    /// The number of calls of [`Gpu::submit`] so far.
    pub(super) fn submits(&self) -> usize {
        self.submits.get()
    }

    /// Copies a range of bytes of a buffer to the CPU, after all submitted work and that of `encoder`.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub(super) async fn read(
        &self,
        encoder: wgpu::CommandEncoder,
        buffer: &wgpu::Buffer,
        bytes: Range<usize>,
    ) -> Result<Vec<u8>, Error> {
        let staging = self.staging(bytes.len() as u64);
        self.read_stamped(encoder, &[(buffer, bytes.start as u64..bytes.end as u64)], &staging).await
    }

    /// Copies the bytes of a mappable buffer.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub(super) async fn map(&self, staging: &wgpu::Buffer) -> Result<Vec<u8>, Error> {
        let (sender, receiver) = futures_channel::oneshot::channel();
        #[cfg(test)]
        let sender = self.faults.delay(sender);
        staging.map_async(wgpu::MapMode::Read, .., move |result| {
            let _ = sender.send(result);
        });
        // Browsers poll on their own; natively, this blocks.
        let limit = self.patience.get();
        #[cfg(test)]
        let limit = self.faults.patience.get().unwrap_or(limit);
        let wait = wgpu::PollType::Wait { submission_index: None, timeout: Some(limit) };
        self.device.poll(wait).map_err(|e| match e {
            wgpu::PollError::Timeout => EngineError::GpuTimeout,
            e => failed(&e),
        })?;
        // Firefox answers from a 100 ms timer, unless something is submitted.
        let nudge = || {
            self.queue.submit([]);
        };
        let mapped = within(limit, receiver, nudge).await.ok_or(EngineError::GpuTimeout)?;
        let mapped = mapped.map_err(|e| e.to_string()).and_then(|r| r.map_err(|e| e.to_string()));
        self.check()?;
        mapped.map_err(|e| unreadable(&e))?;
        let bytes = {
            let view = staging.get_mapped_range(..).map_err(|e| unreadable(&e))?;
            view.to_vec()
        };
        staging.unmap();
        #[cfg(test)]
        let bytes = self.faults.apply(bytes);
        Ok(bytes)
    }
}

fn unavailable(error: &impl Display) -> EngineError {
    EngineError::NoWebgpu { detail: error.to_string() }
}

fn failed(error: &impl Display) -> EngineError {
    EngineError::GpuFailed { detail: error.to_string() }
}

fn unreadable(error: &impl Display) -> EngineError {
    EngineError::GpuFailed { detail: format!("the result can't be read: {error}") }
}
