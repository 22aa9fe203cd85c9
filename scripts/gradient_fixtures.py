"""Writes tests/fixtures/gradients.json: how the logits of the networks of fixtures.py change with every feature.

    python scripts/gradient_fixtures.py       # in the environment of fixtures.py

For image i of a batch, the logit of class i mod classes is differentiated by PyTorch's autograd, in inference mode and in
float64: with respect to the output of each layer, as in a CASE.json, and to the input. `norm` is the L2 norm of the whole
tensor; `indices` and `values` are samples of it. `effects`: for each layer that reads features through a norm and ReLU, and
each channel it reads, the sum over pixels and images of the activated feature times its gradient.
"""

import torch

import fixtures

CASES = [
    "odd_imagenet", "odd_cifar", "odd_batch", "odd_deep", "odd_deep_blur",
    "cifar_bc_40_12", "cifar_plain_40_12", "densenet121_64",
]
fixtures.SAMPLES = 16


def entry(name, gradient):
    sampled = fixtures.layer_entry(name, gradient)
    return {
        "name": name, "shape": sampled["shape"], "norm": fixtures.digits([gradient.norm().item()])[0],
        "indices": sampled["indices"], "values": sampled["values"],
    }


def readers(model):
    """The ReLUs after the norms that read a block's features, by the layer they belong to."""
    for name, module in model.named_modules():
        if isinstance(module, (fixtures.DenseLayer, fixtures.Transition)):
            yield name, module.relu1 if isinstance(module, fixtures.DenseLayer) else module.relu
    yield f"features.{model.last_norm}", model.features.relu_final


def differentiate(case):
    config, (batch, height, width) = fixtures.CASES[case]
    model = fixtures.load(fixtures.DenseNet(**config))
    image = fixtures.fill("input", [batch, config.get("in_channels", 3), height, width]).double().requires_grad_()
    outputs, activated = {"input": image}, {}

    def keep(name, kept):
        def hook(_module, _input, output):
            output.retain_grad()
            kept[name] = output
        return hook

    for module, name in model.recorded():
        module.register_forward_hook(keep(name, outputs))
    for name, module in readers(model):
        module.register_forward_hook(keep(name, activated))
    logits = model(image)
    logits[range(batch), [i % logits.shape[1] for i in range(batch)]].sum().backward()
    layers = [entry(name, output.grad) for name, output in outputs.items()]
    effects = [] if case.startswith("densenet") else [
        {"reader": name, "values": fixtures.digits((output * output.grad).sum((0, 2, 3)).tolist())}
        for name, output in activated.items()
    ]
    print(f"{case}: {len(layers)} gradients, that of the input has a norm of {layers[0]['norm']:.3g}")
    return {"case": case, "effects": effects, "layers": layers}


def main():
    torch.set_num_threads(2)
    fixtures.write_json("gradients.json", {}, cases=[differentiate(case) for case in CASES])


if __name__ == "__main__":
    main()
