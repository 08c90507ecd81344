"""Who else may read the directory in SQL? A PostgreSQL role that reads what the public may see, and provably no more.

What it holds by itself is taken from it, and from everybody what our extensions let anybody do with rights of ours. What it
holds through others (roles it is a member of, everybody, ownership) is not ours to take: then nothing is granted, and the
refusal says what to take away.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from resource_app.directory.models import County, Town, ZipCode
from resource_app.errors import BadInput
from search.backends.postgres_tables import PUBLIC_RELATIONS

RELATIONS = (*(model.__tablename__ for model in (County, Town, ZipCode)), *PUBLIC_RELATIONS)

_OF_EXTENSION = (
    "EXISTS (SELECT FROM pg_depend d WHERE d.objid = {}.oid AND d.classid = '{}'::regclass AND d.deptype = 'e')"
)
_RELATIONS = f"""n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT {_OF_EXTENSION.format("c", "pg_class")}"""
_STRONG = "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.prosecdef"  # act with the rights of who owns them
# PostGIS's own tell how far the places of a table reach, private ones included. No page of ours calls them.
_STRONG_OF_EXTENSIONS = f"{_STRONG} AND pg_has_role(p.proowner, 'USAGE') AND {_OF_EXTENSION.format('p', 'pg_proc')}"


@dataclass(frozen=True, slots=True)
class Excess:
    """A kind of right it must not have: `found` selects what it is over, `said` says it."""

    said: str
    found: str


EXCESSES = (
    Excess(
        "It has powers of its own over the server ({}). Take them away with ALTER ROLE.",
        """SELECT power FROM pg_roles, LATERAL (VALUES ('SUPERUSER', rolsuper), ('CREATEROLE', rolcreaterole),
            ('CREATEDB', rolcreatedb), ('REPLICATION', rolreplication), ('BYPASSRLS', rolbypassrls)) AS p (power, held)
        WHERE rolname = :role AND held""",
    ),
    Excess(
        "It is a member of {}. Take that away with REVOKE … FROM it.",
        """SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member
        WHERE r.rolname = :role""",
    ),
    Excess(
        "It owns things in this database or the database itself. Choose a role that owns nothing.",
        """SELECT r.rolname FROM pg_shdepend s JOIN pg_roles r ON r.oid = s.refobjid
        WHERE r.rolname = :role AND s.refclassid = 'pg_authid'::regclass AND s.deptype = 'o'
            AND s.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))""",
    ),
    Excess(
        "It may read or change {}, as everybody may. Take that away with REVOKE … FROM PUBLIC.",
        f"""SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_RELATIONS} AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege(:role, c.oid, 'USAGE, SELECT, UPDATE')
            WHEN c.relkind IN ('r', 'p', 'v', 'm', 'f') THEN
                has_table_privilege(:role, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
                OR has_any_column_privilege(:role, c.oid, 'INSERT, UPDATE, REFERENCES')
                OR (has_any_column_privilege(:role, c.oid, 'SELECT')
                    AND c.oid <> ALL (CAST(CAST(:relations AS text[]) AS regclass[])))
            ELSE false END""",  # noqa: S608 - our own catalogue conditions
    ),
    Excess(
        "It may call what acts with the rights of another role. Let who owns it, or a superuser, "
        "REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC in this database.",
        f"{_STRONG} AND has_function_privilege(:role, p.oid, 'EXECUTE')",
    ),
    Excess(
        "It may make things in the schemas {}. Take that away with REVOKE CREATE ON SCHEMA … FROM PUBLIC.",
        """SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND has_schema_privilege(:role, oid, 'CREATE')""",
    ),
    Excess(
        "It may make schemas or temporary tables. Let the owner REVOKE CREATE, TEMPORARY ON DATABASE {} FROM PUBLIC.",
        """SELECT quote_ident(current_database())
        WHERE has_database_privilege(:role, current_database(), 'CREATE, TEMPORARY')""",
    ),
)


def grant(connection: Connection, name: str) -> None:
    """Let a role read the public relations and nothing else; raises BadInput where it would keep a right beyond that."""
    role = connection.dialect.identifier_preparer.quote(name)
    if not connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}).first():
        raise BadInput(f"There is no role “{name}”. Make it first: CREATE ROLE {role} LOGIN PASSWORD '…'.", "name")
    for statement in _statements(connection, role):
        connection.execute(text(statement))
    left = list(_left(connection, name))
    if left:
        raise BadInput(f"The role {name} was given nothing, since it could do more than read. {' '.join(left)}", "name")


def _statements(connection: Connection, role: str) -> list[str]:
    """What it holds directly goes, and what everybody may do in a database and with extensions that only we own."""
    database = connection.dialect.identifier_preparer.quote(str(connection.engine.url.database))
    owned = connection.execute(
        text("SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()")
    ).scalar_one()
    strong = connection.execute(text(_STRONG_OF_EXTENSIONS)).scalars().all()
    ours = (
        f"REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC, {role}",
        f"REVOKE ALL ON SCHEMA public FROM {role}",
    )
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
        *(ours if owned else ()),
        *(f"REVOKE EXECUTE ON FUNCTION {each} FROM PUBLIC, {role}" for each in strong),
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT ON {', '.join(RELATIONS)} TO {role}",
    ]


def _left(connection: Connection, name: str) -> Iterator[str]:
    """What the role could do beyond reading what is public, each with what takes it away."""
    given = {"role": name, "relations": list(RELATIONS)}
    for each in EXCESSES:
        found = sorted(set(connection.execute(text(each.found), given).scalars()))
        if found:
            yield each.said.format(", ".join(found))
