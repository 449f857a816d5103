"""Built scripts, styles and fonts: their hashed names, and how long a browser may keep them."""

import json
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
_YEAR_S = 365 * 24 * 3600

MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
"""Python asks the system for media types, and a system can be wrong: with `nosniff` a module would then not load."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of what the pages load.

    Attributes:
        styles: Style sheets of every page.
        theme: Small script that runs before the first paint, so that a chosen dark page never flashes white.
        main: Script of the islands; pages work without it.
    """

    styles: tuple[str, ...] = ()
    theme: str | None = None
    main: str | None = None

    @property
    def is_built(self) -> bool:
        """Whether the front end was built into this installation."""
        return self.main is not None


def read_assets(folder: Path = STATIC) -> Assets:
    """Addresses from the manifest that Vite wrote; none of them where the front end was not built."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        main, theme = manifest["src/main.ts"], manifest["src/theme.ts"]
    except (OSError, ValueError, KeyError):
        return Assets()
    styles = tuple(f"/static/{name}" for name in main.get("css", ()))
    return Assets(styles, f"/static/{theme['file']}", f"/static/{main['file']}")


class HashedFiles(StaticFiles):
    """Static files whose names hold a hash of their content: they never change and may be kept for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        if path.startswith("assets/") and response.status_code < 400:
            response.headers["content-type"] = MEDIA_TYPES.get(Path(path).suffix, "application/octet-stream")
            response.headers["cache-control"] = f"public, max-age={_YEAR_S}, immutable"
        return response
