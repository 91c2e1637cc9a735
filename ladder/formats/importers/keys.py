"""What the keys of other people's YAML and JSON mean."""

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

from ladder.formats.importers.inline import plain, word_set
from ladder.formats.importers.trees import text_of
from ladder.formats.importers.words import code_of, is_code, is_level, is_number, normal
from ladder.formats.yaml.nodes import MappingNode, Node, Scalar, SequenceNode
from ladder.framework.model import Kind

Role = Literal[
    "levels",
    "competencies",
    "milestones",
    "text",
    "name",
    "id",
    "level",
    "competency",
    "group",
    "grade",
    "wrapper",
    "other",
]

_ROLES: dict[Role, frozenset[str]] = {
    "levels": word_set("""
            levels grades ranks stages steps ladderlevels careerlevels joblevels レベル 레벨 등급
        """),
    "competencies": word_set("""
            competencies competences skills themes topics areas domains categories dimensions attributes tracks
            pillars axes capabilities traits values criteriagroups subcompetencies skillareas コンピテンシー スキル 역량
        """),
    "milestones": frozenset(("milestones",)),
    "text": word_set("""
            text statement statements expectation expectations criteria criterion examplecriteria behaviour
            behaviours behavior behaviors keybehaviors keybehaviours description descriptions summary detail
            details bullets bullet points item items requirements requirement responsibilities responsibility
            signals signal examples example indicators indicator body content contents notes outcomes goals
            skillsexpected whatitlookslike redflags antipatterns scope narrative 内容 説明 설명 내용
        """),
    "name": frozenset(["name", "title", "label", "displayname", "heading", "levelname", "sillyname", "名前", "이름"]),
    "id": frozenset(["id", "key", "slug", "code", "uuid"]),
    "level": word_set("""
            level levelid grade milestone levelname stage rank seniority role jobtitle position
        """),
    "competency": word_set("""
            competency competence theme topic skill area domain dimension attribute competencyid themeid track
        """),
    "group": frozenset(["group", "category", "section", "pillar", "parent", "family"]),
    "grade": frozenset(["proficiency", "mastery", "proficiencylevel"]),
    "wrapper": word_set("""
            ladder data framework career careerladder root matrix document content frameworks result body roles
            sections entries parts blocks
        """),
}
_KINDS = {
    Kind.SUMMARY: frozenset(("summary",)),
    Kind.EXAMPLE: frozenset(("example", "examples")),
    Kind.SIGNAL: frozenset(("signal", "signals", "indicator", "indicators")),
    Kind.RESPONSIBILITY: frozenset(("responsibility", "responsibilities")),
    Kind.ANTI_PATTERN: frozenset(("redflags", "antipatterns")),
    Kind.SCOPE: frozenset(("scope",)),
    Kind.NARRATIVE: frozenset(("narrative", "notes")),
}
_LINKS = re.compile(r"^(?:href|links?)$|urls?$")
_PERHAPS_LEVEL = frozenset(("role", "jobtitle", "position"))
_DESCRIBING = word_set("""
    description descriptions summary detail details body scope narrative 説明 설명
""")


@lru_cache(maxsize=2_000)
def roles_of(key: str) -> frozenset[Role]:
    """All that a key may mean; which one holds depends on what it leads to."""
    name = normal(key)
    return frozenset(role for role, names in _ROLES.items() if name in names)


def kind_of(key: str) -> Kind | None:
    """The kind of statement that stands under a key, or None for the usual one."""
    name = normal(key)
    return next((kind for kind, names in _KINDS.items() if name in names), None)


def describes(key: str) -> bool:
    """True for a key whose text describes the level or competency it stands in ("summary", "description")."""
    return normal(key) in _DESCRIBING


def find(mapping: MappingNode, *roles: Role) -> tuple[str, Scalar] | None:
    """The first member whose key has one of the roles and whose value is a text that is not empty."""
    for role in roles:
        for key, value in mapping.pairs:
            if role in roles_of(key.value) and isinstance(value, Scalar) and _may_be(role, key, value):
                return key.value, value
    return None


def _may_be(role: Role, key: Scalar, value: Scalar) -> bool:
    """False for nothing, and for a "role" that is no name of a level."""
    return bool(text_of(value)) and (
        role != "level" or normal(key.value) not in _PERHAPS_LEVEL or is_level(value.value)
    )


_SHOWN = ("title", "displayname", "label", "name")


def named_by(mapping: MappingNode) -> list[Scalar]:
    """The members that say what a mapping is called."""
    return [value for key, value in mapping.pairs if "name" in roles_of(key.value) and isinstance(value, Scalar)]


def shown_name(mapping: MappingNode) -> tuple[str, str]:
    """What a mapping is called, and the plainer name beside it ("" if there is only one)."""
    named = {
        normal(key.value): text_of(value)
        for key, value in mapping.pairs
        if isinstance(value, Scalar) and text_of(value)
    }
    found = [named[key] for key in _SHOWN if key in named]
    if not found and (other := find(mapping, "name")):
        found = [other[1].value]
    return (plain(found[0]), found[-1] if found[-1] != found[0] else "") if found else ("", "")


def level_keys(mapping: MappingNode, known: set[str]) -> list[str]:
    """The keys that name levels: at least two that read so (or one that is known), and those between them."""
    keys = [key.value for key, _ in mapping.pairs]
    free = [key for key in keys if not roles_of(key)]
    likely = [key for key in keys if (key in free or is_level_key(key)) and (is_level_key(key) or normal(key) in known)]
    if len(likely) < 2 and not any(normal(key) in known for key in likely):
        return _numbers(mapping) if not likely else []
    first, last = keys.index(likely[0]), keys.index(likely[-1])
    return [key for key in keys[first : last + 1] if key in free or key in likely]


def is_level_key(key: str) -> bool:
    """True if a key names a level by itself."""
    spaced = key.replace("_", " ").replace("-", " ").strip()
    return bool((is_level(spaced) or is_code(key) or code_of(key)) and not {"level", "name", "id"} & roles_of(key))


def _numbers(mapping: MappingNode) -> list[str]:
    keys = [key.value for key, _ in mapping.pairs]
    return keys if len(keys) >= 2 and all(is_number(key) for key in keys) else []


def holds_levels(node: Node, known: set[str], depth: int = 6) -> bool:
    """True if anywhere in the node a key or a "level" member names a level."""
    if depth == 0 or isinstance(node, Scalar):
        return False
    if isinstance(node, MappingNode):
        named = find(node, "level") is not None
        listed = any(
            {"levels", "milestones"} & roles_of(key.value) and not isinstance(value, Scalar)
            for key, value in node.pairs
        )
        return (
            named
            or listed
            or bool(level_keys(node, known))
            or any(holds_levels(value, known, depth - 1) for _, value in node.pairs)
        )
    return any(holds_levels(item, known, depth - 1) for item in node.items[:20])


def counted_names(node: Node) -> Counter[str]:
    """How often each thing in a tree is called what it is called."""
    if isinstance(node, Scalar):
        return Counter()
    found: Counter[str] = Counter([normal(shown_name(node)[0])] if isinstance(node, MappingNode) else [])
    for child in node.items if isinstance(node, SequenceNode) else (value for _, value in node.pairs):
        found.update(counted_names(child))
    return found


def holds_entries(node: Node) -> bool:
    """True for a mapping, or a list of mappings, that hold texts: entries of their own, no property of what is around
    them."""
    if isinstance(node, SequenceNode):
        return any(holds_entries(item) for item in node.items)
    named = isinstance(node, MappingNode) and any(_LINKS.search(normal(key.value)) for key, _ in node.pairs)
    return isinstance(node, MappingNode) and not named and has_text(node)


def holds_text(node: MappingNode) -> bool:
    """True if a text that is no name stands directly in the mapping."""
    return any("text" in roles_of(key.value) and has_text(value) for key, value in node.pairs)


def heads_list(node: MappingNode) -> bool:
    """True if a list of texts stands in a mapping that has a short name."""
    lists = (value for key, value in node.pairs if "text" in roles_of(key.value) and isinstance(value, SequenceNode))
    return len(shown_name(node)[0].split()) <= 4 and any(map(has_text, lists))


def has_text(node: Node) -> bool:
    """True if a node holds a text of at least two words, or a list of them."""
    if isinstance(node, Scalar):
        return len(text_of(node).split()) > 1
    if isinstance(node, SequenceNode):
        return any(has_text(item) or (isinstance(item, Scalar) and len(text_of(item)) > 3) for item in node.items)
    return any(has_text(value) for key, value in node.pairs if not _LINKS.search(normal(key.value)))
