#!/usr/bin/env python3
"""Trains the bundled network: a DenseNet-BC on CIFAR-10, from scratch.

    python scripts/train_bundled.py DATA OUTPUT [--depth 40] [--epochs 300] [--minutes 9]

DATA is a folder with CIFAR-10's data_batch_1.bin to data_batch_5.bin. OUTPUT.safetensors is written at the end: the moving
average of the weights, f32, with the names of efficient_densenet_pytorch. OUTPUT.ckpt holds everything that another run with
the same arguments needs to go on. The last 2,000 images are not trained on; the accuracy on them is printed, and nothing is
selected by it. Needs torch, numpy and safetensors. An hour of a GPU is plenty; without one, it takes a day.
"""

import argparse
import copy
import math
import os
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HELD_OUT = 2000
BATCH = 128
PEAK = 0.2
MEAN = [0.4914, 0.4822, 0.4465]
STD = [0.2470, 0.2435, 0.2616]


class DenseLayer(nn.Module):
    """A bottleneck layer: its k new channels, without its input."""

    def __init__(self, channels, k):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, 4 * k, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4 * k)
        self.conv2 = nn.Conv2d(4 * k, k, 3, padding=1, bias=False)

    def forward(self, x):
        return self.conv2(F.relu(self.norm2(self.conv1(F.relu(self.norm1(x))))))


class DenseBlock(nn.ModuleDict):
    def __init__(self, layers, channels, k):
        super().__init__({f"denselayer{i + 1}": DenseLayer(channels + i * k, k) for i in range(layers)})

    def forward(self, x):
        for layer in self.values():
            x = torch.cat([x, layer(x)], 1)
        return x


class Transition(nn.Sequential):
    def __init__(self, channels):
        super().__init__()
        self.add_module("norm", nn.BatchNorm2d(channels))
        self.add_module("relu", nn.ReLU())
        self.add_module("conv", nn.Conv2d(channels, channels // 2, 1, bias=False))
        self.add_module("pool", nn.AvgPool2d(2))


class DenseNet(nn.Module):
    """DenseNet-BC of depth L for 32x32 images (paper, table 2): three blocks of (L - 4) / 6 layers, theta = 0.5."""

    def __init__(self, depth, k):
        super().__init__()
        layers, channels = (depth - 4) // 6, 2 * k
        self.features = nn.Sequential()
        self.features.add_module("conv0", nn.Conv2d(3, channels, 3, padding=1, bias=False))
        for block in (1, 2, 3):
            self.features.add_module(f"denseblock{block}", DenseBlock(layers, channels, k))
            channels += layers * k
            if block < 3:
                self.features.add_module(f"transition{block}", Transition(channels))
                channels //= 2
        self.features.add_module("norm_final", nn.BatchNorm2d(channels))
        self.classifier = nn.Linear(channels, 10)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight)
            elif isinstance(module, nn.Linear):
                nn.init.zeros_(module.bias)

    def forward(self, x):
        return self.classifier(F.relu(self.features(x)).mean((2, 3)))


def read(folder, device):
    files = sorted(Path(folder).glob("data_batch_*.bin"))
    assert len(files) == 5, f"{folder}: expected data_batch_1.bin to data_batch_5.bin, found {len(files)} of them"
    records = np.concatenate([np.fromfile(file, np.uint8).reshape(-1, 3073) for file in files])
    images = torch.from_numpy(records[:, 1:].reshape(-1, 3, 32, 32).copy()).to(device)
    return images, torch.from_numpy(records[:, 0].astype(np.int64)).to(device)


def augmented(images):
    """Flipped, shifted, stretched, recoloured; half of them zoomed, since photographs are not framed as CIFAR's images are."""
    x = images.float() / 255
    n, device = len(x), x.device

    def uniform(low, high):
        return torch.empty(n, device=device).uniform_(low, high)

    is_zoomed, is_flipped = torch.rand(2, n, device=device) < 0.5
    zoom = torch.where(is_zoomed, uniform(0.65, 1.1), 1.0)
    ratio = uniform(0.92, 1.08)
    transform = torch.zeros(n, 2, 3, device=device)
    transform[:, 0, 0] = zoom * ratio * torch.where(is_flipped, -1.0, 1.0)
    transform[:, 1, 1] = zoom / ratio
    for axis in (0, 1):
        transform[:, axis, 2] = uniform(-1, 1) * (0.22 + (1 - zoom).clamp(min=0))
    grid = F.affine_grid(transform, x.shape, align_corners=False)
    x = F.grid_sample(x, grid, padding_mode="reflection", align_corners=False)
    mean = x.mean((2, 3), keepdim=True)
    contrast = uniform(0.75, 1.3).view(-1, 1, 1, 1)
    return ((x - mean) * contrast + mean + torch.randn(n, 3, 1, 1, device=device) * 0.04).clamp(0, 1)


def normalised(x):
    mean, std = (torch.tensor(values, device=x.device).view(1, 3, 1, 1) for values in (MEAN, STD))
    return ((x - mean) / std).contiguous(memory_format=torch.channels_last)


def loss_of(network, images, labels):
    """In bfloat16 on a GPU, where that is exact enough."""
    # A captured graph must not depend on casts that were cached outside of it.
    with torch.autocast("cuda", torch.bfloat16, enabled=images.is_cuda, cache_enabled=False):
        logits = network(images)
    return F.cross_entropy(logits.float(), labels, label_smoothing=0.05)


def backward(network, images, labels):
    network.zero_grad(set_to_none=True)
    loss = loss_of(network, images, labels)
    loss.backward()
    return loss.detach()


class Captured:
    """A forward and backward pass as one CUDA graph: it replaces a thousand launches, which take longer than their work."""

    def __init__(self, network, images, labels):
        self.images, self.labels, self.graph = images.clone(), labels.clone(), torch.cuda.CUDAGraph()
        expected = [p.grad.clone() for p in self.warmed_up(network)]
        network.zero_grad(set_to_none=True)
        with torch.cuda.graph(self.graph):
            self.loss = loss_of(network, self.images, self.labels)
            self.loss.backward()
        self.graph.replay()
        pairs = [(p.grad, gradient) for p, gradient in zip(network.parameters(), expected)]
        error = math.sqrt(sum((a - b).square().sum().item() for a, b in pairs) / sum(b.square().sum().item() for _, b in pairs))
        print(f"the graph's gradients are off by {error:.1e}", flush=True)
        assert error < 0.05

    def warmed_up(self, network):
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(4):
                backward(network, self.images, self.labels)
        torch.cuda.current_stream().wait_stream(stream)
        return network.parameters()

    def __call__(self, network, images, labels):
        self.images.copy_(images)
        self.labels.copy_(labels)
        self.graph.replay()
        return self.loss


def accuracy(network, images, labels):
    network.eval()
    with torch.inference_mode():
        batches = zip(images.split(500), labels.split(500))
        return sum((network(normalised(x.float() / 255)).argmax(1) == y).sum().item() for x, y in batches)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("output")
    parser.add_argument("--depth", type=int, default=40)
    parser.add_argument("--growth-rate", type=int, default=12)
    parser.add_argument("--epochs", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop after that, to go on later")
    options = parser.parse_args()
    start = time.time()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cudnn.benchmark = True
    torch.manual_seed(7)
    images, labels = read(options.data, device)
    held_out = images[-HELD_OUT:], labels[-HELD_OUT:]
    images, labels = images[:-HELD_OUT], labels[:-HELD_OUT]

    network = DenseNet(options.depth, options.growth_rate).to(device, memory_format=torch.channels_last)
    average = copy.deepcopy(network)
    groups = [
        {"params": [p for p in network.parameters() if p.ndim > 1], "weight_decay": 1e-4 * BATCH / 64},
        {"params": [p for p in network.parameters() if p.ndim == 1], "weight_decay": 0},
    ]
    optimizer = torch.optim.SGD(groups, PEAK, 0.9, nesterov=True)
    per_epoch = len(images) // BATCH
    step, steps = 0, per_epoch * options.epochs
    checkpoint = f"{options.output}.ckpt"
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
        torch.manual_seed(7 + step)

    gradients = backward
    if device == "cuda":
        gradients = Captured(network, normalised(augmented(images[:BATCH])), labels[:BATCH])

    def save():
        state = {"network": network.state_dict(), "average": average.state_dict()}
        torch.save(state | {"optimizer": optimizer.state_dict(), "step": step}, f"{checkpoint}.part")
        os.replace(f"{checkpoint}.part", checkpoint)

    def average_weights():
        keep = min(0.999, (step + 1) / (step + 10))
        pairs = zip(average.state_dict().values(), network.state_dict().values())
        floats = [(a, b) for a, b in pairs if a.dtype.is_floating_point]
        torch._foreach_lerp_([a for a, _ in floats], [b for _, b in floats], 1 - keep)

    order = torch.randperm(len(images), device=device)
    losses = []
    while step < steps and time.time() - start < options.minutes * 60:
        if step % per_epoch == 0:
            order = torch.randperm(len(images), device=device)
        progress = step / steps
        rate = progress / 0.05 if progress < 0.05 else 0.5 * (1 + math.cos(math.pi * (progress - 0.05) / 0.95))
        for group in optimizer.param_groups:
            group["lr"] = PEAK * rate
        chosen = order[step % per_epoch * BATCH :][:BATCH]
        loss = gradients(network, normalised(augmented(images[chosen])), labels[chosen])
        optimizer.step()
        step += 1
        with torch.no_grad():
            average_weights()
        if step % 50 == 0:
            losses.append(loss.item())
        if step % 1000 == 0:
            print(f"step {step} of {steps}, {time.time() - start:.0f} s, loss {sum(losses) / len(losses):.4f}", flush=True)
            losses.clear()
            save()
    save()
    print(f"{step} of {steps} steps, {time.time() - start:.0f} s")
    if step < steps:
        return
    from safetensors.torch import save_file

    right = accuracy(average, *held_out)
    print(f"{right} of {HELD_OUT} images that were not trained on: {100 * right / HELD_OUT:.2f} %")
    weights = average.state_dict().items()
    save_file(
        {name: value.float().cpu().contiguous() for name, value in weights if not name.endswith("num_batches_tracked")},
        f"{options.output}.safetensors",
    )


if __name__ == "__main__":
    main()
