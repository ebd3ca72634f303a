"""Leading groups, headquarters and bodies just founded: names that no list knows, long and with verbs in them."""

from msgspec.structs import replace

from kg_builder.model.pack import OrganEntry
from kg_builder.recognize.body_ground import BodyGround
from kg_builder.recognize.body_names import GROUPS, Body, attach, of_region
from kg_builder.recognize.lexicon import Hit

_FOUNDED = 14  # characters of the name of a body just founded
_LONG = 200  # characters of a clause in which a verb of founding stands


class GroupGrammar(BodyGround):
    """Reads groups by who founds them, by what stands in quotation marks, or as a name of their own."""

    def _group_alone(self, hit: Hit) -> Body | None:
        """推动长三角一体化发展领导小组 is a name of its own; 领导小组 alone is the one named before."""
        limit = self._scan.left_limit(hit.start)
        word = self._text[limit : hit.end]
        if self._text[limit - 1 : limit] == "”":
            return self._quoted_group(hit, self._scan.last("“", limit))
        if hit.start - limit >= 4 and len(word) <= 30 and not self._words.ends_name(word):
            unit = Body(limit, hit.end, word, hit.word, "state", score=0.6)
            return self._named.before(unit) or unit
        opens = limit == hit.start or self._text[hit.start - 1] in "在由经向对是该和与"
        unit = Body(hit.start, hit.end, hit.word, hit.word, "state", bare=True, score=0.5)
        return (self._named.before(unit) or unit) if opens else None

    def _quoted_group(self, hit: Hit, quote: int) -> Body | None:
        """省文联“不忘初心、牢记使命”主题教育领导小组: what stands before the quotation mark has the group."""
        above, region = self._by_end.get(quote), self._gazetteer.ending_at(quote)
        unit = Body(quote, hit.end, self._text[quote : hit.end], hit.word, "state", score=0.7)
        if above is not None and above.is_public:
            return attach(unit, above)
        if region is not None:
            return self._of_region_mention(region, hit, region.name + unit.name, "state", 0.7)
        anchor = next((a for a in self._anchors if self._text.endswith(a, 0, quote)), None)
        return replace(unit, start=quote - len(anchor), name=anchor + unit.name) if anchor and quote > 0 else None

    def _founded(self, hit: Hit, organ: OrganEntry | None) -> Body | None:
        """甘肃省成立防汛抗旱指挥部: the new body belongs to who founds it."""
        limit = self._scan.left_limit(hit.start)
        near = max(limit, hit.start - _FOUNDED - max(map(len, self._founding), default=0))
        verbs = [(at + len(verb)) for verb in self._founding if (at := self._text.rfind(verb, near, hit.start)) >= 0]
        start = max(verbs, default=0)
        if verbs and hit.start - start <= _FOUNDED and self._words.after_last_stop(start, hit.start) == start:
            word = self._text[start : hit.end]
            known = len(word) < 3 or word in self._generic or self._words.ends_name(word)
            founder = None if known else self._founder(start, limit)
            if founder is not None:
                unit = Body(start, hit.end, word, hit.word, organ.kind if organ else "state")
                whole = not founder.name or founder.organ.endswith("政府")
                return of_region(unit, founder, founder.region_name + word) if whole else attach(unit, founder)
        return self._group(hit) if hit.word.endswith(GROUPS[:6]) else None

    def _founder(self, start: int, limit: int) -> Body | None:
        """The body or the region before the verb; the region is given as a body without a name."""
        if self._gazetteer.starting_at(start) is not None:
            return None
        for end in range(start - 1, limit, -1):
            above, region = self._by_end.get(end), self._gazetteer.ending_at(end)
            if above is not None and above.is_public:
                return above
            if region is not None:
                return Body(region.span.start, end, "", "", "state", region.span, region.code, region.name, score=0.75)
        return None

    def _group(self, hit: Hit) -> Body | None:
        """成立由…组成的教育整顿工作领导小组 in a section whose speaker heads 聊城市司法局: a group of that body."""
        clause = self._scan.last("。！？；，\n", hit.start) + 1
        start = self._words.after_last_stop(max(clause, hit.start - 16), hit.start)
        section = self._scan.section(hit.start)
        if section is None or section.byline is None or not hit.start - start >= 2:
            return None
        if not any(self._text.find(verb, max(clause, start - _LONG), start) >= 0 for verb in self._founding):
            return None
        role = section.byline.role
        inside = (self._by_end.get(end) for end in range(role.start + 1, role.end + 1))
        above = next((b for b in inside if b and b.start >= role.start and b.kind != "private"), None)
        unit = Body(start, hit.end, self._text[start : hit.end], hit.word, "state")
        return attach(unit, above) if above else None
