"""Which help with minds, moods and recovery does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Calm Harbor Counseling for Adults",
        org="calm-harbor",
        terms="counseling mental-evaluation",
        at="gloucester-calm | beverly-calm=Mon-Fri 9-18",
        hours="Mon-Thu 9-20; Fri 9-15",
        text=(
            "Weekly talks with a therapist for worry, low mood, grief or a hard marriage, and a prescriber if you want"
            " to ask about medicine. By video for those who cannot travel."
        ),
        who="Adults 18 or older on the North Shore.",
        ages="18-",
        cost="sliding: $10 to $70 a visit; state plans and most others taken.",
        speaks="eng por spa",
        interpreters="Interpreters by video.",
        reach="county Essex County MA",
        apply="Call. A clinician asks what is going on and books you while you are on the phone.",
        capacity="waitlist 0/35 new clients: About 3 weeks; none for groups",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Counseling for Children and Teens",
        org="calm-harbor",
        terms="counseling for-children for-teens",
        at="gloucester-calm",
        hours="Mon-Fri 12-19",
        text=(
            "Play therapy for small children, talk and art for older ones, and time for parents alone. Therapists also"
            " go to nine schools."
        ),
        who="Children and teens 4 to 19.",
        ages="4-19",
        cost="sliding: State plans pay in full.",
        speaks="eng por",
        reach="county Essex County MA",
        capacity="waitlist 0/20 new clients: 6 weeks",
        refer="phone",
    ),
    Row(
        name="Rainbow Evenings",
        org="calm-harbor",
        terms="counseling peer-support for-lgbtq",
        at="beverly-calm",
        hours="Thu 18-20",
        text=(
            "A group led by a therapist for young people who are LGBTQ+ or still asking. Snacks, a door that closes "
            "and no photos."
        ),
        who="LGBTQ+ youth 13 to 19.",
        ages="13-19",
        speaks="eng spa",
        reach="city Beverly MA; city Salem MA; city Gloucester MA",
        apply="Text first. Parents need not be told about the first two visits.",
    ),
    Row(
        name="Second Tide Outpatient Recovery",
        org="second-tide",
        terms="addiction-outpatient addiction",
        at="nb-tide | fr-tide=Mon-Fri 8-16",
        hours="Mon-Fri 6-18; Sat 7-11",
        alt="Recuperación ambulatoria",
        text=(
            "Methadone, buprenorphine or no medicine at all, with a counselor and a group. Come before work: the "
            "window opens at six. Most people start the day they call."
        ),
        who="Adults 18 or older who use opioids, alcohol or other drugs.",
        ages="18-",
        bring="Any ID, or none on the first day",
        cost="sliding: State plans pay; $8 a day without insurance.",
        speaks="eng por kea spa",
        interpreters="Interpreters by phone.",
        reach="county Bristol County MA",
        capacity="available 30/200 places",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Second Tide Detox",
        org="second-tide",
        terms="detox addiction",
        at="nb-tide",
        hours="24h",
        text=(
            "Five to seven days with nurses awake all night, medicine for withdrawal and a plan for the day you leave."
            " Rooms for two. You may bring a phone."
        ),
        who="Adults 18 or older.",
        ages="18-",
        cost="sliding: State plans and Medicare; ask about free beds.",
        speaks="eng por spa",
        reach="state MA",
        apply="Call at 7 a.m. for a bed that day, and keep calling.",
        hotline="508-555-0172: Bed line, day and night",
        capacity="limited 1/24 beds",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Tide House for Mothers",
        org="second-tide",
        terms="addiction-residential for-families",
        at="fr-tide",
        hours="24h",
        text=(
            "Six months in a house with your children while you get well. Child care, parenting help and a midwife on "
            "call."
        ),
        who="Women 18 or older who are pregnant or have children under 6.",
        ages="18-",
        speaks="eng por spa",
        reach="state MA",
        capacity="full 0/10 families: Two places open next month",
        refer="fax",
    ),
    Row(
        name="Valley Roots Recovery Center",
        org="valley-roots-recovery",
        terms="peer-12-step peer-support addiction",
        at="greenfield-roots | orange-roots=Wed 12-18",
        hours="Mon-Fri 8-20; Sat 10-22; Sun 10-18",
        text=(
            "Drop in for coffee, a meeting, a job list or a game of pool. Eleven kinds of meetings a week, with and "
            "without a higher power. Narcan and test strips are by the door, no questions."
        ),
        who="Anyone in recovery, thinking about it, or worried for somebody.",
        speaks="eng spa",
        reach="county Franklin County MA",
        sure="fresh",
    ),
    Row(
        name="Recovery Rides and Phone Pals",
        org="valley-roots-recovery",
        terms="peer-support one-on-one",
        hours="Mon-Sun 8-22",
        text=(
            "A person who has been there calls you every day for the first month, and drives you to treatment or court."
        ),
        who="People in the first year of recovery in Franklin County.",
        reach="county Franklin County MA",
        remote="phone",
        capacity="available 7/25 callers",
        refer="phone",
        sure="aging",
    ),
    Row(
        name="Open Window Therapy and Medicine",
        org="open-window",
        terms="counseling mental-evaluation",
        at="manchester-window | concord-window=Mon-Wed 9-17",
        hours="Mon-Fri 8-18",
        text=(
            "Care for bipolar illness, psychosis, trauma and depression, with a case manager who can also help with "
            "housing and work. Evening groups."
        ),
        who="Adults 18 or older in Hillsborough and Merrimack counties.",
        ages="18-",
        cost="sliding: State plan, Medicare or sliding fee.",
        speaks="eng spa nep ara",
        interpreters="Interpreters in person with two days of notice.",
        reach="county Hillsborough County NH; county Merrimack County NH",
        capacity="limited 5/40 new clients",
        refer="fax",
        sure="fresh",
    ),
    Row(
        name="First Episode Team",
        org="open-window",
        terms="counseling specialized-therapy for-teens",
        at="manchester-window",
        hours="Mon-Fri 9-17",
        text=(
            "For a young person who has begun to hear or believe things others do not. A team meets the whole family "
            "within a week, at home if you like. Early help changes the road."
        ),
        who="People 15 to 30 in southern New Hampshire in the first three years of psychosis, and their families.",
        ages="15-30",
        reach="county Hillsborough County NH; county Rockingham County NH; county Merrimack County NH",
        capacity="available 6/20 families",
        refer="phone",
    ),
    Row(
        name="The Living Room",
        org="ocean-calm",
        terms="psychiatric-crisis peer-support",
        at="warwick-cove",
        hours="24h",
        text=(
            "A calm house for a night when you cannot be alone with your thoughts. Peers make tea, a nurse and a "
            "clinician are in the building, and you can stay up to a day. No police, no locked doors."
        ),
        who="Adults 18 or older in Rhode Island.",
        ages="18-",
        speaks="eng spa por",
        reach="state RI",
        apply="Come in or call first. If you have hurt yourself, call 911.",
        hotline="401-555-0178: Crisis line, day and night",
        capacity="available 4/6 chairs",
        sure="fresh",
    ),
    Row(
        name="Mobile Crisis for Families",
        org="ocean-calm",
        terms="psychiatric-crisis for-families",
        hours="24h",
        text=(
            "Two clinicians come to your home, school or car within an hour when a child is out of control or unsafe, "
            "and come back the next day."
        ),
        who="Families with children and teens under 21 in Kent and Washington counties.",
        ages="-20",
        speaks="eng spa",
        reach="county Kent County RI; county Washington County RI",
        remote="phone home",
        hotline="401-555-0178: Crisis line, day and night",
        refer="phone",
    ),
    Row(
        name="Quiet Cove Evening Clinic",
        org="ocean-calm",
        terms="counseling",
        at="northkingstown-cove",
        hours="Mon-Wed 16-21",
        text=(
            "Therapy after work for couples, parents and anyone who puts it off. Veterans and their spouses pay "
            "nothing."
        ),
        who="Adults 18 or older. Free for veterans.",
        ages="18-",
        cost="sliding: $25 to $80; free for veterans and their spouses.",
        reach="county Washington County RI",
        sure="never",
    ),
    Row(
        name="Bereavement Circle by the Sea",
        org="calm-harbor",
        terms="bereavement support-group",
        at="gloucester-calm",
        hours="Wed 18:30-20",
        text=(
            "Eight weeks with others who have lost someone, led by a hospice chaplain who mostly listens. A separate "
            "table for people who lost somebody to overdose or suicide."
        ),
        who="Adults 18 or older who are grieving.",
        ages="18-",
        reach="city Gloucester MA; city Beverly MA",
        apply="Call; a new circle starts each season.",
        capacity="limited 2/12 chairs",
    ),
)
