"""Which support groups does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Living with Cancer Circle",
        org="circle-of-chairs",
        terms="illness-group peer-support",
        at="worcester-chairs | leominster-chairs=2Tue 18-19:30",
        hours="Mon 18-19:30",
        text=(
            "For people in treatment or after it. A nurse opens the evening, then she leaves and you talk. Wigs, hats "
            "and a lending shelf in the corner."
        ),
        who="Adults 18 or older with cancer, now or in the past.",
        ages="18-",
        speaks="eng spa",
        reach="county Worcester County MA",
        capacity="available 5/14 chairs",
        sure="fresh",
    ),
    Row(
        name="Young Widows and Widowers",
        org="circle-of-chairs",
        terms="grief-group support-group",
        at="worcester-chairs",
        hours="1Thu 18:30-20; 3Thu 18:30-20",
        text=(
            "For people who lost a partner before fifty. Children have their own group with a therapy dog in the next "
            "room."
        ),
        who="Adults 18 to 50 who lost a spouse or partner, and their children.",
        ages="18-50",
        reach="county Worcester County MA; county Middlesex County MA",
        apply="Talk with the leader by phone first.",
    ),
    Row(
        name="Depression and Bipolar Peer Group",
        org="circle-of-chairs",
        terms="mental-group peer-support",
        at="leominster-chairs",
        hours="Wed 19-20:30",
        text=(
            "Led by people who live with it. Say as much or as little as you like. Family members have an evening of "
            "their own on the last Wednesday."
        ),
        who="Adults 18 or older.",
        ages="18-",
        reach="city Leominster MA; city Fitchburg MA; city Gardner MA",
        sure="aging",
    ),
    Row(
        name="Grupo de Apoyo: Vivir con Diabetes",
        org="circle-of-chairs",
        terms="support-group disease-management",
        at="worcester-chairs",
        hours="Sat 10-11:30",
        alt="Support Group: Living with Diabetes",
        text=(
            "Un grupo en español para hablar de la comida, la familia y el cansancio de cuidarse todos los días. / A "
            "diabetes support group in Spanish."
        ),
        who="Adults with diabetes who speak Spanish, and their families.",
        speaks="spa",
        reach="city Worcester MA",
        sure="fresh",
    ),
    Row(
        name="Memory Café",
        org="elm-memory",
        terms="support-group recreation for-seniors",
        at="lowell-elm | haverhill-elm=1Wed 14-16",
        hours="2Sat 10-12; 4Sat 10-12",
        text=(
            "Songs, cake and no questions about what day it is. People with memory loss and those who love them come "
            "as pairs."
        ),
        who="People with dementia and their caregivers.",
        speaks="eng khm spa",
        reach="county Middlesex County MA; county Essex County MA",
        sure="fresh",
    ),
    Row(
        name="Dementia Caregiver Evenings",
        org="elm-memory",
        terms="caregiver-group respite",
        at="lowell-elm",
        hours="Tue 18-19:30",
        text=(
            "What to do about driving, wandering and the same question again. A helper sits with the person you care "
            "for in the garden room."
        ),
        who="Family caregivers of someone with dementia.",
        speaks="eng spa",
        reach="city Lowell MA; zip 01852 01844 01887",
        capacity="available 6/16 chairs",
        refer="phone",
    ),
    Row(
        name="Trans and Nonbinary Circle",
        org="rainbow-porch",
        terms="identity-group peer-support for-lgbtq",
        at="noho-porch",
        hours="1Tue 18:30-20; 3Tue 18:30-20",
        text="Talk, name-change papers, clothes swap, silence if you like. Parents meet upstairs.",
        who="Transgender, nonbinary and questioning adults 18 or older. LGBTQ+ friends may come on open nights.",
        ages="18-",
        speaks="eng spa",
        reach="county Hampshire County MA; county Franklin County MA",
        sure="fresh",
    ),
    Row(
        name="Porch Lunch for Rainbow Elders",
        org="rainbow-porch",
        terms="meals support-group for-lgbtq for-seniors",
        at="noho-porch | greenfield-porch=2Thu 12-14",
        hours="Wed 12-14",
        text="Hot lunch and company for older lesbian, gay, bisexual and trans people. Rides within ten miles.",
        who="LGBTQ+ adults 60 or older and their friends.",
        ages="60-",
        cost="sliding: Suggested gift $4.",
        reach="county Hampshire County MA; county Franklin County MA",
        capacity="available 12/40 seats",
    ),
    Row(
        name="Autistic Adults Meetup",
        org="spectrum-garden",
        terms="disability-group peer-support for-disability",
        at="manchester-garden | portsmouth-garden=4Sun 13-15",
        hours="1Sun 13-16; 3Fri 18-21",
        text="Trains, textiles, role games, or parallel silence. Agenda is sent ahead. Ear defenders by the door.",
        who="Autistic people 18 or older, diagnosed or not.",
        ages="18-",
        reach="state NH",
        sure="fresh",
    ),
    Row(
        name="Parents of Autistic Children",
        org="spectrum-garden",
        terms="parent-group disability-group for-families",
        at="manchester-garden",
        hours="2Wed 18:30-20:30",
        text="For the first weeks after the diagnosis and for the tenth year. Child care with trained helpers.",
        who="Parents and grandparents of an autistic child.",
        speaks="eng spa",
        interpreters="Interpreters with a week of notice.",
        reach="county Hillsborough County NH; county Rockingham County NH",
        capacity="available 8/20 families",
        refer="email",
    ),
    Row(
        name="Again Stroke Club",
        org="stroke-again",
        terms="support-group specialized-therapy",
        at="warwick-stroke",
        hours="Tue,Thu 10-12",
        text=(
            "Practice with a speech student, walk between the bars, then coffee. Partners meet next door and may "
            "complain."
        ),
        who="Adults after a stroke or brain injury, and their partners.",
        cost="fee 3: $3 for coffee.",
        reach="state RI",
        sure="fresh",
    ),
    Row(
        name="Thursday Table for Veterans",
        org="warriors-table",
        terms="identity-group meals for-veterans",
        at="dover-table",
        hours="Thu 17-20",
        text=(
            "Cook, eat, wash up. A counselor and a benefits officer sit at the table like everyone else. Guard and "
            "reserve too."
        ),
        who="Veterans and service members of any era, and their families.",
        reach="county Strafford County NH; county Rockingham County NH",
        sure="fresh",
    ),
    Row(
        name="Women Veterans Breakfast",
        org="warriors-table",
        terms="peer-support identity-group for-veterans",
        at="dover-table",
        hours="1Sat 8:30-10:30",
        text="Eggs, stories and help with claims. Children welcome.",
        who="Women who served.",
        reach="state NH",
        sure="never",
    ),
    Row(
        name="Family Night on Addiction",
        org="valley-roots-recovery",
        terms="recovery-group caregiver-group for-families",
        at="greenfield-roots",
        hours="Mon 18:30-20",
        text=(
            "For parents, partners and grown children of somebody who uses. Learn what helps, what does not, and how "
            "to carry Narcan."
        ),
        who="Families and friends of people who use drugs or alcohol.",
        reach="county Franklin County MA",
        sure="fresh",
    ),
    Row(
        name="New Mothers' Circle",
        org="little-oak",
        terms="parent-group parenting for-families",
        at="nashua-circle",
        hours="Thu 10-11:30",
        text=(
            "Tired, sad, bored or fine: come in your slippers. A counselor who knows about depression after birth "
            "leads the hour."
        ),
        who="Families with a baby under one year.",
        speaks="eng spa por",
        reach="city Nashua NH; city Hudson NH; city Merrimack NH",
        capacity="available 5/12 mothers",
    ),
    Row(
        name="Chronic Pain Walk and Talk",
        org="second-tide",
        terms="support-group disease-management",
        at="fallriver-circle",
        hours="Mon,Fri 10-11:30",
        text="A slow walk, a stretch, and an honest talk about living with pain and fewer pills.",
        who="Adults 18 or older with pain that has lasted longer than six months.",
        ages="18-",
        speaks="eng por",
        reach="city Fall River MA",
        sure="late",
    ),
    Row(
        name="Grief Camp for Children",
        org="hospice-heron",
        terms="bereavement day-camp for-children",
        at="keene-heron",
        hours="season 07-10..07-14 Mon-Fri 9-15",
        text="Five summer days with horses, clay and other children who know. Parents come to the bonfire on Friday.",
        who="Children 6 to 14 who lost a parent, brother, sister or friend.",
        ages="6-14",
        reach="state NH; county Franklin County MA",
        apply="Sign up by the end of May.",
    ),
)
