"""A ladder as CSV, XLSX, JSON or Markdown. Each can be imported again, and nothing that the form holds is lost on the
way.

The dialects are described in `rows` (CSV and XLSX) and `markdown_file`; the JSON is the ladder form itself.
"""

from typing import Literal, get_args

from ladder.framework.model import Ladder, to_json

To = Literal["csv", "xlsx", "json", "md"]
FORMATS: tuple[To, ...] = get_args(To)

__all__ = ["FORMATS", "To", "export"]


def export(ladder: Ladder, to: To) -> bytes:
    """The ladder as the bytes of a file of that format."""
    if to == "csv":
        from ladder.formats.exporters.csv_file import to_csv

        return to_csv(ladder)
    if to == "xlsx":
        from ladder.formats.exporters.xlsx_file import to_xlsx

        return to_xlsx(ladder)
    if to == "md":
        from ladder.formats.exporters.markdown_file import to_markdown

        return to_markdown(ladder).encode("utf-8")
    import msgspec

    return msgspec.json.format(to_json(ladder), indent=2) + b"\n"
