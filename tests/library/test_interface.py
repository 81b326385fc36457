"""The words of the interface: each by its id, and no more of them held than are in use."""

from __future__ import annotations

import gc
import weakref

import pytest

from generator.library.interface import Interface


@pytest.mark.usefixtures("swept")
def test_messages_of_few_interfaces_are_held() -> None:
    """They are large, and a process may open project after project, as the preview and tests do."""
    made = [Interface.model_validate({"messages": [{"id": "send", "text": f"Send {n}"}]}) for n in range(300)]
    assert [each.by_id["send"].value for each in made] == [f"Send {n}" for n in range(300)]
    held = [weakref.ref(each) for each in made]
    del made
    gc.collect()
    assert sum(each() is not None for each in held) <= 100
