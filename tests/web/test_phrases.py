"""Sentences from data, without any page."""

from dataclasses import replace
from datetime import UTC, date, datetime
from gettext import NullTranslations

import pytest
from babel.support import Translations

from resource_app import phrases
from resource_app.phrases.holidays import holiday_name
from resource_app.web.language import TRANSLATIONS
from search.documents import Area, Capacity
from search.holidays import CODES
from search.opening import Opening, Rule
from search.query import Reason
from tests.web import samples

EN = NullTranslations()
ES = Translations.load(str(TRANSLATIONS), ["es"])
NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)  # Tuesday, 2:40 p.m. in New York
TODAY = date(2026, 10, 13)
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "midnight"), (1440, "midnight"), (720, "noon"), (1020, "5 p.m."), (570, "9:30 a.m."), (30, "12:30 a.m."),
     (750, "12:30 p.m."), (1560, "2 a.m.")],
)  # fmt: skip
def test_a_time_of_day(minutes: int, words: str) -> None:
    assert phrases.clock(EN, minutes) == words.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("miles", "words"),
    [
        (0.02, "0.1 miles"),
        (0.96, "1 mile"),
        (1.23, "1.2 miles"),
        (9.97, "10 miles"),
        (14.4, "14 miles"),
        (2, "2 miles"),
    ],
)
def test_a_distance(miles: float, words: str) -> None:
    assert phrases.miles(EN, miles) == words.replace(" ", NBSP)


def test_dates_in_both_languages() -> None:
    assert phrases.full_date(EN, date(2026, 5, 3)) == "3 May 2026"
    assert phrases.full_date(ES, date(2026, 5, 3)) == "3 de mayo de 2026"
    assert phrases.day_and_month(ES, date(2026, 5, 3)) == "3 de mayo"


MASSACHUSETTS = Area("state", "MA", "Massachusetts", "MA")


@pytest.mark.parametrize(
    ("why", "remote", "words"),
    [
        (Reason("near", miles=1.2), (), f"1.2{NBSP}miles away, Chelsea"),
        (Reason("beyond", miles=31.0), (), f"31{NBSP}miles away, Chelsea"),
        (Reason("serves", area=Area("county", "25025", "Suffolk County", "MA")), (), "Serves all of Suffolk County"),
        (Reason("serves", area=MASSACHUSETTS), (), "Serves all of Massachusetts"),
        (
            Reason("serves", miles=84.0, area=MASSACHUSETTS),
            (),
            f"Serves all of Massachusetts · 84{NBSP}miles away, Chelsea",
        ),
        (Reason("serves", area=Area("zip", "02150", "02150", "MA")), (), "Serves ZIP 02150"),
        (Reason("serves", area=Area("city", "MA/chelsea", "Chelsea", "MA")), (), "Serves Chelsea"),
        (Reason("serves", area=Area("nation", "US", "United States")), (), "Serves the whole country"),
        (Reason("remote", area=MASSACHUSETTS), ("phone",), "By phone, anywhere in MA"),
        (Reason("remote", area=MASSACHUSETTS), ("phone", "online"), "By phone or online, anywhere in MA"),
        (Reason("remote", area=Area("virtual", "", "")), ("online",), "Online, from anywhere"),
        (Reason("unplaced"), (), "Chelsea"),
        (Reason("inside"), (), "Chelsea"),
    ],
)
def test_why_it_is_shown(why: Reason, remote: tuple[str, ...], words: str) -> None:
    document = replace(samples.pantry()[0], remote=remote)
    assert phrases.reason(EN, why, document).text == words


def hours(*rules: Rule) -> Opening:
    return Opening(samples.ZONE, rules)


def weekday_rule(day: int, opens: int, closes: int) -> Rule:
    return Rule(days=((0, day),), opens=opens, closes=closes)


@pytest.mark.parametrize(
    ("opening", "english", "spanish"),
    [
        (hours(weekday_rule(1, 600, 1020)), "Open until 5 p.m.", "Abierto hasta las 5 p.m."),
        (hours(weekday_rule(1, 600, 0)), "Open until midnight", "Abierto hasta medianoche"),
        (hours(weekday_rule(1, 600, 60)), "Open until 1 a.m.", "Abierto hasta la 1 a.m."),
        (hours(weekday_rule(1, 1050, 1170)), "Opens today at 5:30 p.m.", "Abre hoy a las 5:30 p.m."),
        (hours(weekday_rule(2, 780, 900)), "Opens tomorrow at 1 p.m.", "Abre mañana a la 1 p.m."),
        (hours(weekday_rule(3, 720, 900)), "Opens Thursday at noon", "Abre el jueves al mediodía"),
        (hours(Rule()), "Open day and night", "Abierto día y noche"),
        (hours(Rule(days=((1, 6),), opens=60, closes=120)),
         "Opens Sunday 1 November at 1 a.m.", "Abre el domingo 1 de noviembre a la 1 a.m."),
        (hours(weekday_rule(1, 540, 600)),
         "Opens Tuesday 20 October at 9 a.m.", "Abre el martes 20 de octubre a las 9 a.m."),
        (hours(weekday_rule(0, 540, 600)), "Opens Monday at 9 a.m.", "Abre el lunes a las 9 a.m."),
        (hours(Rule(valid_to=TODAY.replace(month=9))), "Not open now", "Ahora no está abierto"),
        (Opening(), "Hours not given: call first", "Sin horario: llame antes"),
        (Opening(appointment=True), "By appointment", "Con cita"),
        (Opening(texts=("Tuesdays after Mass",), sure=False), "Tuesdays after Mass", "Tuesdays after Mass"),
        (Opening(texts=("long " * 30,), sure=False), "Hours on their page", "Vea el horario en su página"),
    ],
)  # fmt: skip
def test_open_states(opening: Opening, english: str, spanish: str) -> None:
    assert phrases.open_now(EN, opening, NOW).text.replace(NBSP, " ").strip() == english
    assert phrases.open_now(ES, opening, NOW).text.replace(NBSP, " ").strip() == spanish


def test_a_phone_line_answers_rather_than_opens() -> None:
    assert phrases.open_now(EN, Opening(samples.ZONE, (Rule(),)), NOW, spoken=True).text == "Answers day and night"


STALE_BY_DUE_DATE = "Last confirmed 1 September 2026. It must be confirmed again. Call before you go."


@pytest.mark.parametrize(
    ("confirmed", "due", "tone", "words"),
    [
        (None, None, "wait", "Not yet confirmed. Call before you go."),
        (date(2026, 5, 3), None, "good", "Confirmed 3 May 2026 by the organization"),
        (date(2026, 4, 13), None, "good", "Confirmed 13 April 2026 by the organization"),
        (date(2026, 4, 12), None, "wait", "Last confirmed 12 April 2026, more than six months ago. Call before you go."),
        (date(2026, 4, 12), date(2026, 12, 1), "good", "Confirmed 12 April 2026 by the organization"),
        (date(2026, 9, 1), date(2026, 10, 12), "wait", STALE_BY_DUE_DATE),
    ],
)  # fmt: skip
def test_freshness_turns_at_six_calendar_months(confirmed: date, due: date, tone: str, words: str) -> None:
    document = replace(samples.pantry()[0], confirmed_on=confirmed, due_on=due)
    said = phrases.freshness(EN, document, TODAY)
    assert (said.tone, said.text) == (tone, words)


@pytest.mark.parametrize(
    ("by", "how", "words"),
    [
        ("curator", "phone", "Confirmed 3 May 2026 by phone"),
        ("curator", "visit", "Confirmed 3 May 2026 on a visit"),
        ("organization", "portal", "Confirmed 3 May 2026 by the organization"),
        ("source", "import", "Checked 3 May 2026 by its source"),
        ("curator", "portal", "Confirmed 3 May 2026"),
    ],
)
def test_who_confirmed_never_names_a_person(by: str, how: str, words: str) -> None:
    document = replace(samples.pantry()[0], confirmed_by=by, confirmed_how=how)
    assert phrases.freshness(EN, document, TODAY).text == words


def test_a_note_on_capacity_is_a_sentence_of_its_own() -> None:
    said = Capacity("waitlist", date(2026, 10, 9), "four children ahead of you")
    waitlist = phrases.capacity(EN, said, TODAY)
    assert waitlist is not None
    assert waitlist.text == "Waitlist. Said 9 October"
    assert phrases.capacity_note(said) == "Four children ahead of you."
    assert phrases.capacity_note(Capacity("full", date(2026, 10, 9))) == ""


@pytest.mark.parametrize(
    ("groups", "english", "spanish"),
    [
        ([], "", ""),
        ([{"state": "MA", "names": ["Chelsea"]}], "Chelsea, MA", "Chelsea, MA"),
        (
            [{"state": "MA", "names": ["Chelsea", "Lynn", "Revere (02151)"]}, {"state": "", "names": ["Rhode Island"]}],
            "Chelsea, Lynn and Revere (02151), MA; Rhode Island",
            "Chelsea, Lynn y Revere (02151), MA; Rhode Island",
        ),
    ],
)
def test_whom_it_serves_reads_as_people_say_it(groups: list, english: str, spanish: str) -> None:
    assert (phrases.served(EN, groups), phrases.served(ES, groups)) == (english, spanish)


def test_an_old_word_on_capacity_is_not_repeated() -> None:
    assert phrases.capacity(EN, Capacity("full", date(2026, 7, 1)), TODAY) is None
    said = phrases.capacity(EN, Capacity("full", date(2026, 10, 12)), TODAY)
    assert said is not None
    assert (said.text, said.tone) == ("Full. Said 12 October", "stop")


def test_a_closed_service_says_until_when() -> None:
    pantry = samples.pantry()[0]
    until = phrases.closed(EN, replace(pantry, closed_until=date(2026, 10, 19)), TODAY)
    assert until is not None
    assert until.text == "Closed until Monday 19 October"
    assert phrases.closed(EN, replace(pantry, closed_until=TODAY), TODAY) is None
    service = pantry.display["service"] | {"status": "temporarily closed"}
    for_now = phrases.closed(EN, replace(pantry, display=pantry.display | {"service": service}), TODAY)
    assert for_now is not None
    assert for_now.text == "Closed for now"


def test_the_town_of_a_private_place_is_not_said() -> None:
    shelter = replace(samples.private_shelter(), city="Chelsea")
    for why in (Reason("near", miles=1.0), Reason("unplaced"), Reason("serves", miles=1.0, area=MASSACHUSETTS)):
        assert "Chelsea" not in phrases.reason(EN, why, shelter).text
    assert "away" not in phrases.reason(EN, Reason("serves", miles=1.0, area=MASSACHUSETTS), shelter).text


def test_a_week_with_a_season_and_a_fifth_week() -> None:
    winter = Rule(days=((0, 0),), opens=540, closes=720, valid_from=date(2026, 11, 1), valid_to=date(2027, 3, 31))
    opening = Opening(samples.ZONE, (weekday_rule(1, 540, 720), weekday_rule(1, 780, 1020), winter))
    rows = phrases.week_rows(EN, opening, TODAY)
    assert [row.label for row in rows] == [
        "Monday", "Today, Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]  # fmt: skip
    assert rows[1].hours == f"9{NBSP}a.m. to noon, 1{NBSP}p.m. to 5{NBSP}p.m."
    assert rows[0].closed
    said = f"From 1 November to 31 March: Monday 9{NBSP}a.m. to noon"
    assert phrases.exceptions(EN, opening, TODAY) == (said,)
    in_winter = date(2026, 12, 1)
    assert [row.hours for row in phrases.week_rows(EN, opening, in_winter) if not row.closed] == [
        f"9{NBSP}a.m. to noon"
    ]
    usual = f"At other times: Tuesday 9{NBSP}a.m. to noon, 1{NBSP}p.m. to 5{NBSP}p.m."
    assert phrases.exceptions(EN, opening, in_winter) == (said, usual)
    assert phrases.told_week(EN, opening, in_winter) == (said, usual)
    assert phrases.exceptions(EN, opening, date(2027, 4, 1)) == ()


@pytest.mark.parametrize(
    ("rules", "english", "spanish"),
    [
        (
            (Rule(valid_from=date(2026, 12, 24), valid_to=date(2027, 1, 2), closed=True, why="winter break"),),
            ("Closed 24 December to 2 January: winter break",),
            ("Cerrado del 24 de diciembre al 2 de enero: winter break",),
        ),
        (
            (Rule(valid_from=date(2026, 10, 12), valid_to=TODAY, closed=True),),
            ("Closed 12 October to 13 October",),
            ("Cerrado del 12 de octubre al 13 de octubre",),
        ),
        ((Rule(valid_from=date(2026, 10, 1), valid_to=date(2026, 10, 12), closed=True, why="over"),), (), ()),
        (
            (
                Rule(
                    days=tuple((0, day) for day in range(5)), opens=480, closes=720,
                    valid_from=date(2027, 6, 1), valid_to=date(2027, 8, 31),
                ),
            ),
            ("From 1 June to 31 August: Monday to Friday 8 a.m. to noon",),
            ("Del 1 de junio al 31 de agosto: lunes a viernes 8 a.m. a mediodía",),
        ),
        ((weekday_rule(4, 1200, 120),), ("Friday 8 p.m. to 2 a.m. the next morning",),
         ("Viernes 8 p.m. a 2 a.m. de la mañana siguiente",)),
        (
            (weekday_rule(0, 540, 720), replace(weekday_rule(2, 540, 720), valid_from=date(2026, 10, 1))),
            ("Wednesday 9 a.m. to noon",),
            ("Miércoles 9 a.m. a mediodía",),
        ),
        (
            (weekday_rule(0, 540, 720), replace(weekday_rule(2, 540, 720), valid_from=date(2026, 11, 1))),
            ("Monday 9 a.m. to noon", "From 1 November: Wednesday 9 a.m. to noon"),
            ("Lunes 9 a.m. a mediodía", "Desde el 1 de noviembre: miércoles 9 a.m. a mediodía"),
        ),
        (
            (weekday_rule(0, 540, 720), replace(weekday_rule(2, 540, 720), valid_to=date(2026, 12, 31))),
            ("Until 31 December: Wednesday 9 a.m. to noon", "At other times: Monday 9 a.m. to noon"),
            ("Hasta el 31 de diciembre: miércoles 9 a.m. a mediodía", "En otras fechas: lunes 9 a.m. a mediodía"),
        ),
        (
            (Rule(days=((1, 5), (-1, 5)), opens=540, closes=720),),
            ("First and last Saturday of the month 9 a.m. to noon",),
            ("Primer y último sábado del mes 9 a.m. a mediodía",),
        ),
    ],
)  # fmt: skip
def test_hours_in_sentences(rules: tuple[Rule, ...], english: tuple[str, ...], spanish: tuple[str, ...]) -> None:
    for t, words in ((EN, english), (ES, spanish)):
        assert tuple(each.replace(NBSP, " ") for each in phrases.told_week(t, hours(*rules), TODAY)) == words


FALL = replace(weekday_rule(2, 540, 720), valid_from=date(2026, 10, 20), valid_to=date(2026, 12, 1))
BREAK = Rule(valid_from=date(2026, 10, 26), valid_to=date(2026, 10, 30), closed=True, why="moving")
SATURDAYS = Rule(days=((1, 5),), opens=540, closes=720)


@pytest.mark.parametrize(
    ("opening", "english", "spanish"),
    [
        (
            hours(weekday_rule(1, 540, 720), weekday_rule(2, 540, 720), weekday_rule(4, 540, 600), SATURDAYS),
            "Tuesday to Wednesday 9 a.m. to noon, Friday 9 a.m. to 10 a.m., first Saturday of the month 9 a.m. to noon",
            "Martes a miércoles 9 a.m. a mediodía, viernes 9 a.m. a 10 a.m., primer sábado del mes 9 a.m. a mediodía",
        ),
        (
            hours(weekday_rule(1, 540, 1020), FALL, BREAK),
            (
                "Tuesday 9 a.m. to 5 p.m. From 20 October to 1 December: Wednesday 9 a.m. to noon. "
                "Closed 26 October to 30 October: moving"
            ),
            (
                "Martes 9 a.m. a 5 p.m. Del 20 de octubre al 1 de diciembre: miércoles 9 a.m. a mediodía. "
                "Cerrado del 26 de octubre al 30 de octubre: moving"
            ),
        ),
        (
            hours(weekday_rule(1, 540, 720), replace(FALL, valid_from=date(2026, 10, 1))),
            "From 1 October to 1 December: Wednesday 9 a.m. to noon. At other times: Tuesday 9 a.m. to noon",
            "Del 1 de octubre al 1 de diciembre: miércoles 9 a.m. a mediodía. En otras fechas: martes 9 a.m. a mediodía",
        ),
        (
            hours(
                weekday_rule(1, 540, 720),
                replace(FALL, valid_from=date(2026, 10, 28)),
                replace(BREAK, valid_from=date(2026, 10, 28)),
            ),
            "Tuesday 9 a.m. to noon",
            "Martes 9 a.m. a mediodía",
        ),
        (
            replace(hours(weekday_rule(0, 540, 720)), holidays=("columbus", "thanksgiving"), more=("Ring the bell",)),
            "Monday 9 a.m. to noon. Ring the bell",
            "Lunes 9 a.m. a mediodía. Ring the bell",
        ),
        (
            hours(replace(FALL, valid_from=date(2026, 11, 1))),
            "From 1 November to 1 December: Wednesday 9 a.m. to noon",
            "Del 1 de noviembre al 1 de diciembre: miércoles 9 a.m. a mediodía",
        ),
        (replace(hours(weekday_rule(0, 540, 720)), sure=False), "", ""),
    ],
)
def test_hours_in_one_line_tell_what_comes_within_two_weeks(opening: Opening, english: str, spanish: str) -> None:
    for t, words in ((EN, english), (ES, spanish)):
        assert phrases.hours_line(t, opening, TODAY).replace(NBSP, " ") == words


def test_a_holiday_within_two_weeks_is_in_the_line() -> None:
    opening = replace(hours(weekday_rule(3, 540, 720)), holidays=CODES)
    line = phrases.hours_line(EN, opening, date(2026, 11, 12)).replace(NBSP, " ")
    assert line == "Thursday 9 a.m. to noon. Closed Thursday 26 November: Thanksgiving"
    assert "Closed" not in phrases.hours_line(EN, opening, date(2026, 11, 11 - 9))


def test_a_card_tells_what_changes_within_two_weeks() -> None:
    opening = hours(weekday_rule(1, 540, 720), FALL, BREAK)
    said = tuple(each.replace(NBSP, " ") for each in phrases.changes_soon(EN, opening, TODAY))
    closed = "Closed 26 October to 30 October: moving"
    assert said == ("From 20 October to 1 December: Wednesday 9 a.m. to noon", closed)
    assert phrases.changes_soon(EN, opening, date(2026, 10, 5)) == ()
    assert phrases.changes_soon(EN, opening, date(2026, 10, 30)) == (closed,)  # the season runs, and the week says so
    assert phrases.changes_soon(EN, opening, date(2026, 10, 31)) == ()


def test_a_day_off_is_said_in_the_week() -> None:
    for why, said in (("moving", "Closed today: moving"), ("", "Closed today")):
        opening = hours(weekday_rule(1, 540, 720), replace(BREAK, why=why))
        [today] = [row for row in phrases.week_rows(EN, opening, date(2026, 10, 27)) if row.today]
        assert (today.hours, today.closed) == (said, True)


def test_a_waitlist_is_told_beside_what_is_given_out() -> None:
    said = Capacity("waitlist", TODAY, wait="P3W")
    out = replace(samples.pantry()[0], out_until=date(2026, 10, 14), capacity=said)
    told = [each.text.replace(NBSP, " ") for each in phrases.statuses(EN, out, TODAY)]
    assert told[1:2] == ["Waitlist, about 3 weeks. Said 13 October"]
    assert len(phrases.statuses(EN, replace(out, capacity=Capacity("available", TODAY)), TODAY)) == len(told) - 1


def test_a_holiday_is_said_in_the_week_and_ahead() -> None:
    opening = Opening(samples.ZONE, (weekday_rule(3, 540, 720),), holidays=CODES)
    thanksgiving = date(2026, 11, 26)
    today = next(row for row in phrases.week_rows(EN, opening, thanksgiving) if row.today)
    assert (today.hours, today.closed) == ("Closed today: Thanksgiving", True)
    assert phrases.week_rows(ES, opening, thanksgiving)[3].hours == "Cerrado hoy: Día de Acción de Gracias"
    assert phrases.week_rows(EN, opening, TODAY)[3].hours == f"9{NBSP}a.m. to noon"
    assert phrases.short_hours(EN, opening, thanksgiving) == f"Thursday 9{NBSP}a.m. to noon"
    ahead = ("Closed on public holidays", "Closed Thursday 26 November: Thanksgiving")
    assert phrases.exceptions(EN, opening, TODAY) == ahead
    assert phrases.exceptions(EN, replace(opening, holidays=("thanksgiving",)), TODAY) == ahead[1:]
    assert phrases.exceptions(EN, replace(opening, holidays=("christmas",)), TODAY) == ()
    said = phrases.open_now(EN, opening, datetime(2026, 11, 26, 15, tzinfo=UTC)).text
    assert "Open until" not in said


def test_every_holiday_has_a_name() -> None:
    assert all(holiday_name(EN, code) for code in CODES)
    assert holiday_name(ES, "new-year") == "Año Nuevo"


def test_unsure_hours_have_no_table() -> None:
    assert (
        phrases.week_rows(EN, Opening(samples.ZONE, (weekday_rule(1, 540, 720),), ("maybe",), sure=False), TODAY) == ()
    )


@pytest.mark.parametrize(
    ("code", "english", "spanish"),
    [("spa", "Spanish", "Español"), ("hat", "Haitian Creole", "Criollo haitiano"), ("zzz", "Zz", "Zz")],
)
def test_languages_have_names_in_both_languages(code: str, english: str, spanish: str) -> None:
    assert phrases.language_name(EN, code, "Zz", "en") == english
    assert phrases.language_name(ES, code, "Zz", "es") == spanish
