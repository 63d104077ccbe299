"""Keeps the code small, typed and free of circles: measures it, prints the figures, and fails on a breach.

Only what runs when a module is imported counts as an import: neither what a function imports when called, nor
what stands under ``if TYPE_CHECKING``. Lines are all lines of a file. Reads the source and imports nothing.
"""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

FILE_LINES = 450
TEST_FILE_LINES = 600
FUNCTION_LINES = 60
CLASS_LINES = 300
CLASS_METHODS = 25
SHARE_WITHOUT_TEXTUAL = 65  # percent

# What may break a budget, as "path::name" (for a file "path"), and why. An entry without need is a breach.
EXEMPT: dict[str, str] = {}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Graph = Mapping[str, Iterable[str]]  # module -> what it imports


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a function or class in it."""

    path: Path
    line: int = 1
    name: str = ""

    @property
    def key(self) -> str:
        """How the list of exemptions names this place."""
        return f"{self.path.as_posix()}::{self.name}" if self.name else self.path.as_posix()


@dataclass(frozen=True, slots=True)
class Module:
    """A source file, read."""

    path: Path
    name: str
    lines: int
    tree: ast.Module

    @property
    def package(self) -> str:
        """What a leading dot in an import means here."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]


@dataclass(slots=True)
class Report:
    """What was measured, and where a budget is not kept."""

    figures: list[tuple[str, str]] = field(default_factory=list)
    breaches: list[tuple[Place, str]] = field(default_factory=list)

    def check(self, place: Place, found: int, most: int, unit: str) -> None:
        """Notes a breach if there is more of something than the budget allows."""
        if found > most:
            self.breaches.append((place, f"has {found} {unit}, at most {most}"))


def read_modules(root: Path, folder: str) -> list[Module]:
    """Every module under a folder of the project, by path."""
    return [read_module(root, path) for path in sorted((root / folder).rglob("*.py"))]


def read_module(root: Path, path: Path) -> Module:
    """One module, named as an import names it."""
    relative = path.relative_to(root)
    parts = relative.parent.parts if path.name == "__init__.py" else relative.with_suffix("").parts
    text = path.read_text(encoding="utf-8")
    return Module(relative, ".".join(parts), len(text.splitlines()), ast.parse(text, str(path)))


def length(node: Function | ast.ClassDef) -> int:
    """Lines from the ``def`` or ``class`` to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def definitions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function | ast.ClassDef, bool]]:
    """Every function and class with its dotted name, and whether it stands directly in a class."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.ClassDef):
            name = prefix + child.name
            yield name, child, isinstance(node, ast.ClassDef)
            yield from definitions(child, f"{name}.")
        else:
            yield from definitions(child, prefix)


def unannotated(function: Function, is_method: bool) -> list[str]:
    """The arguments without a type, and "return" where its type is missing."""
    spec = function.args
    positional = [*spec.posonlyargs, *spec.args]
    is_static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in function.decorator_list)
    if is_method and not is_static:
        positional = positional[1:]
    others = [argument for argument in (spec.vararg, spec.kwarg) if argument]
    missing = [a.arg for a in (*positional, *spec.kwonlyargs, *others) if a.annotation is None]
    return missing if function.returns else [*missing, "return"]


def check_sizes(modules: Sequence[Module], report: Report) -> None:
    """Files, functions, classes and annotations of the package."""
    functions: list[int] = []
    classes: list[tuple[int, int]] = []
    untyped = 0
    for module in modules:
        report.check(Place(module.path), module.lines, FILE_LINES, "lines")
        for name, node, is_method in definitions(module.tree):
            place = Place(module.path, node.lineno, name)
            if isinstance(node, ast.ClassDef):
                methods = sum(isinstance(item, Function) for item in node.body)
                classes.append((length(node), methods))
                report.check(place, length(node), CLASS_LINES, "lines")
                report.check(place, methods, CLASS_METHODS, "methods")
                continue
            functions.append(length(node))
            report.check(place, length(node), FUNCTION_LINES, "lines")
            if missing := unannotated(node, is_method):
                untyped += 1
                report.breaches.append((place, f"has no type for {', '.join(missing)}"))
    files = [module.lines for module in modules]
    report.figures += [
        ("files", f"{len(files)}, {sum(files)} lines"),
        ("lines of a file", spread(files, FILE_LINES)),
        ("lines of a function", spread(functions, FUNCTION_LINES)),
        ("lines of a class", spread([lines for lines, _ in classes], CLASS_LINES)),
        ("methods of a class", spread([methods for _, methods in classes], CLASS_METHODS)),
        ("functions not fully annotated", f"{untyped} of {len(functions)}"),
    ]


def spread(sizes: Iterable[int], most: int) -> str:
    """Median, ninth decile and largest of some sizes."""
    ordered = sorted(sizes) or [0]
    median, ninth = ordered[len(ordered) // 2], ordered[len(ordered) * 9 // 10]
    return f"median {median}, 90% {ninth}, largest {ordered[-1]} (budget {most})"


def import_statements(body: Iterable[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run when a module is imported."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, Function) or is_type_checking(node):
            yield from import_statements(getattr(node, "orelse", []))
        else:
            blocks = (getattr(node, name, []) for name in ("body", "orelse", "finalbody"))
            handlers = (handler.body for handler in getattr(node, "handlers", []))
            yield from import_statements(chain(*blocks, *handlers))


def is_type_checking(node: ast.stmt) -> bool:
    """Whether this is ``if TYPE_CHECKING``, which never runs."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def imports_of(module: Module, known: Callable[[str], bool]) -> dict[str, int]:
    """What a module names in its imports, each with its first line.

    ``from a import b`` names ``a.b`` where that is a module, and ``a`` where it is not.
    """
    found: dict[str, int] = {}
    for node in import_statements(module.tree.body):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            base = absolute(module, node)
            full = (f"{base}.{alias.name}" for alias in node.names)
            names = [name if known(name) else base for name in full]
        for name in names:
            found.setdefault(name, node.lineno)
    return found


def absolute(module: Module, node: ast.ImportFrom) -> str:
    """The module after ``from``, without leading dots."""
    if not node.level:
        return node.module or ""
    parts = module.package.split(".")
    base = parts[: len(parts) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def circles(graph: Graph) -> Iterator[list[str]]:
    """One circle for every group of modules that import each other."""
    reach = {name: reachable(graph, name) for name in graph}
    seen: set[str] = set()
    for name in graph:
        if name in reach[name] and name not in seen:
            seen |= {other for other in reach[name] if name in reach[other]}
            yield shortest_way_back(graph, name)


def reachable(graph: Graph, start: str) -> set[str]:
    """Everything that a module imports, through other modules as well."""
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name in graph and name not in seen:
            seen.add(name)
            waiting += graph[name]
    return seen


def shortest_way_back(graph: Graph, start: str) -> list[str]:
    """The shortest chain of imports from a module in a circle back to itself."""
    ways = [[start]]
    seen = {start}
    for way in ways:
        for name in graph[way[-1]]:
            if name == start:
                return [*way, start]
            if name in graph and name not in seen:
                seen.add(name)
                ways.append([*way, name])
    raise ValueError(f"{start} is in no circle")


def with_parents(name: str) -> list[str]:
    """A module and the packages around it, which Python runs first."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]


def check_imports(modules: Sequence[Module], report: Report) -> None:
    """Circles, and how much of the package can be used without the screens."""
    by_name = {module.name: module for module in modules}
    named = {module.name: imports_of(module, by_name.__contains__) for module in modules}
    found = list(circles(named))
    for circle in found:
        place = Place(by_name[circle[0]].path, named[circle[0]][circle[1]])
        report.breaches.append((place, f"is in a circle: {' -> '.join(circle)}"))

    share = share_without_textual(modules, named)
    if share < SHARE_WITHOUT_TEXTUAL:
        problem = f"can be used without Textual only in {share:.1f}% of its lines"
        report.breaches.append((Place(Path("coach")), problem))
    report.figures += [
        ("import circles", str(len(found))),
        ("lines without Textual", f"{share:.1f}% (budget {SHARE_WITHOUT_TEXTUAL}%)"),
    ]


def share_without_textual(modules: Sequence[Module], named: Graph) -> float:
    """Percent of the lines that stand in modules whose import never runs Textual."""
    run = {name: set(chain(*map(with_parents, [*names, name]))) for name, names in named.items()}
    shows = {name for name, names in run.items() if "textual" in names}
    free = sum(module.lines for module in modules if not shows & reachable(run, module.name))
    return 100 * free / (sum(module.lines for module in modules) or 1)


def check_tests(modules: Sequence[Module], report: Report) -> None:
    """Test files only have to be short enough to be read."""
    for module in modules:
        report.check(Place(module.path), module.lines, TEST_FILE_LINES, "lines")
    report.figures.append(("lines of a test file", spread([m.lines for m in modules], TEST_FILE_LINES)))


def measure(root: Path) -> Report:
    """Everything that this script has to say about a project."""
    report = Report()
    package = read_modules(root, "coach")
    check_sizes(package, report)
    check_imports(package, report)
    check_tests(read_modules(root, "tests"), report)
    return report


def main() -> int:
    """Prints the figures and the breaches; 1 if there is one."""
    report = measure(Path(__file__).resolve().parent.parent)
    width = max(len(name) for name, _ in report.figures)
    for name, figure in report.figures:
        print(f"{name:{width}}  {figure}")
    breaches = [(place, problem) for place, problem in report.breaches if place.key not in EXEMPT]
    for place, problem in breaches:
        print(f"{place.path.as_posix()}:{place.line}: {place.name or 'file'} {problem}")
    unneeded = EXEMPT.keys() - {place.key for place, _ in report.breaches}
    for key in sorted(unneeded):
        print(f"{key}: is exempt but breaks no budget")
    return 1 if breaches or unneeded else 0


if __name__ == "__main__":
    sys.exit(main())
