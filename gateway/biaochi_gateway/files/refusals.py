"""What is refused of files; each with its stable code."""

from biaochi_chassis.foundation.refusal import Refused


class UnknownExport(Refused):
    """Nobody who asks has an export of this name; it may be over, or somebody else's."""

    code = "UNKNOWN_EXPORT"


class ExportNotReady(Refused):
    """The file of an export is still being built."""

    code = "EXPORT_NOT_READY"
    retryable = True


class ExportInterrupted(Refused):
    """The process that built an export has ended before it was done; nobody builds it any more."""

    code = "EXPORT_INTERRUPTED"


class ExportOutdated(Refused):
    """Its owner may see something else now than when the file was built."""

    code = "EXPORT_OUTDATED"


class TooManyExports(Refused):
    """The caller has as many exports under way as they may."""

    code = "TOO_MANY_EXPORTS"
    retryable = True


class FilesUnavailable(Refused):
    """This platform has no place for files."""

    code = "FILES_UNAVAILABLE"


class StoreUnavailable(Refused):
    """The place for files does not answer now; the same request may be sent again."""

    code = "STORE_UNAVAILABLE"
    retryable = True


class RangeNotSatisfiable(Refused):
    """The file has no byte of the range that is asked for."""

    code = "RANGE_NOT_SATISFIABLE"


class FileTypeRefused(Refused):
    """A file is none of the kinds that evidence is kept in, by its content."""

    code = "FILE_TYPE_REFUSED"


class FileNotAsDeclared(Refused):
    """A file is of another type than is said of it, or than the ending of its name says."""

    code = "FILE_NOT_AS_DECLARED"


class FileRefused(Refused):
    """A file is broken, has macros or a password, or would harm whoever opens it."""

    code = "FILE_REFUSED"


class FileInfected(Refused):
    """The scanner found something in a file."""

    code = "FILE_INFECTED"


class ScannerUnavailable(Refused):
    """The scanner does not answer, and without it no file is kept."""

    code = "SCANNER_UNAVAILABLE"
    retryable = True


class UnknownFile(Refused):
    """There is no such file, or no record that names it and that the caller may see."""

    code = "UNKNOWN_FILE"
