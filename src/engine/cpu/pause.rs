//! Letting the browser do something else for a moment.

/// Comes back when the browser has done what was waiting. V8 installs the code that it has optimised in the background
/// only then: without this the whole first pass runs unoptimised, at a quarter of the speed.
#[cfg(all(target_arch = "wasm32", feature = "web"))]
pub async fn pause() {
    use wasm_bindgen::JsValue;

    // A message, since a timer takes 4 ms.
    let Ok(channel) = web_sys::MessageChannel::new() else { return };
    let arrived = js_sys::Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        // It is never rejected.
        let _ = wasm_bindgen_futures::JsFuture::from(arrived).await;
    }
    channel.port1().close();
}

/// Nothing waits for this thread.
#[cfg(not(all(target_arch = "wasm32", feature = "web")))]
pub async fn pause() {}
