"""`Claim`s become `Statement`s: mentions of all articles become entities, equal statements become one."""

from kg_builder.resolve.link import Linker, link
from kg_builder.resolve.merge import merge
from kg_builder.resolve.profile import Profile, profile
from kg_builder.resolve.state import state

__all__ = ["Linker", "Profile", "link", "merge", "profile", "state"]
