"""Builds the drivers, each on its package as users would install it."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from .clients import Program
from .places import DRIVERS, HERE, REPOSITORY, WORK

PACKAGES = HERE.parent


class Missing(Exception):
    """A language cannot be built here, because something is not installed."""


def programs(language: str) -> dict[str, Program]:
    """The drivers of a language by column."""
    return _BUILDERS[language]()


def _python_sdk() -> dict[str, Program]:
    requirements = DRIVERS / "python-sdk/requirements.txt"
    python = _environment("python-sdk", [requirements], ["-r", str(requirements)])
    return {"python-sdk": Program([python, str(DRIVERS / "python-sdk/driver.py")])}


def _python() -> dict[str, Program]:
    package = _present(PACKAGES / "python")
    sources = [*_files(package, "*.py"), *_files(package, "*.toml")]
    wheels = WORK / "build/wheel"

    def wheel() -> list[str]:
        shutil.rmtree(wheels, ignore_errors=True)
        _run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), str(_copied(package, "python-source"))])
        return [str(next(wheels.glob("*.whl")))]

    python = _environment("python", sources, wheel)
    driver = str(DRIVERS / "python/driver.py")
    return {
        "python": Program([python, driver, "--style", "sync"]),
        "python-asyncio": Program([python, driver, "--style", "async"]),
    }


def _go() -> dict[str, Program]:
    _present(PACKAGES / "go")
    _tool("go")
    binary = WORK / "build/go-driver"
    _run(["go", "build", "-o", str(binary), "."], DRIVERS / "go")
    return {"go": Program([str(binary)])}


def _typescript() -> dict[str, Program]:
    package = _present(PACKAGES / "typescript")
    _tool("npm")
    sources = [*_files(package / "src", "*.ts"), package / "package.json", package / "package-lock.json"]
    folder = WORK / "build/typescript"
    if not _is_made(folder, sources):
        source = _copied(package, "typescript-source")
        _run(["npm", "ci", "--loglevel=error", "--no-audit", "--no-fund"], source)
        _run(["npm", "pack", "--silent", "--pack-destination", str(source)], source)
        _write(folder / "package.json", '{"private": true, "type": "module"}\n')
        tarball = str(next(source.glob("*.tgz")))
        _run(["npm", "install", "--loglevel=error", "--no-audit", "--no-fund", "--no-save", tarball], folder)
        _made(folder, sources)
    # Beside the package that it imports.
    for file in _files(DRIVERS / "typescript", "*.mjs"):
        shutil.copy(file, folder / file.name)
    return {"typescript": Program(["node", str(folder / "driver.mjs")])}


def _java() -> dict[str, Program]:
    given = os.environ.get("CONFORMANCE_JAVA_CLASS_PATH")
    if given is None:
        target = HERE / "target"
        _run([str(REPOSITORY / "mvnw"), "-q", "-Dquick", "-Dmaven.test.skip=true", "-pl", "client-stubs/conformance", "-am", "package"], REPOSITORY)
        given = f"{target / 'classes'}{os.pathsep}{target / 'lib'}/*"
    command = [_tool("java"), "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", given, "ai.dragoneye.gateway.conformance.Driver"]
    return {"java": Program([*command, "--style", "sync"]), "java-async": Program([*command, "--style", "async"])}


_BUILDERS: dict[str, Callable[[], dict[str, Program]]] = {
    "python-sdk": _python_sdk,
    "python": _python,
    "go": _go,
    "typescript": _typescript,
    "java": _java,
}
LANGUAGES = tuple(_BUILDERS)


def _environment(name: str, sources: Iterable[Path], packages: list[str] | Callable[[], list[str]]) -> str:
    """A virtual environment with packages, made anew where their sources changed; its python."""
    folder = WORK / f"build/{name}"
    python = str(folder / "bin/python")
    sources = list(sources)
    if not _is_made(folder, sources):
        try:
            _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        except subprocess.CalledProcessError as failed:
            raise Missing("python3 has no venv") from failed
        wanted = packages if isinstance(packages, list) else packages()
        _run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted])
        _made(folder, sources)
    return python


def _copied(package: Path, name: str) -> Path:
    """The package's sources where building them leaves nothing behind."""
    copy = WORK / "build" / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("node_modules", "build", "dist", "target", ".venv", "*.egg-info", "__pycache__"))
    return copy


def _present(package: Path) -> Path:
    if not package.is_dir():
        raise Missing(f"there is no {package.relative_to(REPOSITORY)}")
    return package


def _tool(name: str) -> str:
    home = os.environ.get("JAVA_HOME")
    found = f"{home}/bin/java" if name == "java" and home else shutil.which(name)
    if not found:
        raise Missing(f"no {name} on the path")
    return found


def _files(folder: Path, pattern: str) -> list[Path]:
    left_out = {"node_modules", "build", "dist", ".venv"}
    return sorted(file for file in folder.rglob(pattern) if not left_out & set(file.relative_to(folder).parts))


def _is_made(folder: Path, sources: Iterable[Path]) -> bool:
    mark = folder / "made-from"
    return mark.exists() and mark.read_text() == _digest(sources)


def _made(folder: Path, sources: Iterable[Path]) -> None:
    _write(folder / "made-from", _digest(sources))


def _digest(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sources:
        digest.update(f"{file}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def _run(command: list[str], folder: Path | None = None) -> None:
    subprocess.run(command, check=True, cwd=folder, stdout=sys.stderr)
