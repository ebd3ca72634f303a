"""`Claim`s become `Statement`s: mentions of all articles become entities, equal statements become one."""

from kg_builder.resolve.groups import Group, Groups, key_of
from kg_builder.resolve.link import Linker, link
from kg_builder.resolve.merge import merge, order
from kg_builder.resolve.profile import MARK, Key, Keys, Named, Profile, profile
from kg_builder.resolve.state import state

__all__ = [
    "MARK", "Group", "Groups", "Key", "Keys", "Linker", "Named", "Profile", "key_of", "link", "merge", "order", "profile", "state",
]  # fmt: skip
