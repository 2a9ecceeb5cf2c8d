"""Pack the copy into a zip file."""

from collections.abc import Callable, Iterable
import csv
import io
from typing import Final
import unicodedata
import zipfile

from .file_names import LEFT_OUT, LIST
from .model import Copy

# A fixed date and fixed permissions: the real ones are private.
_DATE: Final = (2000, 1, 1, 0, 0, 0)
# Rows of a list between two calls of `stop`.
_ROWS: Final = 1_000
_UNIX: Final = 3
_PERMISSIONS: Final = 0o100644 << 16
# A cell that begins with one of these is a formula in a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_QUOTES: Final = " \"'\u00a0\u2018\u2019\u201c\u201d"


def archive(copy: Copy, stop: Callable[[], None] = lambda: None) -> bytes:
    """Return a zip of the copy with the lists of replacements and of omitted files.

    `stop` is called before each file and again and again for the lists; it raises to end the work.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in sorted(copy.files.items()):
            stop()
            _add(file, name, text)
        rows = [(row.file, row.line, row.kind, row.placeholder) for row in copy.replacements]
        _add(file, LIST, _table(("file", "line", "kind", "placeholder"), rows, stop))
        if copy.left_out:
            _add(file, LEFT_OUT, _table(("file", "why"), sorted(copy.left_out.items()), stop))
    return packed.getvalue()


def _add(file: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system = _UNIX
    entry.external_attr = _PERMISSIONS
    entry.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(entry, text.encode("utf-8", "replace"))


def _table(
    head: tuple[str, ...], rows: Iterable[Iterable[object]], stop: Callable[[], None]
) -> str:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(head)
    for n, row in enumerate(rows):
        if n % _ROWS == 0:
            stop()
        table.writerow([_cell(str(cell)) for cell in row])
    return written.getvalue()


def _cell(text: str) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula."""
    plain = unicodedata.normalize("NFKC", text.lstrip(_QUOTES))
    return f"'{text}" if plain.startswith(_FORMULA) or text.startswith(_FORMULA) else text
