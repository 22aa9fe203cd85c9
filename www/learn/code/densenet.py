import torch
import torch.nn as nn
import torch.nn.functional as F


class _DenseLayer(nn.Module):
    """BN-ReLU-Conv1x1 to bn_size * k channels, then BN-ReLU-Conv3x3 to k."""

    def __init__(self, in_channels, growth_rate, bn_size, drop_rate):
        super().__init__()
        middle = bn_size * growth_rate
        self.norm1 = nn.BatchNorm2d(in_channels)
        self.relu1 = nn.ReLU(inplace=True)
        self.conv1 = nn.Conv2d(in_channels, middle, kernel_size=1, bias=False)
        self.norm2 = nn.BatchNorm2d(middle)
        self.relu2 = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(middle, growth_rate, kernel_size=3, padding=1, bias=False)
        self.drop_rate = drop_rate

    def forward(self, x):
        new = self.conv1(self.relu1(self.norm1(x)))
        new = self.conv2(self.relu2(self.norm2(new)))
        if self.drop_rate > 0:
            new = F.dropout(new, p=self.drop_rate, training=self.training)
        return torch.cat([x, new], dim=1)


class _DenseBlock(nn.Sequential):
    """Layer l reads in_channels + (l - 1) * k channels; each adds k."""

    def __init__(self, num_layers, in_channels, growth_rate, bn_size, drop_rate):
        super().__init__()
        for i in range(num_layers):
            layer = _DenseLayer(in_channels + i * growth_rate, growth_rate, bn_size, drop_rate)
            self.add_module(f'denselayer{i + 1}', layer)


class _Transition(nn.Sequential):
    """BN-ReLU-Conv1x1 to fewer channels, then half the height and width."""

    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.norm = nn.BatchNorm2d(in_channels)
        self.relu = nn.ReLU(inplace=True)
        self.conv = nn.Conv2d(in_channels, out_channels, kernel_size=1, bias=False)
        self.pool = nn.AvgPool2d(kernel_size=2, stride=2)


class DenseNet(nn.Module):
    """DenseNet-BC; the defaults are DenseNet-121."""

    def __init__(self, growth_rate=32, block_config=(6, 12, 24, 16), num_init_features=64,
                 bn_size=4, compression_rate=0.5, drop_rate=0, num_classes=1000):
        super().__init__()
        self.features = nn.Sequential()
        self.features.conv0 = nn.Conv2d(3, num_init_features, kernel_size=7, stride=2, padding=3, bias=False)
        self.features.norm0 = nn.BatchNorm2d(num_init_features)
        self.features.relu0 = nn.ReLU(inplace=True)
        self.features.pool0 = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)

        channels = num_init_features
        for i, num_layers in enumerate(block_config):
            block = _DenseBlock(num_layers, channels, growth_rate, bn_size, drop_rate)
            self.features.add_module(f'denseblock{i + 1}', block)
            channels += num_layers * growth_rate
            if i + 1 < len(block_config):
                kept = int(channels * compression_rate)
                self.features.add_module(f'transition{i + 1}', _Transition(channels, kept))
                channels = kept

        self.features.norm5 = nn.BatchNorm2d(channels)
        self.features.relu5 = nn.ReLU(inplace=True)
        self.classifier = nn.Linear(channels, num_classes)

        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight)
            elif isinstance(module, nn.BatchNorm2d):
                nn.init.ones_(module.weight)
                nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Linear):
                nn.init.zeros_(module.bias)

    def forward(self, images):
        x = self.features(images)
        x = F.avg_pool2d(x, kernel_size=7).flatten(1)
        return self.classifier(x)
