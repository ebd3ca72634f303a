"""Files at a URL (s3://…, hdfs://…), by fsspec and the package for their kind. Only this room knows fsspec."""

from kg_builder.remote.address import is_url
from kg_builder.remote.tree import RemoteTree

__all__ = ["RemoteTree", "is_url"]
