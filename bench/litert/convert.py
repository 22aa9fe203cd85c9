"""Converts one of the benchmark's networks to LiteRT's file format with litert-torch.

    python convert.py WEIGHTS.safetensors SHAPE OUTPUT.tflite

SHAPE is the network as in bench/page/networks.js, as JSON, with `size`, the input's width and height.
"""

import json
import sys

import litert_torch
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    def __init__(self, channels, k, bottleneck):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, bottleneck * k, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(bottleneck * k)
        self.conv2 = nn.Conv2d(bottleneck * k, k, 3, padding=1, bias=False)

    def forward(self, features):
        x = self.conv1(F.relu(self.norm1(torch.cat(features, 1))))
        return self.conv2(F.relu(self.norm2(x)))


class Block(nn.Module):
    def __init__(self, count, channels, k, bottleneck):
        super().__init__()
        for i in range(count):
            self.add_module(f"denselayer{i + 1}", Layer(channels + i * k, k, bottleneck))

    def forward(self, x):
        features = [x]
        for layer in self.children():
            features.append(layer(features))
        return torch.cat(features, 1)


class Transition(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.norm = nn.BatchNorm2d(channels)
        self.conv = nn.Conv2d(channels, channels // 2, 1, bias=False)

    def forward(self, x):
        return F.avg_pool2d(self.conv(F.relu(self.norm(x))), 2)


class DenseNet(nn.Module):
    def __init__(self, k, blocks, features, bottleneck, classes, stem, **_):
        super().__init__()
        channels = features
        modules = {}
        if stem == "imagenet":
            modules["conv0"] = nn.Conv2d(3, channels, 7, stride=2, padding=3, bias=False)
            modules["norm0"] = nn.BatchNorm2d(channels)
            modules["relu0"] = nn.ReLU()
            modules["pool0"] = nn.MaxPool2d(3, stride=2, padding=1)
        else:
            modules["conv0"] = nn.Conv2d(3, channels, 3, padding=1, bias=False)
        for i, count in enumerate(blocks, start=1):
            modules[f"denseblock{i}"] = Block(count, channels, k, bottleneck)
            channels += count * k
            if i < len(blocks):
                modules[f"transition{i}"] = Transition(channels)
                channels //= 2
        modules["norm5" if stem == "imagenet" else "norm_final"] = nn.BatchNorm2d(channels)
        self.features = nn.Sequential()
        for name, module in modules.items():
            self.features.add_module(name, module)
        self.classifier = nn.Linear(channels, classes)

    def forward(self, x):
        x = F.relu(self.features(x))
        return self.classifier(torch.flatten(F.adaptive_avg_pool2d(x, (1, 1)), 1))


def main():
    weights, shape, output = sys.argv[1:]
    shape = json.loads(shape)
    model = DenseNet(**shape).eval()
    found = model.load_state_dict(load_file(weights), strict=False)
    missing = [name for name in found.missing_keys if not name.endswith("num_batches_tracked")]
    if missing or found.unexpected_keys:
        raise ValueError(f"missing: {missing}, unexpected: {found.unexpected_keys}")
    example = torch.zeros(1, 3, shape["size"], shape["size"])
    litert_torch.convert(model, (example,)).export(output)


main()
