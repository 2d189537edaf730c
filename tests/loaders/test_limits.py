from __future__ import annotations

import pytest

from qabot.cli.options import changed_settings
from qabot.config import Settings
from qabot.errors import LoadRefused, SettingsError
from qabot.loaders.limits import check_container_size, check_expansion


@pytest.mark.parametrize(
    "name",
    ["max_article_characters", "max_container_megabytes", "max_expansion", "max_pdf_pages"],
)
def test_a_limit_is_above_nothing(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is 0; it must be above 0"):
        Settings.from_mapping({name: 0})


def test_limits_are_given_as_name_and_value() -> None:
    values = changed_settings(["max_pdf_pages=5000", "max_expansion=1e3", "model=small"])
    assert values == {"max_pdf_pages": 5000, "max_expansion": 1000.0, "model": "small"}


def test_a_container_has_a_limit_of_its_own() -> None:
    settings = Settings.of(max_container_megabytes=1.0)
    check_container_size(1_000_000, settings)
    with pytest.raises(LoadRefused) as error:
        check_container_size(1_500_000, settings)
    assert str(error.value) == (
        "1.5 MB, over the limit of 1 MB; split it, or --set max_container_megabytes=N"
    )


@pytest.mark.parametrize(
    ("unpacked", "packed", "refused"),
    [(10_000_000, 1, False), (20_000_000, 100_000, False), (20_000_001, 100_000, True)],
)
def test_little_or_slow_expansion_is_no_bomb(unpacked: int, packed: int, refused: bool) -> None:
    try:
        check_expansion(unpacked, packed, Settings())
    except LoadRefused:
        assert refused
    else:
        assert not refused
