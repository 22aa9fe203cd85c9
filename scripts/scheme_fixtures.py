"""Writes tests/fixtures/checkpoints/schemes/: tiny networks as public implementations of DenseNet name and compute them.

    python scripts/scheme_fixtures.py        # needs what scripts/fixtures.py needs, and safetensors

CASE.safetensors  All tensors, under the implementation's names.
expected.json     For each case: what is known besides (`architecture`), what the reader must say about it (`scheme`, `prefix`,
                  `head`, `stem`), the input's shape, PyTorch's logits in float64, and the outputs of some layers as in
                  scripts/fixtures.py. Inputs and weights are computed by `fill` there; here, weights are stored too. `picture`:
                  the probabilities for the picture of that size that the browser draws.

What the implementations have in common, and the few things in which they differ (the order of concatenation, the ReLU in
transitions, the stem), was read in their sources; src/weights/scheme/table.rs lists them.
"""

import json
import re
from collections import OrderedDict

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

from fixtures import FIXTURES, digits, fill, layer_entry

OUT = FIXTURES / "checkpoints" / "schemes"


class Network:
    """Tensors by torchvision's names, and the forward pass."""

    def __init__(self, case, blocks, k, init, classes, bn=2, channels=3, stem="imagenet", theta=0.5, newest_first=False,
                 transition_relu=True):
        self.blocks, self.bn, self.stem = blocks, bn, stem
        self.newest_first, self.transition_relu = newest_first, transition_relu
        self.case, self.tensors, self.outputs = case, OrderedDict(), []
        if stem.startswith("deep"):
            for i, (inputs, outputs) in enumerate([(channels, init // 2), (init // 2, init // 2), (init // 2, init)]):
                self.conv(f"features.conv{i}", outputs, inputs, 3)
                self.norm(f"features.norm{i}", outputs)
        else:
            self.conv("features.conv0", init, channels, 7 if stem == "imagenet" else 3)
            if stem == "imagenet":
                self.norm("features.norm0", init)
        width = init
        for b, layers in enumerate(blocks, 1):
            for l in range(1, layers + 1):
                name = f"features.denseblock{b}.denselayer{l}"
                self.norm(f"{name}.norm1", width)
                if bn:
                    self.conv(f"{name}.conv1", bn * k, width, 1)
                    self.norm(f"{name}.norm2", bn * k)
                    self.conv(f"{name}.conv2", k, bn * k, 3)
                else:
                    self.conv(f"{name}.conv1", k, width, 3)
                width += k
            if b < len(blocks):
                self.norm(f"features.transition{b}.norm", width)
                self.conv(f"features.transition{b}.conv", int(width * theta), width, 1)
                width = int(width * theta)
        self.norm("features.norm5", width)
        self.add("classifier.weight", [classes, width])
        self.add("classifier.bias", [classes])

    def add(self, name, shape):
        self.tensors[name] = fill(name if name == "classifier.weight" else f"{self.case}.{name}", shape)

    def conv(self, name, outputs, inputs, size):
        self.add(f"{name}.weight", [outputs, inputs, size, size])

    def norm(self, name, width):
        for field in "weight", "bias", "running_mean", "running_var":
            self.add(f"{name}.{field}", [width])

    def run_conv(self, x, name, **options):
        return F.conv2d(x, self.tensors[f"{name}.weight"].double(), **options)

    def run_norm(self, x, name):
        weight, bias, mean, var = (self.tensors[f"{name}.{f}"].double() for f in ("weight", "bias", "running_mean", "running_var"))
        return F.batch_norm(x, mean, var, weight, bias)

    def record(self, name, x):
        entry = layer_entry(name, x)
        self.outputs.append(entry | {key: entry[key][:6] for key in ("indices", "values")})
        return x

    def __call__(self, x):
        if self.stem.startswith("deep"):
            for i in range(3):
                x = F.relu(self.run_norm(self.run_conv(x, f"features.conv{i}", stride=1 if i else 2, padding=1), f"features.norm{i}"))
        elif self.stem == "imagenet":
            x = F.relu(self.run_norm(self.run_conv(x, "features.conv0", stride=2, padding=3), "features.norm0"))
        else:
            x = self.run_conv(x, "features.conv0", padding=1)
        if self.stem == "deep-blur":
            x = F.max_pool2d(x, 3, 1, 1)
            taps = torch.tensor([1.0, 2, 1], dtype=torch.float64) / 4
            blur = torch.outer(taps, taps).repeat(x.shape[1], 1, 1, 1)
            x = F.conv2d(F.pad(x, (1, 1, 1, 1), "reflect"), blur, stride=2, groups=x.shape[1])
        elif self.stem != "cifar":
            x = F.max_pool2d(x, 3, 2, 1)
        self.record("features.conv0" if self.stem == "cifar" else "features.pool0", x)
        for b, layers in enumerate(self.blocks, 1):
            for l in range(1, layers + 1):
                name = f"features.denseblock{b}.denselayer{l}"
                y = F.relu(self.run_norm(x, f"{name}.norm1"))
                y = self.run_conv(y, f"{name}.conv1", padding=0 if self.bn else 1)
                if self.bn:
                    y = self.run_conv(F.relu(self.run_norm(y, f"{name}.norm2")), f"{name}.conv2", padding=1)
                self.record(name, y)
                x = torch.cat([y, x] if self.newest_first else [x, y], 1)
            if b < len(self.blocks):
                x = self.run_norm(x, f"features.transition{b}.norm")
                x = self.run_conv(F.relu(x) if self.transition_relu else x, f"features.transition{b}.conv")
                x = self.record(f"features.transition{b}", F.avg_pool2d(x, 2))
        x = F.relu(self.run_norm(x, "features.norm5")).mean((2, 3))
        return F.linear(x, self.tensors["classifier.weight"].double(), self.tensors["classifier.bias"].double())


LAYER = re.compile(r"features\.denseblock(\d+)\.denselayer(\d+)\.(norm|conv)(\d)\.")
TRANSITION = re.compile(r"features\.transition(\d+)\.(norm|conv)\.")


def renamed(layer, transition, others):
    """Names from torchvision's: `layer(block, layer, "norm" | "conv", number)`, `transition(block, "norm" | "conv")`."""

    def rename(name):
        if match := LAYER.match(name):
            return layer(int(match[1]), int(match[2]), match[3], int(match[4])) + name[match.end() - 1 :]
        if match := TRANSITION.match(name):
            return transition(int(match[1]), match[2]) + name[match.end() - 1 :]
        module, field = name.rsplit(".", 1)
        return f"{others.get(module, module)}.{field}"

    return rename


BN = {"norm": "bn", "conv": "conv"}
CIFAR = {"features.conv0": "conv1"}


def torchvision(**others):
    return renamed(lambda b, l, kind, n: f"features.denseblock{b}.denselayer{l}.{kind}{n}",
                   lambda b, kind: f"features.transition{b}.{kind}", {k.replace("_", "."): v for k, v in others.items()})


def first(name):
    return re.sub(r"\.(norm|conv)(\d)\.", r".\1.\2.", name) if "denselayer" in name else name


def monai(name):
    name = re.sub(r"(denselayer\d+)\.", r"\1.layers.", name)
    return name.replace("classifier", "class_layers.out")


kuangliu = renamed(lambda b, l, kind, n: f"dense{b}.{l - 1}.{BN[kind]}{n}", lambda b, kind: f"trans{b}.{BN[kind]}",
                   CIFAR | {"features.norm5": "bn", "classifier": "linear"})
bamos = renamed(lambda b, l, kind, n: f"dense{b}.{l - 1}.{BN[kind]}{n}", lambda b, kind: f"trans{b}.{BN[kind]}1",
                CIFAR | {"features.norm5": "bn1", "classifier": "fc"})
PLACES = {("norm", 1): 0, ("conv", 1): 2, ("norm", 2): 3, ("conv", 2): 5}


def weiaicunzai(blocks):
    def layer(b, l, kind, n):
        block = f"dense_block_layer_{b - 1}" if b < blocks else f"dense_block{b - 1}"
        return f"features.{block}.bottle_neck_layer_{l - 1}.bottle_neck.{PLACES[kind, n]}"

    return renamed(layer, lambda b, kind: f"features.transition_layer_{b - 1}.down_sample.{0 if kind == 'norm' else 1}",
                   CIFAR | {"features.norm5": "features.bn", "classifier": "linear"})


def mine(name):
    """Names of nobody's, in the alphabetical order of which nothing is in the network's."""
    name = renamed(lambda b, l, kind, n: f"z.stage{b}.unit{l + 7}.{'a' if kind == 'conv' else 'b'}{n}",
                   lambda b, kind: f"y.shrink{b}.{'a' if kind == 'conv' else 'b'}",
                   {"features.conv0": "entry", "features.norm0": "entry_bn", "features.norm5": "exit", "classifier": "out"})(name)
    return name


# name: (network's options, rename, input, what is known and expected)
CASES = {
    "torchvision": (dict(blocks=[2, 1], k=3, init=6, classes=5), lambda n: "net.module." + n, [1, 3, 37, 50],
                    dict(scheme="torchvision", prefix="net.module.", head="classifier", stem="imagenet")),
    "timm_blur": (dict(blocks=[2, 1], k=3, init=6, classes=5, stem="deep-blur"), lambda n: n, [1, 3, 41, 38],
                  dict(architecture="timm/densenetblur121d.ra_in1k", scheme="timm", prefix="", head="classifier",
                       stem="deep-blur")),
    "timm_deep": (dict(blocks=[1, 2], k=4, init=8, classes=3, stem="deep", channels=1), lambda n: n, [1, 1, 35, 47],
                  dict(architecture="densenet264d", scheme="timm", prefix="", head="classifier", stem="deep")),
    "torchxrayvision": (dict(blocks=[1, 1, 1], k=2, init=4, classes=6, channels=1), lambda n: n, [1, 1, 40, 36],
                        dict(scheme="torchxrayvision", prefix="", head="classifier", stem="imagenet",
                             op_thresholds=[0.25, None, 0.5, 0.125, None, 0.75])),
    "chexnet": (dict(blocks=[1, 2], k=3, init=4, classes=14),
                lambda n: "module.densenet121." + first(n).replace("classifier", "classifier.0"), [1, 3, 36, 35],
                dict(scheme="chexnet", prefix="module.densenet121.", head="classifier.0", stem="imagenet")),
    "monai": (dict(blocks=[2, 1], k=2, init=4, classes=3, channels=4), monai, [1, 4, 34, 39],
              dict(scheme="monai", prefix="", head="class_layers.out", stem="imagenet")),
    "efficient": (dict(blocks=[2, 2], k=3, init=5, classes=4, theta=0.7), torchvision(features_norm5="features.norm_final"),
                  [2, 3, 33, 41], dict(scheme="efficient-densenet", prefix="", head="classifier", stem="imagenet")),
    "kuangliu": (dict(blocks=[2, 2, 1, 2], k=3, init=6, classes=5, stem="cifar", newest_first=True),
                 lambda n: "module." + kuangliu(n), [2, 3, 19, 26],
                 dict(scheme="kuangliu", prefix="module.", head="linear", stem="cifar")),
    "weiaicunzai": (dict(blocks=[2, 1, 2], k=3, init=6, classes=5, stem="cifar", transition_relu=False), weiaicunzai(3),
                    [1, 3, 17, 22], dict(scheme="weiaicunzai", prefix="", head="linear", stem="cifar")),
    "bamos_plain": (dict(blocks=[2, 3, 1], k=4, init=7, classes=5, bn=None, stem="cifar", theta=0.6), bamos, [1, 3, 15, 13],
                    dict(scheme="bamos", prefix="", head="fc", stem="cifar")),
    "unknown": (dict(blocks=[2, 3, 1], k=3, init=5, classes=4, theta=0.6), mine, [1, 3, 45, 38],
                dict(scheme="torchvision", prefix="", head="out", stem="imagenet", assume="torchvision")),
}


def picture(shape):
    """A grey, opaque picture as the browser's tests draw it, normalised with a mean of 0.5 and a deviation of 0.25."""
    _, channels, height, width = shape
    y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    grey = (7 * x + 13 * y) % 256
    planes = torch.stack([grey] * min(channels, 3) + [torch.full_like(grey, 255)] * (channels - min(channels, 3)))
    return ((planes.double() / 255 - 0.5) / 0.25)[None]


def probabilities(logits, facts):
    thresholds = facts.get("op_thresholds")
    if thresholds is None:
        return torch.sigmoid(logits) if facts["scheme"] == "chexnet" else torch.softmax(logits, 0)
    points = torch.tensor([0.5 if t is None else t for t in thresholds]).double()
    p = torch.sigmoid(logits)
    p = torch.where(p < points, p / (2 * points), 1 - (1 - p) / (2 * (1 - points)))
    return torch.where(torch.tensor([t is None for t in thresholds]), torch.tensor(0.5).double(), p)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    expected = {}
    for case, (options, rename, shape, facts) in CASES.items():
        network = Network(case, **options)
        logits = network(fill("input", shape).double())
        tensors = {rename(name): tensor for name, tensor in network.tensors.items()}
        if thresholds := facts.get("op_thresholds"):
            tensors["op_threshs"] = torch.tensor([float("nan") if t is None else t for t in thresholds])
        save_file(tensors, OUT / f"{case}.safetensors")
        (OUT / f"{case}.safetensors").chmod(0o644)
        seen = probabilities(Network(case, **options)(picture(shape))[0], facts)
        expected[case] = facts | {"input": shape, "picture": digits(seen.tolist()), "logits": [digits(row) for row in logits.tolist()], "layers": network.outputs}
    rows = ",\n".join(f"{json.dumps(case)}:{json.dumps(facts, separators=(',', ':'))}" for case, facts in expected.items())
    (OUT / "expected.json").write_text("{\n" + rows + "\n}\n")
    sizes = [file.stat().st_size for file in OUT.iterdir()]
    print(f"{len(CASES)} cases, {sum(sizes):,} bytes")


if __name__ == "__main__":
    main()
