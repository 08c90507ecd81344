"""Do the migrations run up, down and up again, and do they make exactly the tables of the models?"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from resource_app.database import alembic_config, make_engine


def main() -> None:
    """Exit with a message when they do not."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'check.db'}")
        config = alembic_config(engine)
        for step in ("head", "base", "head"):
            (command.downgrade if step == "base" else command.upgrade)(config, step)
        command.check(config)
        engine.dispose()
    sys.stdout.write("Migrations run up, down and up, and match the models.\n")


if __name__ == "__main__":
    main()
