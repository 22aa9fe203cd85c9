//! Yielding to the browser's event loop.

/// Returns once the browser has handled pending events. Only then does V8 install code that it has optimised in the
/// background: without a pause, the whole first pass runs unoptimised, at a quarter of the speed.
#[cfg(all(target_arch = "wasm32", feature = "web"))]
pub async fn pause() {
    use wasm_bindgen::JsValue;

    // A message, because timers take at least 4 ms.
    let Ok(channel) = web_sys::MessageChannel::new() else { return };
    let arrived = js_sys::Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        // The promise is never rejected.
        let _ = wasm_bindgen_futures::JsFuture::from(arrived).await;
    }
    channel.port1().close();
}

/// There is no event loop to yield to.
#[cfg(not(all(target_arch = "wasm32", feature = "web")))]
pub async fn pause() {}
