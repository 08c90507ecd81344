"""What is counted for whoever watches an installation? Numbers by route pattern; no word, no place, no id is a label.

Worker processes count into files of one folder, which is set before this module is first imported: `resourceloop run`
does so where METRICS_LISTEN is set. Without it each process counts for itself, and nobody asks.
"""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)  # seconds

REQUESTS = Counter("resourceloop_requests", "Answers, by route pattern and status.", ("route", "status"))
SECONDS = Histogram("resourceloop_request_seconds", "How long answers took.", ("route",), buckets=BUCKETS)
SEARCHES = Counter("resourceloop_searches", "Searches answered, by whether anything was found.", ("found",))

Gauges = Callable[[], dict[str, float]]  # names without the prefix, and their values now


def answered(rule: str, status: int, seconds: float, hits: int | None) -> None:
    """Count one answer; `hits` is None when it was no search."""
    REQUESTS.labels(rule, str(status)).inc()
    SECONDS.labels(rule).observe(seconds)
    if hits is not None:
        SEARCHES.labels("yes" if hits else "no").inc()


class Installation(Collector):
    """What is asked of the database when somebody looks; a database that is away says nothing."""

    def __init__(self, gauges: Gauges) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            found = self._gauges()
        except Exception:  # noqa: BLE001 - the counts of the workers are worth telling without it
            found = {}
        yield GaugeMetricFamily("resourceloop_up", "Whether the database answers.", value=float(bool(found)))
        for name, value in found.items():
            yield GaugeMetricFamily(f"resourceloop_{name}", name.replace("_", " "), value=value)


def serve(host: str, port: int, gauges: Gauges) -> None:
    """Answer on a port of its own, in a thread."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(Installation(gauges))
    start_http_server(port, host, registry)


def gone(process: int) -> None:
    """A worker ended: what it counted stays, what it only held goes."""
    mark_process_dead(process)  # type: ignore[no-untyped-call]
