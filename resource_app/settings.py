"""What can an operator set? One table of settings, read once from the environment; every row appears in docs/settings.md."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from resource_app.errors import BadInput

TRANSLATIONS = Path(__file__).resolve().parent / "translations"
SOURCE_LANGUAGE = "en"  # the sentences in the code
LAST_PORT = 65_535
ENVIRONMENTS = ("development", "production")
SHORTEST_SECRET = 32  # characters
LEAST_SIGNS = 10  # different ones, of a secret
DEBUGGING = ("FLASK_DEBUG", "DEBUG")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number every page names, for example 988."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Listen:
    """Where something listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: `name` is the environment variable, `parse` turns its text into the value of the field."""

    name: str
    field: str
    default: str
    parse: Callable[[str], Any]
    about: str
    secret: bool = False  # no message repeats it


def _text(raw: str) -> str:
    return raw.strip()


def _database_url(raw: str) -> str:
    """Empty, or the URL of an SQLite file or a PostgreSQL database."""
    url = raw.strip()
    if url and not re.fullmatch(r"sqlite:///.+|postgresql\+psycopg://.+", url):
        raise ValueError
    return url


def _file(raw: str) -> str:
    """Empty, or a file that is there."""
    if raw.strip() and not Path(raw.strip()).is_file():
        raise ValueError
    return raw.strip()


def _prefix(raw: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", raw.strip()):
        raise ValueError
    return raw.strip()


def _environment(raw: str) -> str:
    if raw.strip() not in ENVIRONMENTS:
        raise ValueError
    return raw.strip()


def _between(least: int, most: int, raw: str) -> int:
    number = int(raw)
    if not least <= number <= most:
        raise ValueError
    return number


def _secret(raw: str) -> str:
    """Empty, or long and mixed enough that nobody guesses it."""
    text = raw.strip()
    if text and (len(text) < SHORTEST_SECRET or len(set(text)) < LEAST_SIGNS):
        raise ValueError
    return text


def _secrets(raw: str) -> tuple[str, ...]:
    return tuple(_secret(word) for word in _words(raw))


def _mail_url(raw: str) -> str:
    url = raw.strip()
    if not re.fullmatch(r"console:|file:/.+|smtps?://.+", url):
        raise ValueError
    return url


def _mail_address(raw: str) -> str:
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", raw.strip()):
        raise ValueError
    return raw.strip()


def _languages(raw: str) -> tuple[str, ...]:
    """Codes of languages the pages are translated into."""
    codes = _words(raw)
    if not codes or any(code not in _translated() for code in codes):
        raise ValueError
    return codes


def _translated() -> tuple[str, ...]:
    return (SOURCE_LANGUAGE, *sorted(file.parent.parent.name for file in TRANSLATIONS.glob("*/LC_MESSAGES/*.po")))


def _port(raw: str) -> int:
    value = _positive(raw)
    if value > LAST_PORT:
        raise ValueError
    return value


def _listen(raw: str) -> Listen | None:
    """Empty, or host:port."""
    if not raw.strip():
        return None
    host, _, port = raw.strip().rpartition(":")
    if not host:
        raise ValueError
    return Listen(host, _port(port))


def _positive(raw: str) -> int:
    value = int(raw)
    if value < 1:
        raise ValueError
    return value


def _count(raw: str) -> int:
    value = int(raw)
    if value < 0:
        raise ValueError
    return value


def _words(raw: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in raw.split(",") if word.strip())


def _help_lines(raw: str) -> tuple[HelpLine, ...]:
    lines = []
    for part in _words(raw):
        number, _, label = part.partition(" ")
        if not number.replace("-", "").isdigit():
            raise ValueError
        lines.append(HelpLine(number, label.strip()))
    return tuple(lines)


def _web_address(raw: str) -> str:
    address = raw.strip().rstrip("/")
    if address and not address.startswith(("http://", "https://")):
        raise ValueError
    return address


SETTINGS: tuple[Setting, ...] = (
    Setting("DATA_DIR", "data_dir", "instance", Path, "Folder of everything written at run time."),
    Setting(
        "DATABASE_URL",
        "database_url",
        "",
        _database_url,
        "URL of an SQLite file, sqlite:///path, or of PostgreSQL, postgresql+psycopg://…; empty means a file in DATA_DIR.",
    ),
    Setting(
        "ENVIRONMENT",
        "environment",
        "development",
        _environment,
        "development or production; production refuses what is only good enough for trying things out.",
    ),
    Setting(
        "SECRET_KEY",
        "secret_key",
        "",
        _secret,
        "What sessions and links are signed with and secrets are sealed with: 32 random characters or more, the same on"
        " every machine; empty means a file made in DATA_DIR.",
        secret=True,
    ),
    Setting(
        "SECRET_KEY_FALLBACKS",
        "secret_key_fallbacks",
        "",
        _secrets,
        "Earlier values of SECRET_KEY, by comma, still believed so that a change signs nobody out.",
        secret=True,
    ),
    Setting(
        "SESSION_IDLE_MINUTES",
        "session_idle_minutes",
        "30",
        partial(_between, 15, 60),
        "After so many minutes without a request somebody is signed out; 15 to 60.",
    ),
    Setting(
        "SESSION_HOURS",
        "session_hours",
        "12",
        partial(_between, 1, 12),
        "After so many hours everybody signs in again; 1 to 12.",
    ),
    Setting(
        "MAIL_URL",
        "mail_url",
        "console:",
        _mail_url,
        "Where letters go: smtp://user:password@host:587, smtps://…, file:/folder, or console: for the terminal.",
        secret=True,
    ),
    Setting("MAIL_FROM", "mail_from", "resourceloop@localhost", _mail_address, "Address that letters come from."),
    Setting(
        "SEARCH_URL",
        "search_url",
        "",
        _web_address,
        "Address of an OpenSearch cluster, https://search.example.org:9200; empty means that the database searches.",
    ),
    Setting("SEARCH_USER", "search_user", "", _text, "Name this installation signs in to the cluster with."),
    Setting("SEARCH_PASSWORD", "search_password", "", _text, "Its password."),
    Setting(
        "SEARCH_CA_FILE", "search_ca_file", "", _file, "Certificate of the authority that signed the cluster's own."
    ),
    Setting(
        "SEARCH_PREFIX",
        "search_prefix",
        "resourceloop-",
        _prefix,
        "Beginning of the names of its indexes in the cluster: small letters, digits and hyphens.",
    ),
    Setting(
        "HOST", "host", "127.0.0.1", _text, "Address `resourceloop run` listens on; loopback unless you say otherwise."
    ),
    Setting("PORT", "port", "8000", _port, "Port `resourceloop run` listens on."),
    Setting("WORKERS", "workers", "2", _positive, "Web worker processes of `resourceloop run`."),
    Setting(
        "METRICS_LISTEN",
        "metrics_listen",
        "",
        _listen,
        "host:port that answers Prometheus, for example 127.0.0.1:9100; keep it private. Empty: nobody is answered.",
    ),
    Setting("PUBLIC_URL", "public_url", "", _web_address, "Origin people reach the site by; empty means as requested."),
    Setting(
        "TRUSTED_HOSTS", "trusted_hosts", "localhost,127.0.0.1", _words, "Host names the site answers to, by comma."
    ),
    Setting("PROXY_COUNT", "proxy_count", "0", _count, "Proxies in front whose X-Forwarded-* headers are believed."),
    Setting("SITE_NAME", "site_name", "ResourceLoop", _text, "Name in the header and in page titles."),
    Setting(
        "HELP_LINES",
        "help_lines",
        "911 Emergency,988 Crisis line,211 Any help",
        _help_lines,
        "Numbers every page names: number, a space, its name; by comma.",
    ),
    Setting("EXIT_URL", "exit_url", "https://www.weather.gov", _web_address, "Where “Leave this site” goes."),
    Setting(
        "LANGUAGES",
        "languages",
        "en,es",
        _languages,
        f"Languages of the pages, the default first, of those there are: {', '.join(_translated())}.",
    ),
    Setting(
        "HOME_AREA", "home_area", "", _text, "Place searches start from when none is given; empty: the whole directory."
    ),
    Setting(
        "MAP_TILE_URL", "map_tile_url", "", _text, "Tile address with {z}/{x}/{y}; empty draws the bundled county map."
    ),
    Setting("MAP_TILE_ATTRIBUTION", "map_tile_attribution", "", _text, "Credit line of the tiles."),
    Setting(
        "DIRECTIONS_URL",
        "directions_url",
        "https://www.openstreetmap.org/directions?to={lat},{lon}",
        _text,
        "Link of “Directions”, which only a person follows; {lat}, {lon}.",
    ),
    Setting("PUBLISHER", "publisher", "", _text, "Name of whoever answers for the directory (HSDS root answer)."),
    Setting(
        "CONTACT",
        "contact",
        "",
        _text,
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
    proxy_count: int
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
    def origin(self) -> str:
        """Where people reach the site, for an address in a mail or on a terminal; never what a request said."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def dialect(self) -> str:
        """What SQLAlchemy calls this kind of database: "sqlite" or "postgresql"."""
        return re.split(r"[+:]", self.url, maxsplit=1)[0]


assert {setting.field for setting in SETTINGS} == {field.name for field in fields(Settings)}  # noqa: S101 - checked at import
