"""Anyone's ladder into the one form: spreadsheets, YAML, JSON, Markdown, HTML. Nothing of the source is lost.

`read` is the whole of it. Every statement of the source comes out once, in order, with its origin; what is not
understood stands word for word in the ladder's annexes and is listed in `Imported.skipped`.
"""

from ladder.formats.importers.values import Axis, CannotImport, Imported, Skipped, Understood, refuse_large

__all__ = ["Axis", "CannotImport", "Imported", "Skipped", "Understood", "read", "refuse_large"]


def read(data: bytes, file: str, *, sheet: str | None = None, levels_in: Axis | None = None) -> Imported:
    """The ladder in a file's bytes. `file` is its name, which helps to tell the format; `sheet` picks one sheet of a
    workbook; `levels_in` says whether a table's levels stand in its rows or columns where the guess is wrong.

    Raises `CannotImport` with one clear line for what cannot or must not be read.
    """
    from ladder.formats.importers.decode import check_size, decode
    from ladder.formats.importers.form import Form, form_of, is_named
    from ladder.formats.importers.native import native_text
    from ladder.formats.importers.readers import read_book, read_csv, read_document, read_records, read_whole
    from ladder.formats.importers.workbook import is_workbook

    name = file.replace("\\", "/").rsplit("/", 1)[-1]
    check_size(data, name)
    if is_workbook(data):
        return read_book(data, name, sheet, levels_in)
    text = decode(data, name)
    form = form_of(text, name)
    own = native_text(text, name, form)
    if own:
        return read_whole(own)
    if form is Form.TABLE:
        return read_csv(data, name, levels_in)
    if form in (Form.MARKDOWN, Form.PAGE):
        return read_document(text, name, form, levels_in)
    try:
        return read_records(text, name, form)
    except CannotImport:
        if is_named(name):
            raise
        return read_document(text, name, Form.MARKDOWN, levels_in)
