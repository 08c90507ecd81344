"""Which telephone lines and statewide services does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Starfish Night Line",
        org="starfish-line",
        terms="crisis-line counseling virtual-support",
        hours="24h",
        alt="Línea nocturna Starfish",
        text=(
            "Thinking of suicide, or in a crisis you cannot carry alone? A trained volunteer listens by phone or text, day "
            "and night. They will not send anyone without asking you, unless a life is in danger. Short calls are fine."
        ),
        who="Anyone in New England.",
        speaks="eng spa",
        interpreters="Interpreters in over 150 languages.",
        reach="state MA; state RI; state NH",
        remote="phone online",
        hotline="617-555-0100: Call or text, day and night",
        sure="fresh",
    ),
    Row(
        name="Warm Line for Parents",
        org="starfish-line",
        terms="parenting for-families hotline",
        hours="Mon-Sun 17-2",
        text=(
            "For the hour when the baby will not stop and you are near the edge. Put the baby in the crib and call. "
            "You will talk with a parent, not a recording."
        ),
        who="Parents and caregivers of children of any age in Massachusetts.",
        speaks="eng spa por hat",
        reach="state MA",
        remote="phone",
        hotline="617-555-0102: Evenings until 2 a.m.",
        sure="fresh",
    ),
    Row(
        name="Elder Abuse Talk Line",
        org="elder-compass",
        terms="crisis-line escape-violence for-seniors",
        hours="24h",
        text=(
            "If someone hurts, scares or steals from an older person, call. You can ask questions without giving a "
            "name. A worker can visit within a day."
        ),
        who="Adults 60 or older in Massachusetts, and anyone worried about one.",
        speaks="eng spa por zho",
        interpreters="Interpreters in all languages.",
        reach="state MA",
        remote="phone home",
        hotline="508-555-0100: Day and night",
        sure="fresh",
    ),
    Row(
        name="Quitline for Smoking and Vaping",
        org="lung-lighthouse",
        terms="addiction health-education hotline",
        hours="Mon-Fri 8-20; Sat 9-17",
        text=(
            "Five calls with a coach, patches or gum by mail, and texts on the bad days. Teens get a program without "
            "parents on the line."
        ),
        who="Anyone 13 or older in Rhode Island who smokes or vapes.",
        ages="13-",
        speaks="eng spa por",
        reach="state RI",
        remote="phone online",
        capacity="available 40/90 new callers a week",
    ),
    Row(
        name="New Hampshire Benefits Phone Desk",
        org="bay-state-answer",
        terms="benefits-navigation benefits hotline",
        hours="Mon-Fri 8-17",
        alt="Ayuda telefónica con beneficios",
        text=(
            "Apply for food benefits, health insurance, child care and cash help in one call. We fill in the form "
            "while you talk and read it back."
        ),
        who="Anyone in New Hampshire.",
        speaks="eng spa nep fra",
        interpreters="Interpreters for any language.",
        reach="state NH",
        remote="phone",
        hotline="603-555-0100: Benefits desk",
        capacity="available 45/80 calls a day",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Storm and Cooling Center Finder",
        org="bay-state-answer",
        terms="disaster blankets hotline",
        hours="24h",
        text=(
            "Where to get warm, get cool, charge an oxygen machine or take a pet when the power is out. In quiet weeks"
            " we help you make a plan."
        ),
        who="Anyone in New Hampshire and northern Massachusetts.",
        speaks="eng spa",
        interpreters="Interpreters by phone.",
        reach="state NH; county Essex County MA; county Middlesex County MA",
        remote="phone",
        sure="fresh",
    ),
    Row(
        name="Medical Interpreters by Video",
        org="translation-bridge",
        terms="interpretation",
        hours="24h",
        text=(
            "Trained medical interpreters appear on a screen within a minute, in 40 languages, and in American Sign "
            "Language. Clinics pay; patients never do."
        ),
        who="Patients and small clinics in Massachusetts and Rhode Island.",
        speaks="eng khm spa por vie ara ase",
        reach="state MA; state RI",
        apply="Clinics sign up once.",
        remote="online phone",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Paper Translation Desk",
        org="translation-bridge",
        terms="interpretation forms",
        at="lowell-learn",
        hours="Mon,Wed 12-17",
        text="Birth certificates, school reports and court letters put into English, with the stamp that offices want.",
        who="Anyone in Middlesex County.",
        cost="sliding: $0 to $25 a page.",
        speaks="eng khm spa por vie",
        reach="county Middlesex County MA",
    ),
    Row(
        name="Utility Dispute Advice",
        org="fair-heat-watch",
        terms="consumer utilities housing-advice",
        hours="Tue-Thu 10-16",
        text=(
            "A bill that makes no sense, a supplier who came to the door, a shut-off with a baby at home. We explain "
            "the rule that protects you and call with you."
        ),
        who="Anyone in Rhode Island.",
        speaks="eng spa por kea",
        reach="state RI",
        remote="phone",
        sure="aging",
    ),
    Row(
        name="Scam Stoppers",
        org="fair-heat-watch",
        terms="consumer hotline for-seniors",
        hours="Mon-Fri 9-16",
        text=(
            "Hang up and call us. We tell you if it is a scam, help lock your accounts and do not laugh. Groups can "
            "ask for a visit."
        ),
        who="Adults 60 or older and their families in Rhode Island.",
        speaks="eng spa por",
        reach="state RI",
        remote="phone",
        sure="fresh",
    ),
    Row(
        name="Farm and Fishing Family Counseling",
        org="starfish-line",
        terms="counseling emergency-cash",
        hours="Mon-Fri 7-19",
        text=(
            "A counselor who grew up on a boat or a farm talks with you at the kitchen table or on the phone, and a "
            "small fund pays for feed, fuel or therapy."
        ),
        who="Farmers, fishers, their families and workers in Massachusetts.",
        speaks="eng por",
        reach="state MA",
        remote="phone home",
        capacity="available 6/20 families",
        refer="phone",
    ),
    Row(
        name="Youth Text Line",
        org="young-harbor",
        terms="for-teens peer-support hotline",
        hours="Mon-Sun 15-1",
        text=(
            "Text what is going on. Trained people under 25 write back. They know about home, school, sex, hunger and "
            "the bus."
        ),
        who="Young people 12 to 24 in Rhode Island. LGBTQ+ youth welcome.",
        ages="12-24",
        speaks="eng spa",
        reach="state RI",
        remote="phone online",
        hotline="401-555-0100: Text line, until 1 a.m.",
        sure="fresh",
    ),
    Row(
        name="Nurse Line for Members",
        org="mill-river-health",
        terms="checkup hotline",
        hours="24h",
        text=(
            "A nurse tells you if it can wait, what to do tonight and where to go. Has a list of pharmacies that are "
            "open."
        ),
        who="Patients of Mill River Health Center and state plan members in western Massachusetts.",
        speaks="eng spa rus",
        interpreters="Interpreters at any hour.",
        reach=(
            "county Hampden County MA; county Hampshire County MA; county Franklin County MA; county Berkshire County "
            "MA"
        ),
        remote="phone",
        hotline="413-555-0100: Nurse, day and night",
        sure="fresh",
    ),
    Row(
        name="Housing Rights Webinar",
        org="granite-rights",
        terms="housing-advice disability-rights",
        hours="1Wed 12-13",
        text=(
            "One hour online each month: ramps, support animals, moving to another floor, and how to ask. Recorded "
            "with captions."
        ),
        who="Tenants with a disability, landlords and helpers anywhere in the country.",
        speaks="eng ase",
        reach="nation",
        remote="online",
    ),
    Row(
        name="Immigration Alert Line",
        org="welcome-bridge",
        terms="immigration for-immigrants hotline",
        hours="Mon-Sun 6-22",
        alt="Línea de alerta de inmigración",
        text=(
            "If somebody was detained, call. A volunteer looks up where the person is, tells the family what not to "
            "sign and finds a lawyer."
        ),
        who="Immigrants and their families in Massachusetts and New Hampshire.",
        speaks="spa eng por hat khm",
        reach="state MA; state NH",
        remote="phone",
        hotline="978-555-0198: Alert line",
        sure="fresh",
    ),
)
