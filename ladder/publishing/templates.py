"""The ladders that come with the product, for an admin to start from."""

from dataclasses import dataclass
from functools import cache

from ladder.framework.model import Ladder


@dataclass(frozen=True, slots=True)
class Template:
    """A ladder file of the package: `key` is its name without the ending, `about` says in a line what it is."""

    key: str
    name: str
    about: str


TEMPLATES = (
    Template("builtin", "The built-in ladder", "Ten levels from intern to CTO, eight competencies"),
    Template("quickstart", "Quick start", "Five levels, five competencies, to make your own"),
    Template("engineering-ladders", "Engineering Ladders", "Developer and Tech Lead, by jorgef and contributors"),
    Template("mercari", "Mercari Engineering Ladder", "Behaviors by value, in English and Japanese"),
    Template("etsy", "Etsy Engineering Career Ladder", "Five degrees of mastery in each competency"),
)
TEMPLATE_BY_KEY = {template.key: template for template in TEMPLATES}


@cache
def template_ladder(key: str) -> Ladder:
    """The ladder of a template, read once. Raises `KeyError` for a key that is none."""
    from importlib.resources import files  # both are heavy, and this is rare

    from ladder.formats.yaml.form import load

    file = f"{TEMPLATE_BY_KEY[key].key}.yaml"
    return load(files("ladder.framework").joinpath("files", file).read_text(encoding="utf-8"), file)
