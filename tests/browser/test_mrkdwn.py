"""How mrkdwn, dates and plain text are read: the page's own modules, asked in the browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.stage import Stage

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NOW = "2026-09-24T09:12:00Z"


@pytest.fixture(scope="module")
def modules(browser: "Browser", running: Stage) -> Iterator["Page"]:
    page = browser.new_page()
    page.goto(f"{running.url}/")
    page.wait_for_selector("body.ready")
    yield page
    page.close()


def ask(page: "Page", module: str, call: str, *values: object) -> Any:
    """Calls a function of one of the page's modules."""
    return page.evaluate(
        f"async (values) => {{ const m = await import('/page/{module}.js'); return {call}; }}", list(values)
    )


SKETCH = """(function sketch(nodes) {
  const marks = {b: "*", i: "_", s: "~"};
  return nodes.map((node) => {
    if (node.t === "text") return node.v;
    if (marks[node.t]) return `${node.t}(${sketch(node.c)})`;
    if (node.t === "quote") return `quote(${sketch(node.c)})`;
    if (node.t === "link") return `link[${node.href}](${sketch(node.c)})`;
    if (node.t === "br") return "⏎";
    if (node.t === "emoji") return node.v;
    return `${node.t}(${node.v ?? node.name ?? node.id}${node.label ? "=" + node.label : ""})`;
  }).join("");
})(m.parse(values[0]))"""


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        ("plain", "plain"),
        ("*bold* _it_ ~gone~", "b(bold) i(it) s(gone)"),
        ("*bold _and it_*", "b(bold i(and it))"),
        ("_*both*_", "i(b(both))"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("* not bold * and ** neither **", "* not bold * and ** neither **"),
        ("*over\ntwo lines*", "*over⏎two lines*"),
        ("(*bold*), *so*.", "(b(bold)), b(so)."),
        ("`code *stays* as is`", "code(code *stays* as is)"),
        ("`a < b` &lt;i&gt; &amp;amp;", "code(a < b) <i> &amp;"),
        ("```\nlet x = `1`;\n*y*\n```\nafter", "pre(let x = `1`;\n*y*)after"),
        ("> quoted\n> *two*\nnot", "quote(quoted⏎b(two))not"),
        ("&gt; typed by a person", "quote(typed by a person)"),
        ("one\n>>> all\nthe rest", "onequote(all⏎the rest)"),
        ("<https://example.com/a_b_c|the *page*>", "link[https://example.com/a_b_c](the *page*)"),
        ("*<https://example.com/x|bold link>*", "b(link[https://example.com/x](bold link))"),
        ("see https://example.com/a?b=1&amp;c=2.", "see link[https://example.com/a?b=1&c=2](https://example.com/a?b=1&c=2)."),
        ("<mailto:a@example.com|write>", "link[mailto:a@example.com](write)"),
        ("<javascript:alert(1)|click>", "<javascript:alert(1)|click>"),
        ("<data:text/html,x|click>", "<data:text/html,x|click>"),
        ("<@U2> <@U2|tom> <#C2> <#C2|payments>", "user(U2) user(U2=tom) channel(C2) channel(C2=payments)"),
        ("<!here> <!channel> <!subteam^S1|@team>", "special(here) special(channel) group(S1=@team)"),
        ("&lt;!channel&gt; &lt;@U2&gt;", "<!channel> <@U2>"),
        (":tada: :wave::skin-tone-3: :no_such_thing: 10:30:45", "🎉 👋 :no_such_thing: 10:30:45"),
        ("<b>x</b>", "<b>x</b>"),
        ("שלום *עולם* — 日本語の*太字*", "שלום b(עולם) — 日本語の*太字*"),
        ("", ""),
    ],
)  # fmt: skip
def test_mrkdwn_is_read_as_slack_reads_it(modules: "Page", source: str, drawn: str) -> None:
    assert ask(modules, "mrkdwn", SKETCH, source) == drawn


@pytest.mark.parametrize(
    "source",
    ["*_~`" * 750, "<" * 3000, "*a" * 1500, "*<a>" * 750 + "`", "_`a`" * 750, "&lt;" * 750, "> " * 1500, "```" * 1000],
)
def test_hostile_text_is_read_at_once(modules: "Page", source: str) -> None:
    timed = "((begun) => { m.parse(values[0]); return performance.now() - begun; })(performance.now())"
    assert ask(modules, "mrkdwn", timed, source) < 500


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("{date_num} {time}", "2026-09-23 16:02"),
        ("{date} at {time_secs}", "September 23, 2026 at 16:02:05"),
        ("{date_short}", "Sep 23, 2026"),
        ("{date_long}", "Wednesday, September 23, 2026"),
        ("{date_pretty}", "yesterday"),
        ("{date_short_pretty}", "yesterday"),
        ("{ago}", "19 hours ago"),
        ("on {date_slash}", "on 09/23/2026"),
        ("{never_heard_of}", "fallback"),
    ],
)
def test_a_date_is_written_in_the_readers_zone(modules: "Page", token: str, shown: str) -> None:
    token_of = "{seconds: 1790172125, format: values[0], fallback: 'fallback'}"
    call = f"m.dateToken({token_of}, new Date(values[1]), 'Europe/Berlin')"
    assert ask(modules, "format", call, token, NOW) == shown


def test_a_date_that_is_none_gives_its_fallback(modules: "Page") -> None:
    call = "m.dateToken({seconds: NaN, format: '{date}', fallback: 'some day'}, new Date(values[0]), 'UTC')"
    assert ask(modules, "format", call, NOW) == "some day"


@pytest.mark.parametrize(
    ("typed", "zone", "moment"),
    [
        ("2026-10-01T09:30", "Europe/Berlin", "2026-10-01T07:30:00.000Z"),
        ("2026-12-01T09:30", "Europe/Berlin", "2026-12-01T08:30:00.000Z"),
        ("2026-10-01T09:30", "Asia/Kolkata", "2026-10-01T04:00:00.000Z"),
        ("2026-10-25T03:30", "Europe/Berlin", "2026-10-25T02:30:00.000Z"),  # the hour after the clocks go back
    ],
)
def test_a_typed_time_is_taken_in_the_persons_zone(modules: "Page", typed: str, zone: str, moment: str) -> None:
    assert ask(modules, "format", "m.fromWallClock(values[0], values[1]).toISOString()", typed, zone) == moment
    assert ask(modules, "format", "m.toWallClock(new Date(values[0]), values[1])", moment, zone) == typed


@pytest.mark.parametrize(("size", "shown"), [(8, "8 B"), (1234, "1.2 kB"), (45_000, "45 kB"), (3_000_000, "3.0 MB")])
def test_a_size_is_readable(modules: "Page", size: int, shown: str) -> None:
    assert ask(modules, "format", "m.bytes(values[0])", size) == shown


@pytest.mark.parametrize(
    ("name", "letters"), [("Maya Okafor", "MO"), ("sam", "S"), ("Anna-Lena van der Berg", "AB"), ("李 雷", "李雷")]
)
def test_a_face_shows_initials(modules: "Page", name: str, letters: str) -> None:
    assert ask(modules, "people", "m.initials(values[0])", name) == letters
