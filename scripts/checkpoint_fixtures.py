"""Writes the small checkpoints that the tests of `src/weights/` read, and what PyTorch finds in them.

    pip install torch numpy safetensors
    python scripts/checkpoint_fixtures.py

Under tests/fixtures/checkpoints/:

containers/   One network's tensors in every container and nesting. `expected.json` says for each file what must be
              read from it: the tensors' shapes and numbers (in f32), where they are nested, and so on; or the problem
              for which it must be refused.
"""

import io
import json
import sys
import types
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file, save_model
from torch import nn

ROOT = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "checkpoints"


# --- A network --------------------------------------------------------------------------------------------------------


class DenseNet(nn.Module):
    """As small as a network can be that still has each kind of tensor."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(OrderedDict(conv0=nn.Conv2d(1, 2, 3, bias=False), norm0=nn.BatchNorm2d(2)))
        self.classifier = nn.Linear(2, 3)

    def forward(self, x):
        return self.classifier(self.features(x).mean((2, 3)))


# Whole modules name their class, and it should look like a library's.
DenseNet.__module__ = "somelibrary.models"
sys.modules["somelibrary"] = types.ModuleType("somelibrary")
sys.modules["somelibrary.models"] = types.ModuleType("somelibrary.models")
sys.modules["somelibrary.models"].DenseNet = DenseNet


def network(seed=0):
    torch.manual_seed(seed)
    net = DenseNet()
    for _ in range(2):
        net(torch.randn(2, 1, 5, 5))
    return net


def plain(tensors):
    """A state dict without the attributes of `state_dict()`, and with storages of its own."""
    return OrderedDict((name, tensor.detach().clone()) for name, tensor in tensors.items())


def trained(net):
    """Adam's state after a step: moments of the weights' shapes."""
    optimizer = torch.optim.Adam(net.parameters(), amsgrad=True)
    net(torch.randn(2, 1, 5, 5)).sum().backward()
    optimizer.step()
    return optimizer.state_dict()


# --- What is expected -------------------------------------------------------------------------------------------------


NAMES = {
    "float64": "f64", "float32": "f32", "float16": "f16", "bfloat16": "bf16", "float8_e4m3fn": "f8",
    "int64": "i64", "uint8": "u8", "uint16": "u16", "bool": "bool",
}


def describe(tensors):
    """Shapes, types and, of floating-point numbers, the values as f32."""
    return {name: describe_one(tensor.detach()) for name, tensor in tensors.items()}


def describe_one(tensor):
    dtype = NAMES[str(tensor.dtype).removeprefix("torch.")]
    values = tensor.float().flatten().tolist() if dtype in ("f64", "f32", "f16", "bf16") else None
    return {"shape": list(tensor.shape), "dtype": dtype, "values": values}


class Containers:
    """The folder `containers`, and its `expected.json`."""

    def __init__(self, **networks):
        self.folder = ROOT / "containers"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.networks = {name: describe(tensors) for name, tensors in networks.items()}
        self.files = {}

    def add(self, name, content, tensors=None, **facts):
        """A file, and what must be read from it: one of the networks by name, with a prefix if the names have one, or
        other tensors. For a file that must be refused, it is the problem's name."""
        if content is not None:
            (self.folder / name).write_bytes(content)
        if tensors is not None:
            facts["tensors"] = describe(tensors)
        self.files[name] = facts

    def write(self):
        def lines(entries):
            return ",\n".join(f"    {json.dumps(name)}: {json.dumps(entry)}" for name, entry in entries.items())

        parts = [f'  "{name}": {{\n{lines(entries)}\n  }}' for name, entries in vars(self).items() if name != "folder"]
        (self.folder / "expected.json").write_text("{\n" + ",\n".join(parts) + "\n}\n")
        size = sum(path.stat().st_size for path in self.folder.iterdir())
        print(f"containers: {len(self.files)} files, {size} bytes")


def saved(content, legacy=False, protocol=2):
    buffer = io.BytesIO()
    torch.save(content, buffer, pickle_protocol=protocol, _use_new_zipfile_serialization=not legacy)
    return buffer.getvalue()


def safetensors_bytes(tensors, metadata=None):
    path = ROOT / "temporary.safetensors"
    save_file(tensors, path, metadata)
    content = path.read_bytes()
    path.unlink()
    return content


def rezipped(content, rename=lambda name: name, change=lambda name, data: data, method=zipfile.ZIP_STORED):
    """An archive of PyTorch's, written again by another program."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", method) as new:
        for name in old.namelist():
            new.writestr(rename(name), change(name, old.read(name)))
    return buffer.getvalue()


# --- Containers and nestings ------------------------------------------------------------------------------------------


def write_both(out, name, content, **facts):
    """The same objects in both of PyTorch's containers."""
    out.add(f"{name}.pth", saved(content), format="pytorch-zip", **facts)
    out.add(f"{name}-legacy.pth", saved(content, legacy=True), format="pytorch-legacy", **facts)


def write_nestings(out, net, tensors, averaged):
    def prefixed(prefix):
        return OrderedDict((prefix + name, tensor) for name, tensor in tensors.items())

    this = {"network": "network"}
    write_both(out, "bare", net.state_dict(), **this)
    out.add("protocol-4.pth", saved(tensors, protocol=4), **this)
    out.add("protocol-5-legacy.pth", saved(tensors, legacy=True, protocol=5), **this)
    out.add("protocol-1-legacy.pth", saved(tensors, legacy=True, protocol=1), **this)
    training = {
        "epoch": 90,
        "arch": "densenet121",
        "best_acc1": torch.tensor(0.75),
        "optimizer": trained(network()),
        "state_dict": prefixed("module."),
        "scheduler": {"last_epoch": 90, "base_lrs": [0.1]},
        "classes": ["cat", "dog", "owl"],
        "accuracy": np.float64(0.75),
        "history": np.arange(4.0),
    }
    metadata = {"epoch": "90", "arch": "densenet121", "classes": '["cat","dog","owl"]'}
    write_both(out, "training", training, prefix="module.", location="state_dict", metadata=metadata, **this)
    with_average = {"model_ema": averaged, "model": tensors, "optimizer": trained(network())}
    out.add("ema.pth", saved(with_average), location="model", others=["model_ema"], **this)
    out.add("only-ema.pth", saved({"state_dict_ema": averaged, "opt": {}}), network="averaged", location="state_dict_ema")
    lightning = {
        "epoch": 3,
        "global_step": 12,
        "pytorch-lightning_version": "2.4.0",
        "state_dict": prefixed("model."),
        "loops": {"fit_loop": {"state_dict": {}}},
        "callbacks": {"ModelCheckpoint{'monitor': 'val_loss'}": {"best_model_score": torch.tensor(0.5)}},
        "optimizer_states": [trained(network())],
        "lr_schedulers": [],
        "hyper_parameters": {"lr": 0.001},
    }
    metadata = {"hyper_parameters": '{"lr":0.001}', "epoch": "3"}
    out.add("lightning.ckpt", saved(lightning), prefix="model.", location="state_dict", metadata=metadata, **this)
    deep = {"checkpoint": {"net": {"params": tensors}}}
    out.add("deep.pth", saved(deep), location="checkpoint.net.params", **this)
    out.add("listed.pth", saved([tensors, trained(network())]), location="0", **this)
    out.add("parameters.pth", saved(dict(net.state_dict(keep_vars=True))), **this)
    out.add("refused-two-networks.pth", saved({"net_a": tensors, "net_b": averaged}), problem="several-state-dicts")
    out.add("refused-optimizer.pth", saved(trained(network())), problem="no-weights")
    moments = {name: torch.ones_like(tensor) for name, tensor in tensors.items() if tensor.is_floating_point()}
    out.add("refused-moments.pth", saved({"exp_avg": moments, "exp_avg_sq": moments}), problem="no-weights")


def write_tensors(out, tensors):
    conv = torch.arange(24.0).reshape(2, 3, 2, 2)
    shared = torch.arange(12.0)
    views = {
        "weight": conv.contiguous(memory_format=torch.channels_last),
        "transposed": torch.arange(6.0).reshape(2, 3).t(),
        "part": shared[4:8].view(2, 2),
        "every_third": shared[1::3],
        "whole": shared,
        "expanded": torch.tensor([1.5]).expand(2, 3),
        "single": torch.tensor(2.5),
        "none": torch.zeros(0, 3),
    }
    write_both(out, "views", views, tensors=views)
    types = {
        "f64": torch.linspace(-1, 1, 5, dtype=torch.float64).reshape(1, 5),
        "f32": torch.linspace(-1, 1, 5).reshape(1, 5),
        "f16": torch.linspace(-1, 1, 5, dtype=torch.float16),
        "bf16": torch.linspace(-1, 1, 5, dtype=torch.bfloat16),
        "i64": torch.arange(3),
        "u8": torch.arange(3, dtype=torch.uint8),
        "bool": torch.tensor([True, False]),
    }
    write_both(out, "types", types, tensors=types)
    out.add("types.safetensors", safetensors_bytes(types), types, format="safetensors")
    newer = {
        "weight": torch.ones(2, 2),
        "f8": torch.ones(3).to(torch.float8_e4m3fn),
        "u16": torch.arange(2).to(torch.uint16),
    }
    out.add("newer-types.pth", saved(newer), newer)
    sparse = {"weight": torch.ones(2, 2), "sparse": torch.eye(2).to_sparse(), "meta": torch.ones(2, device="meta")}
    out.add("sparse.pth", saved(sparse), {"weight": sparse["weight"]}, skipped=["sparse", "meta"])
    metadata = {"format": "pt"}
    out.add("bare.safetensors", safetensors_bytes(tensors, metadata), network="network", metadata=metadata)


def write_archives(out, tensors):
    content = saved({"state_dict": tensors})
    big = {"f": torch.linspace(-1, 1, 6).reshape(2, 3), "d": torch.linspace(-1, 1, 3, dtype=torch.float64)}
    width = {"0": 4, "1": 8}

    def swapped(name, data):
        key = name.rsplit("/", 1)[1]
        if "/data/" in name:
            return np.frombuffer(data, f"<u{width[key]}").byteswap().tobytes()
        return b"big" if key == "byteorder" else data

    out.add("big-endian.pth", rezipped(saved(big), change=swapped), big)
    this = {"network": "network", "location": "state_dict"}
    out.add("folder.pth", rezipped(content, lambda name: "a/b c/" + name), **this)
    out.add("no-folder.pth", rezipped(content, lambda name: name.split("/", 1)[1]), **this)
    out.add("refused-deflated.pth", rezipped(content, method=zipfile.ZIP_DEFLATED), problem="compressed-entry")


def write_modules(out, net):
    # Old files of whole modules have the source of each class, which is far larger than these networks.
    torch.serialization.get_source_lines_and_file = lambda cls: ([f"class {cls.__name__}: ..."], 1, "source.py")
    net.eval()
    net.op_threshs = [0.25, float("nan"), 0.5]
    net.pathologies = ["Cough", "", "Cold"]
    net.register_buffer("scratch", torch.ones(2), persistent=False)
    net.features.scale = torch.tensor([2.0, 3.0])
    facts = {
        "network": "network",
        "class": "somelibrary.models.DenseNet",
        "metadata": {"pathologies": '["Cough","","Cold"]'},
        "attributes": {"op_threshs": [0.25, None, 0.5], "scratch": [1, 1], "features.scale": [2, 3]},
    }
    write_both(out, "module", net, **facts)
    nested = {"epoch": 1, "model": nn.DataParallel(net)}
    facts = {"class": "torch.nn.parallel.data_parallel.DataParallel", "prefix": "module.", "location": "model"}
    out.add("module-nested.pth", saved(nested), network="network", **facts)


def write_torchscript(out, net):
    traced = torch.jit.trace(net.eval(), torch.ones(1, 1, 5, 5))
    for name, module, facts in [
        ("torchscript.pt", traced, dict(network="network", format="torchscript")),
        ("refused-frozen.pt", torch.jit.freeze(traced), dict(problem="opaque-torchscript")),
    ]:
        buffer = io.BytesIO()
        torch.jit.save(module, buffer)
        # Without the notes for debuggers, which are larger than everything else.
        out.add(name, without(buffer.getvalue(), ".debug_pkl"), **facts)


def without(content, end):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if not name.endswith(end):
                new.writestr(name, old.read(name))
    return buffer.getvalue()


def write_safetensors(out, tensors):
    """What the safetensors library writes itself; odd headers are written by the tests."""
    tied = nn.Module()
    tied.first, tied.second = nn.Linear(2, 2, bias=False), nn.Linear(2, 2, bias=False)
    tied.second.weight = tied.first.weight
    path = out.folder / "tied.safetensors"
    save_model(tied, str(path))
    out.add("tied.safetensors", None, tied.state_dict())
    names = list(tensors)
    halves = {"model-00001-of-00002.safetensors": names[:3], "model-00002-of-00002.safetensors": names[3:]}
    for file, part in halves.items():
        (out.folder / file).write_bytes(safetensors_bytes({name: tensors[name] for name in part}))
    index = {"metadata": {"total_size": 1}, "weight_map": {name: file for file, part in halves.items() for name in part}}
    (out.folder / "model.safetensors.index.json").write_text(json.dumps(index))


def write_containers():
    net = network()
    tensors, averaged = plain(net.state_dict()), plain(network(seed=1).state_dict())
    out = Containers(network=tensors, averaged=averaged)
    write_nestings(out, net, tensors, averaged)
    write_tensors(out, tensors)
    write_archives(out, tensors)
    write_safetensors(out, tensors)
    write_torchscript(out, net)
    write_modules(out, net)
    out.write()


if __name__ == "__main__":
    write_containers()
