"""Bars that no other tool measures: tests' size, errors' tests, the clock, the version, domain coverage.

Usage: python scripts/check_bars.py [coverage.json]
"""

from __future__ import annotations

import ast
import json
import re
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
MEDIAN_TEST_LINES = 12
CLOCK_READ = re.compile(r"datetime\.now\(|date\.today\(|\btime\.time\(|datetime\.today\(")


def sources(folder: str) -> Iterator[tuple[Path, str]]:
    """Yield each Python file below a folder of the project with its text."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")


def code_lines(folder: str) -> int:
    """Return how many lines below a folder are code: neither blank, comment nor docstring."""
    return sum(_code_lines(text) for _, text in sources(folder))


def _code_lines(text: str) -> int:
    prose = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = enumerate((line.strip() for line in text.splitlines()), start=1)
    return sum(
        bool(line) and not line.startswith("#") and place not in prose for place, line in lines
    )


def test_lengths() -> list[int]:
    """Return the length in lines of every test function."""
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for _, text in sources("tests")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def error_classes() -> set[str]:
    """Return the names of the concrete errors and refusals of the package."""
    found = {
        node.name
        for path, text in sources("pengaduan_xl")
        if path.name != "errors.py"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Error", "Refusal"))
    }
    return {name for name in found if not name.startswith("_")} - {"Refusal"}


def complaints(coverage: Path | None) -> Iterator[str]:
    """Yield what falls short of a bar."""
    product, tests = code_lines("pengaduan_xl"), code_lines("tests")
    print(f"code lines: product {product}, tests {tests}")
    if tests < product:
        yield f"test code ({tests} lines) is smaller than product code ({product} lines)"
    median = statistics.median(test_lengths())
    print(f"median test: {median} lines of {len(test_lengths())} tests")
    if median > MEDIAN_TEST_LINES:
        yield f"the median test has {median} lines, more than {MEDIAN_TEST_LINES}"
    tested = "\n".join(text for _, text in sources("tests"))
    for name in sorted(error_classes()):
        if not re.search(rf"\b{name}\b", tested):
            yield f"no test names {name}"
    for path, text in sources("pengaduan_xl"):
        if path.name != "clock.py" and CLOCK_READ.search(text):
            yield f"{path.relative_to(ROOT)} reads the clock"
    yield from _version_faults()
    if coverage is not None:
        yield from _domain_gaps(coverage)


def _version_faults() -> Iterator[str]:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    top = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    project = re.search(
        r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    package = re.search(
        r'__version__ = "(.+)"', (ROOT / "pengaduan_xl/__init__.py").read_text(encoding="utf-8")
    )
    versions = {match[1] if match else "none" for match in (top, project, package)}
    if len(versions) != 1:
        yield f"versions differ: {sorted(versions)}"


def _domain_gaps(coverage: Path) -> Iterator[str]:
    files = json.loads(coverage.read_text(encoding="utf-8"))["files"]
    for name, facts in sorted(files.items()):
        summary = facts["summary"]
        if "domain" in Path(name).parts and summary["percent_covered"] < 100:
            yield f"{name}: {summary['percent_covered']:.1f} % covered, domain needs 100 %"


def main() -> int:
    """Print what falls short; return the exit code."""
    coverage = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    faults = list(complaints(coverage))
    for fault in faults:
        print(f"- {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
