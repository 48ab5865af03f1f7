from __future__ import annotations

import gc

from genesis_flows.garbage import keep_what_is_here


def test_what_is_here_is_not_looked_through_again() -> None:
    threshold = gc.get_threshold()
    stays = [{"name": "one"}]
    try:
        keep_what_is_here()
        assert gc.get_freeze_count() > 10_000
        assert not any(each is stays for each in gc.get_objects())
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)
