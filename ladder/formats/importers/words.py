"""The words by which a ladder's parts are known: names of levels, "not applicable", "to do", headings that say
nothing."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from ladder.formats.importers.inline import plain, word_set

_SENIORITY = word_set("""
        intern internship trainee apprentice graduate associate junior jr entry mid midlevel middle intermediate
        senior sr snr staff principal lead distinguished fellow director vp svp evp avp president head chief cto
        ceo cio vpe em tl tpm expert experienced specialist advanced novice beginner proficient competent
        practitioner master awareness foundational basic pleno senior júnior sênior estagiário estagiario
        especialista débutant confirmé expérimenté berufseinsteiger starter medior executive starting
    """)
_ROLES = word_set("""
        engineer engineers developer developers programmer programmers designer researcher scientist analyst
        architect manager administrator tester sre sde swe sdet consultant coder writer ingénieur ingeniero
        ingeniera engenheiro desenvolvedor desarrollador desarrolladora développeur entwickler entwicklerin
        ingegnere sviluppatore supervisor owner maker
    """)
_QUALIFIERS = word_set("""
        of and the to a an or level levels software engineering frontend backend fullstack front back end full
        stack data product platform mobile web ios android qa quality security site reliability devops cloud
        machine learning ml ai infrastructure technical technology tech team group people line st nd rd individual
        contributor program programme project development development systems system vice test assurance operations
        support de do da applications application solutions enterprise officer leading new grad it hardware
        embedded game entry ic eng soft
    """)
_KNOWN = _SENIORITY | _ROLES | _QUALIFIERS
_NO_TITLE = word_set("""
        requirements requirement responsibilities responsibility expectations expectation skills skill grade grades
        indicators summary overview criteria behaviours behaviors competencies competency description descriptions
        duties performance interview process track tracks path paths ladder framework salary compensation example
        examples scope definition definitions guide
    """)
_FIRM = word_set("""
        junior jr senior sr principal staff associate intern trainee apprentice graduate distinguished mid
        intermediate chief
    """)
_STEM = re.compile(
    r"^(?:level|lvl|grade|band|step|stage|tier|rank|nivel|nível|niveau|stufe|livello|レベル|グレード|等級|레벨|등급|级别|等级)"
    r"\s*[-#:]?\s*(?:\d{1,4}|[ivx]{1,4}|[a-f])\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"^[A-Za-z]{1,4}[- ]?\d{1,2}[a-zA-Z]?\+?$")
_CODED = re.compile(r"^([A-Za-z]{1,4}\d{1,2}[a-z]?\+?)\s*(?:[-–—:,~/|.]|$|\s)")
_NUMBER = re.compile(r"^(?:\d{1,2}|[IVX]{1,4})$")
_SOUTH = re.compile(
    "ジュニア|ミドル|シニア|スタッフ|プリンシパル|リード|マネージャ|エンジニア$|新人|新卒|初級|中級|上級|部長|課長|主任"
    "|주니어|미드|시니어|스태프|프린시펄|프린시플|리드|매니저|신입|인턴|수석|책임|선임|엔지니어$|개발자$"
    "|初级|中级|高级|资深|首席|专家|实习|工程师$"
)
_PARENTHESES = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*")
_PHRASES = frozenset(
    {"working knowledge", "leading expert", "tech lead", "team lead", "entry level", "individual contributor"}
)
_NOT_APPLICABLE = re.compile(
    r"^(?:n\s*[/.]?\s*a\.?|n\.\s*a\.?|not applicable|not required|not expected|none|nil|-+|–|—|×|✗|該当なし|該当せず"
    r"|なし|対象外|"
    r"해당\s*없음|해당\s*사항\s*없음|없음|不适用|不適用|无|s\s*/\s*o|sans objet|no aplica|n/?v|não se aplica"
    r"|nao se aplica"
    r"|"
    r"nicht zutreffend|entf[aä]llt|n\.v\.t\.?)$",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"^[\[({]*\s*(?:to-?do|to do(?=\s*(?:$|[:.…!\])}]))|tbd|tba|tbc|wip|fixme|coming soon|work in progress"
    r"|to be (?:defined|determined|decided|added|written)"
    r"|placeholder|未定|準備中|作成中|작성\s*중|추후\s*작성|待定|a definir|à définir|por definir)\b[\s\])}.…!:*]*",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"^[\W_]*(?:some\s+|for\s+)?(?:examples?|e\.\s?g\.|for instance|such as|例えば|たとえば|例|예시|예를 들"
    r"|예(?=\s*[:：])"
    r"|例如|ejemplos?|por ejemplo"
    r"|exemplos?|por exemplo|exemples?|par exemple|beispiele?|zum beispiel|z\.\s?b\.|esempi[o]?)"
    r"(?:\s+(?:are|is|include|of|skills|behaviou?rs))*[\W_]*(?:[:：、,]|$|\b(?=\s))",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"^(?:proficiency|mastery|rating|grading|scoring|assessment|skill)\s+(?:levels?|scales?|grades?)\b|^(?:scale|legend)s?\b",
    re.IGNORECASE,
)
_TRACK = re.compile(
    r"\btracks?\b|\bindividual contributors?\b|\bics?\b|\bmanage(?:ment|rs?)\b|\bmakers?\b|\bleadership path\b",
    re.IGNORECASE,
)
_SILENT = word_set("""
        overview summary tldr introduction intro levels level progression competencies competency skills matrix
        career ladder careerladder engineeringladder expectations leveldescriptions levelexpectations iclevels
        roles description content levelsoverview careerlevels engineeringlevels framework theladder capabilities
        criteria leveldefinitions joblevels
    """)
_PURPOSE = re.compile(
    r"^(?:how\b|why\b|what\b|when\b|who\b|about\b|faqs?\b|frequently|other pages|resources?\b|references?\b"
    r"|further reading|links\b|"
    r"glossary|gloss[aá]rio|notes?\b|caveats?|definitions?\b|credits?|acknowledg|inspiration|licen[cs]e"
    r"|contribut|change ?log|contents|"
    r"table of contents|toc\b|introduction|overview|background|philosophy|principles?\b|purpose|using\b"
    r"|guidelines?\b|tracks?$|"
    r"document control|see also|appendix)",
    re.IGNORECASE,
)


def normal(name: str) -> str:
    """The name reduced to what distinguishes it: no case, spaces, marks or punctuation ("+" and "#" stay, for C++
    and C#)."""
    return _normal(name) if len(name) <= 200 else _normal.__wrapped__(name)


@lru_cache(maxsize=8_000)
def _normal(name: str) -> str:
    folded = unicodedata.normalize("NFKC", plain(name)).casefold()
    return "".join(char for char in folded if char.isalnum() or char in "+#") or folded.strip()


def slug(name: str) -> str:
    """A readable id of at most 60 characters: lower case, hyphens, accents removed; letters of other scripts stay."""
    spread = unicodedata.normalize("NFKD", plain(name)).casefold()
    kept = "".join(char for char in spread if not "\u0300" <= char <= "\u036f")
    joined = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", kept))
    return joined.strip("-")[:60].strip("-")


def keep_id(given: str) -> str:
    """An id as the source gives it, if it is one word; else made into one."""
    bare = given.strip()
    return bare if re.fullmatch(r"[^\s\x00-\x1f\x7f]{1,100}", bare) else slug(bare)


def without_parentheses(name: str) -> str:
    """The name without what stands in brackets."""
    return _PARENTHESES.sub(" ", name).strip()


def is_code(text: str) -> bool:
    """True for a level's short code such as "IC4", "L5", "MG1"."""
    return bool(_CODE.match(text.strip()))


def code_of(name: str) -> str:
    """The short code a level name begins with ("D1 - Developer 1" → "D1"), or ""."""
    found = _CODED.match(name.strip())
    return found.group(1) if found else ""


def is_number(text: str) -> bool:
    """True for a bare number or Roman numeral, which names a level only in a row of its like."""
    return bool(_NUMBER.match(text.strip()))


def is_level(text: str) -> bool:
    """True if the text reads like the name of a level: a grade, a seniority, a job title. Bare numbers do not."""
    return len(text) <= 400 and _is_level(text)


@lru_cache(maxsize=8_000)
def _is_level(text: str) -> bool:
    name = plain(text).strip(" :：*-–—")
    if not name or len(name) > 70 or name.endswith((".", "。", "!", "?")):
        return False
    if _STEM.match(name) or is_code(name) or _is_coded(name):
        return True
    return _is_title(without_parentheses(name))


def _is_coded(name: str) -> bool:
    """True for a code with what it stands for ("E1, ~ 1 yr", "IC3 Software Engineer"); "C4 diagrams" is none."""
    code = code_of(name)
    rest = name[len(code) :]
    parted = not rest[:1].isspace() or not rest.strip()[:1].isalnum()
    return bool(code) and len(name.split()) <= 9 and (parted or _is_title(without_parentheses(rest.strip())))


def _is_title(name: str) -> bool:
    if _SOUTH.search(name):
        return len(name) <= 18
    words = [word.strip(".,&/+:-").casefold() for word in re.split(r"[\s/,&–—-]+", name)]
    words = [word for word in words if word]
    if not words or len(words) > 8 or words[-1] in _NO_TITLE:
        return False
    ranks = [word for word in words if word in _SENIORITY]
    roles = [word for word in words if word in _ROLES]
    strange = [word for word in words if word not in _KNOWN and not any(char.isdigit() for char in word)]
    strange = [word for word in strange if not is_number(word.upper())]
    if " ".join(words) in _PHRASES:
        return True
    if ranks and roles:
        return len(strange) <= 2
    if roles and 1 <= len(strange) <= 2 and words[-2:-1] == roles[-1:] and is_number(words[-1].upper()):
        return True
    if words[0] in _FIRM and len(strange) == 1 and len(words) <= 3 and not words[-1].endswith(("ing", "s")):
        return True
    return (
        bool(ranks or roles)
        and not strange
        and not (words[0] in ("lead", "technical", "team") and words[-1].endswith("ing"))
    )


def kin(names: list[str]) -> set[str]:
    """The job that at least two of the level names share, as their last word ("Junior Baker", "Senior Baker" →
    "baker")."""
    last = [words[-1] for name in names if len(words := _without_number(name)) > 1]
    return {word for word in last if last.count(word) > 1 and word.isalpha()}


def is_kin(name: str, jobs: set[str]) -> bool:
    """True if a short name ends in one of the jobs ("Baker", "Lead Baker", "Baker II")."""
    words = _without_number(name)
    return 0 < len(words) <= 4 and words[-1] in jobs


def _without_number(name: str) -> list[str]:
    """The words of a name in lower case, without a number at the end."""
    words = plain(name).split()
    kept = words[:-1] if words and is_number(words[-1]) else words
    return [word.casefold() for word in kept]


def is_series(names: list[str]) -> bool:
    """True if the names count upwards: at least two, alike but for a growing number ("Stufe 1", "Stufe 2"; "1", "2",
    "3"; "E1 Explorer", "E2 Builder")."""
    if not 2 <= len(names) <= 30 or max(map(len, names)) > 200:
        return False
    codes = [code_of(plain(name)) for name in names]
    names = codes if all(codes) else names
    if max(len(name.split()) for name in names) > 3:
        return False
    numbers = [re.findall(r"\d+", plain(name)) for name in names]
    stems = {re.sub(r"\d+", "#", normal(name)) for name in names}
    if len(stems) != 1 or not all(numbers) or max(len(plain(name)) for name in names) > 40:
        return False
    last = [int(found[-1][:6]) for found in numbers]
    return all(below < above for below, above in pairwise(last))


def is_all_levels(text: str) -> bool:
    """True for a heading such as "All levels", which speaks of every level at once."""
    return normal(text) in {
        "alllevels",
        "everylevel",
        "everyone",
        "allengineers",
        "common",
        "全レベル",
        "共通",
        "공통",
        "모든레벨",
    }


def is_not_applicable(text: str) -> bool:
    """True if the whole text says that nothing is asked here: "N/A", "–", 該当なし, 해당 없음."""
    return bool(_NOT_APPLICABLE.match(plain(text) or text.strip()))


def is_to_do(text: str) -> bool:
    """True if the text says that it is still to be written."""
    words = plain(text)
    return bool(_TO_DO.match(words)) and len(words.split()) <= 14


def is_example(text: str) -> bool:
    """True if the text begins like an example of what stands before it."""
    return bool(_EXAMPLE.match(text.strip()))


def is_silent(heading: str) -> bool:
    """True if a heading names no competency ("Overview", "Levels")."""
    return normal(heading) in _SILENT


def is_about(heading: str) -> bool:
    """True if a heading opens a section about the ladder, not of it ("How promotions work", "Other pages")."""
    return bool(_PURPOSE.match(plain(heading)))


def is_scale(heading: str) -> bool:
    """True if a heading opens the grades that competencies are measured in ("Proficiency levels")."""
    return bool(_SCALE.search(plain(heading)))


def is_track(heading: str) -> bool:
    """True if a heading reads like the name of a track ("Management", "Individual contributors")."""
    return bool(_TRACK.search(plain(heading)))
