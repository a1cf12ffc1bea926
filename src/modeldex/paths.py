"""Where files are: a person's data and settings, the shipped catalogue; how one is written."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from modeldex.errors import ModeldexError, UsageError

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

    With `data_dir` or $MODELDEX_HOME everything is below that one folder. Raises UsageError when
    the folder depends on a home folder or a working folder that does not exist.
    """
    chosen = data_dir or (Path(environ[HOME_VARIABLE]) if environ.get(HOME_VARIABLE) else None)
    if chosen is not None:
        chosen = expanded(chosen, "--data-dir" if data_dir else f"${HOME_VARIABLE}")
        return Home(data=chosen, config=chosen / "config")
    from platformdirs import PlatformDirs

    folders = PlatformDirs("modeldex", appauthor=False)
    message = f"$HOME is not set and this user has no home folder; set ${HOME_VARIABLE}."
    try:
        data, config = folders.user_data_path, folders.user_config_path
    except RuntimeError as error:
        raise UsageError(message) from error
    if not (data.is_absolute() and config.is_absolute()):  # earlier platformdirs keep the `~`
        raise UsageError(message)
    return Home(data=data, config=config)


def expanded(path: Path, what: str) -> Path:
    """Return the absolute form of a path that a person typed; `~` is a home folder.

    `what` names the option, variable or file in the fault. Raises UsageError when the user after
    `~` has no home folder, and when the path is relative and the working folder is gone.
    """
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:
        message = (
            f"{what}: {path}: no home folder is known for {path.parts[0]}; write the whole path."
        )
        raise UsageError(message) from error
    except OSError as error:
        message = f"{what}: {path}: the working folder is gone; write the whole path."
        raise UsageError(message) from error


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


def hub_cache(environ: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder in which huggingface_hub keeps downloaded models.

    Its own rule: $HF_HUB_CACHE, else `hub` in $HF_HOME, else in ~/.cache/huggingface. None when
    that is below a home folder that does not exist.
    """
    cache = environ.get("XDG_CACHE_HOME") or "~/.cache"
    whole = environ.get("HF_HOME") or f"{cache}/huggingface"
    try:
        return Path(environ.get("HF_HUB_CACHE") or f"{whole}/hub").expanduser()
    except RuntimeError:
        return None


def downloaded(cache: Path | None) -> frozenset[str]:
    """Return the lower-cased ids of the models that the Hub's cache holds, without opening them.

    Empty when there is no cache, and when it cannot be read.
    """
    try:
        names = [path.name for path in cache.iterdir()] if cache is not None else []
    except OSError:
        return frozenset()
    folders = (name.partition("models--") for name in names)
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
