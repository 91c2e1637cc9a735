"""Bytes to text, whatever the encoding; binary files are refused."""

import codecs

from ladder.formats.importers.values import CannotImport, refuse_large

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EAST = ("cp932", "euc_kr", "euc_jp", "gb18030", "big5")
_USUAL_HANGUL = frozenset(
    "이다는을를의에가고하기로한지사인도서어으니정자시리대해수있은그것라나아보게일제과적으들만부여전구조스상장개발팀업무기술문"
)
_USUAL_HAN = frozenset(
    "的一是不了在人有和中大上个我他这为来到时能对于可以行工作级程师技术与发开题用队目设计理解团成要进通高责"
)
_BINARY = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture"}
_BINARY |= {b"\xd0\xcf\x11\xe0": "an old Excel or Word file", b"\x1f\x8b": "a compressed file", b"\x7fELF": "a program"}


def check_size(data: bytes, file: str) -> None:
    """Refuse an empty or oversized source. Raises `CannotImport`."""
    mark = next((mark for mark, _ in _MARKS if data.startswith(mark)), b"")
    if not data.removeprefix(mark).strip(b"\x00 \t\r\n"):
        raise CannotImport("the file is empty", file, "Choose the file that holds the ladder.")
    refuse_large(len(data), file)


def decode(data: bytes, file: str) -> str:
    """The text of the file, line ends as they are, without a byte-order mark. Raises `CannotImport` for a binary
    file."""
    check_size(data, file)
    for mark, name in _BINARY.items():
        if data.startswith(mark):
            raise CannotImport(f"this is {name}, not text", file, "Save it as CSV, XLSX, Markdown, YAML, JSON or HTML.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, file)
    return _guess(data, file)


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _binary(file) from error


def _guess(data: bytes, file: str) -> str:
    if b"\x00" in data:
        wide = "" if _is_utf8(data) and data.count(0) < len(data) / 4 else _wide(data)
        if not wide:
            raise _binary(file)
        return wide
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, file)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _binary(file: str) -> CannotImport:
    return CannotImport("this is a binary file, not text", file, "Save it as CSV, XLSX, Markdown, YAML, JSON or HTML.")


def _wide(data: bytes) -> str:
    """The text if it is UTF-16 without a mark: of the two byte orders, the one without control characters; else ""."""
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(char < " " and char not in "\t\r\n\v\f" for char in text):
            readings.append((_oddness(text), text))
    return min(readings)[1] if readings else ""


def _legacy(data: bytes, file: str) -> str:
    """Western text has its accents one by one; East Asian text has its high bytes in runs."""
    control = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in data[:20_000])
    if control > len(data[:20_000]) // 100:
        raise _binary(file)
    readings = [(_oddness(text), order, text) for order, text in enumerate(_readings(data))]
    return min(readings)[2]


def _readings(data: bytes) -> list[str]:
    found = []
    for encoding in (*_EAST, "cp1252"):
        try:
            found.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return found or [data.decode("latin-1")]


def _oddness(text: str) -> float:
    """How unlike a written language the high characters are: per character, 0 (kana, Hangul, accents in words) to 3."""
    sample = [char for char in text[:200_000] if ord(char) > 127]
    lone = _lone_ideographs(text[:200_000])
    return (sum(map(_strangeness, sample)) + 3 * lone) / max(len(sample), 1)


def _strangeness(char: str) -> float:
    point = ord(char)
    if 0x3000 <= point <= 0x30FF or 0xFF01 <= point <= 0xFF5E:
        return 0
    if 0xAC00 <= point <= 0xD7A3:
        return 0.1 if char in _USUAL_HANGUL else 0.9
    if 0x4E00 <= point <= 0x9FFF:
        return 0.3 if char in _USUAL_HAN else 0.8 + (point >= 0x9000) / 5
    if char in "’‘“”–—…•·©®°éèêëàâäáãåçñóòôöõúùûüíìîïßøæÉÈÀÄÖÜÁÑÇÅØ€£":
        return 1.2
    return 3 if not char.isalpha() or 0xE000 <= point <= 0xF8FF or 0xFF61 <= point <= 0xFF9F else 2


def _lone_ideographs(text: str) -> int:
    """East Asian characters alone behind a Latin letter: a sign of Western text read with the wrong table."""
    count = 0
    for before, char, after in zip(text, text[1:], text[2:], strict=False):
        if ord(char) > 0x2E80 and before.isascii() and before.isalpha() and after.isascii():
            count += 1
    return count
