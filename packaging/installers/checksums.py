"""The sums of what was built, to be published beside it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from installers.names import DIST


def write(files: list[Path]) -> Path:
    """SHA256SUMS beside the files, as `sha256sum --check` reads it. Sums of other systems' files stay."""
    target = DIST / "SHA256SUMS"
    known = target.read_text(encoding="utf-8").splitlines() if target.exists() else []
    names = {path.name for path in files}
    lines = [line for line in known if line.split("  ")[1] not in names and (DIST / line.split("  ")[1]).exists()]
    lines += [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files]
    target.write_text("\n".join([*sorted(lines, key=lambda line: line.split("  ")[1]), ""]), encoding="utf-8")
    return target
