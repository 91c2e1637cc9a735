"""Tables and charts (docs.slack.dev/reference/block-kit/blocks: table, data_table, data_visualization)."""

from collections.abc import Mapping

from bot.playground.validate.objects import ANY_TYPE, ID
from bot.playground.validate.rich_text import RICH_TEXT
from bot.playground.validate.schema import Bool, ByType, Complaints, Enum, Int, Items, Nullable, Obj, Real, Spec, Str
from bot.playground.validate.words import characters
from bot.playground.world.values import Json

_RAW_TEXT = Obj({"type": ANY_TYPE, "text": Str()}, ("type", "text"))
_RAW_NUMBER = Obj({"type": ANY_TYPE, "value": Real(), "text": Str()}, ("type", "value"))
_CELLS: Mapping[str, Spec] = {"raw_text": _RAW_TEXT, "rich_text": RICH_TEXT}
_DATA_CELLS: Mapping[str, Spec] = {**_CELLS, "raw_number": _RAW_NUMBER}
_COLUMN = Nullable(Obj({"align": Enum(("left", "center", "right")), "is_wrapped": Bool()}))


def _at_most(limit: int, block: Json, at: str, complaints: Complaints) -> None:
    if characters(block["rows"]) > limit:
        complaints.add(f"table must be less than {limit + 1} characters", f"{at}/rows")


def _table_rules(block: Json, at: str, complaints: Complaints) -> None:
    _at_most(10_000, block, at, complaints)


def _data_table_rules(block: Json, at: str, complaints: Complaints) -> None:
    _at_most(20_000, block, at, complaints)
    header, width = block["rows"][0], len(block["rows"][0])
    if any(cell["type"] == "rich_text" for cell in header):
        complaints.add("header cells must not be rich_text", f"{at}/rows/0")
    for index, row in enumerate(block["rows"]):
        if len(row) != width:
            complaints.add("rows must have the same number of cells", f"{at}/rows/{index}")
    if block.get("row_header_column_index", 0) >= width:
        complaints.add("row_header_column_index must be an existing column", f"{at}/row_header_column_index")


TABLE = Obj(
    {
        "type": ANY_TYPE,
        "block_id": ID,
        "rows": Items(Items(ByType(lambda: _CELLS), 20), 100),
        "column_settings": Items(_COLUMN, 20, min=0),
    },
    ("type", "rows"),
    (_table_rules,),
)

DATA_TABLE = Obj(
    {
        "type": ANY_TYPE,
        "block_id": ID,
        "caption": Str(),
        "page_size": Int(1, 100),
        "row_header_column_index": Int(0, 19),
        "rows": Items(Items(ByType(lambda: _DATA_CELLS), 20), 201, min=2),
    },
    ("type", "caption", "rows"),
    (_data_table_rules,),
)

_NAME = Str(20)
_SERIES = Obj(
    {"name": _NAME, "data": Items(Obj({"label": _NAME, "value": Real()}, ("label", "value")), 20)}, ("name", "data")
)
_AXES = Obj({"categories": Items(_NAME, 20), "x_label": Str(50), "y_label": Str(50)}, ("categories",))


def _series_match_categories(chart: Json, at: str, complaints: Complaints) -> None:
    names = [series["name"] for series in chart["series"]]
    if len(set(names)) != len(names):
        complaints.add("series names must be unique", f"{at}/series")
    for index, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(chart["axis_config"]["categories"]):
            complaints.add("data labels must match axis_config.categories", f"{at}/series/{index}/data")


_LINES = Obj(
    {"type": ANY_TYPE, "series": Items(_SERIES, 6), "axis_config": _AXES},
    ("type", "series", "axis_config"),
    (_series_match_categories,),
)
_SEGMENT = Obj({"label": _NAME, "value": Real(positive=True)}, ("label", "value"))
_CHARTS: Mapping[str, Spec] = {
    "line": _LINES,
    "bar": _LINES,
    "area": _LINES,
    "pie": Obj({"type": ANY_TYPE, "segments": Items(_SEGMENT, 6)}, ("type", "segments")),
}

DATA_VISUALIZATION = Obj(
    {"type": ANY_TYPE, "block_id": ID, "title": Str(50), "chart": ByType(lambda: _CHARTS)}, ("type", "title", "chart")
)
