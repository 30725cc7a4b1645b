"""Who gets what a place earns, and why others are passed over."""

from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.awards import (
    Candidate,
    NotTaken,
    Reason,
    Rule,
    SoFar,
    Unsettled,
    Verdict,
    goes_to,
)

NEXT = NotTaken.NEXT
DECLINED = Verdict(Reason.DECLINED)
SET_ASIDE = Verdict(Reason.DECISION)
GT = ("#91", "#88", "#42", "#8", "#19")  # the GT teams of 2023/24, best first


def table(*names, **facts):
    """One team after the other; told by its number what is special about one."""
    return [
        Candidate(rank, (name,), **facts.get(name, {})) for rank, name in enumerate(names, start=1)
    ]


def special(**facts):
    """What is special about a team: special(n91={...}) is about #91."""
    return {name.replace("n", "#"): own for name, own in facts.items()}


def holder(outcome):
    return outcome.holder and outcome.holder.who[0]


def reasons(outcome):
    return [(one.candidate.who[0], one.verdict.reason) for one in outcome.passed_over]


def only(outcomes):
    (outcome,) = outcomes.values()
    return outcome


def held(*who, **gone):
    return SoFar(holder=frozenset(who), gone=special(**gone))


# The place


def test_the_first_of_the_table_gets_it():
    assert holder(only(goes_to(Rule(), table(*GT)))) == "#91"


def test_the_first_four_get_one_each():
    outcomes = goes_to(Rule(last=4), table(*GT))

    assert {place: holder(one) for place, one in outcomes.items()} == {
        1: "#91",
        2: "#88",
        3: "#42",
        4: "#8",
    }


def test_a_place_that_nobody_has_is_not_passed_on():
    outcome = goes_to(Rule(last=2, if_not_taken=NEXT), table("#91"))[2]

    assert (outcome.holder, outcome.unsettled) == (None, Unsettled.NO_TABLE)


def test_before_the_first_table_nobody_has_a_place():
    assert only(goes_to(Rule(), [])).unsettled is Unsettled.NO_TABLE


def test_without_a_table_a_committee_decides():
    assert only(goes_to(Rule(by_table=False), [])).unsettled is Unsettled.COMMITTEE


def test_a_place_that_leads_to_nobody_known_takes_a_decision():
    outcome = only(goes_to(Rule(if_not_taken=NEXT), [Candidate(1, ()), Candidate(2, ("#88",))]))

    assert (outcome.holder, outcome.unsettled) == (None, Unsettled.UNKNOWN)


# Equals


def test_equals_of_one_place_are_left_to_a_decision():
    equals = [Candidate(1, ("#91",)), Candidate(1, ("#88",)), Candidate(3, ("#42",))]

    assert only(goes_to(Rule(if_not_taken=NEXT), equals)).unsettled is Unsettled.EQUAL


def test_equals_get_one_each_where_there_are_as_many_places():
    equals = [Candidate(1, ("#91",)), Candidate(2, ("#88",)), Candidate(2, ("#42",))]

    outcomes = goes_to(Rule(last=3), equals)

    assert [holder(one) for one in outcomes.values()] == ["#91", "#88", "#42"]
    assert [one.passed_over for one in outcomes.values()] == [(), (), ()]


def test_equals_of_the_last_place_are_left_to_a_decision():
    equals = [Candidate(1, ("#91",)), Candidate(2, ("#88",)), Candidate(2, ("#42",))]

    outcomes = goes_to(Rule(last=2), equals)

    assert (holder(outcomes[1]), outcomes[2].unsettled) == ("#91", Unsettled.EQUAL)


def test_of_two_equals_the_one_who_is_eligible_gets_it():
    equals = [Candidate(1, ("#91",), is_full_season=False), Candidate(1, ("#88",))]

    outcome = only(goes_to(Rule(full_season_only=True), equals))

    assert (holder(outcome), reasons(outcome)) == ("#88", [("#91", Reason.NOT_FULL_SEASON)])


def test_a_crew_gets_it_together():
    crew = [Candidate(1, ("Malykhin", "Sturm", "Bachler"))]

    assert only(goes_to(Rule(shared=True), crew)).holder == crew[0]


# Conditions


def test_too_few_cars_earn_nothing():
    outcome = only(goes_to(Rule(minimum_entries=6), table(*GT), entries=5))

    assert (outcome.holder, outcome.unsettled) == (None, Unsettled.TOO_FEW_ENTRIES)


def test_as_many_cars_as_asked_for_are_enough():
    assert holder(only(goes_to(Rule(minimum_entries=6), table(*GT), entries=6))) == "#91"


def test_entries_that_nobody_counted_take_a_decision():
    assert only(goes_to(Rule(minimum_entries=6), table(*GT))).unsettled is Unsettled.UNKNOWN


def test_a_car_entered_race_by_race_is_passed_over():
    rule = Rule(full_season_only=True, if_not_taken=NEXT)
    teams = table(*GT, **special(n91={"is_full_season": False}))

    outcome = only(goes_to(rule, teams))

    assert (holder(outcome), reasons(outcome)) == ("#88", [("#91", Reason.NOT_FULL_SEASON)])


def test_whether_a_car_is_entered_for_the_season_may_not_be_recorded():
    rule = Rule(full_season_only=True, if_not_taken=NEXT)
    teams = table(*GT, **special(n91={"is_full_season": None}))

    assert only(goes_to(rule, teams)).unsettled is Unsettled.UNKNOWN


def test_whoever_is_qualified_otherwise_is_passed_over_and_told_how():
    rule = Rule(not_otherwise_qualified=True, if_not_taken=NEXT)
    teams = table(*GT, **special(n91={"qualified": ("World Endurance Championship",)}))

    outcome = only(goes_to(rule, teams))

    assert holder(outcome) == "#88"
    assert outcome.passed_over[0].verdict == Verdict(
        Reason.QUALIFIED, "World Endurance Championship"
    )


def test_whoever_is_not_entered_where_it_is_asked_for_is_passed_over():
    rule = Rule(must_be_entered=True, if_not_taken=NEXT)
    teams = table(*GT, **special(n91={"is_entered": False}, n88={"is_entered": False}))

    outcome = only(goes_to(rule, teams))

    assert reasons(outcome) == [("#91", Reason.NOT_ENTERED), ("#88", Reason.NOT_ENTERED)]
    assert holder(outcome) == "#42"


def test_a_condition_that_the_rule_does_not_ask_for_is_not_looked_at():
    teams = table(
        *GT, **special(n91={"is_full_season": False, "is_entered": False, "qualified": ("x",)})
    )

    assert holder(only(goes_to(Rule(), teams))) == "#91"


# Not taken


def test_declined_the_next_gets_it():
    outcome = only(
        goes_to(Rule(if_not_taken=NEXT), table(*GT), so_far={1: SoFar(gone={"#91": DECLINED})})
    )

    assert (holder(outcome), reasons(outcome)) == ("#88", [("#91", Reason.DECLINED)])


def test_declined_it_may_be_nobodys_or_a_committees():
    gone = {1: SoFar(gone={"#91": DECLINED})}

    outcomes = [
        only(goes_to(Rule(if_not_taken=end), table(*GT), so_far=gone)).unsettled
        for end in (NotTaken.NOBODY, NotTaken.COMMITTEE)
    ]

    assert outcomes == [Unsettled.NOBODY_LEFT, Unsettled.COMMITTEE]


def test_it_goes_down_to_a_place_and_no_further():
    rule = Rule(if_not_taken=NEXT, down_to=2)
    gone = {1: SoFar(gone={"#91": DECLINED, "#88": DECLINED})}

    outcome = only(goes_to(rule, table(*GT), so_far=gone))

    assert (outcome.holder, outcome.unsettled) == (None, Unsettled.NOBODY_LEFT)
    assert reasons(outcome) == [("#91", Reason.DECLINED), ("#88", Reason.DECLINED)]


def test_in_a_range_the_next_is_the_first_below_it():
    rule = Rule(last=3, if_not_taken=NEXT)

    outcome = goes_to(rule, table(*GT), so_far={1: SoFar(gone={"#91": DECLINED})})[1]

    assert holder(outcome) == "#8"
    assert reasons(outcome) == [
        ("#91", Reason.DECLINED),
        ("#88", Reason.HOLDS_ONE),
        ("#42", Reason.HOLDS_ONE),
    ]


def test_whoever_declined_one_of_a_range_is_not_offered_another():
    rule = Rule(last=2, if_not_taken=NEXT)
    gone = {1: SoFar(gone={"#91": DECLINED}), 2: SoFar(gone={"#42": DECLINED})}

    outcome = goes_to(rule, table(*GT), so_far=gone)[1]

    assert holder(outcome) == "#8"
    assert ("#42", Reason.DECLINED) in reasons(outcome)


def test_two_cars_of_a_team_earn_it_one():
    """Recipient is the team; a rule for cars tells them apart."""
    teams = [Candidate(1, ("Pure Rxcing",)), Candidate(2, ("Pure Rxcing",)), Candidate(3, ("EBM",))]

    outcomes = goes_to(Rule(last=2, if_not_taken=NEXT), teams)

    assert [holder(one) for one in outcomes.values()] == ["Pure Rxcing", "EBM"]
    assert reasons(outcomes[2]) == [("Pure Rxcing", Reason.HOLDS_ONE)]


def test_a_void_place_keeps_nobody_from_another():
    rule = Rule(last=2, if_not_taken=NEXT)
    so_far = {1: SoFar(gone={"#91": DECLINED}), 2: SoFar(is_void=True)}

    outcomes = goes_to(rule, table(*GT), so_far=so_far)

    assert (holder(outcomes[1]), outcomes[2].holder) == ("#88", None)


# Once it is given


def test_another_champion_puts_it_in_question():
    outcome = only(goes_to(Rule(), table("#88", "#91"), so_far={1: held("#91")}))

    assert (holder(outcome), outcome.stays) == ("#88", False)


def test_kept_by_decision_it_stays():
    kept = held("#91", n88=SET_ASIDE)

    assert only(goes_to(Rule(), table("#88", "#91"), so_far={1: kept})).stays


def test_kept_by_decision_a_third_champion_puts_it_in_question_again():
    kept = held("#91", n88=SET_ASIDE)

    assert holder(only(goes_to(Rule(), table("#42", "#91", "#88"), so_far={1: kept}))) == "#42"


def test_given_to_somebody_outside_the_table_it_stays():
    rule = Rule(if_not_taken=NEXT)
    outcome = only(goes_to(rule, table(*GT), so_far={1: held("#777", n91=DECLINED)}))

    assert outcome.stays


def test_given_to_somebody_outside_the_table_a_new_champion_puts_it_in_question():
    outcome = only(goes_to(Rule(), table("#88", "#91"), so_far={1: held("#777", n91=DECLINED)}))

    assert holder(outcome) == "#88"


def test_what_was_found_when_it_was_given_stands():
    """#88 was qualified otherwise then; that it is not now is no news of the table."""
    rule = Rule(not_otherwise_qualified=True, if_not_taken=NEXT)
    given = held("#42", n91=DECLINED, n88=Verdict(Reason.QUALIFIED))

    assert holder(only(goes_to(rule, table(*GT), so_far={1: given}))) == "#42"


def test_a_holder_is_not_asked_again_for_what_the_rule_asks():
    rule = Rule(not_otherwise_qualified=True, minimum_entries=9)
    teams = table(*GT, **special(n91={"qualified": ("European Le Mans Series",)}))

    assert only(goes_to(rule, teams, 8, {1: held("#91")})).stays
    assert holder(only(goes_to(rule, teams, 9, {1: held("#91")}))) == "#91"


def test_two_who_change_places_within_a_range_keep_theirs():
    so_far = {1: held("#91"), 2: held("#88")}

    outcomes = goes_to(Rule(last=2), table("#88", "#91"), so_far=so_far)

    assert [holder(one) for one in outcomes.values()] == ["#91", "#88"]


def test_of_a_range_only_the_place_that_is_lost_is_in_question():
    so_far = {1: held("#91"), 2: held("#88")}

    outcomes = goes_to(Rule(last=2), table("#42", "#91", "#88"), so_far=so_far)

    assert [holder(one) for one in outcomes.values()] == ["#91", "#42"]


def test_a_later_decline_does_not_move_who_got_one_before():
    rule = Rule(last=2, if_not_taken=NEXT)
    so_far = {1: SoFar(gone={"#91": DECLINED}), 2: held("#42", n88=DECLINED)}

    outcomes = goes_to(rule, table(*GT), so_far=so_far)

    assert [holder(one) for one in outcomes.values()] == ["#8", "#42"]


# Whatever the table and the rule

names = st.sampled_from("ABCDEFGH")
candidates = st.lists(
    st.tuples(
        st.lists(names, min_size=0, max_size=2, unique=True).map(tuple),
        st.booleans(),
        st.sampled_from([True, False, None]),
        st.booleans(),
        st.sampled_from([(), ("WEC",)]),
    ),
    max_size=7,
).map(lambda rows: _ranked(rows))
rules = st.builds(
    lambda first, more, down, **facts: Rule(
        first=first,
        last=first + more if more else None,
        down_to=first + down if down and facts["if_not_taken"] is NEXT else None,
        **facts,
    ),
    first=st.integers(1, 3),
    more=st.integers(0, 3),
    down=st.integers(0, 4),
    full_season_only=st.booleans(),
    not_otherwise_qualified=st.booleans(),
    must_be_entered=st.booleans(),
    if_not_taken=st.sampled_from(NotTaken),
    shared=st.booleans(),
)
verdicts = st.dictionaries(names, st.sampled_from([DECLINED, SET_ASIDE]), max_size=4)
not_held = st.dictionaries(st.integers(1, 6), verdicts.map(lambda gone: SoFar(gone=gone)))
so_fars = st.dictionaries(
    st.integers(1, 6),
    st.builds(
        lambda holder, gone, is_void: SoFar(
            frozenset() if is_void else frozenset(holder),
            {key: one for key, one in gone.items() if key not in holder},
            is_void,
        ),
        st.lists(names, max_size=1),
        verdicts,
        st.booleans(),
    ),
)


def _ranked(rows):
    """Rows in a table's order; one that is equal shares the rank of the row above."""
    found = []
    for place, (who, is_equal, is_full_season, is_entered, qualified) in enumerate(rows, start=1):
        rank = found[-1].rank if found and is_equal else place
        found.append(Candidate(rank, who, is_full_season, is_entered, qualified))
    return found


@given(rules, candidates, so_fars)
def test_nobody_gets_two_places_of_one_range(rule, teams, so_far):
    so_far = _each_holds_one(so_far)

    outcomes = goes_to(rule, teams, so_far=so_far).values()

    got = [who for one in outcomes if one.holder for who in one.holder.who]
    assert len(got) == len(set(got))


def _each_holds_one(so_far):
    seen = set()
    for place, one in list(so_far.items()):
        if one.holder & seen:
            so_far[place] = SoFar(gone=one.gone)
        seen |= one.holder
    return so_far


@given(rules, candidates, not_held)
def test_whoever_gets_it_stands_at_the_place_or_below(rule, teams, so_far):
    for outcome in goes_to(rule, teams, so_far=so_far).values():
        if outcome.holder:
            equals = [one for one in teams if one.rank == outcome.holder.rank]
            assert outcome.holder.rank + len(equals) > outcome.place
            assert outcome.holder.rank <= max(rule.down_to or 99, outcome.place)


@given(rules, candidates, not_held)
def test_reasons_name_everybody_in_between(rule, teams, so_far):
    for outcome in goes_to(rule, teams, so_far=so_far).values():
        if outcome.holder:
            between = [
                one.who
                for one in teams
                if outcome.place <= one.rank < outcome.holder.rank and one.who != outcome.holder.who
            ]
            told = [one.candidate.who for one in outcome.passed_over]
            assert [who for who in between if who not in told] == []


@given(rules, candidates, so_fars)
def test_each_place_has_somebody_or_a_reason(rule, teams, so_far):
    for place, one in goes_to(rule, teams, so_far=so_far).items():
        is_void = so_far.get(place, SoFar()).is_void
        assert [bool(one.holder), one.unsettled is not None, one.stays, is_void].count(True) == 1


@given(rules, candidates, not_held)
def test_given_to_whoever_the_rule_names_nothing_is_in_question(rule, teams, so_far):
    outcomes = goes_to(rule, teams, so_far=so_far)
    given_so = {
        place: SoFar(frozenset(one.holder.who), so_far.get(place, SoFar()).gone)
        if one.holder
        else so_far.get(place, SoFar())
        for place, one in outcomes.items()
    }

    again = goes_to(rule, teams, so_far=given_so)

    assert {place: one.holder and one.holder.who for place, one in again.items()} == {
        place: one.holder and one.holder.who for place, one in outcomes.items()
    }
