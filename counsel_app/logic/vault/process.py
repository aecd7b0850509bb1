"""What the operating system may keep of this process: no core dumps, no readers, and nothing after locking.

Deleting objects leaves keys and names in the memory of a Python program; only a new process starts empty. So
locking means: drafts are saved, the store is closed, and the process replaces itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

_SET_DUMPABLE = 4  # PR_SET_DUMPABLE of prctl
_NO_CRASH_WINDOW = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX


def harden() -> None:
    """Keep the memory of this process out of core dumps and other people's readers; new files are the owner's."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_CRASH_WINDOW)
        return
    import resource

    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def command(words: Sequence[str] = ()) -> list[str]:
    """How this program was started, with other words."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-m", "counsel_app", *words]


def begin_anew(words: Sequence[str] = (), program: Sequence[str] | None = None) -> NoReturn:
    """Replace this process by a fresh one; nothing of its memory stays. Close the store before.

    `program`: another command than our own, for tests.
    """
    line = list(program) if program is not None else command(words)
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":  # there, exec would leave the old process waiting
        import subprocess

        subprocess.Popen(line, close_fds=True)
        os._exit(0)
    os.execv(line[0], line)
