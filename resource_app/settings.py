"""What can an operator set? One table of settings, read once from the environment; every row appears in docs/settings.md."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from resource_app import setting_values as values
from resource_app.errors import BadInput
from resource_app.setting_values import HelpLine, Listen

OFF = "off"
DEBUGGING = ("FLASK_DEBUG", "DEBUG")


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: `name` is the environment variable, `parse` turns its text into the value of the field."""

    name: str
    field: str
    default: str
    parse: Callable[[str], Any]
    about: str
    secret: bool = False  # no message repeats it


SETTINGS: tuple[Setting, ...] = (
    Setting("DATA_DIR", "data_dir", "instance", Path, "Folder of everything written at run time."),
    Setting(
        "USE_DIR",
        "use_dir",
        "",
        values.text,
        "Folder in which the pages note which listings were found and opened, for the job that adds it up: the same for"
        " both; empty means use in DATA_DIR, off counts nothing.",
    ),
    Setting(
        "DATABASE_URL",
        "database_url",
        "",
        values.database_url,
        "URL of an SQLite file, sqlite:///path, or of PostgreSQL, postgresql+psycopg://…; empty means a file in DATA_DIR.",
    ),
    Setting(
        "ENVIRONMENT",
        "environment",
        "development",
        values.environment,
        "development or production; production refuses what is only good enough for trying things out.",
    ),
    Setting(
        "SECRET_KEY",
        "secret_key",
        "",
        values.secret,
        "What sessions and links are signed with and secrets are sealed with: 32 random characters or more, the same on"
        " every machine; empty means a file made in DATA_DIR.",
        secret=True,
    ),
    Setting(
        "SECRET_KEY_FALLBACKS",
        "secret_key_fallbacks",
        "",
        values.secrets,
        "Earlier values of SECRET_KEY, by comma, still believed: a change signs nobody out, and what the audit bound with"
        " them is verified.",
        secret=True,
    ),
    Setting(
        "SESSION_IDLE_MINUTES",
        "session_idle_minutes",
        "30",
        partial(values.between, 15, 60),
        "After so many minutes without a request somebody is signed out; 15 to 60.",
    ),
    Setting(
        "SESSION_HOURS",
        "session_hours",
        "12",
        partial(values.between, 1, 12),
        "After so many hours everybody signs in again; 1 to 12.",
    ),
    Setting(
        "MAIL_URL",
        "mail_url",
        "console:",
        values.mail_url,
        "Where letters go: smtp://user:password@host:587, smtps://…, file:/folder, or console: for the terminal.",
        secret=True,
    ),
    Setting("MAIL_FROM", "mail_from", "resourceloop@localhost", values.mail_address, "Address that letters come from."),
    Setting(
        "SEARCH_URL",
        "search_url",
        "",
        values.web_address,
        "Address of an OpenSearch cluster, https://search.example.org:9200; empty means that the database searches.",
    ),
    Setting("SEARCH_USER", "search_user", "", values.text, "Name this installation signs in to the cluster with."),
    Setting("SEARCH_PASSWORD", "search_password", "", values.text, "Its password."),
    Setting(
        "SEARCH_CA_FILE",
        "search_ca_file",
        "",
        values.file,
        "Certificate of the authority that signed the cluster's own.",
    ),
    Setting(
        "SEARCH_PREFIX",
        "search_prefix",
        "resourceloop-",
        values.prefix,
        "Beginning of the names of its indexes in the cluster: small letters, digits and hyphens.",
    ),
    Setting(
        "HOST",
        "host",
        "127.0.0.1",
        values.text,
        "Address `resourceloop run` listens on; loopback unless you say otherwise.",
    ),
    Setting("PORT", "port", "8000", values.port, "Port `resourceloop run` listens on."),
    Setting("WORKERS", "workers", "2", values.positive, "Web worker processes of `resourceloop run`."),
    Setting(
        "METRICS_LISTEN",
        "metrics_listen",
        "",
        values.listen,
        "host:port that answers Prometheus, for example 127.0.0.1:9100; keep it private. Empty: nobody is answered.",
    ),
    Setting(
        "PUBLIC_URL", "public_url", "", values.web_address, "Origin people reach the site by; empty means as requested."
    ),
    Setting(
        "TRUSTED_HOSTS",
        "trusted_hosts",
        "localhost,127.0.0.1",
        values.words,
        "Host names the site answers to, by comma.",
    ),
    Setting(
        "READS_PER_MINUTE",
        "reads_per_minute",
        "600",
        values.count,
        "Requests of one network address that each worker answers in a minute; 0 means no limit. This machine's own are not"
        " counted.",
    ),
    Setting(
        "PROXY_COUNT", "proxy_count", "0", values.count, "Proxies in front whose X-Forwarded-* headers are believed."
    ),
    Setting(
        "PEOPLE_KEPT_YEARS",
        "people_kept_years",
        "6",
        values.count,
        "After so many years in which nothing happened with somebody who was helped, what is kept of them is erased; of who was"
        " under age, not before as many years after they came of age. 0: never by itself.",
    ),
    Setting(
        "SURVIVORS_KEPT_YEARS",
        "survivors_kept_years",
        "1",
        values.count,
        "The same for whoever was helped as a victim of violence, whatever their age. 0: never by itself.",
    ),
    Setting(
        "CONFIRM_EVERY",
        "confirm_every",
        "",
        values.months_by_category,
        "Kinds of help whose listings are confirmed more often than every six months, by comma, with 1 or 3 months:"
        " shelter=1,public-benefits=3.",
    ),
    Setting(
        "CONFIRM_LETTERS_PER_HOUR",
        "confirm_letters_per_hour",
        "200",
        values.positive,
        "How many letters that ask organizations to confirm their listings leave within an hour.",
    ),
    Setting(
        "CONFIRM_PACE",
        "confirm_pace",
        "0",
        values.count,
        "How many listings the curators can confirm in a week; 0 takes what they did in a week over the last eight.",
    ),
    Setting("SITE_NAME", "site_name", "ResourceLoop", values.text, "Name in the header and in page titles."),
    Setting(
        "HELP_LINES",
        "help_lines",
        "911 Emergency,988 Crisis line,211 Any help",
        values.help_lines,
        "Numbers every page names: number, a space, its name; by comma.",
    ),
    Setting("EXIT_URL", "exit_url", "https://www.weather.gov", values.web_address, "Where “Leave this site” goes."),
    Setting(
        "LANGUAGES",
        "languages",
        "en,es",
        values.languages,
        f"Languages of the pages, the default first, of those there are: {', '.join(values.translated())}.",
    ),
    Setting(
        "HOME_AREA",
        "home_area",
        "",
        values.text,
        "Place searches start from when none is given; empty: the whole directory.",
    ),
    Setting(
        "MAP_TILE_URL",
        "map_tile_url",
        "",
        values.text,
        "Tile address with {z}/{x}/{y}; empty draws the bundled county map.",
    ),
    Setting("MAP_TILE_ATTRIBUTION", "map_tile_attribution", "", values.text, "Credit line of the tiles."),
    Setting(
        "DIRECTIONS_URL",
        "directions_url",
        "https://www.openstreetmap.org/directions?to={lat},{lon}",
        values.text,
        "Link of “Directions”, which only a person follows; {lat}, {lon}.",
    ),
    Setting("PUBLISHER", "publisher", "", values.text, "Name of whoever answers for the directory (HSDS root answer)."),
    Setting(
        "CONTACT",
        "contact",
        "",
        values.text,
        "How to reach them: a phone number, a mail or a web address; on the about page and every listing.",
    ),
)


def _unsafe(values: Mapping[str, Any], environment: Mapping[str, str]) -> list[str]:
    """What production refuses."""
    wrong = []
    if not values.get("secret_key", "-"):
        wrong.append(
            "SECRET_KEY is missing: in production it is 32 random characters or more, the same on every machine."
        )
    if not values.get("public_url", "https://").startswith("https://"):
        wrong.append("PUBLIC_URL is missing or not https: in production links in mail and sign-ins depend on it.")
    if not values.get("mail_url", "smtp:").startswith("smtp"):
        wrong.append("MAIL_URL is missing or no mail server: without letters nobody can be invited.")
    wrong += [
        f"{name} is for development: take it away." for name in DEBUGGING if environment.get(name, "0") not in {"", "0"}
    ]
    return wrong


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, checked. Build it with `Settings.from_environment`."""

    data_dir: Path
    use_dir: str
    database_url: str
    environment: str
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(repr=False)
    session_idle_minutes: int
    session_hours: int
    mail_url: str = field(repr=False)
    mail_from: str
    search_url: str
    search_user: str
    search_password: str = field(repr=False)
    search_ca_file: str
    search_prefix: str
    host: str
    port: int
    workers: int
    metrics_listen: Listen | None
    public_url: str
    trusted_hosts: tuple[str, ...]
    reads_per_minute: int
    proxy_count: int
    people_kept_years: int
    survivors_kept_years: int
    confirm_every: Mapping[str, int]
    confirm_letters_per_hour: int
    confirm_pace: int
    site_name: str
    help_lines: tuple[HelpLine, ...]
    exit_url: str
    languages: tuple[str, ...]
    home_area: str
    map_tile_url: str
    map_tile_attribution: str
    directions_url: str
    publisher: str
    contact: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read every setting; raises BadInput that lists all the wrong ones at once."""
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for setting in SETTINGS:
            raw = environment.get(setting.name) or setting.default
            try:
                values[setting.field] = setting.parse(raw)
            except ValueError:
                said = "what it is" if setting.secret else f"“{raw}”"
                wrong.append(f"{setting.name} cannot be {said}. {setting.about}")
        wrong += _unsafe(values, environment) if values.get("environment") == "production" else []
        if wrong:
            raise BadInput("\n".join(wrong))
        return cls(**values)

    @property
    def url(self) -> str:
        """The database's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.data_dir / 'resourceloop.db'}"

    @property
    def use_folder(self) -> Path | None:
        """Where uses of listings are noted; None where they are not counted."""
        if self.use_dir.lower() == OFF:
            return None
        return Path(self.use_dir) if self.use_dir else self.data_dir / "use"

    @property
    def origin(self) -> str:
        """Where people reach the site, for an address in a mail or on a terminal; never what a request said."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def dialect(self) -> str:
        """What SQLAlchemy calls this kind of database: "sqlite" or "postgresql"."""
        return re.split(r"[+:]", self.url, maxsplit=1)[0]


assert {setting.field for setting in SETTINGS} == {field.name for field in fields(Settings)}  # noqa: S101 - checked at import
