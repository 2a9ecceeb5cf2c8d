"""Pack the copy into a zip file."""

from collections.abc import Iterable
import csv
import io
from typing import Final
import zipfile

from .model import Copy

LIST: Final = "replaced.csv"
LEFT_OUT: Final = "left_out.csv"
# A fixed date: the real one is private.
_DATE: Final = (2000, 1, 1, 0, 0, 0)


def archive(copy: Copy) -> bytes:
    """Return a zip of the copy with the lists of replacements and of omitted files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in sorted(copy.files.items()):
            file.writestr(
                zipfile.ZipInfo(name, _DATE), text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED
            )
        rows = [(row.file, row.line, row.kind, row.placeholder) for row in copy.replacements]
        file.writestr(
            zipfile.ZipInfo(LIST, _DATE),
            _table(("file", "line", "kind", "placeholder"), rows),
            zipfile.ZIP_DEFLATED,
        )
        if copy.left_out:
            left = sorted(copy.left_out.items())
            file.writestr(zipfile.ZipInfo(LEFT_OUT, _DATE), _table(("file", "why"), left))
    return packed.getvalue()


def _table(head: tuple[str, ...], rows: Iterable[Iterable[object]]) -> str:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(head)
    table.writerows(rows)
    return written.getvalue()
