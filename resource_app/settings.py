"""What can an operator set? One table of settings, read once from the environment; every row appears in docs/settings.md."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from resource_app.errors import BadInput

TRANSLATIONS = Path(__file__).resolve().parent / "translations"
SOURCE_LANGUAGE = "en"  # the sentences in the code
LAST_PORT = 65_535


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


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, checked. Build it with `Settings.from_environment`."""

    data_dir: Path
    database_url: str
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
                wrong.append(f"{setting.name} cannot be “{raw}”. {setting.about}")
        if wrong:
            raise BadInput("\n".join(wrong))
        return cls(**values)

    @property
    def url(self) -> str:
        """The database's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.data_dir / 'resourceloop.db'}"

    @property
    def dialect(self) -> str:
        """What SQLAlchemy calls this kind of database: "sqlite" or "postgresql"."""
        return re.split(r"[+:]", self.url, maxsplit=1)[0]


assert {setting.field for setting in SETTINGS} == {field.name for field in fields(Settings)}  # noqa: S101 - checked at import
