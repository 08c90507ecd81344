"""Staff work: one table, one open row per kind and subject. A member's tasks are not here."""
