"""`resourceloop search`, `quality` and `index`: ask the directory, measure the answers, look after the index."""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import click
import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.cli.opening import connections
from resource_app.clock import utc_now
from resource_app.connections import search_of
from resource_app.directory import reviewing
from resource_app.directory.asking import Asked, ask
from resource_app.errors import BadInput
from resource_app.settings import Settings
from search.backend import Drift
from search.quality import Measure, mean, measure
from search.query import Hit, Results

SHOWN_OF_DRIFT = 10
ALL_RESULTS = 100_000  # recall is measured over everything that is found
DRIFTED = 1  # exit status


_ENGLISH = NullTranslations()


class Miles(click.FloatRange):
    """A distance: a number that ends."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        miles: float = super().convert(value, param, ctx)
        if not math.isfinite(miles):
            self.fail(f"{value} is no distance. Give a number of miles.", param, ctx)
        return miles


@click.command("search")
@click.argument("text")
@click.option("--near", default="", help="A ZIP code, city, county or state.")
@click.option("--within", "within_miles", type=Miles(min=0.1), help="Miles around it.")
@click.option("--lang", "language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def search(settings: Settings, /, text: str, near: str, as_json: bool, **asked_for: Any) -> None:  # noqa: FBT001 - a flag of the command
    """Find help: TEXT is what is needed, in anybody's words, with or without a place."""
    with connections(settings) as opened, opened.reading() as session:
        asked = _ask(session, settings, text, where=near, **asked_for)
        results = search_of(session).search(session.connection(), asked.query)
    if asked.unknown_place:
        raise BadInput(_unknown(asked))
    if as_json:
        click.echo(orjson.dumps(_as_json(results), option=orjson.OPT_INDENT_2))
    else:
        _print(results)


def _ask(session: Session, settings: Settings, text: str, **others: Any) -> Asked:
    return ask(session, text=text, now=utc_now(), home_area=settings.home_area, **others)


def _unknown(asked: Asked) -> str:
    hint = f" Did you mean {' or '.join(asked.suggestions)}?" if asked.suggestions else ""
    return f"We do not know where “{asked.unknown_place}” is.{hint}"


def _as_json(results: Results) -> dict[str, Any]:
    return {
        "total": results.total,
        "searched_for": results.searched_for,
        "reduced": results.reduced,
        "near_count": results.near_count,
        "understood": results.understood,
        "results": [_hit_as_json(hit) for hit in results.hits],
        "facets": {key: [asdict(value) for value in values] for key, values in results.facets.items()},
    }


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    document = hit.document
    return {
        "id": document.service_id,
        "listing_id": document.id,
        "name": document.name,
        "organization": document.organization,
        "reason": _reason(hit),
        "distance_miles": round(hit.reason.miles, 1) if hit.reason.miles is not None else None,
        "city": document.city,
        "other_places": [other.listing_id for other in hit.others],
        "score": round(hit.score, 4),
        "parts": {name: round(value, 4) for name, value in hit.parts.items()},
    }


def _reason(hit: Hit) -> str:
    return phrases.reason(_ENGLISH, hit.reason, hit.document).text


def _print(results: Results) -> None:
    console = Console(highlight=False)
    if results.reduced:
        console.print("The search cluster does not answer; the database did.")
    if results.searched_for:
        console.print(f"Results for “{results.searched_for}”")
    if results.near_count is not None:
        console.print(f"{results.near_count} within your distance; the nearest beyond it follow.")
    console.print(f"{results.total:,} services")
    for place, hit in enumerate(results.hits, 1):
        reason = _reason(hit)
        console.print(f"{place:>3}. [bold]{hit.document.name}[/bold]", end="")
        console.print(f" · {hit.document.organization}" + (f" · {reason}" if reason else ""), markup=False)


@click.command("quality")
@click.argument("queries", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def quality(settings: Settings, queries: Path, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command
    """Measure the answers to judged QUERIES on the current directory: nDCG@10, recall, and a right one in the first 3."""
    judged = _judged(queries)
    with connections(settings) as opened, opened.reading() as session:
        measures = {each["query"]: _measured(session, settings, each) for each in judged}
    if as_json:
        rows = [{"query": query, **asdict(each)} for query, each in measures.items()]
        click.echo(orjson.dumps({"queries": rows, "mean": mean(list(measures.values()))}, option=orjson.OPT_INDENT_2))
    else:
        _print_measures(measures)


def _judged(path: Path) -> list[dict[str, Any]]:
    try:
        queries: list[dict[str, Any]] = orjson.loads(path.read_bytes())["queries"]
        complete = all(each["query"] and isinstance(each["judgments"], dict) for each in queries)
    except (orjson.JSONDecodeError, KeyError, TypeError):
        complete = False
    if not complete:
        message = f"{path.name} is no file of judged queries: it needs “queries”, each with “query” and “judgments”."
        raise BadInput(message)
    return queries


def _measured(session: Session, settings: Settings, judged: Mapping[str, Any]) -> Measure:
    asked = _ask(session, settings, judged["query"], language=judged.get("lang", "en"), limit=ALL_RESULTS)
    results = search_of(session).search(session.connection(), asked.query)
    return measure([hit.document.service_id for hit in results.hits], judged["judgments"])


def _print_measures(measures: Mapping[str, Measure]) -> None:
    click.echo("nDCG@10  recall  judged@10  top 3  query")
    for query, each in measures.items():
        top = "yes" if each.right_on_top else "no"
        click.echo(f"{each.ndcg:7.3f}  {each.recall:6.2f}  {each.judged:9.2f}  {top:>5}  {query}")
    means = mean(list(measures.values()))
    click.echo(
        f"{means['ndcg']:7.3f}  {means['recall']:6.2f}  {means['judged']:9.2f}  {means['right_on_top']:5.0%}  mean"
    )


@click.group("index")
def index() -> None:
    """Look after the search index."""


@index.command("rebuild")
@click.option(
    "--documents", is_flag=True, help="Read every listing again first, after a change of what is read from it."
)
@click.option(
    "--if-needed", is_flag=True, help="Only what was made by earlier rules or words; nothing when all is new."
)
@click.pass_obj
def rebuild_command(settings: Settings, *, documents: bool, if_needed: bool) -> None:
    """Make the index anew from the stored documents; the old one serves until the new one is complete."""
    with connections(settings) as opened, _bar() as bar:
        if if_needed:
            with opened.reading() as session:
                documents = reviewing.is_of_before(session)
                health = opened.search.health(session.connection())
                if not documents and (health.reduced or not health.detail):
                    return
        if documents:
            reviewing.review(opened, utc_now(), _told(bar, "Documents"))
        made = opened.search.rebuild(opened.engine, _told(bar, "Listings"))
    click.echo(f"The search index holds {made:,} listings.")


def _told(bar: Progress, what: str) -> Callable[[int, int], None]:
    task = bar.add_task(what, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


@index.command("verify")
@click.pass_obj
def verify_command(settings: Settings) -> None:
    """Compare the index with the stored listings; the exit status is 1 when they differ."""
    with connections(settings) as opened, opened.reading() as session:
        drift = opened.search.verify(session.connection())
        health = opened.search.health(session.connection())
        outdated = reviewing.outdated(session)
    click.echo(f"{drift.checked:,} listings, {drift.count:,} wrong in the index.")
    if health.detail:
        click.echo(health.detail)
    if drift.count:
        _print_drift(drift)
    if outdated:
        click.echo(f"{len(outdated):,} documents differ from their listings: {_some(outdated)}")
        click.echo("`resourceloop index rebuild --documents` mends it.")
    if drift.count or outdated:
        sys.exit(DRIFTED)


def _print_drift(drift: Drift) -> None:
    for word, ids in (("missing", drift.missing), ("left over", drift.extra), ("old", drift.stale)):
        if ids:
            click.echo(f"{len(ids):,} {word}: {_some(ids)}")
    click.echo("`resourceloop index rebuild` mends it.")


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:SHOWN_OF_DRIFT]) + (" …" if len(ids) > SHOWN_OF_DRIFT else "")
