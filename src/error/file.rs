use serde::Serialize;

/// Why a file of weights can't be read: it is something else, it is damaged, or the weights in it can't be told apart.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "problem", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages name every field")]
pub enum FileError {
    // Files of other kinds.
    /// No bytes at all.
    #[error("the file is empty")]
    EmptyFile,
    /// A known format, but its end is missing.
    #[error("the file is cut off after {found} bytes{}; download it again", of(*expected))]
    TruncatedFile { found: usize, expected: Option<u64> },
    /// None of the formats that are known.
    #[error("the file is neither safetensors nor a PyTorch checkpoint: it starts with {start}")]
    UnknownFile { start: String },
    /// What Git has instead of a large file.
    #[error("this is a Git LFS pointer, not the file itself: run `git lfs pull` or download the file")]
    LfsPointer { size: Option<u64> },
    /// HTML, or a server's error as XML.
    #[error("this is a web page, not a checkpoint: check the address, and whether the download needs a login")]
    WebPageFile,
    /// JSON, such as a `config.json`.
    #[error("this is JSON, such as a config.json, and holds no weights: load it together with the checkpoint")]
    JsonFile,
    /// An ONNX model.
    #[error("this is an ONNX model: export the PyTorch model's state dict as safetensors instead")]
    OnnxFile,
    /// HDF5, which Keras uses for weights.
    #[error("this is an HDF5 file, such as Keras writes: convert the weights to PyTorch and save them as safetensors")]
    KerasH5,
    /// A `.keras` archive.
    #[error("this is a Keras archive: convert the weights to PyTorch and save them as safetensors")]
    KerasArchive,
    /// TensorFlow's `saved_model.pb`, or a frozen graph.
    #[error("this is a TensorFlow model: convert the weights to PyTorch and save them as safetensors")]
    TensorflowFile,
    /// TensorFlow Lite.
    #[error("this is a TensorFlow Lite model: convert the original weights to PyTorch and save them as safetensors")]
    TfliteFile,
    /// GGUF.
    #[error("this is a GGUF file, which holds language models: DenseNets come as safetensors or PyTorch checkpoints")]
    GgufFile,
    /// `.npy` or `.npz`.
    #[error("these are NumPy arrays: save the state dict with torch.save or as safetensors")]
    NumpyFile,
    /// An image.
    #[error("this is an image ({format}), not a checkpoint")]
    ImageFile { format: &'static str },
    /// A zip archive that isn't PyTorch's.
    #[error("this is a zip archive, but not PyTorch's: unpack it first (it holds {})", entries.join(", "))]
    ZipArchive { entries: Vec<String> },
    /// A tar archive.
    #[error("this is a tar archive: unpack it first")]
    TarArchive,
    /// gzip and others.
    #[error("this is compressed with {format}: unpack it first")]
    CompressedFile { format: &'static str },
    /// The container of PyTorch before 0.1.10.
    #[error("this is PyTorch's tar format of 2016: load it with torch.load and save it again with torch.save")]
    TorchTar,
    /// A pickle without PyTorch's container.
    #[error("this is a Python pickle that torch.save didn't write: save the state dict with torch.save")]
    PlainPickle,
    /// A TorchScript archive whose parameters aren't attributes of modules.
    #[error("this is a TorchScript archive without readable parameters: save the original model's state dict instead")]
    OpaqueTorchscript,

    // safetensors.
    /// The header's length can't be right.
    #[error("the safetensors header should have {length} bytes, but the file has {bytes}")]
    HeaderLength { length: u64, bytes: usize },
    /// The header isn't the JSON that it should be.
    #[error("the safetensors header can't be read: {detail}")]
    HeaderJson { detail: String },
    /// A type of numbers that isn't known.
    #[error("{tensor} holds numbers of the unknown type {found:?}")]
    UnknownDtype { tensor: String, found: String },
    /// A tensor's bytes aren't as many as its shape needs.
    #[error("{tensor} has {found} bytes, but its shape and type need {expected}")]
    TensorBytes { tensor: String, found: u64, expected: u64 },
    /// Two tensors use the same bytes of a safetensors file.
    #[error("{tensor} and {other} use the same bytes")]
    OverlappingTensors { tensor: String, other: String },

    // PyTorch.
    /// A zip archive that contradicts itself.
    #[error("the zip archive is damaged: {detail}")]
    MalformedZip { detail: String },
    /// PyTorch stores entries as they are; somebody packed them again.
    #[error("{entry} is compressed, which PyTorch doesn't do: load the file with torch.load and save it again")]
    CompressedEntry { entry: String },
    /// A pickle that contradicts itself.
    #[error("the pickle is damaged at byte {at}: {detail}")]
    MalformedPickle { at: usize, detail: &'static str },
    /// A pickle that builds more than its size justifies.
    #[error("the pickle builds more than {limit} bytes of objects, far more than a checkpoint needs")]
    TooComplex { limit: u64 },
    /// The numbers of a tensor aren't in the file.
    #[error("the numbers of {tensor} (storage {storage}) are missing")]
    MissingStorage { tensor: String, storage: String },
    /// A storage has fewer bytes than it should.
    #[error("the numbers of {tensor} (storage {storage}) have {found} bytes of {expected}")]
    StorageBytes { tensor: String, storage: String, found: u64, expected: u64 },
    /// A tensor reaches beyond its storage.
    #[error("{tensor} reaches beyond its numbers (storage {storage})")]
    TensorOutsideStorage { tensor: String, storage: String },
    /// Several dictionaries of tensors, and nothing says which of them is the model. Places are keys joined by dots.
    #[error("the file has several sets of weights: {}; save the one to load on its own", quoted(places))]
    SeveralStateDicts { places: Vec<String> },

    // Shards.
    /// Several files, but no index.
    #[error("there are {files} files of weights, but no model.safetensors.index.json")]
    NoShardIndex { files: usize },
    /// The index can't be read, or doesn't fit the shards.
    #[error("the index of shards can't be used: {detail}")]
    MalformedIndex { detail: String },
    /// Shards that the index names aren't there.
    #[error("shards are missing: {}", files.join(", "))]
    MissingShards { files: Vec<String> },
    /// A shard holds a tensor that the index doesn't name.
    #[error("the index of shards has no {tensor}")]
    UnlistedTensor { tensor: String },

    // Any checkpoint.
    /// A shape whose size can't be counted, or with too many dimensions.
    #[error("{tensor} has an impossible shape")]
    ImpossibleShape { tensor: String },
    /// Two tensors have the same name.
    #[error("there are two tensors called {tensor}")]
    RepeatedTensor { tensor: String },
    /// The tensors repeat the file's bytes so often that they can't be meant.
    #[error("the tensors would take {bytes} bytes in f32, far more than the file has")]
    ExpandedTensors { bytes: u64 },
    /// A checkpoint without weights.
    #[error("the file holds no weights{}", instead(found))]
    NoWeights { found: Vec<String> },
}

fn of(expected: Option<u64>) -> String {
    expected.map_or_else(String::new, |bytes| format!(" of {bytes}"))
}

fn instead(found: &[String]) -> String {
    if found.is_empty() { String::new() } else { format!(", only {}", found.join(", ")) }
}

fn quoted(places: &[String]) -> String {
    places.iter().map(|place| format!("{place:?}")).collect::<Vec<_>>().join(", ")
}
