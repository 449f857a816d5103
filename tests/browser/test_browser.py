"""What a person does with the pages in a browser."""

import os
from pathlib import Path

import pytest

from case_factory import doc_id_of, entity_id_of, item_id_of, value_id_of

pytestmark = pytest.mark.browser

DOC = f"/documents/{doc_id_of('iranintl_en')}"
PAGES = {
    "home": "/",
    "documents": "/documents",
    "search": "/documents?q=drones",
    "reader": DOC,
    "beside": f"/documents/{doc_id_of('grandeslanz')}/with/{doc_id_of('aztec_afp')}",
    "claims": "/claims",
    "items": "/items",
    "item": f"/items/{item_id_of('active')}",
    "entities": "/entities",
    "entity": f"/entities/{entity_id_of('Venezuela')}",
    "map": "/map",
    "timeline": "/timeline",
    "programme": "/programmes",
    "value": f"/values/{value_id_of('active', '123000')}",
    "judge": "/judge",
    "judge-claims": "/judge?kind=claims",
    "decisions": "/judge/log",
    "warnings": "/warnings",
    "falls": "/sources?name=Miami%20Herald,%20not%20held",
    "rejects": "/rejects",
    "runs": "/runs",
    "help": "/help",
}


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_and_is_quiet(page, name):
    page.goto(PAGES[name])
    page.evaluate("document.fonts.ready")
    if name == "map":
        page.wait_for_selector("[data-map-ready]", timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
        "no sideways scrolling"
    )
    folder = os.environ.get("HEADWATER_SCREENSHOTS")
    if folder:
        width = page.viewport_size["width"]
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=name != "map")


def active_words(page) -> str:
    return page.evaluate("[...document.querySelectorAll('[data-text] .is-active')].map((run) => run.textContent).join('')")


def test_click_on_a_claim_highlights_its_exact_words_and_opens_its_chain(page):
    page.goto(DOC)
    page.click("text=Qods Aviation Industries >> nth=0")
    page.wait_for_selector("[data-panel].is-open .claim-sheet")
    assert active_words(page) == "Qods Aviation Industries of Iran delivered assembly kits"
    assert page.inner_text("[data-panel] blockquote mark") == "Qods Aviation Industries of Iran delivered assembly kits"
    assert "Miami Herald, not held" in page.inner_text("[data-panel] .way")
    assert "claim=" in page.url
    page.reload()
    assert active_words(page) == "Qods Aviation Industries of Iran delivered assembly kits", "the address holds what is open"


def test_keys_walk_the_claims_and_close(page):
    page.goto(DOC)
    page.keyboard.press("j")
    page.wait_for_selector("[data-panel].is-open .claim-sheet")
    assert active_words(page).startswith("Iranian specialists still oversee")
    page.keyboard.press("n")
    page.wait_for_selector(".claim-sheet mark:has-text('Caracas and Tehran')")
    page.keyboard.press("k")
    page.wait_for_selector(".claim-sheet mark:has-text('Iranian specialists')")
    page.keyboard.press("Escape")
    assert active_words(page) == ""
    assert "claim=" not in page.url
    assert page.is_visible(".outline")


def test_slash_goes_to_the_search_and_question_mark_shows_the_keys(page):
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("tehr")
    page.wait_for_selector("#suggestions a")
    assert "Tehran" in page.inner_text("#suggestions")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/entities/{entity_id_of('Tehran')}")
    page.keyboard.press("?")
    assert page.is_visible("dialog.keys-overlay")
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog.keys-overlay")


def test_question_mark_in_a_field_is_a_question_mark(page):
    page.goto("/")
    page.focus("#search")
    page.keyboard.type("?j")
    assert page.input_value("#search") == "?j"


def test_decision_by_key_and_undo(page):
    page.goto(DOC)
    page.keyboard.press("j")
    page.wait_for_selector("[data-panel].is-open .judge")
    page.keyboard.press("a")
    page.wait_for_selector("text=Accepted by")
    assert active_words(page).startswith("Iranian specialists"), "the reader is where it was"
    page.keyboard.press("u")
    page.wait_for_selector(".judge button[value=accept]")


def test_focus_is_visible(page):
    page.goto("/")
    for _ in range(4):
        page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_theme_can_be_turned_and_stays(page):
    page.goto("/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("[data-theme-toggle]")
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    page.goto("/items")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_filter_applies_when_it_is_chosen(page):
    page.goto("/claims")
    page.select_option("select[name=kind]", "training")
    page.wait_for_url("**/claims?kind=training")
    assert "1–1 of 1 claim" in page.inner_text(".pager >> nth=0")


def test_pages_work_without_script(chromium, server):
    context = chromium.new_context(java_script_enabled=False, base_url=server)
    page = context.new_page()
    page.goto(DOC)
    page.click("[data-text] a[data-claims]:has-text('Caracas')")
    assert page.locator(".panel .claim-sheet mark").inner_text() == "Caracas and Tehran signed a military deal"
    page.goto("/map")
    assert "Tehran" in page.inner_text("table")
    context.close()


def test_map_draws_places_and_rows_move_it(page):
    page.goto("/map")
    page.wait_for_selector("[data-map-ready]", timeout=60_000)
    pixels = page.evaluate("""() => {
        const canvas = document.querySelector('.map canvas');
        return [canvas.width, canvas.height, document.querySelectorAll('[data-place]').length];
    }""")
    assert pixels[0] > 100
    assert pixels[1] > 100
    assert pixels[2] == 6


def asked(page) -> list[str]:
    return page.eval_on_selector_all(".card input[type=hidden]", "fields => fields.map((field) => field.value)")


@pytest.mark.parametrize("key", ["s", "d", "?"])
def test_queue_by_keys_and_undo(page, key):
    page.goto("/judge")
    first = asked(page)
    page.keyboard.press(key)
    page.wait_for_selector(".undo button")
    assert asked(page) != first, "one press decides, and the next pair is asked"
    assert not page.is_visible("dialog.keys-overlay"), "? means don't know here"
    page.keyboard.press("u")
    page.wait_for_function("(first) => document.querySelector('.card input[name=a]')?.value === first", arg=first[1])
    assert asked(page) == first, "undo goes back to what was decided"


def test_claims_of_the_queue_by_keys(page):
    page.goto("/judge?kind=claims")
    first = asked(page)
    page.keyboard.press("x")
    page.wait_for_selector(".undo button")
    assert asked(page)[1] != first[1]
    assert "rejected" in page.inner_text(".undo")
    page.keyboard.press("u")
    page.wait_for_function("(first) => document.querySelector('.card input[name=claim]')?.value === first", arg=first[1])


def test_queue_reaches_its_buttons_by_tab_and_leaves_other_keys_alone(page):
    page.goto("/judge")
    first = asked(page)
    page.keyboard.press("q")
    page.keyboard.press("Control+s")
    assert asked(page) == first
    page.focus(".tabs a >> nth=0")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "same"
    page.focus("#search")
    page.keyboard.type("sd")
    assert page.input_value("#search") == "sd", "a field keeps its letters"
    assert asked(page) == first


def test_programme_opens_a_rung_to_its_claims_by_keyboard(page):
    page.goto("/programmes")
    rung = page.locator("details.rung", has=page.locator(".rung-name", has_text="produced"))
    rung.locator("> summary").focus()
    page.keyboard.press("Enter")
    line = rung.locator(".entry").first
    line.locator("summary").focus()
    page.keyboard.press("Enter")
    quote = line.locator(".lines a").first
    words = quote.inner_text()
    quote.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-panel].is-open .claim-sheet")
    assert page.inner_text("[data-panel] blockquote mark") in words


def test_programme_tells_plans_from_what_is_so(page):
    page.goto("/programmes")
    reached = page.locator(".rung.is-reached .rung-name").all_inner_texts()
    assert "produced" in reached
    assert "used" not in reached
    assert page.locator("circle.is-so").count() > 0


def test_queue_and_programme_without_script(chromium, server):
    context = chromium.new_context(java_script_enabled=False, base_url=server)
    page = context.new_page()
    page.goto("/judge")
    first = asked(page)
    page.click("button[value=different]")
    assert asked(page) != first
    page.click(".undo button")
    assert asked(page) == first
    page.goto("/programmes")
    page.click("details.rung.is-reached > summary >> nth=0")
    assert page.locator("details.rung[open] .entry").count() > 0
    context.close()
