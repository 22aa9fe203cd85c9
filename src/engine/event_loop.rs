//! Giving way to the browser's event loop, and waiting in it.

#[cfg(all(target_arch = "wasm32", feature = "web"))]
pub use browser::{pause, with_ticks};
#[cfg(not(all(target_arch = "wasm32", feature = "web")))]
pub use native::{pause, with_ticks};

/// How long a GPU may take to answer. Software adapters need a minute for large batches.
#[cfg(all(target_arch = "wasm32", feature = "web"))]
const MAX_WAIT: std::time::Duration = std::time::Duration::from_secs(120);

#[cfg(all(target_arch = "wasm32", feature = "web"))]
mod browser {
    use std::{
        future::{Future, poll_fn},
        pin::{Pin, pin},
        task::Poll,
    };

    use js_sys::{Function, Promise};
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_time::Instant;

    use super::MAX_WAIT;

    #[wasm_bindgen]
    extern "C" {
        /// In a worker as in a page.
        #[wasm_bindgen(js_name = setTimeout)]
        fn set_timeout(callback: &Function, milliseconds: u32);
    }

    /// Returns once the browser has handled pending events. Only then does V8 install code that it has optimised in the
    /// background: without a pause, the whole first pass runs unoptimised, at a quarter of the speed.
    pub async fn pause() {
        // A message, because timers take at least 4 ms.
        let Ok(channel) = web_sys::MessageChannel::new() else { return };
        let arrived = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
        if channel.port2().post_message(&JsValue::NULL).is_ok() {
            // The promise is never rejected.
            let _ = JsFuture::from(arrived).await;
        }
        channel.port1().close();
    }

    /// Waits for `future` and calls `tick` every few milliseconds in the meantime. `None` if it takes far too long.
    pub async fn with_ticks<F: Future>(future: F, tick: impl Fn()) -> Option<F::Output> {
        let start = Instant::now();
        let mut future = pin!(future);
        let mut timer = timer();
        poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Some(output));
            }
            while Pin::new(&mut timer).poll(context).is_ready() {
                if start.elapsed() > MAX_WAIT {
                    return Poll::Ready(None);
                }
                tick();
                timer = self::timer();
            }
            Poll::Pending
        })
        .await
    }

    fn timer() -> JsFuture {
        JsFuture::from(Promise::new(&mut |resolve, _| set_timeout(&resolve, 1)))
    }
}

#[cfg(not(all(target_arch = "wasm32", feature = "web")))]
mod native {
    use std::future::Future;

    /// There is no event loop to give way to.
    pub async fn pause() {}

    /// Waits for `future`, which needs no ticks here.
    pub async fn with_ticks<F: Future>(future: F, _tick: impl Fn()) -> Option<F::Output> {
        Some(future.await)
    }
}
