"""The queue: a job is one worker's, and comes back when that one is lost."""

from concurrent.futures import ThreadPoolExecutor

from riwaya.store import Job, Store


def test_jobs_are_taken_in_order(store: Store) -> None:
    first, second = store.queue.put("read", {"report": "سوق"}), store.queue.put("match", {})
    assert store.queue.take("w", ["none"]) is None
    match = store.queue.take("w", ["match"])
    read = store.queue.take("w")
    assert match is not None
    assert read is not None
    assert (match.number, read.number) == (second, first)
    assert (read.task, read.state, read.tries, read.worker) == ({"report": "سوق"}, "running", 1, "w")
    assert store.queue.take("w") is None
    assert store.queue.done(read)
    assert store.queue.fail(match, "no reports")
    assert store.info().jobs == {"done": 1, "failed": 1}
    ended = store.queue.find(second)
    assert ended is not None
    assert ended.fault == "no reports"


def test_a_lost_workers_job_comes_back(store: Store) -> None:
    number = store.queue.put("read", {})
    lost = store.queue.take("lost", seconds=-1)
    taken = store.queue.take("other")
    assert lost is not None
    assert taken is not None
    assert (taken.number, taken.worker, taken.tries) == (number, "other", 2)
    assert not store.queue.done(lost), "it is another's now"
    assert not store.queue.renew(lost)
    assert store.queue.renew(taken)
    assert store.queue.done(taken)


def test_a_job_that_kills_its_workers_is_given_up(store: Store) -> None:
    number = store.queue.put("read", {})
    taken = [store.queue.take(f"w{n}", seconds=-1) for n in range(4)]
    assert [job.tries if job else None for job in taken] == [1, 2, 3, None]
    job = store.queue.find(number)
    assert job is not None
    assert (job.state, job.fault) == ("failed", "given up: 3 workers were lost over it")


def test_a_worker_known_to_be_lost_gives_its_job_back_at_once(store: Store) -> None:
    number = store.queue.put("read", {})
    for tries in (1, 2, 3):
        assert store.queue.take("other", ["none"]) is None
        job = store.queue.take("w", seconds=600)
        assert job is not None
        assert job.tries == tries
        assert store.queue.lose("another", "was never there") == 0
        assert store.queue.lose("w", "was killed") == 1
    assert store.queue.take("w") is None
    failed = store.queue.find(number)
    assert failed is not None
    assert (failed.state, failed.fault) == (
        "failed", "given up: 3 workers were lost over it; the last one was killed",
    )  # fmt: skip
    assert store.queue.standing("read", "failed") == [failed]
    assert store.queue.retry("match") == 0
    assert store.queue.retry("read") == 1
    assert store.queue.take("w") is not None


def test_a_worker_that_ends_takes_no_try_with_it(store: Store) -> None:
    store.queue.put("read", {})
    for _ in range(5):
        job = store.queue.take("w")
        assert job is not None
        assert job.tries == 1
        store.queue.leave("w")
        assert not store.queue.done(job)


def test_a_job_is_put_once_where_it_waits(store: Store) -> None:
    first = store.queue.put("read", {"a": 1}, once=True)
    assert store.queue.put("read", {"a": 1}, once=True) == first
    others = {store.queue.put("read", {"a": 2}, once=True), store.queue.put("match", {"a": 1}, once=True)}
    assert len({first, *others}) == 3
    assert store.queue.take("w", ["read"])
    assert store.queue.put("read", {"a": 1}, once=True) > max(others), "what runs may be past it"


def test_what_is_open_and_how_far_it_is(store: Store) -> None:
    assert store.queue.open(["read"]) is None
    store.queue.put("match", {})
    number = store.queue.put("read", {})
    job = store.queue.take("w", ["read"])
    assert job is not None
    assert store.queue.renew(job, task={"at": "سوق"})
    running = store.queue.open(["match", "read"])
    assert running is not None
    assert (running.number, running.task) == (number, {"at": "سوق"})
    assert store.queue.done(job)
    left = store.queue.open(["match", "read"])
    assert left is not None
    assert left.kind == "match"


def test_no_job_is_taken_twice(store: Store) -> None:
    numbers = [store.queue.put("read", {}) for _ in range(30)]

    def work(worker: int) -> list[Job]:
        jobs = []
        while (job := store.queue.take(str(worker))) is not None:
            jobs.append(job)
        return jobs

    with ThreadPoolExecutor(4) as pool:
        taken = [job.number for jobs in pool.map(work, range(4)) for job in jobs]
    assert sorted(taken) == numbers
