"""Do the migrations run up, down and up again, and do they make exactly the tables of the models?"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Engine

from resource_app.database import alembic_config, make_engine


def main() -> None:
    """Exit with a message when they do not, on a new SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'check.db'}")
        check(engine)
        engine.dispose()
    sys.stdout.write("Migrations run up, down and up, and match the models.\n")


def check(engine: Engine) -> None:
    """Raise what Alembic says when they do not; the database of `engine` must be empty."""
    config = alembic_config(engine)
    for step in ("head", "base", "head"):
        (command.downgrade if step == "base" else command.upgrade)(config, step)
    command.check(config)


if __name__ == "__main__":
    main()
