import pytest

from headwater.origins.names import is_publisher, publisher_key, read_cited_names, site_label, spells


@pytest.mark.parametrize(
    ("cited", "publisher", "url", "expected", "why"),
    [
        ("Iran International", "v2.iranintl.com", None, True, "known domain, below a subdomain"),
        ("Tehran Times", None, "https://www.tehrantimes.com/news/1", True, "site of the address"),
        ("Gulf Weekly Review", "gulfweeklyreview.example", None, True, "an unknown publisher spelt in its site"),
        ("Coastal International", "coastalintl.example", None, True, "words cut short in order"),
        ("Washington Post", "washingtonhispanic.com", None, False, "same first word only"),
        ("Iran", "irna.ir", None, False, "a country is no agency"),
        ("Miami Herald", "mst.military.com", None, False, "another publisher"),
        ("AFP", "afpbb.com", None, True, "a branch of it"),
    ],
)
def test_whether_a_name_means_a_publisher(cited: str, publisher: str, url: str | None, expected: bool, why: str) -> None:
    assert is_publisher(cited, publisher, url) is expected, why


def test_labels_and_spelling() -> None:
    assert site_label("news.example.co.uk") == "example"
    assert spells(("asia", "plus"), "asiaplustj")
    assert not spells(("iran",), "irna")


def test_acronym_and_full_name_are_one() -> None:
    names = read_cited_names(["Institute of Sea Power (ISP)", "ISP", "ISP", "Institute of Sea Power"])
    assert len({names.key(n) for n in ("ISP", "Institute of Sea Power (ISP)", "Institute of Sea Power")}) == 1
    assert names.show(names.key("Institute of Sea Power")) == "ISP"


def test_last_name_is_the_one_full_name() -> None:
    names = read_cited_names(["Ana Ruiz", "Ruiz"])
    assert names.key("Ruiz") == names.key("Ana Ruiz")
    assert read_cited_names(["Ana Ruiz", "Eva Ruiz", "Ruiz"]).key("Ruiz") == publisher_key("Ruiz")
