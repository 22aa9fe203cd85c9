"""Puts the photographs that scripts/outliers.txt lists into a folder, for `densenet calibrate --outliers`.

    python scripts/outliers.py FOLDER     # on Debian or Ubuntu: downloads the packages, installs nothing
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LIST = Path(__file__).with_name("outliers.txt")


def listed():
    """Yields the package, the folder in it, and the file."""
    package = root = folder = None
    for line in LIST.read_text().splitlines():
        if line.startswith("["):
            package, root = line.strip("[]").split()
        elif line and not line.startswith("#"):
            if not line.startswith(" "):
                folder, line = line.split(":")
            for name in line.split():
                yield package, f"{root}/{folder}", name


def main():
    (out,) = sys.argv[1:]
    files = list(listed())
    with tempfile.TemporaryDirectory() as temporary:
        for package in dict.fromkeys(package for package, _, _ in files):
            subprocess.run(["apt-get", "download", package], cwd=temporary, check=True)
            (archive,) = Path(temporary).glob(f"{package}_*.deb")
            subprocess.run(["dpkg-deb", "-x", archive, f"{temporary}/{package}"], check=True)
        Path(out).mkdir(parents=True, exist_ok=True)
        for package, folder, name in files:
            prefix = folder.rsplit("/", 1)[-1].strip(".")
            shutil.copy(Path(temporary, package, folder, name), Path(out, f"{prefix}_{name}"))
    print(f"{len(files)} photographs in {out}")


if __name__ == "__main__":
    main()
