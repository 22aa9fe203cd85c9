"""Writes the reference fixtures for the Rust tests, computed with PyTorch, torchvision and Pillow.

    python -m venv VENV && . VENV/bin/activate
    pip install torch torchvision pillow timm
    python scripts/fixtures.py            # all of them; or name some cases: cifar_bc_40_12 preprocess

It writes under tests/fixtures/:

CASE.json        A network, an input, and the output of every layer. Weights and inputs are not stored: both
                 sides compute them with `uniform` and `fill` below, as float32. The forward pass runs in float64.
                 A layer's `indices` count row-major in its whole [batch, channels, height, width] tensor; `max_abs`
                 and `mean` are over that tensor too. "features.conv0" of the ImageNet stem is taken after norm0 and
                 ReLU, a dense layer is its new channels alone, and the last norm is taken after its ReLU.
preprocess.json  Images under images/, resized (short side) and centre-cropped as in torchvision, as uint8: `pil` resizes
                 a Pillow image, `tensor` a uint8 tensor with antialiasing. An image with alpha is first composited over
                 white, out = round(a*c + (1-a)*255). `exif`: a JPEG with orientation 6, and the upright image.
                 `channels`: for inputs of one channel (PIL's L) and of four, of a Pillow image, which converts colours before
                 it resizes, and resizes colours with alpha premultiplied.
                 `oblong`: the same for inputs that are not square, as in timm's create_transform (crop mode center).

images/cat.png is an input: "Chelsea" by Stefan van der Walt (CC0, shipped with scikit-image), shrunk to 190x127.
"""

import json
import sys
from collections import OrderedDict
from math import prod, sqrt
from pathlib import Path

import numpy as np
import torch
import torchvision
from PIL import Image, ImageOps
from timm.data import create_transform
from timm.layers import BlurPool2d
from torch import nn
from torchvision.transforms import functional as F

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures"
IMAGES = FIXTURES / "images"
SAMPLES = 24


# --- Networks ---------------------------------------------------------------------------------------------------------


def config(growth_rate, block_config, num_init_features, bn_size, compression, num_classes, stem, **others):
    fields = dict(locals())
    del fields["others"]
    return fields | others


TORCHVISION = {
    "densenet121": config(32, [6, 12, 24, 16], 64, 4, 0.5, 1000, "imagenet"),
    "densenet161": config(48, [6, 12, 36, 24], 96, 4, 0.5, 1000, "imagenet"),
    "densenet169": config(32, [6, 12, 32, 32], 64, 4, 0.5, 1000, "imagenet"),
    "densenet201": config(32, [6, 12, 48, 32], 64, 4, 0.5, 1000, "imagenet"),
}

# name: (config, [batch, height, width])
CASES = {
    "densenet121_64": (TORCHVISION["densenet121"], [1, 64, 64]),
    "densenet121_224": (TORCHVISION["densenet121"], [1, 224, 224]),
    "densenet161_64": (TORCHVISION["densenet161"], [1, 64, 64]),
    "densenet169_64": (TORCHVISION["densenet169"], [1, 64, 64]),
    "densenet201_64": (TORCHVISION["densenet201"], [1, 64, 64]),
    "cifar_bc_40_12": (config(12, [6, 6, 6], 24, 4, 0.5, 10, "cifar"), [1, 32, 32]),
    "cifar_bc_100_12": (config(12, [16, 16, 16], 24, 4, 0.5, 10, "cifar"), [1, 32, 32]),
    "cifar_plain_40_12": (config(12, [12, 12, 12], 16, None, 1.0, 10, "cifar"), [1, 32, 32]),
    "cifar_b_22_12": (config(12, [3, 3, 3], 16, 4, 1.0, 10, "cifar"), [1, 32, 32]),
    "cifar_c_22_12": (config(12, [6, 6, 6], 16, None, 0.5, 10, "cifar"), [1, 32, 32]),
    "odd_imagenet": (config(5, [2, 3, 2], 7, 3, 0.7, 11, "imagenet"), [1, 67, 45]),
    "odd_cifar": (config(3, [2, 3], 5, None, 0.6, 7, "cifar"), [1, 19, 13]),
    "odd_deep": (config(4, [2, 2], 7, 2, 0.5, 5, "deep", in_channels=4), [2, 37, 50]),
    "odd_deep_blur": (
        config(3, [2, 1, 2], 10, 3, 0.5, 6, "deep-blur", in_channels=1, transition_relu=False), [2, 45, 34],
    ),
    "odd_headless": (config(5, [2, 2], 6, None, 0.5, 0, "cifar", in_channels=2, transition_relu=False), [1, 11, 14]),
    "odd_batch": (config(6, [2, 2], 10, 2, 0.5, 5, "imagenet"), [3, 40, 33]),
}


def conv(in_channels, out_channels, kernel_size, stride=1):
    return nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding=kernel_size // 2, bias=False)


class DenseLayer(nn.Sequential):
    """BN-ReLU-Conv1x1-BN-ReLU-Conv3x3, or without a bottleneck BN-ReLU-Conv3x3."""

    def __init__(self, channels, growth_rate, bn_size):
        layers = OrderedDict(norm1=nn.BatchNorm2d(channels), relu1=nn.ReLU())
        if bn_size is None:
            layers["conv1"] = conv(channels, growth_rate, 3)
        else:
            width = bn_size * growth_rate
            layers["conv1"] = conv(channels, width, 1)
            layers["norm2"] = nn.BatchNorm2d(width)
            layers["relu2"] = nn.ReLU()
            layers["conv2"] = conv(width, growth_rate, 3)
        super().__init__(layers)


class DenseBlock(nn.Sequential):
    def forward(self, x):
        for layer in self:
            x = torch.cat([x, layer(x)], 1)
        return x


class Transition(nn.Sequential):
    def __init__(self, in_channels, out_channels, relu):
        super().__init__(OrderedDict(
            norm=nn.BatchNorm2d(in_channels), relu=nn.ReLU() if relu else nn.Identity(),
            conv=conv(in_channels, out_channels, 1), pool=nn.AvgPool2d(2, 2),
        ))


class StemPool(nn.Sequential):
    """timm's: maxima with stride 2, or with stride 1 before a blur."""

    def __init__(self, channels, blurs):
        super().__init__(*[nn.MaxPool2d(3, 1, 1), BlurPool2d(channels, stride=2)] if blurs else [nn.MaxPool2d(3, 2, 1)])


class DenseNet(nn.Module):
    def __init__(self, growth_rate, block_config, num_init_features, bn_size, compression, num_classes, stem,
                 in_channels=3, transition_relu=True):
        super().__init__()
        channels = num_init_features
        self.stem = stem
        if stem == "imagenet":
            layers = OrderedDict(
                conv0=conv(in_channels, channels, 7, stride=2), norm0=nn.BatchNorm2d(channels), relu0=nn.ReLU(),
                pool0=StemPool(channels, False),
            )
        elif stem == "cifar":
            layers = OrderedDict(conv0=conv(in_channels, channels, 3))
        else:
            layers = OrderedDict()
            half = channels // 2
            for i, (wide, out) in enumerate([(in_channels, half), (half, half), (half, channels)]):
                layers[f"conv{i}"] = conv(wide, out, 3, stride=1 if i else 2)
                layers[f"norm{i}"] = nn.BatchNorm2d(out)
                layers[f"relu{i}"] = nn.ReLU()
            layers["pool0"] = StemPool(channels, stem == "deep-blur")
        for b, num_layers in enumerate(block_config, 1):
            layers[f"denseblock{b}"] = DenseBlock(OrderedDict(
                (f"denselayer{l + 1}", DenseLayer(channels + l * growth_rate, growth_rate, bn_size))
                for l in range(num_layers)
            ))
            channels += num_layers * growth_rate
            if b < len(block_config):
                layers[f"transition{b}"] = Transition(channels, int(compression * channels), transition_relu)
                channels = int(compression * channels)
        self.last_norm = "norm_final" if stem == "cifar" else "norm5"
        layers[self.last_norm] = nn.BatchNorm2d(channels)
        layers["relu_final"] = nn.ReLU()
        self.features = nn.Sequential(layers)
        self.classifier = nn.Linear(channels, num_classes) if num_classes else None

    def forward(self, x):
        pooled = self.features(x).mean((2, 3))
        return self.classifier(pooled) if self.classifier else pooled.new_zeros(len(x), 0)

    def recorded(self):
        """The modules whose outputs a fixture contains, as (module, name of the layer)."""
        features = dict(self.features.named_children())
        for i in range(3 if self.stem.startswith("deep") else 1):
            yield features.get(f"relu{i}", features["conv0"]), f"features.conv{i}"
        for name, module in self.named_modules():
            if isinstance(module, (StemPool, DenseLayer, Transition)):
                yield module, name
        yield features["relu_final"], f"features.{self.last_norm}"


# --- Weights and inputs by formula ------------------------------------------------------------------------------------


def uniform(name, count):
    """`count` numbers in [0, 1) that depend only on `name` and their index: FNV-1a, then an integer hash."""
    seed = 2166136261
    for byte in name.encode():
        seed = (seed ^ byte) * 16777619 % 2**32
    x = np.uint32(seed) + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)
    x = (x ^ x >> 16) * np.uint32(0x7FEB352D)
    x = (x ^ x >> 15) * np.uint32(0x846CA68B)
    x ^= x >> 16
    return (x >> 8) / 2.0**24


def fill(name, shape):
    """The float32 tensor called `name`, in row-major order, computed in float64."""
    u = uniform(name, prod(shape))
    if name == "input":
        values = 4 * u - 2
    elif name.endswith("running_var"):
        values = 0.5 + u * u * 2
    elif name.endswith((".bias", "running_mean")):
        values = u - 0.5
    elif name == "classifier.weight":
        values = (2 * u - 1) / sqrt(shape[1])
    elif len(shape) == 4:  # convolution
        values = (2 * u - 1) * sqrt(6 / prod(shape[1:]))
    else:  # norm weight
        values = 0.5 + u
    return torch.from_numpy(values.astype(np.float32).reshape(shape))


def load(model):
    """Sets every tensor of the model to its float32 value, then converts it to a float64 model for inference."""
    model.load_state_dict({
        name: tensor if name.endswith("num_batches_tracked") else fill(name, list(tensor.shape))
        for name, tensor in model.state_dict().items()
    })
    return model.double().eval()


# --- Network fixtures -------------------------------------------------------------------------------------------------


def digits(values):
    return [float(f"{v:.9g}") for v in values]


def layer_entry(name, output):
    flat = output.flatten()
    indices = (uniform(f"{name}.sample", SAMPLES) * flat.numel()).astype(int).tolist()
    max_abs, mean = digits([flat.abs().max().item(), flat.mean().item()])
    return {
        "name": name, "shape": list(output.shape[1:]), "max_abs": max_abs, "mean": mean,
        "indices": indices, "values": digits(flat[indices].tolist()),
    }


def write_network(case):
    cfg, (batch, height, width) = CASES[case]
    model = load(DenseNet(**cfg))
    image = fill("input", [batch, cfg.get("in_channels", 3), height, width]).double()

    layers = []
    for module, name in model.recorded():
        module.register_forward_hook(lambda _m, _in, out, name=name: layers.append(layer_entry(name, out)))
    logits = model(image)

    reference = case.split("_")[0]
    if reference in TORCHVISION:
        theirs = torchvision.models.get_model(reference, weights=None).double().eval()
        theirs.load_state_dict(model.state_dict())
        torch.testing.assert_close(logits, theirs(image), rtol=1e-10, atol=1e-10)

    head = {
        "case": case,
        "config": cfg,
        "input": {"batch": batch, "height": height, "width": width},
        "parameters": sum(p.numel() for p in model.parameters()),
    }
    write_json(f"{case}.json", head, layers=layers, logits=[digits(row) for row in logits.tolist()])
    print(f"{case}: {head['parameters']:,} parameters, {len(layers)} layers, logits: {list(logits.shape)}")


def write_json(file, head, **lists):
    """Compact JSON, with one entry of `head` and one item of each list per line."""
    entries = [f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}" for k, v in head.items()]
    for key, items in lists.items():
        rows = ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)
        entries.append(f"{json.dumps(key)}:[\n{rows}\n]")
    (FIXTURES / file).write_text("{\n" + ",\n".join(entries) + "\n}\n")


# --- Preprocessing fixtures -------------------------------------------------------------------------------------------


def save(image, file, **options):
    image.save(IMAGES / file, optimize=True, **options)
    return f"images/{file}"


def over_white(image):
    """out = round(a*c + (1-a)*255) with a = alpha / 255, exactly, in integers."""
    rgba = np.asarray(image.convert("RGBA"), dtype=np.int32)
    color, alpha = rgba[..., :3], rgba[..., 3:]
    return Image.fromarray(((alpha * color + (255 - alpha) * 255 + 127) // 255).astype(np.uint8))


def write_preprocess():
    cat = Image.open(IMAGES / "cat.png").convert("RGB")
    tall = cat.crop((100, 0, 141, 127))
    tall.putalpha(Image.linear_gradient("L").resize(tall.size))
    pictures = {"cat": cat, "tall": tall, "small": cat.resize((20, 27), Image.Resampling.BOX, box=(60, 10, 140, 118))}
    save(tall, "tall.png")
    save(pictures["small"], "small.png")

    cases = []
    for name, picture in pictures.items():
        flat = over_white(picture)
        tensor = F.pil_to_tensor(flat)
        for mode in F.InterpolationMode.BILINEAR, F.InterpolationMode.BICUBIC:
            for size, crop in (32, 32), (73, 64):
                stem = f"{name}_{mode.value}_{size}_{crop}"
                by_pil = F.resize(flat, size, mode)
                by_tensor = F.resize(tensor, size, mode, antialias=True)
                cases.append({
                    "image": f"images/{name}.png", "interpolation": mode.value, "resize": size, "crop": crop,
                    "resized": {"height": by_pil.height, "width": by_pil.width},
                    "pil": save(F.center_crop(by_pil, crop), f"{stem}_pil.png"),
                    "tensor": save(F.to_pil_image(F.center_crop(by_tensor, crop)), f"{stem}_tensor.png"),
                })

    # Orientation 6: the stored image must be rotated 90 degrees clockwise.
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = cat.resize((48, 32)).transpose(Image.Transpose.ROTATE_90)
    turned = save(stored, "turned.jpg", quality=95, subsampling=0, exif=exif)
    upright = save(ImageOps.exif_transpose(Image.open(IMAGES / "turned.jpg")), "turned_upright.png")
    oblong = [
        oblong_case(name, over_white(picture), size, crop_pct, mode)
        for name, picture in pictures.items()
        for size, crop_pct, mode in [((48, 33), 1.0, "bilinear"), ((33, 48), 0.875, "bicubic"), ((40, 64), 0.9, "bilinear")]
    ]
    channels = [channels_case(*case) for case in [("cat", cat, "L"), ("tall", over_white(tall), "L"), ("tall", tall, "RGBA")]]
    write_json(
        "preprocess.json", {"exif": {"image": turned, "upright": upright}},
        cases=cases, oblong=oblong, channels=channels,
    )
    print(f"preprocess: {len(cases)} cases, {len(oblong)} oblong ones, {len(channels)} of other channels")


def channels_case(name, image, mode):
    result = F.center_crop(F.resize(image.convert(mode), 40), 32)
    return {"image": f"images/{name}.png", "mode": mode, "resize": 40, "crop": 32, "pil": save(result, f"{name}_{mode}.png")}


def oblong_case(name, flat, size, crop_pct, mode):
    transform = create_transform((3, *size), crop_pct=crop_pct, interpolation=mode, mean=(0, 0, 0), std=(1, 1, 1))
    result = F.to_pil_image(transform(flat))
    height, width = size
    file = save(result, f"{name}_{mode}_{height}x{width}_timm.png")
    return {"image": f"images/{name}.png", "interpolation": mode, "crop_pct": crop_pct, "size": size, "timm": file}


@torch.inference_mode()
def main():
    torch.set_num_threads(2)
    for case in sys.argv[1:] or [*CASES, "preprocess"]:
        write_preprocess() if case == "preprocess" else write_network(case)


if __name__ == "__main__":
    main()
