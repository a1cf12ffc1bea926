"""Where files are: a person's data and settings, the shipped catalogue; how one is written."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from modeldex.errors import ModeldexError

HOME_VARIABLE = "MODELDEX_HOME"


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """The folders that belong to one person; none of them need exist yet."""

    data: Path
    """Catalogue database, search index and shortlists."""

    config: Path
    """Settings, the person's own entries and machines."""

    @property
    def shortlists(self) -> Path:
        """The folder of the shortlist files, one TOML file each."""
        return self.data / "shortlists"

    @property
    def own_entries(self) -> Path:
        """The folder of the person's own catalogue files."""
        return self.config / "entries"

    @property
    def machines(self) -> Path:
        """The folder of the machines the person has described, one TOML file each."""
        return self.config / "machines"


def home(data_dir: Path | None = None, environ: Mapping[str, str] = os.environ) -> Home:
    """Return the folders in use: `data_dir`, else $MODELDEX_HOME, else the platform's own.

    With `data_dir` or $MODELDEX_HOME everything is below that one folder.
    """
    chosen = data_dir or (Path(environ[HOME_VARIABLE]) if environ.get(HOME_VARIABLE) else None)
    if chosen is not None:
        chosen = chosen.expanduser().absolute()
        return Home(data=chosen, config=chosen / "config")
    from platformdirs import PlatformDirs

    folders = PlatformDirs("modeldex", appauthor=False)
    return Home(data=folders.user_data_path, config=folders.user_config_path)


def catalog(package: Path = Path(__file__).parent) -> Path:
    """Return the folder of the shipped catalogue.

    A wheel carries it inside the package; an editable install finds it at the repository's root.
    Raises ModeldexError when it is in neither place.
    """
    for folder in (package / "catalog", package.parents[1] / "catalog"):
        if (folder / "licenses.toml").is_file():
            return folder
    message = f"The catalogue is missing beside {package}; install modeldex again."
    raise ModeldexError(message)


def hub_cache(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder in which huggingface_hub keeps downloaded models.

    Its own rule: $HF_HUB_CACHE, else `hub` in $HF_HOME, else in ~/.cache/huggingface.
    """
    if environ.get("HF_HUB_CACHE"):
        return Path(environ["HF_HUB_CACHE"]).expanduser()
    cache = environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(environ.get("HF_HOME") or f"{cache}/huggingface").expanduser() / "hub"


def downloaded(cache: Path) -> frozenset[str]:
    """Return the lower-cased ids of the models that the Hub's cache holds, without opening them."""
    if not cache.is_dir():
        return frozenset()
    folders = (folder.name.partition("models--") for folder in cache.iterdir())
    return frozenset(
        name.replace("--", "/", 1).lower() for before, _, name in folders if name and not before
    )


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in place of whatever is at `path`; a kill leaves the old file or the new one.

    A file that was there keeps its mode. One writer at a time. Raises OSError; what was there is
    then unchanged.
    """
    # One name for all writers, so that the next one overwrites what a kill has left.
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):  # a new file keeps the mode that the umask gives
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except OSError:
        # A disk that refused the data may refuse this too, and the first refusal tells why.
        with suppress(OSError):
            temporary.unlink()
        raise
