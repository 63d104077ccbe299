"""What the other tests of the screens rely on: a key is through when nothing is left to do, and no sooner."""

import asyncio

from tests.screens import FRAME_S, wait_for_idle


async def test_what_follows_from_what_is_waited_for() -> None:
    """One thing leads to the next, and the last one to a picture within a frame."""
    loop, done = asyncio.get_running_loop(), list[str]()

    def step(left: int) -> None:
        if left:
            loop.call_soon(step, left - 1)
        else:
            loop.call_later(FRAME_S / 2, done.append, "picture")

    loop.call_soon(step, 50)
    await wait_for_idle()
    assert done == ["picture"]


async def test_what_is_far_off_is_not_waited_for() -> None:
    late = asyncio.get_running_loop().call_later(3600, print)
    await asyncio.wait_for(wait_for_idle(max_sleep=3600), timeout=60)
    late.cancel()
