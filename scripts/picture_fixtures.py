"""Writes tests/fixtures/pictures/: one photo as files of many kinds, and in expected.json what the bundled network says of each.

    python scripts/picture_fixtures.py       # in the environment of fixtures.py

Every picture has the size of the network's input, so that nothing is resized and a pixel that is read otherwise shows. Pillow
decodes them (with libjpeg-turbo, as browsers do); what it does not do is computed here in float64 or in integers: 16 bits are
rounded to 8, colours are converted to sRGB by the profile's curves and matrix, transparent pixels are composited over white.
CMYK is inverted, as Adobe writes it, products are rounded down, as in
browsers, and a CMYK profile is not applied. PyTorch then runs the network in float64.
"""

import io
import json
import struct
import zlib

import numpy as np
import torch
from PIL import Image, ImageCms, ImageOps
from safetensors.torch import load_file

import fixtures

MODEL = fixtures.FIXTURES.parent.parent / "pkg/models/densenet40_k12_bc_cifar10"
OUTPUT = fixtures.FIXTURES / "pictures"
SIZE = 32



def stored(numbers):
    """As profiles store them: 16 bits before and 16 after the point."""
    return np.round(np.array(numbers) * 65536) / 65536


# Primaries, adapted to D50, as rows of XYZ: what profiles contain.
SRGB = [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.7141]]
DISPLAY_P3 = stored([[0.51512, 0.2412, -0.00105], [0.29198, 0.69225, 0.04189], [0.1571, 0.06657, 0.78407]])
ADOBE_RGB = stored([[0.60974, 0.3111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]])
SRGB_CURVE = tuple(stored([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]))
ADOBE_GAMMA = 563 / 256
GREY_GAMMA = 461 / 256


# --- Colour profiles --------------------------------------------------------------------------------------------------


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def curve_tag(curve):
    """Parameters of sRGB's kind, a gamma, or a table."""
    if isinstance(curve, tuple):
        return b"para" + bytes(4) + struct.pack(">HH", 3, 0) + b"".join(map(fixed, curve))
    if isinstance(curve, float):
        return b"curv" + bytes(4) + struct.pack(">IH", 1, round(curve * 256)) + bytes(2)
    return b"curv" + bytes(4) + struct.pack(f">I{len(curve)}H", len(curve), *curve)


def profile(name, curve, matrix=None):
    """A display's profile, of curves and a matrix; without a matrix, one of greys."""
    text = name.encode("utf-16-be")
    tags = {b"desc": b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(text), 28) + text}
    tags[b"wtpt"] = b"XYZ " + bytes(4) + b"".join(map(fixed, [0.9642, 1, 0.8249]))
    if matrix is None:
        tags[b"kTRC"] = curve_tag(curve)
    else:
        for channel, row in zip(b"rgb", matrix):
            tags[bytes([channel]) + b"XYZ"] = b"XYZ " + bytes(4) + b"".join(map(fixed, row))
            tags[bytes([channel]) + b"TRC"] = curve_tag(curve)
    table, data, at = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for signature, content in tags.items():
        table += struct.pack(">4sII", signature, at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    space = b"GRAY" if matrix is None else b"RGB "
    head = struct.pack(">I4s4s4s4s4s", at + len(data), b"", b"\x04\x30\0\0", b"mntr", space, b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + b"".join(map(fixed, [0.9642, 1, 0.8249])) + bytes(48)
    return head + table + data


def linear(values, curve):
    values = values / 255
    if isinstance(curve, tuple):
        gamma, a, b, c, limit = curve
        return np.where(values >= limit, (a * values + b) ** gamma, c * values)
    if isinstance(curve, float):
        return values**curve
    return np.interp(values * (len(curve) - 1), np.arange(len(curve)), np.array(curve) / 65535)


def to_srgb(pixels, curve, matrix):
    """Relative colorimetric, clipped. Without a matrix, greys."""
    light = linear(pixels.astype(float), curve)
    if matrix is not None:
        light = light @ matrix @ np.linalg.inv(SRGB)
    light = light.clip(0, 1)
    encoded = np.where(light > 0.0031308, 1.055 * light ** (1 / 2.4) - 0.055, 12.92 * light)
    return np.floor(encoded * 255 + 0.5).astype(np.uint8)


def checked(pixels, icc, expected):
    """Little CMS agrees, but for rounding."""
    cms = ImageCms.profileToProfile(
        Image.fromarray(pixels), io.BytesIO(icc), ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    difference = np.abs(np.asarray(cms).astype(int) - expected).max()
    assert difference <= 2, difference
    return expected


# --- Files ------------------------------------------------------------------------------------------------------------


def png(colour_type, samples, chunks=b""):
    """A PNG file of 16-bit samples, `[height, width, channels]`."""
    height, width, _ = samples.shape

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def over_white(rgba):
    return np.asarray(fixtures.over_white(Image.fromarray(rgba)))


def main():
    photo = Image.open(fixtures.IMAGES / "cat.png").convert("RGB").resize(
        (SIZE, SIZE), Image.Resampling.BOX, box=(50, 0, 177, 127)
    )
    photo.info.clear()
    rgb = np.asarray(photo)
    grey = np.asarray(photo.convert("L"))
    # Fully transparent to opaque, with colours everywhere.
    ramp = (np.arange(SIZE)[None, :] * 6 + np.arange(SIZE)[:, None] * 3).clip(0, 255).astype(np.uint8)
    rgba = np.dstack([rgb, ramp])
    grey_alpha = np.dstack([grey, ramp])
    expected = {}

    def write(name, data, pixels):
        (OUTPUT / name).write_bytes(data)
        expected[name] = pixels

    def save(name, image, pixels=None, **options):
        """Saves a file; its pixels are those that Pillow reads from it, unless they are given."""
        buffer = io.BytesIO()
        kind = {"png": "PNG", "jpg": "JPEG", "webp": "WebP"}[name.split(".")[-1]]
        image.save(buffer, kind, **options)
        write(name, buffer.getvalue(), read(buffer) if pixels is None else pixels)

    def read(file):
        return np.asarray(ImageOps.exif_transpose(Image.open(file)).convert("RGB"))

    save("opaque.png", photo, rgb)
    save("half-transparent.png", Image.fromarray(rgba), over_white(rgba))
    save("grey.png", Image.fromarray(grey), np.dstack([grey] * 3))
    save("grey-transparent.png", Image.fromarray(grey_alpha, "LA"), over_white(np.dstack([grey, grey, grey, ramp])))
    few = photo.quantize(60)
    indices, colours = np.asarray(few), np.array(few.getpalette()).reshape(-1, 3)
    alphas = bytes(range(0, 240, 4))
    with_alpha = np.dstack([colours[indices], np.frombuffer(alphas, np.uint8)[indices]]).astype(np.uint8)
    save("palette-transparent.png", few, over_white(with_alpha), transparency=alphas)

    # 16 bits: not just the 8 bits twice.
    noise = np.floor(fixtures.uniform("noise", SIZE * SIZE * 4).reshape(SIZE, SIZE, 4) * 257).astype(int) - 128
    deep = (np.dstack([rgb, ramp]).astype(int) * 257 + noise).clip(0, 65535)
    eight = ((deep + 128) // 257).astype(np.uint8)
    write("deep.png", png(2, deep[..., :3]), eight[..., :3])
    write("deep-transparent.png", png(6, deep), over_white(eight))
    deep_grey = (grey[..., None].astype(int) * 257 + noise[..., :1]).clip(0, 65535)
    write("deep-grey.png", png(0, deep_grey), np.repeat(((deep_grey + 128) // 257).astype(np.uint8), 3, axis=2))

    table = [round(65535 * (i / 63) ** 1.8) for i in range(64)]
    for name, curve, matrix in [
        ("display-p3", SRGB_CURVE, DISPLAY_P3), ("adobe-rgb", ADOBE_GAMMA, ADOBE_RGB), ("table", table, DISPLAY_P3),
    ]:
        icc = profile(name, curve, matrix)
        save(f"{name}.png", photo, checked(rgb, icc, to_srgb(rgb, curve, matrix)), icc_profile=icc)
    p3 = profile("Display P3", SRGB_CURVE, DISPLAY_P3)
    converted = to_srgb(rgb, SRGB_CURVE, DISPLAY_P3)
    save("display-p3-transparent.webp", Image.fromarray(rgba), over_white(np.dstack([converted, ramp])), icc_profile=p3,
         lossless=True, exact=True)
    gamma = profile("grey gamma 1.8", GREY_GAMMA)
    save("grey-profile.png", Image.fromarray(grey), to_srgb(np.dstack([grey] * 3), GREY_GAMMA, None), icc_profile=gamma)
    save("lossless.webp", photo, rgb, lossless=True)
    save("half-transparent.webp", Image.fromarray(rgba), over_white(rgba), lossless=True, exact=True)

    save("photo.jpg", photo, quality=90)
    save("photo-422.jpg", photo, quality=90, subsampling="4:2:2")
    save("photo-444.jpg", photo, quality=90, subsampling="4:4:4")
    save("photo-progressive.jpg", photo, quality=90, progressive=True)
    save("photo-grey.jpg", Image.fromarray(grey), quality=95)
    turned = Image.Exif()
    turned[0x0112] = 6
    save("rotated.jpg", photo.transpose(Image.Transpose.ROTATE_90), quality=90, exif=turned)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Without the time of its creation.
    srgb = srgb[:24] + bytes(12) + srgb[36:]
    save("srgb.jpg", photo, quality=90, icc_profile=srgb)
    save("display-p3.jpg", photo, quality=90, icc_profile=p3)
    expected["display-p3.jpg"] = to_srgb(expected["display-p3.jpg"], SRGB_CURVE, DISPLAY_P3)

    # Pillow writes Adobe's marker, which says CMYK; without it, decoders guess.
    def with_marker(image):
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=95)
        data = buffer.getvalue()
        at = data.index(b"\xff\xee")
        assert data[at + 4 : at + 9] == b"Adobe" and data[at + 15] == 0
        return data, at

    cmyk, at = with_marker(photo.convert("CMYK"))
    bare = cmyk[:at] + cmyk[at + 16 :]
    # For YCCK, the inks of a lightened photo are stored as YCbCr, above a black of its own.
    black = (ramp.astype(float) / 255 * 60).round().astype(np.uint8)
    light = (rgb.astype(float) * 255 / (255 - black[..., None])).clip(0, 255).round().astype(np.uint8)
    ycc = np.asarray(Image.fromarray(255 - light).convert("YCbCr"))
    data, at = with_marker(Image.fromarray(np.dstack([255 - ycc, black]), "CMYK"))
    ycck = data[: at + 15] + b"\x02" + data[at + 16 :]
    for name, data in [("cmyk.jpg", cmyk), ("cmyk-without-marker.jpg", bare), ("ycck.jpg", ycck)]:
        inks = np.asarray(Image.open(io.BytesIO(data))).astype(int)
        assert inks.shape == (SIZE, SIZE, 4)
        # Pillow has turned them back already: 255 is all ink.
        light = (255 - inks[..., :3]) * (255 - inks[..., 3:])
        write(name, data, (light // 255).astype(np.uint8))

    probabilities = run(expected)
    lines = [f"  {json.dumps(name)}: {json.dumps([round(p, 9) for p in row])}" for name, row in probabilities.items()]
    (OUTPUT / "expected.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


@torch.inference_mode()
def run(pictures):
    """The bundled network's probabilities, in class order."""
    torch.set_num_threads(1)
    preprocessing = json.loads(MODEL.with_suffix(".json").read_text())["pretrained_cfg"]
    assert preprocessing["input_size"] == [3, SIZE, SIZE] and preprocessing["crop_pct"] == 1
    model = fixtures.DenseNet(**fixtures.CASES["cifar_bc_40_12"][0])
    tensors = load_file(MODEL.with_suffix(".safetensors"))
    print(model.load_state_dict(tensors, strict=False))
    model.double().eval()
    mean, std = [torch.tensor(preprocessing[key]).double().reshape(3, 1, 1) for key in ("mean", "std")]
    batch = torch.stack([torch.from_numpy(p.copy()).permute(2, 0, 1).double() / 255 for p in pictures.values()])
    return dict(zip(pictures, model((batch - mean) / std).softmax(1).tolist()))


if __name__ == "__main__":
    main()
