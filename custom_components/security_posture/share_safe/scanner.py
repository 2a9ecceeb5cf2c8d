"""The finder of secrets, as it can be imported from here.

Inside Home Assistant both are parts of the integration. On the command line, where there is no
Home Assistant to import, they are neighbours: `python -m share_safe`.
"""

try:
    from ..secret_scan.files import Role, SourceFile, role_by_content, source_files, text_of
    from ..secret_scan.includes import ReadingOrder
    from ..secret_scan.judge import Secret, code_as_key, secrets_of
    from ..secret_scan.lines import line_places
    from ..secret_scan.model import Kind
    from ..secret_scan.places import Place, places
    from ..secret_scan.tree import Mapping, Node, Scalar, Sequence, Tree, Trouble, parse
    from ..secret_scan.words import fold, words
except ImportError:
    from secret_scan.files import Role, SourceFile, role_by_content, source_files, text_of  # type: ignore[import-not-found,no-redef]
    from secret_scan.includes import ReadingOrder  # type: ignore[import-not-found,no-redef]
    from secret_scan.judge import Secret, code_as_key, secrets_of  # type: ignore[import-not-found,no-redef]
    from secret_scan.lines import line_places  # type: ignore[import-not-found,no-redef]
    from secret_scan.model import Kind  # type: ignore[import-not-found,no-redef]
    from secret_scan.places import Place, places  # type: ignore[import-not-found,no-redef]
    from secret_scan.tree import Mapping, Node, Scalar, Sequence, Tree, Trouble, parse  # type: ignore[import-not-found,no-redef]
    from secret_scan.words import fold, words  # type: ignore[import-not-found,no-redef]

__all__ = [
    "Kind",
    "Mapping",
    "Node",
    "Place",
    "ReadingOrder",
    "Role",
    "Scalar",
    "Secret",
    "Sequence",
    "SourceFile",
    "Tree",
    "Trouble",
    "code_as_key",
    "fold",
    "line_places",
    "parse",
    "places",
    "role_by_content",
    "secrets_of",
    "source_files",
    "text_of",
    "words",
]
