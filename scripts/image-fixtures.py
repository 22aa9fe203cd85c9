"""Writes tests/fixtures/formats/: the same small image in every format and colour type that the decoder knows.

    python scripts/image-fixtures.py
"""

from pathlib import Path

from PIL import Image

OUTPUT = Path(__file__).parent.parent / "tests/fixtures/formats"
SIZE = WIDTH, HEIGHT = 24, 16

image = Image.new("RGB", SIZE)
for y in range(HEIGHT):
    for x in range(WIDTH):
        image.putpixel((x, y), (x * 10, y * 15, x * y % 256))
grey = image.convert("L")
grey16 = grey.convert("I").point(lambda value: value * 257).convert("I;16")
transparent = image.copy()
transparent.putalpha(Image.linear_gradient("L").resize(SIZE))
mirrored = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
quarter_turn = Image.Exif()
quarter_turn[0x112] = 6

OUTPUT.mkdir(exist_ok=True)
image.save(OUTPUT / "baseline.jpg", quality=80)
image.save(OUTPUT / "progressive.jpg", quality=80, progressive=True)
image.rotate(90, expand=True).save(OUTPUT / "rotated.jpg", quality=95, exif=quarter_turn, subsampling=0)
image.convert("CMYK").save(OUTPUT / "cmyk.jpg", quality=95)
grey.save(OUTPUT / "grey.jpg", quality=95)
image.save(OUTPUT / "rgb.png")
image.quantize(16).save(OUTPUT / "palette.png")
grey.save(OUTPUT / "grey.png")
grey16.save(OUTPUT / "grey16.png")
transparent.save(OUTPUT / "alpha.png")
image.save(OUTPUT / "lossy.webp", quality=80)
image.save(OUTPUT / "lossless.webp", lossless=True)
transparent.save(OUTPUT / "alpha.webp", quality=80)
image.save(OUTPUT / "animated.webp", save_all=True, append_images=[mirrored], lossless=True, duration=100)
image.save(OUTPUT / "animated.png", save_all=True, append_images=[mirrored], duration=100)
