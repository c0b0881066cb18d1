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
