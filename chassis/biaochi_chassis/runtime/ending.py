"""The end of a process: at once, with its exit code, so that no thread of a library comes back to what is gone."""

import logging
import os
import sys
from collections.abc import Callable
from typing import NoReturn


def end_after(work: Callable[[], int | str | None]) -> NoReturn:
    """Do the work of a whole process and end with the code it returns or exits with; what it wrote is written out.

    The interpreter is not taken apart: the HTTP client has threads of its own, and one that wakes a loop while the
    interpreter goes, which happens even when the client was closed, would abort the process (exit 134) after all is
    done. So everything to be kept must be closed when the work returns; nothing registered with atexit is called.
    """
    try:
        code = work()
    except SystemExit as end:
        code = end.code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
        code = 1
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read it is gone
            code = code or 1
    os._exit(code or 0)


INTERRUPTED = 130
"""What a shell calls the end by Ctrl-C."""
