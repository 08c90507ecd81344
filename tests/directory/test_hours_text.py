"""Hours written as sentences: what they mean, and when we had better not say."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_app.directory.hours.text import UNSURE, parse
from search.holidays import CODES

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def read(text: str) -> str:
    """The reading of `text` in one line: "Mo-days hh:mm-hh:mm; ...", with + for appointments and ! for closures."""
    reading = parse(text)
    if not reading.sure:
        return "?"
    lines = []
    for rule in reading.rules:
        days = ",".join(f"{ordinal or ''}{DAYS[weekday]}" for ordinal, weekday in rule.days) or "daily"
        hours = f"{rule.opens // 60}:{rule.opens % 60:02}-{rule.closes // 60}:{rule.closes % 60:02}"
        lines.append(f"{'!' if rule.closed else ''}{days} {hours}")
    return "; ".join(lines) + ("+" if reading.appointment else "")


WEEK = "Mo,Tu,We,Th,Fr"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Monday-Friday, 9-12, 1-5", f"{WEEK} 9:00-12:00; {WEEK} 13:00-17:00"),
        ("Monday-Friday, 8:15-3:10", f"{WEEK} 8:15-15:10"),
        ("M-F 8am-5pm; Sat 10-2", f"{WEEK} 8:00-17:00; Sa 10:00-14:00"),
        ("Mon.-Fri., 9-6:30, Sat., 9-11:45", f"{WEEK} 9:00-18:30; Sa 9:00-11:45"),
        ("Monday, Wednesday and Friday, 10-2; closed holidays", "Mo,We,Fr 10:00-14:00"),
        ("MWF 9-12", "Mo,We,Fr 9:00-12:00"),
        ("T/Th 9-11:30", "Tu,Th 9:00-11:30"),
        ("9:00 am - 5:00 pm, Monday - Friday ", f"{WEEK} 9:00-17:00"),
        ("9-5 Mon-Fri; 10-2 Sat", f"{WEEK} 9:00-17:00; Sa 10:00-14:00"),
        ("Mon: 9:00 AM – 5:00 PM\nTue: Closed\nWed 9am–5pm", "Mo 9:00-17:00; !Tu 0:00-24:00; We 9:00-17:00"),
        ("Mo-Fr 09:00-17:00", f"{WEEK} 9:00-17:00"),
        ("Mon-Fri 0900-1700", f"{WEEK} 9:00-17:00"),
        ("Weekdays from 9 a.m. until 5 p.m.", f"{WEEK} 9:00-17:00"),
        ("8am - 8pm, 7 days a week", "daily 8:00-20:00"),
        ("Monday-Sunday, 9-5", "daily 9:00-17:00"),
        ("Satuday, Sunday, 9-6", "Sa,Su 9:00-18:00"),
        ("Office: Monday-Friday, 8-5", f"{WEEK} 8:00-17:00"),
        (
            "Weekly\\n Monday 10:00am - 3:00pm\\n Tuesday &amp; Friday 9:00 AM 1:00 PM",
            "Mo 10:00-15:00; Tu,Fr 9:00-13:00",
        ),
        ("Saturday: 9:00:00-12:00:00, 9:00:00-12:00:00; Sunday: 13:00:00-15:30:00", "Sa 9:00-12:00; Su 13:00-15:30"),
        ("Monday 9 5", "?"),
        ("January - December Saturday 9:00 AM to 1:00 PM", "Sa 9:00-13:00"),
    ],
)
def test_weekly_hours(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("First Saturday morning of the month (8 am-10 am)", "1Sa 8:00-10:00"),
        ("2nd and 4th Wednesday of each month, 6-7:30 pm", "2We,4We 18:00-19:30"),
        ("Last Friday of the month 10am-12pm", "-1Fr 10:00-12:00"),
        ("Tuesday-Sunday, 10-5; first Friday, 8 pm-11 pm", "Tu,We,Th,Fr,Sa,Su 10:00-17:00; 1Fr 20:00-23:00"),
        ("1st Monday, Tuesday, 9-11", "?"),  # every Tuesday, or the first?
        ("Every other Tuesday, 9-12", "?"),
    ],
)
def test_days_of_the_month(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Open 24 hours", "daily 0:00-24:00"),
        ("24/7", "daily 0:00-24:00"),
        ("24-hour facility", "daily 0:00-24:00"),
        ("Monday-Friday, Anytime; Saturday, Sunday, Anytime", f"{WEEK} 0:00-24:00; Sa,Su 0:00-24:00"),
        ("Fri 10pm-2am", "Fr 22:00-2:00"),
        ("Daily, 5:30 am-12 midnight", "daily 5:30-24:00"),
        ("Sun noon-midnight", "Su 12:00-24:00"),
        ("Monday-Friday, 8:30-12 noon", f"{WEEK} 8:30-12:00"),
    ],
)
def test_noon_midnight_and_the_night(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9-5", "9:00-17:00"),
        ("8-12", "8:00-12:00"),
        ("1-5", "13:00-17:00"),
        ("12-5", "12:00-17:00"),
        ("11-1", "11:00-13:00"),
        ("10-9", "10:00-21:00"),
        ("8:30-8:30", "8:30-20:30"),
        ("7-7", "7:00-19:00"),
        ("5-7 pm", "17:00-19:00"),
        ("10-2 pm", "10:00-14:00"),
        ("9-11 am", "9:00-11:00"),
        ("8 am-5", "8:00-17:00"),
        ("6 pm-6", "18:00-6:00"),
        ("8-11", "8:00-11:00"),
        ("8-5p", "8:00-17:00"),
        ("7-9", "?"),
        ("8-9", "?"),
        ("8-10 pm", "?"),
        ("9-12 am", "?"),
        ("8 am-10", "?"),
        ("9-25", "?"),
        ("9-9:75", "?"),
        ("5-3", "?"),
        ("15:00-6:00", "?"),
        ("5 pm-6 am", "17:00-6:00"),
    ],
)
def test_morning_and_afternoon_are_inferred_where_only_one_is_likely(text: str, hours: str) -> None:
    assert read(f"Monday {text}") == (hours if hours == "?" else f"Mo {hours}")


def test_an_evening_line_goes_on_in_the_evening() -> None:
    assert read("Thursday, 9-12, 2-5, 6-9") == "Th 9:00-12:00; Th 14:00-17:00; Th 18:00-21:00"
    assert read("Thursday, 1-5, 9-12") == "?"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("By appointment", "+"),
        ("Monday-Friday, 9-5; evenings and weekends by appointment", f"{WEEK} 9:00-17:00+"),
        ("Monday-Friday, 8-6; Saturday, Sunday by appointment", f"{WEEK} 8:00-18:00+"),
        ("Tuesday, Thursday - by appointment only", "+"),
        ("Monday-Friday, 9-5, closed for lunch 1 pm - 2 pm", f"{WEEK} 9:00-17:00; !{WEEK} 13:00-14:00"),
        ("Daily 9-5 except Sunday", "daily 9:00-17:00; !Su 0:00-24:00"),
        ("Mon-Fri 9-5, Sat & Sun closed", f"{WEEK} 9:00-17:00; !Sa,Su 0:00-24:00"),
    ],
)
def test_appointments_breaks_and_closed_days(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("lunes a viernes de 9 a 5", f"{WEEK} 9:00-17:00"),
        ("Lunes, miércoles y viernes, 10-2; sábado con cita previa", "Mo,We,Fr 10:00-14:00+"),
        ("De lunes a viernes, de 8 de la mañana a 5 de la tarde", f"{WEEK} 8:00-17:00"),
        ("domingo cerrado; lunes a sábado 9-6", "!Su 0:00-24:00; Mo,Tu,We,Th,Fr,Sa 9:00-18:00"),
        ("primer sábado del mes, 9-12", "1Sa 9:00-12:00"),
        ("Abierto las 24 horas", "daily 0:00-24:00"),
        ("todos los días de 10 am a mediodía", "daily 10:00-12:00"),
    ],
)
def test_spanish(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Varies",
        "dawn to dusk",
        "9-5",
        "Monday-Friday",
        "Tuesday, 7 pm",
        "Summer: Monday-Friday, 9-5",
        "May - October Saturday 10:00 AM to 2:00 PM",
        "Monday-Friday, 8-5, some evenings and weekends",
        "Monday-Friday, 8-5; 24-hour helpline",
        "Adults: Monday-Friday, 8-5; Pediatrics: Monday, 8 am-8:30 pm",
        "Monday-Friday, 8:30-4; Monday-Thursday, 7-6",  # two clocks at once
        "Monday-Friday, 9-5 (Central Time)",
        "Temporarily closed",
        "Closed Monday",
        "9am Monday - 5pm Friday",
    ],
)
def test_what_a_sentence_does_not_settle_is_unsure(text: str) -> None:
    assert parse(text) == UNSURE


ALL = " ".join(CODES)


@pytest.mark.parametrize(
    ("text", "holidays"),
    [
        ("Monday-Thursday, 9-12, 1-4 (Closed federal holidays)", ALL),
        ("Mon-Fri 9-5 except holidays", ALL),
        ("Mon-Fri 9-5. Holidays: closed", ALL),
        ("Mon-Fri 9-5; closed weekends and holidays", ALL),
        ("Daily 9-5 except Sundays, holidays", ALL),
        ("lunes a viernes 9-5, cerrado los días feriados", ALL),
        ("lunes a viernes 9-5; cerrado sábados, domingos y festivos", ALL),
        ("Mon-Fri 9-5, closed Thanksgiving and Christmas Day", "thanksgiving christmas"),
        ("Mon-Fri 9-5; closed weekends, July 4th, Labor Day, & New Year's", "new-year independence labor"),
        ("Mon-Fri 9-5, cerrado en Navidad y Año Nuevo", "new-year christmas"),
        ("Mon-Fri 9-5", ""),
        ("24/7, including holidays", ""),
    ],
)
def test_holidays_are_a_fact_and_the_words_are_used(text: str, holidays: str) -> None:
    reading = parse(text)
    assert (reading.sure, reading.told, " ".join(reading.holidays)) == (True, True, holidays)


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 9-5; closed school holidays",
        "Mon-Fri 9-5, closed most holidays",
        "Mon-Fri 9-5 (Christmas and New Year holidays)",
        "Office: Monday-Friday, 8-5",
        "Pantry: Tuesday, 9-12",
        "Monday-Friday, 9-5; evenings by appointment",
        "By appointment",
    ],
)
def test_words_no_rule_keeps_are_not_told(text: str) -> None:
    reading = parse(text)
    assert (reading.sure, reading.told) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 9-5, closed Christmas through New Year's",
        "Mon-Fri 9-5; closed Christmas Eve",
        "Mon-Fri 9-5, closed holiday weekends",
        "Open weekdays and holidays 9-5",
        "Mon-Fri 9-5; Saturday, most holidays, 7:30 am-4 pm",
    ],
)
def test_other_days_near_a_holiday_are_unsure(text: str) -> None:
    assert not parse(text).sure


@settings(deadline=None)
@given(st.text(alphabet="MonTueFri 0123456789:-,;.apm()", max_size=60))
def test_no_text_breaks_it_and_every_rule_lies_in_a_day(text: str) -> None:
    for rule in parse(text).rules:
        assert 0 <= rule.opens < 1440
        assert 0 < rule.closes <= 1440
        assert rule.opens != rule.closes


@pytest.mark.real_data
def test_three_of_four_texts_of_a_real_directory_are_read_surely(real_data: Path) -> None:
    with (real_data / "data/smc-cip/hsds-3.1-tabular/schedules.csv").open(encoding="utf-8") as file:
        readings = [parse(row["description"]) for row in csv.DictReader(file)]
    assert sum(reading.sure for reading in readings) >= 0.75 * len(readings)
