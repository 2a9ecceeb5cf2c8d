"""Import the secret scanner, inside the integration and on the command line.

Inside Home Assistant, both packages belong to the integration. With `python -m share_safe` they
are top-level packages.
"""

try:
    from ..secret_scan.by_key import is_code_key
    from ..secret_scan.by_siblings import is_named_by_siblings
    from ..secret_scan.comments import REMARK, Comment, commented_values, comments
    from ..secret_scan.detector import find_secrets
    from ..secret_scan.embedded import embedded_secrets
    from ..secret_scan.embedded.wifi_words import WIFI
    from ..secret_scan.file_types import Role, yaml_type
    from ..secret_scan.files import SKIPPED_FOLDERS, read_text, role_by_content
    from ..secret_scan.key_names import secret_name
    from ..secret_scan.model import Kind
    from ..secret_scan.random_values import looks_random
    from ..secret_scan.references import is_encrypted
    from ..secret_scan.text_cache import SHORT, cached_until_forgotten, forget_texts
    from ..secret_scan.tree import Mapping, Node, ParseProblem, Scalar, Sequence, Tree, parse
    from ..secret_scan.word_lists import read_words
    from ..secret_scan.word_split import fold, words
    from ..secret_scan.yaml_values import Ancestors, Question, YamlValue, yaml_values
except ImportError:
    from secret_scan.by_key import is_code_key  # type: ignore[import-not-found,no-redef]
    from secret_scan.by_siblings import is_named_by_siblings  # type: ignore[import-not-found,no-redef]
    from secret_scan.comments import REMARK, Comment, commented_values, comments  # type: ignore[import-not-found,no-redef]
    from secret_scan.detector import find_secrets  # type: ignore[import-not-found,no-redef]
    from secret_scan.embedded import embedded_secrets  # type: ignore[import-not-found,no-redef]
    from secret_scan.embedded.wifi_words import WIFI  # type: ignore[import-not-found,no-redef]
    from secret_scan.file_types import Role, yaml_type  # type: ignore[import-not-found,no-redef]
    from secret_scan.files import SKIPPED_FOLDERS, read_text, role_by_content  # type: ignore[import-not-found,no-redef]
    from secret_scan.key_names import secret_name  # type: ignore[import-not-found,no-redef]
    from secret_scan.model import Kind  # type: ignore[import-not-found,no-redef]
    from secret_scan.random_values import looks_random  # type: ignore[import-not-found,no-redef]
    from secret_scan.references import is_encrypted  # type: ignore[import-not-found,no-redef]
    from secret_scan.text_cache import SHORT, cached_until_forgotten, forget_texts  # type: ignore[import-not-found,no-redef]
    from secret_scan.tree import Mapping, Node, ParseProblem, Scalar, Sequence, Tree, parse  # type: ignore[import-not-found,no-redef]
    from secret_scan.word_lists import read_words  # type: ignore[import-not-found,no-redef]
    from secret_scan.word_split import fold, words  # type: ignore[import-not-found,no-redef]
    from secret_scan.yaml_values import Ancestors, Question, YamlValue, yaml_values  # type: ignore[import-not-found,no-redef]

__all__ = [
    "REMARK",
    "SHORT",
    "SKIPPED_FOLDERS",
    "WIFI",
    "Ancestors",
    "Comment",
    "Kind",
    "Mapping",
    "Node",
    "ParseProblem",
    "Question",
    "Role",
    "Scalar",
    "Sequence",
    "Tree",
    "YamlValue",
    "cached_until_forgotten",
    "commented_values",
    "comments",
    "embedded_secrets",
    "find_secrets",
    "fold",
    "forget_texts",
    "is_code_key",
    "is_encrypted",
    "is_named_by_siblings",
    "looks_random",
    "parse",
    "read_text",
    "read_words",
    "role_by_content",
    "secret_name",
    "words",
    "yaml_type",
    "yaml_values",
]
