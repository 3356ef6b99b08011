"""What the kernel denies a process that loads a plugin, where it can: to write, to call, to read what is no code.

Landlock (Linux 5.13) needs no rights and is never lifted again; a network namespace without a network is taken where
the system lets everybody have one. Where the system has neither, a plugin may what its process may.
"""

import ctypes
import os
import resource
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress

LARGEST_FILE = 1024 * 1024
"""Bytes that a plugin may print before it is kept out for it."""
SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom")
"""What is read besides the interpreter and what is on its path."""

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_NO_NEW_PRIVILEGES = 38
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_HANDLED_FILES = (0, 0x1FFF, 0x3FFF, 0x7FFF, 0x7FFF, 0xFFFF)
"""Every right over files but to execute, by version: what an older kernel does not know it refuses."""
_EXECUTE = 1
_TCP, _SCOPES = 0b11, 0b11
"""To bind and to connect; signals and sockets of others."""

_libc = ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """The version of Landlock that the kernel has; 0 where it has none."""
    return max(int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION))), 0)


def confine() -> None:
    """Deny this process, and whatever it starts, all that a plugin does not need to be read as a page."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _libc.unshare(_NEW_USER | _NEW_NETWORK)
    if known := version():
        _restrict(known, {sys.prefix, sys.base_prefix, *filter(None, sys.path), *SYSTEM})


def _restrict(known: int, readable: Iterable[str]) -> None:
    files = _HANDLED_FILES[min(known, len(_HANDLED_FILES) - 1)] & ~_EXECUTE
    ruleset = struct.pack("QQQ", files, _TCP, _SCOPES)[: 8 if known < 4 else 16 if known < 6 else 24]
    rules = int(_libc.syscall(_CREATE_RULESET, ruleset, ctypes.c_size_t(len(ruleset)), ctypes.c_uint(0)))
    if rules < 0:
        return
    for path in readable:
        with suppress(OSError):
            _allow(rules, path)
    _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _libc.syscall(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint(0))
    os.close(rules)


def _allow(rules: int, path: str) -> None:
    """Let what lies in a folder, or one file, be read."""
    there = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | (_READ_FOLDER if os.path.isdir(path) else 0)
        rule = struct.pack("=Qi", rights, there)
        _libc.syscall(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint(0))
    finally:
        os.close(there)
