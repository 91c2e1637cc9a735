"""The walk over a statement: which rows of a workspace it touches without a condition that keeps it in one.

Each SELECT, UPDATE and DELETE is looked at by itself, also those inside: a table that is walled in a subquery, a CTE or
one half of a union is not walled where it is read again around it. Only what always holds counts: an equality inside an
OR or a NOT keeps nothing out, and the condition of an outer join keeps out rows of its outer side alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import CTE, CompoundSelect, Delete, Insert, Select, Subquery, TextClause, Update
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, BooleanClauseList, ColumnClause, Grouping
from sqlalchemy.sql.selectable import AliasedReturnsRows, FromClause, Join, SelectBase

from ladder.store.db import table_of
from ladder.store.models import Base, WorkspaceRow

WALLED = {table for table in Base.metadata.tables.values() if "workspace_id" in table.c}
_WORKSPACE_ID = table_of(WorkspaceRow).c.id
_HERE = ":workspace"

Place = FromClause | str


def unwalled(statement: Any) -> set[str]:
    """The walled tables that a statement touches without a condition that leads to the transaction's workspace, by
    name; and "text" for one that is written as text, which nobody can look into."""
    return {_name(place) if isinstance(place, FromClause) else place for place in _holes(statement, frozenset())}


def _holes(statement: Any, outer: frozenset[FromClause]) -> set[Place]:
    match statement:
        case TextClause():
            return {"text"}
        case CompoundSelect():
            return set().union(*(_holes(part, outer) for part in statement.selects))
        case Insert():
            return _holes(statement.select, outer) if statement.select is not None else set()
        case Select() | Update() | Delete():
            return _Scope.of(statement, outer).holes()
    return set().union(*(_holes(part, outer) for part in _nested([statement])))


@dataclass
class _Scope:
    """One SELECT, UPDATE or DELETE: the places it reads itself, what it says about them, and the statements inside."""

    outer: frozenset[FromClause]
    places: set[FromClause] = field(default_factory=set)
    reaches: list[tuple[Place, Place]] = field(default_factory=list)  # from one that is inside to one that then is
    expressions: list[Any] = field(default_factory=list)

    @staticmethod
    def of(statement: Select[Any] | Update | Delete, outer: frozenset[FromClause]) -> "_Scope":
        scope = _Scope(outer)
        if statement.whereclause is not None:
            scope._hold(statement.whereclause)
        scope.expressions += [child for child in statement.get_children() if not isinstance(child, FromClause)]
        if isinstance(statement, Select):
            for source in statement.get_final_froms():
                scope._read(source)
        else:
            scope._read(statement.table)
            scope.places |= {column.table for column in _columns(scope.expressions) if column.table is not None}
        scope.places -= outer
        return scope

    def _read(self, source: FromClause) -> None:
        if not isinstance(source, Join):
            self.places.add(source)
            return
        self._read(source.left)
        self._read(source.right)
        if source.onclause is not None:
            self.expressions.append(source.onclause)
            if not source.full:
                self._hold(source.onclause, only=set(_leaves(source.right)) if source.isouter else None)

    def _hold(self, condition: Any, only: set[FromClause] | None = None) -> None:
        """Notes what a condition makes equal; of an outer join, for the places on its outer side `only`."""
        for one, other in _equal_workspaces(condition):
            self.reaches += [(a, b) for a, b in ((one, other), (other, one)) if only is None or b in only]

    def holes(self) -> set[Place]:
        derived = {place for place in self.places if isinstance(place, Subquery | CTE)}
        inside: set[Place] = {_HERE, *self.outer, *derived}
        while new := {there for here, there in self.reaches if here in inside} - inside:
            inside |= new
        found: set[Place] = {place for place in self.places if _is_walled(place) and place not in inside}
        for part in _nested(self.expressions):
            found |= _holes(part, self.outer | self.places)
        for source in derived:
            found |= _holes_of_derived(source)
        return found


def _holes_of_derived(source: Subquery | CTE) -> set[Place]:
    """Those of a subquery or CTE, which sees nothing of what stands around it. A recursive CTE names itself: its parts
    are looked at once."""
    element: Any = source.element
    while isinstance(element, CTE):  # an alias of one
        element = element.element
    parts: Sequence[Any] = element.selects if isinstance(element, CompoundSelect) else (element,)
    found: set[Place] = set()
    for part in parts:
        scope = _Scope.of(part, frozenset())
        itself = {place for place in scope.places if isinstance(place, CTE) and place.name == source.name}
        scope.places -= itself
        scope.outer |= itself  # walled by its first part, which stands here too
        found |= scope.holes()
    return found


def _leaves(source: FromClause) -> Iterator[FromClause]:
    if isinstance(source, Join):
        yield from _leaves(source.left)
        yield from _leaves(source.right)
    else:
        yield source


def _nested(expressions: Iterable[Any]) -> Iterator[Any]:
    """The statements inside of expressions, the outermost only."""
    for expression in expressions:
        if isinstance(expression, SelectBase | TextClause):
            yield expression
        elif not isinstance(expression, FromClause):
            yield from _nested(expression.get_children())


def _columns(expressions: Iterable[Any]) -> Iterator[ColumnClause[Any]]:
    for expression in expressions:
        if isinstance(expression, ColumnClause):
            yield expression
        elif not isinstance(expression, SelectBase | FromClause):
            yield from _columns(expression.get_children())


def _equal_workspaces(condition: Any) -> Iterator[tuple[Place, Place]]:
    """What a condition always makes equal."""
    if isinstance(condition, Grouping):
        yield from _equal_workspaces(condition.element)
    elif isinstance(condition, BooleanClauseList) and condition.operator is operators.and_:
        for clause in condition.clauses:
            yield from _equal_workspaces(clause)
    elif isinstance(condition, BinaryExpression) and condition.operator is operators.eq:
        one, other = _place(condition.left), _place(condition.right)
        if one is not None and other is not None:
            yield one, other


def _place(side: Any) -> Place | None:
    if isinstance(side, BindParameter):
        return _HERE if side.key == "workspace" else None
    if not isinstance(side, ColumnClause) or side.table is None:
        return None
    return side.table if side.name == "workspace_id" or side is _WORKSPACE_ID else None


def _is_walled(place: FromClause) -> bool:
    return (place.element if isinstance(place, AliasedReturnsRows) else place) in WALLED


def _name(place: FromClause) -> str:
    return f"alias of {place.element}" if isinstance(place, AliasedReturnsRows) else str(place)
