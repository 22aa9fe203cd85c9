"""Writes tests/fixtures/cuts.json: what the networks of fixtures.py compute when some of their connections are cut.

    python scripts/cut_fixtures.py       # in the environment of fixtures.py

A cut is a dictionary as in src/cuts.rs. Here it sets channels to 0 after the norm and ReLU of each layer that would read
them. Each entry has the cuts, the logits of all images, and samples of the last maps.
"""

import torch

import fixtures
from gradient_fixtures import readers

CASES = [
    "odd_imagenet", "odd_cifar", "odd_batch", "odd_deep", "odd_deep_blur", "odd_headless", "cifar_bc_40_12",
    "cifar_plain_40_12", "densenet121_64",
]
fixtures.SAMPLES = 16


class Wiring:
    """What each layer reads: ranges of channels by what made them."""

    def __init__(self, model, config):
        self.end = f"features.{model.last_norm}"
        channels, maker = config["num_init_features"], "features.conv0" if config["stem"] == "cifar" else "features.pool0"
        self.reads = {}
        for block, count in enumerate(config["block_config"], 1):
            sources = {maker: range(channels)}
            for layer in range(1, count + 1):
                name = f"features.denseblock{block}.denselayer{layer}"
                self.reads[name] = dict(sources)
                sources[name] = range(channels, channels + config["growth_rate"])
                channels += config["growth_rate"]
            maker = f"features.transition{block}" if block < len(config["block_config"]) else self.end
            self.reads[maker] = sources
            channels = int(config["compression"] * channels)

    def silent(self, cut):
        """The channels that a cut silences, by reader."""
        for reader, sources in self.reads.items():
            if cut["layer"] == self.end and "from" not in cut:
                every = [c for r in self.reads[self.end].values() for c in r]
                if reader == self.end:
                    yield reader, every if "channel" not in cut else [every[cut["channel"]]]
                continue
            is_reader = cut["layer"] in (reader, "classifier" if reader == self.end else None)
            first = next(iter(sources))
            source = cut["layer"] if "from" not in cut else first if cut["from"] == "input" else cut["from"]
            if source in sources and ("from" not in cut or is_reader):
                channels = list(sources[source])
                yield reader, channels if "channel" not in cut else [channels[cut["channel"]]]

    def only_predecessor(self):
        return [
            {"layer": reader, "from": source}
            for reader, sources in self.reads.items() for source in list(sources)[:-1]
        ]


def sets_of_cuts(wiring, config):
    first, second = "features.denseblock1.denselayer1", "features.denseblock1.denselayer2"
    last = f"features.denseblock{len(config['block_config'])}.denselayer1"
    stem = "features.conv0" if config["stem"] == "cifar" else "features.pool0"
    yield [{"layer": second, "from": first}]
    yield [{"layer": "classifier" if config["num_classes"] else wiring.end, "from": "input"}]
    yield [{"layer": first}, {"layer": last, "from": "features.transition1", "channel": 1}] if len(
        config["block_config"]) == 2 else [{"layer": first}, {"layer": last, "from": "input", "channel": 1}]
    yield [{"layer": "features.transition1", "channel": 2}, {"layer": stem, "channel": 0}, {"layer": last}]
    yield [{"layer": "features.transition1", "from": second}, {"layer": wiring.end, "channel": 3}]
    yield wiring.only_predecessor()


def run(case):
    config, (batch, height, width) = fixtures.CASES[case]
    model = fixtures.load(fixtures.DenseNet(**config))
    image = fixtures.fill("input", [batch, config.get("in_channels", 3), height, width]).double()
    wiring = Wiring(model, config)
    silenced, last_maps = {}, []

    def silence(reader):
        def hook(_module, _input, output):
            mask = torch.ones(output.shape[1], dtype=output.dtype)
            mask[sorted(silenced.get(reader, ()))] = 0
            return output * mask[:, None, None]
        return hook

    for reader, module in readers(model):
        module.register_forward_hook(silence(reader))
    model.features.relu_final.register_forward_hook(lambda _m, _in, out: last_maps.append(out))
    for cuts in sets_of_cuts(wiring, config):
        silenced.clear()
        for cut in cuts:
            for reader, channels in wiring.silent(cut):
                silenced.setdefault(reader, set()).update(channels)
        assert silenced, cuts
        logits = model(image)
        yield {
            "case": case, "cuts": cuts, "logits": [fixtures.digits(row) for row in logits.tolist()],
            "maps": fixtures.layer_entry(wiring.end, last_maps.pop()),
        }
    print(case)


def main():
    torch.set_num_threads(2)
    with torch.no_grad():
        fixtures.write_json("cuts.json", {}, networks=[entry for case in CASES for entry in run(case)])


if __name__ == "__main__":
    main()
