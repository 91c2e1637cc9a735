"""The headings of a roster, as people and HR tools write them: which column is what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The spellings of each field, the best first: of several columns for one field, the earlier spelling is taken.
_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "email": (
        "email", "workemail", "emailaddress", "workemailaddress", "primaryemail", "primaryemailaddress",
        "companyemail", "businessemail", "corporateemail", "mail", "emailwork",
    ),
    "slack_id": ("slackid", "slackuserid", "slackmemberid", "memberid", "userid"),
    "name": ("name", "fullname", "displayname", "employeename", "preferredname", "employee", "worker"),
    "first_name": ("firstname", "givenname", "forename", "preferredfirstname", "legalfirstname"),
    "last_name": ("lastname", "surname", "familyname", "legallastname"),
    "level": ("level", "joblevel", "careerlevel", "currentlevel", "jobgrade", "grade"),
    "target": ("target", "targetlevel", "targetrole", "nextlevel"),
    "track": ("track", "careertrack"),
    "manager": (
        "manager", "manageremail", "manageremailaddress", "managerworkemail", "managersemail", "managersworkemail",
        "reportstoemail", "supervisoremail", "managerslackid", "managerid", "reportsto", "reportingto",
        "directmanager", "linemanager", "reportingmanager", "supervisor", "managername", "managersname",
        "supervisorname",
    ),
    "admin": ("admin", "isadmin", "ladderadmin"),
    "start_date": ("startdate", "hiredate", "dateofhire", "hiredon", "originalhiredate", "datejoined", "joindate",
                   "joiningdate", "employmentstartdate"),
    "level_since": ("levelsince", "inlevelsince", "levelstartdate", "lastpromotiondate", "lastpromotion",
                    "promotiondate"),
}  # fmt: skip
_FIELD_OF = {spelling: (field, rank) for field, all_of in _SPELLINGS.items() for rank, spelling in enumerate(all_of)}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WHO = ("email", "slack_id")


class TwoColumns(Exception):
    """Two columns are called the same; the message names them."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Which column holds which field: `places` by field; `read_as` what those columns are called in the file where
    that is not our name; `ignored` the columns that are not used."""

    places: Mapping[str, int]
    read_as: Mapping[str, str]
    ignored: tuple[str, ...]

    @property
    def tells_people_apart(self) -> bool:
        """Whether each line says whose it is."""
        return any(field in self.places for field in _WHO)


def recognize(cells: Sequence[str], named: Mapping[str, str]) -> Headings:
    """The fields that a row of headings names; `named` says which heading a field has in this file. Raises
    `TwoColumns`."""
    chosen = {normal_heading(heading): field for field, heading in named.items()}
    best: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(cells):
        field, rank = _field(normal_heading(cell), chosen)
        if field and best.get(field, (rank, -1))[0] == rank and field in best:
            raise TwoColumns(f"There are two columns “{cell.strip()}”. Leave one.")
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, place)
    places = {field: place for field, (_, place) in best.items()}
    return Headings(places, _read_as(cells, places), _ignored(cells, places))


def normal_heading(heading: str) -> str:
    """A heading without case, spaces, punctuation, and what stands in brackets."""
    return re.sub(r"[\W_]", "", _BRACKETS.sub(" ", heading)).casefold()


def _field(spelling: str, chosen: Mapping[str, str]) -> tuple[str, int]:
    if spelling in chosen:
        return chosen[spelling], -1
    field, rank = _FIELD_OF.get(spelling, ("", 0))
    return ("", 0) if field in chosen.values() else (field, rank)


def _read_as(cells: Sequence[str], places: Mapping[str, int]) -> Mapping[str, str]:
    headings = {field: " ".join(cells[place].split()) for field, place in places.items()}
    names = [headings.pop(part) for part in ("first_name", "last_name") if part in headings]
    headings |= {"name": " + ".join(names)} if names and "name" not in headings else {}
    return {field: heading for field, heading in headings.items() if normal_heading(heading) != field.replace("_", "")}


def _ignored(cells: Sequence[str], places: Mapping[str, int]) -> tuple[str, ...]:
    used = set(places.values())
    return tuple(" ".join(cell.split()) for place, cell in enumerate(cells) if cell.strip() and place not in used)
