"""Where the frozen program begins."""

import os
import sys

# A Windows program without a console has no streams at all; whatever is said goes nowhere instead of failing.
for name in ("stdout", "stderr"):
    if getattr(sys, name) is None:
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115

from counsel_app.__main__ import main  # noqa: E402

sys.exit(main())
