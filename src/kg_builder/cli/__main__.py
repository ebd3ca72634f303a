"""`python -m kg_builder.cli` is `kg-builder`."""

from kg_builder.cli.main import main

main()
