"""The local engine: the same outcomes inline and in workers, whatever a stage does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.engine import LocalEngine
from dateline.errors import UsageError
from dateline.ports import Engine
from dateline.records.outcome import Failure, Outcome

from .stages import Asking, Cutting, Isolated, Misbehaving, Opening, Unsendable

INPUTS = ["one two", "", "slip", "deep", "a b c d e", "\u202e caf\u00e9 \U0001f600", "  "]
# What is timed here is waiting, and ends of processes.
pytestmark = pytest.mark.alone
posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits as POSIX has them")


@pytest.fixture(scope="module")
def pool() -> Iterator[LocalEngine]:
    with LocalEngine(workers=2, seconds=20) as engine:
        yield engine


@pytest.fixture(scope="module")
def inline() -> LocalEngine:
    return LocalEngine()


def codes(outcomes: Iterable[Outcome[str]]) -> list[str]:
    return [outcome.failure.code if outcome.failure else f"{outcome.output}" for outcome in outcomes]


def test_it_is_an_engine() -> None:
    engine: Engine = LocalEngine()
    assert list(engine.run(Cutting(), [])) == []


def test_products_refusals_and_slips_become_outcomes_in_order(inline: LocalEngine) -> None:
    outcomes = list(inline.run(Cutting(), INPUTS))
    assert [outcome.input for outcome in outcomes] == [f"key of {input}" for input in INPUTS]
    assert [outcome.failure and outcome.failure.code for outcome in outcomes] == [
        None, "empty", "internal_error", "internal_error", None, None, "empty",
    ]  # fmt: skip
    whole = outcomes[4]
    assert whole.output is not None
    assert len(whole.output) == 5
    assert whole.payload == b"a b c d e"
    assert [text.text for text in whole.texts] == ["a\n\nb\n\nc\n\nd\n\ne"]
    assert [warning.message for warning in whole.warnings] == ["5 words"]
    assert outcomes[1].failure == Failure(code="empty", message="no words")
    slip = outcomes[2].failure
    assert slip is not None
    assert slip.message.startswith("ValueError: a slip")
    assert len(slip.message) <= 500
    assert [outcome.output for outcome in outcomes if outcome.failure] == [None] * 4


def test_workers_and_one_process_give_equal_outcomes(inline: LocalEngine, pool: LocalEngine) -> None:
    inputs = INPUTS * 5
    assert list(pool.run(Cutting(), inputs)) == list(inline.run(Cutting(), inputs))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=12))
def test_equal_outcomes_over_hostile_text(inputs: list[str]) -> None:
    here, there = LocalEngine(), _SHARED
    assert list(there.run(Cutting(), inputs)) == list(here.run(Cutting(), inputs))


_SHARED = LocalEngine(workers=2, seconds=20)


def test_a_stage_is_opened_once_a_worker_and_kept_from_run_to_run() -> None:
    with LocalEngine(workers=2, seconds=20) as engine:
        seen = [outcome.output for _ in range(3) for outcome in engine.run(Asking(), map(str, range(30)))]
    assert all(output is not None and output[1] == 1 for output in seen)
    processes = {output[0] for output in seen if output is not None}
    assert 1 <= len(processes) <= 2
    assert os.getpid() not in processes


def test_one_worker_runs_here_unless_the_stage_asks_for_a_process_of_its_own() -> None:
    with LocalEngine(seconds=20) as engine:
        here = {outcome.output[0] for outcome in engine.run(Asking(), "abc") if outcome.output}
        there = {outcome.output[0] for outcome in engine.run(Isolated(), "abc") if outcome.output}
    assert here == {os.getpid()}
    assert len(there) == 1
    assert here.isdisjoint(there)


def test_the_child_of_a_light_stage_starts_in_well_under_a_second() -> None:
    started = time.monotonic()
    with LocalEngine(seconds=20) as engine:
        assert len(list(engine.run(Isolated(), "a"))) == 1
    assert time.monotonic() - started < 2.0  # measured 0.2 s; room for a busy machine


def test_inputs_are_taken_as_they_are_needed(pool: LocalEngine) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"page {taken}"

    run = pool.run(Cutting(), endless())
    for done in range(1, 50):
        assert next(run).input == f"key of page {done}"
        assert taken <= done + 2 * 4 + 1
    del run


def test_a_slow_input_holds_up_the_order_and_not_the_others() -> None:
    with LocalEngine(workers=2, seconds=20) as engine:
        list(engine.run(Misbehaving(), ["warm", "up"]))
        started = time.monotonic()
        assert codes(engine.run(Misbehaving(), ["sleep 0.6", *["sleep 0.1"] * 6])) == ["sleep 0.6", *["sleep 0.1"] * 6]
        assert time.monotonic() - started < 1.1  # one after the other they take 1.2 s


def test_runs_can_be_nested_and_interleaved(pool: LocalEngine, inline: LocalEngine) -> None:
    inputs = [f"{word} and more" for word in "abcdefgh"]
    for engine in (pool, inline):
        inner = engine.run(Cutting(), inputs)
        outer = engine.run(Asking(), (outcome.input for outcome in inner))
        assert [outcome.input for outcome in outer] == [f"key of key of {input}" for input in inputs]
    both = zip(pool.run(Cutting(), inputs), pool.run(Cutting(), inputs), strict=True)
    assert all(one == other for one, other in both)


@posix
@pytest.mark.parametrize("workers", [1, 2])
def test_a_hang_in_c_code_is_killed_and_costs_its_input(workers: int) -> None:
    with LocalEngine(workers=workers, seconds=0.5) as engine:
        outcomes = list(engine.run(Misbehaving(), ["a", "hang 60", "b", "c"]))
    assert codes(outcomes) == ["a", "timeout", "b", "c"]
    assert outcomes[1].input == "key of hang 60"
    failure = outcomes[1].failure
    assert failure is not None
    assert "0.5 seconds" in failure.message


@posix
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("death", ["exit 0", "exit 7", "crash", "kill", "end"])
def test_a_death_costs_its_input(workers: int, death: str) -> None:
    with LocalEngine(workers=workers, seconds=20) as engine:
        outcomes = list(engine.run(Misbehaving(), ["a", death, "b", death, death, "c"]))
        assert codes(outcomes) == ["a", "worker_died", "b", "worker_died", "worker_died", "c"]
        assert codes(engine.run(Misbehaving(), ["again"])) == ["again"]


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS is not enforced everywhere")
def test_memory_beyond_the_budget_costs_its_input() -> None:
    with LocalEngine(seconds=20, memory_bytes=512 * 1024**2) as engine:
        eaten = codes(engine.run(Misbehaving(), ["eat 1000000", f"eat {10**9}", "eat 1000000"]))
    assert eaten == ["1000000", "out_of_memory", "1000000"]


def test_what_a_stage_prints_and_reads_does_not_touch_the_channels(capfd: pytest.CaptureFixture[str]) -> None:
    with LocalEngine(seconds=20) as engine:
        assert codes(engine.run(Misbehaving(), ["print", "read", "b"])) == ["print", "", "b"]
    out, err = capfd.readouterr()
    assert out == ""
    assert "noise" in err


@posix
def test_noise_on_the_channel_itself_costs_its_input() -> None:
    with LocalEngine(seconds=20) as engine:
        assert codes(engine.run(Misbehaving(), ["a", "noise", "b"])) == ["a", "worker_died", "b"]


def test_what_cannot_be_sent_back_costs_its_input() -> None:
    with LocalEngine(seconds=20) as engine:
        outcomes = list(engine.run(Unsendable(), ["a", "lambda", "b"]))
    assert [outcome.failure and outcome.failure.code for outcome in outcomes] == [None, "internal_error", None]
    assert outcomes[1].input == "key of lambda"


@pytest.mark.parametrize(
    ("how", "code"), [("refuses", "no_model"), ("slips", "stage_cannot_open"), ("dies", "stage_cannot_open")]
)
def test_a_stage_that_cannot_be_opened_is_the_caller_s_error(how: str, code: str) -> None:
    with LocalEngine(seconds=20) as engine:
        with pytest.raises(UsageError) as caught:
            list(engine.run(Opening(how=how), ["a"]))
        assert caught.value.code == code
        assert codes(engine.run(Misbehaving(), ["still works"])) == ["still works"]


def test_an_input_that_cannot_be_had_ends_the_run_and_the_engine_goes_on(pool: LocalEngine) -> None:
    def broken() -> Iterator[str]:
        yield "a b"
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(pool.run(Cutting(), broken()))
    assert len(list(pool.run(Cutting(), INPUTS))) == len(INPUTS)


def test_progress_is_told_after_every_outcome() -> None:
    told: list[tuple[str, int]] = []
    with LocalEngine(progress=lambda stage, done: told.append((stage, done))) as engine:
        list(engine.run(Cutting(), ["a", "", "b"]))
    assert told == [("test", 1), ("test", 2), ("test", 3)]


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"workers": -1}, {"seconds": 0}, {"seconds": float("nan")}])
def test_limits_that_allow_nothing_are_usage_errors(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        LocalEngine(**wrong)  # type: ignore[arg-type]


def test_a_closed_engine_says_so_and_leaves_no_process() -> None:
    engine = LocalEngine(workers=2, seconds=20)
    processes = [outcome.output[0] for outcome in engine.run(Asking(), "abcd") if outcome.output]
    engine.close()
    engine.close()
    with pytest.raises(UsageError, match="engine_closed"):
        list(engine.run(Cutting(), ["a"]))
    assert not any(running(process) for process in processes)


def test_dropping_a_run_ends_what_it_was_doing() -> None:
    with LocalEngine(workers=2, seconds=60) as engine:
        run = engine.run(Misbehaving(), ["quick", *["sleep 30"] * 8])
        assert next(run).output == "quick"
        started = time.monotonic()
        run.close()  # type: ignore[attr-defined]
        assert time.monotonic() - started < 5


def running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


SCRIPT = """
import sys
sys.path[:] = {path!r}
from dateline.engine import LocalEngine
from engine.stages import {stage}
print("once", flush=True)
with LocalEngine(workers=2, seconds={seconds}) as engine:
    for outcome in engine.run({stage}(), {inputs!r}):
        print(outcome.output, flush=True)
"""


def script(stage: str, inputs: list[str], *, seconds: float = 20) -> str:
    return SCRIPT.format(path=sys.path, stage=stage, inputs=inputs, seconds=seconds)


@pytest.mark.parametrize("how", ["file", "stdin", "-c"])
def test_the_main_program_is_not_run_again_in_workers(tmp_path: Path, how: str) -> None:
    code = script("Misbehaving", ["a", "b", "c"])
    (tmp_path / "main.py").write_text(code)
    command = {"file": [str(tmp_path / "main.py")], "stdin": ["-"], "-c": ["-c", code]}[how]
    said = subprocess.run(
        [sys.executable, *command],
        input=code if how == "stdin" else "", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert said.stdout.split() == ["once", "a", "b", "c"], said.stderr
    assert said.stderr == ""


def test_a_stage_of_the_main_program_is_refused_with_the_reason(tmp_path: Path) -> None:
    code = script("Cutting", []) + (
        "class Mine(Cutting):\n    isolated = True\n"
        "try:\n    list(LocalEngine().run(Mine(), ['a']))\n"
        "except Exception as error:\n    print(error.code)\n"
    )
    (tmp_path / "main.py").write_text(code)
    said = subprocess.run(
        [sys.executable, str(tmp_path / "main.py")], capture_output=True, text=True, timeout=60, check=True
    )
    assert said.stdout.split() == ["once", "stage_in_main"]


@posix
def test_ctrl_c_ends_the_run_and_its_workers() -> None:
    code = script("Asking", ["a"]).replace("print(outcome.output", "print(outcome.output[0]") + (
        "from engine.stages import Misbehaving\n"
        "engine = LocalEngine(workers=2, seconds=60)\n"
        "list(engine.run(Misbehaving(), ['hang 60', 'hang 60', 'hang 60']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "once\n"
    process.stdout.readline()
    children = wait_for_children(process.pid, 2)
    os.killpg(process.pid, signal.SIGINT)
    try:
        _, err = process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        # Python drops an interrupt that falls into a finalizer; a person presses the keys again.
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == -signal.SIGINT or "KeyboardInterrupt" in err
    assert err.count("Traceback") <= 1
    assert not any(alive_and_ours(child) for child in children)


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_with_an_engine_that_is_killed() -> None:
    code = script("Misbehaving", ["sleep 60", "hang 60"], seconds=1.5)
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "once\n"
    children = wait_for_children(process.pid, 2)
    process.kill()
    process.communicate()
    # The one that hangs in C is ended by the kernel: its time, and the grace.
    deadline = time.monotonic() + 15
    while any(alive_and_ours(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(alive_and_ours(child) for child in children)


def wait_for_children(process: int, count: int) -> list[int]:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        tasks = Path(f"/proc/{process}/task").glob("*/children")
        children = [int(child) for task in tasks for child in task.read_text().split()]
        if len(children) >= count:
            time.sleep(0.5)  # until they have begun
            return children
        time.sleep(0.05)
    raise AssertionError("no workers have started")


def alive_and_ours(process: int) -> bool:
    try:
        return b"dateline.engine.worker" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False
