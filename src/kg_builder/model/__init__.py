"""The ground: the words every room speaks. Frozen values, the standard library only (msgspec in `codec`), no files."""
