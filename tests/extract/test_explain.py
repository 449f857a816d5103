from parsed import claims_of

from headwater.extract.explain import READINGS, explain_claim, list_rules

TEXT = (
    "According to Reuters, Serbia has 60,000 soldiers and 15,000 reservists. Officials announced that Serbia will build a plant. "
    "Analysts called the plant a threat, a step likely to worry Cyprus. The depot reportedly stores rockets under the cover of farm projects."
)


def test_every_rule_of_every_claim_is_explained():
    claims = claims_of(TEXT)
    assert claims
    for claim in claims:
        rows = explain_claim(claim)
        assert rows
        assert all(said for _, said in rows), claim["rule"]
        assert claim["trigger"] in rows[0][1]


def test_rules_and_readings_say_what_they_do():
    assert all(said.endswith(".") for _, said in list_rules())
    assert all(said.endswith(".") for said in READINGS.values())
