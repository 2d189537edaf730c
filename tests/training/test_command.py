from __future__ import annotations

import pytest
from click import ClickException
from click.testing import CliRunner

from qabot.training.__main__ import _recipe, main
from qabot.training.recipe import Recipe


def test_values_of_the_recipe_can_be_changed() -> None:
    assert _recipe(()) == Recipe()
    changed = _recipe(("epochs=3", "questions_per_batch=4", "learning_rate=1e-3"))
    assert changed == Recipe(epochs=3.0, questions_per_batch=4, learning_rate=1e-3)


def test_a_value_that_the_recipe_does_not_have() -> None:
    with pytest.raises(ClickException, match="no 'epoch' in the recipe; it has epochs, steps"):
        _recipe(("epoch=3",))


def test_nothing_to_train_on() -> None:
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 1
    assert result.output == "Error: nothing to train on; name --everyday or --data\n"
