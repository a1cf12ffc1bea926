"""Which fields of work a model was made for, told by its id, its tags and who publishes it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from modeldex.curated.tables import CatalogError, Table, read_toml
from modeldex.entry import Source

SOURCE = "modeldex, from the id"
"""The name of the source of a domain that nobody stated."""

_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
"""The words of `FinGPT`: Fin and GPT."""

_JOINED = re.compile(r"[a-z][A-Z]|[A-Z][A-Z][a-z]")
"""Where two such words meet without a sign between them."""

_LETTERS = re.compile(r"[a-z]+")

_LEAST_LETTERS = 4
"""Of a word with a `*`: three letters begin too many other words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rule:
    """What makes a model belong to one domain."""

    name: str
    words: re.Pattern[str]
    no_words: re.Pattern[str]
    phrases: tuple[str, ...]
    no_phrases: tuple[str, ...]
    organizations: frozenset[str]
    tags: frozenset[str]

    def takes(self, word: str) -> bool:
        """Return whether one word of an id puts the model into the domain."""
        return bool(self.words.fullmatch(word)) and not self.no_words.fullmatch(word)

    def allows(self, lower: str) -> bool:
        """Return whether the lower-case id has no piece that keeps it out of the domain."""
        return not any(phrase in lower for phrase in self.no_phrases)


class Domains:
    """The table of domains: `of` tells those of one model."""

    def __init__(self, rules: Iterable[_Rule], as_of: date = date.min) -> None:
        self._rules = tuple(rules)
        self._cited = (("domain", Source(name=SOURCE, as_of=as_of)),)
        self._of_word = _Words(self._rules)
        self._of_organization = _grouped((r.name, r.organizations) for r in self._rules)
        self._of_tag = _grouped((r.name, r.tags) for r in self._rules)
        self._of_phrase = _grouped((r.name, r.phrases) for r in self._rules)

    @property
    def names(self) -> tuple[str, ...]:
        """Every domain, in the order of the file."""
        return tuple(rule.name for rule in self._rules)

    def of(self, model: str, tags: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the domains of the model with this id and these tags of its card, in order."""
        lower = model.lower()
        organization, _, name = lower.rpartition("/")
        found = {*self._of_organization.get(organization, ())}
        for word in _LETTERS.findall(name):
            found.update(self._of_word[word])
        if _JOINED.search(model, len(organization)):
            for word in _PARTS.findall(model, len(organization)):
                found.update(self._of_word[word.lower()])
        for phrase, domains in self._of_phrase.items():
            if phrase in lower:
                found.update(domains)
        for tag in tags:
            found.update(self._of_tag.get(tag.lower(), ()))
        return (
            tuple(r.name for r in self._rules if r.name in found and r.allows(lower))
            if found
            else ()
        )

    def cited(self, domains: tuple[str, ...]) -> tuple[tuple[str, Source], ...]:
        """Return what `Entry.fact_sources` says of domains that `of` gave."""
        return self._cited if domains else ()


class _Words(dict[str, tuple[str, ...]]):
    """The domains of one word, looked up once: some 14,000 words make up 17,555 ids."""

    def __init__(self, rules: Iterable[_Rule]) -> None:
        super().__init__()
        self._rules = tuple(rules)
        self._any = re.compile("|".join(rule.words.pattern for rule in self._rules) or "(?!)")

    def __missing__(self, word: str) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        if self._any.fullmatch(word):
            found = tuple(rule.name for rule in self._rules if rule.takes(word))
        self[word] = found
        return found


def _grouped(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """Return the names by each word that stands beside them."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in pairs:
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


NO_DOMAINS = Domains(())
"""A table that knows no domain."""


def read_domains(path: Path, shown: str) -> Domains:
    """Return the table of domains in the file. Raises CatalogError at the first fault."""
    file = read_toml(path, shown)
    file.only(("as_of", "domains"))
    seen: set[str] = set()
    rules = []
    for row in file.tables("domains"):
        row.only(("name", "words", "except", "phrases", "organizations", "tags"))
        name = row.required_text("name")
        if name in seen:
            raise row.fault("name", f'"{name}" is in the file twice')
        seen.add(name)
        rules.append(_rule(name, row))
    return Domains(rules, file.required_day("as_of"))


def _rule(name: str, row: Table) -> _Rule:
    barred = row.texts("except")
    return _Rule(
        name=name,
        words=_pattern(_words(row, "words", row.texts("words"))),
        no_words=_pattern(_words(row, "except", (w for w in barred if "-" not in w))),
        phrases=row.texts("phrases"),
        no_phrases=tuple(phrase for phrase in barred if "-" in phrase),
        organizations=frozenset(row.texts("organizations")),
        tags=frozenset(row.texts("tags")),
    )


def _words(row: Table, key: str, words: Iterable[str]) -> Iterator[str]:
    for word in words:
        bare = word.replace("*", "")
        if not re.fullmatch(r"[a-z]+", bare) or ("*" in word and len(bare) < _LEAST_LETTERS):
            raise _bad_word(row, key, word)
        yield word


def _bad_word(row: Table, key: str, word: str) -> CatalogError:
    wanted = f"lower-case words, with {_LEAST_LETTERS} letters or more beside a *"
    return row.fault(key, f'expected {wanted}, got "{word}"')


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(w.replace("*", "[a-z]*") for w in words) or "(?!)")
