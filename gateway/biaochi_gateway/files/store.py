"""The store of files: a folder of this machine, or a bucket of an S3-compatible server. Both behave alike."""

from datetime import timedelta

from biaochi_chassis.foundation.file_store import FileStore
from obstore.store import LocalStore, ObjectStore, S3Store

PATIENCE = timedelta(seconds=10)
"""For how long a call is tried again before the server is said to be away."""


def opened(settings: FileStore | None) -> ObjectStore | None:
    """The store that the settings name; None where they name none. No server is called before it is needed."""
    if settings is None:
        return None
    if settings.folder:
        return LocalStore(settings.folder, mkdir=True)
    return S3Store(
        settings.bucket,
        prefix=settings.prefix or None,
        endpoint=settings.endpoint,
        region=settings.region,
        access_key_id=settings.key,
        secret_access_key=settings.secret_file.read_text().strip() if settings.secret_file else "",
        client_options={"allow_http": settings.endpoint.startswith("http://"), "timeout": timedelta(seconds=60)},
        retry_config={"max_retries": 3, "retry_timeout": PATIENCE},
    )
