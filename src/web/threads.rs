//! The threads that the package lends to the CPU engine, `pkg/internal/worker/threads.js`.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::{
    Error,
    engine::{Lender, Lending, Threads},
    error::EngineError,
};

#[wasm_bindgen]
extern "C" {
    /// See [`Threads`].
    #[derive(Debug)]
    pub type JsThreads;

    #[wasm_bindgen(method, getter)]
    fn count(this: &JsThreads) -> usize;
    #[wasm_bindgen(method, catch)]
    fn allocate(this: &JsThreads, bytes: usize, kept: usize) -> Result<usize, JsValue>;
    #[wasm_bindgen(method)]
    fn write(this: &JsThreads, address: usize, bytes: &[u8]);
    #[wasm_bindgen(method)]
    fn read(this: &JsThreads, address: usize, bytes: &mut [u8]);
    #[wasm_bindgen(method)]
    fn run(this: &JsThreads, job: usize, first: usize, end: usize, image: usize);

    /// See [`Lender`].
    #[derive(Debug)]
    pub type JsLender;

    /// Null where they can't be started.
    #[wasm_bindgen(method, catch)]
    async fn lend(this: &JsLender) -> Result<JsValue, JsValue>;
}

impl Lender for JsLender {
    fn lend(&self) -> Lending<'_> {
        Box::pin(async move {
            let threads = self.lend().await.ok().filter(|threads| !threads.is_null())?;
            Some(Rc::new(threads.unchecked_into::<JsThreads>()) as Rc<dyn Threads>)
        })
    }
}

impl Threads for JsThreads {
    fn count(&self) -> usize {
        self.count()
    }

    fn allocate(&self, bytes: usize, kept: usize) -> Result<usize, Error> {
        self.allocate(bytes, kept).map_err(|_| EngineError::OutOfMemory { needed: bytes as u64 >> 20 }.into())
    }

    fn write(&self, address: usize, bytes: &[u8]) {
        self.write(address, bytes);
    }

    fn read(&self, address: usize, bytes: &mut [u8]) {
        self.read(address, bytes);
    }

    fn run(&self, job: usize, first: usize, end: usize, image: usize) {
        self.run(job, first, end, image);
    }
}
