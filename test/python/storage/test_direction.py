"""The storage depends on the pure core only: collectors use it, not the other way around."""

import ast
from pathlib import Path

import custom_components.security_posture.storage as package


def test_storage_imports_no_other_package_of_the_integration() -> None:
    used = {
        (node.module or "").partition(".")[0]
        for path in Path(package.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.level > 1
    }
    assert used == {"const", "posture"}
