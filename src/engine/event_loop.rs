//! Giving way to the browser's event loop, and waiting in it.

#[cfg(all(target_arch = "wasm32", feature = "web"))]
pub use browser::{pause, within};
#[cfg(not(all(target_arch = "wasm32", feature = "web")))]
pub use native::{pause, within};

#[cfg(all(target_arch = "wasm32", feature = "web"))]
mod browser {
    use std::{
        future::{Future, poll_fn},
        pin::{Pin, pin},
        task::Poll,
        time::Duration,
    };

    use js_sys::{Function, Promise};
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_time::Instant;

    /// More time than this between two ticks is not waiting: the computer slept, or the page was in the background.
    const MAX_TICK: Duration = Duration::from_secs(1);

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

    /// Waits for `future` and calls `tick` every few milliseconds in the meantime. `None` if that takes longer than `limit`.
    pub async fn within<F: Future>(limit: Duration, future: F, tick: impl Fn()) -> Option<F::Output> {
        let (mut waited, mut before) = (Duration::ZERO, Instant::now());
        let mut future = pin!(future);
        let mut timer = timer();
        poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Some(output));
            }
            while Pin::new(&mut timer).poll(context).is_ready() {
                waited += before.elapsed().min(MAX_TICK);
                before = Instant::now();
                if waited > limit {
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
    use std::{
        future::{Future, poll_fn},
        pin::pin,
        task::Poll,
        time::{Duration, Instant},
    };

    /// There is no event loop to give way to.
    pub async fn pause() {}

    /// Waits for `future`, which nobody wakes: wgpu's are ready once the device was polled. `None` if that takes longer than
    /// `limit`.
    pub async fn within<F: Future>(limit: Duration, future: F, _tick: impl Fn()) -> Option<F::Output> {
        let start = Instant::now();
        let mut future = pin!(future);
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if start.elapsed() > limit => Poll::Ready(None),
            Poll::Pending => {
                std::thread::sleep(Duration::from_millis(1));
                context.waker().wake_by_ref();
                Poll::Pending
            }
        })
        .await
    }
}
