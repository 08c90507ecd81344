"""Made-up members of a demo: few stories are lived through the verbs everybody uses, each then copied for many people."""
