//! Submitting work and reading its results, which carry a stamp: a read-back may bring nothing, or an earlier one.

use std::{fmt::Display, ops::Range};

use super::gpu::{Gpu, STAMP, failed};
use crate::{Error, engine::event_loop::within, error::EngineError};

impl Gpu {
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

    /// Submits what has been encoded so far of something larger.
    pub(super) fn submit_begun(&self, encoder: &mut wgpu::CommandEncoder) {
        let next = self.device.create_command_encoder(&Default::default());
        self.submit(std::mem::replace(encoder, next));
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

fn unreadable(error: &impl Display) -> EngineError {
    EngineError::GpuFailed { detail: format!("the result can't be read: {error}") }
}
