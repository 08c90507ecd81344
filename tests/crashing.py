"""How is something killed while it works? In processes that end at any moment, or before one of their statements."""

import multiprocessing
import os
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Engine, event

FORKED = multiprocessing.get_context("forkserver")
DIED = 9  # how a process ends that died before one of its statements


def imported_once(module: str) -> None:
    """Let every process start with this module, imported once."""
    FORKED.set_forkserver_preload([module])


def begun(act: Callable[..., None], *arguments: object) -> multiprocessing.Process:
    """A process that does something."""
    child = FORKED.Process(target=act, args=arguments)
    child.start()
    return child  # type: ignore[return-value]  # a process of this context is one


def harassed(
    act: Callable[..., None], processes: Sequence[tuple[object, ...]], kills: int, draw: random.Random, longest: float
) -> list[int | None]:
    """Do something in several processes at once, each with its arguments. Again and again one of them, drawn by chance, is
    killed after at most so many seconds and begun anew; then all are let end. How they ended.
    """
    running = [begun(act, *each) for each in processes]
    for _ in range(kills):
        time.sleep(draw.uniform(0.01, longest))
        victim = draw.randrange(len(running))
        running[victim].kill()
        running[victim].join()
        running[victim] = begun(act, *processes[victim])
    for child in running:
        child.join()
    return [child.exitcode for child in running]


def die_before(engine: Engine, statement: int) -> None:
    """End this process before its statement of that number; the first is 1, 0 is none."""
    count = 0

    def before(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == statement:
            os._exit(DIED)

    event.listen(engine, "before_cursor_execute", before)


def died_everywhere(act: Callable[..., None], arguments: tuple[object, ...], state: Callable[[], Any]) -> list[Any]:
    """Do something in a process that dies before its first statement, in one that dies before its second, and so on until one
    ends whole: every state that was seen on the way, in which nothing half done may be.
    """
    seen, statement = [state()], 0
    while True:
        statement += 1
        child = begun(act, *arguments, statement)
        child.join()
        if (found := state()) != seen[-1]:
            seen.append(found)
        if child.exitcode != DIED:
            break
    assert child.exitcode == 0
    assert statement > 5, "it makes statements"
    return seen
