"""Which work and training does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Nursing Assistant Training",
        org="ladder-works",
        terms="specialized-training job-training",
        at="worcester-ladder | leominster-ladder=Tue,Thu 17-21",
        hours="Mon-Fri 8:30-14:30",
        text=(
            "Six weeks in a classroom and two in a nursing home, and you are ready for the state test. Scrubs, shoes "
            "and the test fee are paid. Nine of ten have work within a month."
        ),
        who="Adults 18 or older who read English at about grade 6.",
        ages="18-",
        bring="Photo ID; Shot record",
        speaks="eng spa",
        reach="county Worcester County MA",
        apply="Come to an information hour, Mondays at 10. There is a short reading test.",
        capacity="limited 3/16 seats",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Welding from Zero",
        org="ladder-works",
        terms="specialized-training job-training",
        at="worcester-ladder",
        hours="Mon-Thu 17-21",
        text=(
            "Twelve weeks of evening welding with your own booth. You build a gate, a trailer hitch and a good "
            "handshake. Employers come on the last night."
        ),
        who="Adults 18 or older, with a discount for veterans and people out of work.",
        ages="18-",
        cost="sliding: $0 to $300; free with state training money, which we help you get.",
        reach="county Worcester County MA",
        capacity="waitlist 0/10 booths: Next class in 9 weeks",
        refer="form",
    ),
    Row(
        name="Building Trades for Women",
        org="ladder-works",
        terms="specialized-training job-training",
        at="leominster-ladder",
        hours="Tue,Thu 9-15; Sat 9-13",
        text=(
            "Carpentry, wiring and math without the jokes. Ten weeks, then a first year in an apprenticeship with a "
            "mentor."
        ),
        who="Women 18 or older, trans women included.",
        ages="18-",
        speaks="eng spa por",
        reach="county Worcester County MA; county Middlesex County MA",
        refer="email",
        sure="fresh",
    ),
    Row(
        name="Jobs for a Fresh Start",
        org="front-door-jobs",
        terms="job-placement reentry-help",
        at="boston-frontdoor | roxbury-frontdoor=Tue,Thu 10-18",
        hours="Mon-Fri 9-17",
        alt="Trabajo para empezar de nuevo",
        text=(
            "For people coming home from prison or jail: a paid job on a work crew from the second week, a coach, and "
            "an employer list that is honest about records."
        ),
        who="Adults 18 or older released within three years, men and women.",
        ages="18-",
        bring="Release papers, if any; We help with ID",
        speaks="eng spa hat kea",
        reach="county Suffolk County MA",
        apply="Orientation every Tuesday at 10. Parole officers may call.",
        capacity="available 6/15 crew places",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Front Door Placement Desk",
        org="front-door-jobs",
        terms="job-placement resume interview",
        at="boston-frontdoor",
        hours="Mon-Fri 9-17; Wed 17-19:30",
        alt="Colocación de empleo",
        text=(
            "Meet a specialist, pick three jobs, and be introduced by name to the person who hires. Hotel, hospital, "
            "warehouse and kitchen jobs each week. We call you after 30, 60 and 90 days."
        ),
        who="Anyone 18 or older who may work in the United States.",
        ages="18-",
        bring="Work documents; Résumé, if you have one",
        speaks="eng spa hat zho",
        reach="city Boston MA; zip 02116 02119 02124 02128",
        capacity="available 25/60 job seekers",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Job Search Café",
        org="spindle-careers",
        terms="find-work resume computer",
        at="lowell-career | lawrence-career=Mon-Thu 9-16",
        hours="Mon-Fri 8:30-16:30; Tue 16:30-19",
        alt="Café para buscar trabajo",
        text=(
            "Computers, printing and someone beside you for the online form that keeps crashing. Workshops on "
            "interviews, pay and starting over at fifty."
        ),
        who="Anyone who looks for work, 16 or older.",
        ages="16-",
        speaks="eng khm spa por",
        interpreters="Interpreters by phone.",
        reach="county Middlesex County MA; city Lawrence MA",
        refer="walk-in",
        sure="fresh",
    ),
    Row(
        name="Youth Summer Jobs",
        org="spindle-careers",
        terms="youth-jobs for-teens",
        at="lowell-career",
        hours="season 02-01..08-31 Mon-Fri 13-17",
        text="Six weeks of paid work in a park, clinic, newspaper or camp, with Friday lessons on money and rights.",
        who="Teens 14 to 21 who live in Lowell, with low family income.",
        ages="14-21",
        bring="Work permit; School ID; Proof of family income",
        speaks="eng khm spa",
        reach="city Lowell MA",
        apply="Apply by the end of April. A lottery in May.",
        capacity="waitlist 0/220 jobs: Call again in spring",
    ),
    Row(
        name="Supported Jobs",
        org="able-harbor",
        terms="supported-employment job-placement for-disability",
        at="nb-able",
        hours="Mon-Fri 8-16",
        text=(
            "A job developer learns what you like, finds an employer who needs it, and comes to work with you until "
            "you do not need it. We explain what pay does to benefits before you start."
        ),
        who="People 16 or older with an intellectual, physical or mental health disability.",
        ages="16-",
        speaks="eng por kea",
        reach="county Bristol County MA",
        apply="Your state rehabilitation counselor can refer you, or ask us how.",
        capacity="limited 4/30 job seekers",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Benefits and Work Planning",
        org="able-harbor",
        terms="benefits-navigation disability-benefits supported-employment",
        hours="Mon,Wed,Fri 9-15",
        text=(
            "Will I lose my insurance if I work? A certified planner puts your numbers on one page, for the job you "
            "want and for the one after it."
        ),
        who="People who receive disability benefits in southeastern Massachusetts.",
        speaks="eng por",
        reach="county Bristol County MA; county Plymouth County MA; county Barnstable County MA",
        apply="Call or book a video visit.",
        remote="phone online",
        refer="email",
    ),
    Row(
        name="Plumbing and Marine Repair Evenings",
        org="ocean-trades",
        terms="specialized-training",
        at="ep-trades",
        hours="Mon,Wed 18-21:30",
        text=(
            "Learn to solder, thread and find a leak, or to keep a small boat engine running. Twenty evenings with "
            "real boats."
        ),
        who="Adults 18 or older in Rhode Island.",
        ages="18-",
        cost="fee 350: $350, or free with a state job training voucher.",
        speaks="eng por spa",
        reach="state RI",
        capacity="available 5/14 benches",
        sure="aging",
    ),
    Row(
        name="Community Kitchen Cook Training",
        org="ocean-trades",
        terms="specialized-training job-training",
        at="ep-trades",
        hours="Mon-Thu 9-14",
        text=(
            "Fourteen weeks of knives, stocks and clean-as-you-go, with a stipend for the bus. You cook three hundred "
            "meals a day that go to shelters."
        ),
        who="Adults 18 or older who are out of work. Immigrants and people with a record are welcome.",
        ages="18-",
        speaks="eng spa kea por",
        reach="city Providence RI; city East Providence RI; city Pawtucket RI",
        capacity="limited 2/14 cooks",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Granite Hands Day Work",
        org="granite-hands",
        terms="job-placement find-work",
        at="manchester-hands | salemnh-hands=Mon-Fri 6-9",
        hours="Mon-Sat 5:30-12",
        text=(
            "Come before six for work that is paid the same day: loading, clearing, cleaning. Coffee at five-thirty "
            "and a ride to the site. Ask about steady work after two weeks."
        ),
        who="Adults 18 or older who can lift 30 pounds.",
        ages="18-",
        bring="Photo ID; Social Security card",
        speaks="eng spa",
        reach="county Hillsborough County NH; county Rockingham County NH",
        capacity="available 20/50 jobs a day",
    ),
    Row(
        name="Older Worker Program",
        org="granite-hands",
        terms="job-training job-placement for-seniors",
        at="manchester-hands",
        hours="Mon-Thu 9-15",
        text=(
            "Paid part-time training at a library, clinic or school, 20 hours a week, while we look for the job you "
            "want."
        ),
        who="Adults 55 or older with low income and no job.",
        ages="55-",
        bring="Proof of age; Proof of income",
        reach="county Hillsborough County NH; county Merrimack County NH",
        capacity="waitlist 0/24 places: About 2 months",
        refer="form",
    ),
    Row(
        name="Wage Theft and Safety Night",
        org="workers-lantern",
        terms="workplace-rights legal-aid",
        at="chelsea-lanternwork | framingham-workers=Wed 18-20:30",
        hours="Tue 18-20:30; Thu 10-14",
        alt="Noche de derechos laborales",
        text=(
            "Not paid? Paid in part? Hurt and told to stay quiet? Organizers and a lawyer write the letter, add up the"
            " hours and go with you to the state. Your papers do not matter; your hours do."
        ),
        who="Workers in any job. Immigrants with or without papers.",
        bring="Pay stubs, texts, photos, a notebook with hours",
        speaks="spa eng por hat",
        interpreters="Arabic and Khmer interpreters with two days of notice.",
        reach="county Suffolk County MA; county Middlesex County MA; county Essex County MA",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="English on the Job",
        org="workers-lantern",
        terms="esl job-training",
        at="framingham-workers",
        hours="Sun 15-18",
        text=(
            "English for cleaners, cooks and home aides: what to say about a burn, a schedule, a raise. Taught by two "
            "retired nurses."
        ),
        who="Adult workers, immigrants first.",
        cost="fee 10: $10 for the book.",
        speaks="eng por spa",
        reach="city Framingham MA; city Marlborough MA",
    ),
    Row(
        name="Coding Class for Career Changers",
        org="ladder-works",
        terms="computer job-training specialized-training",
        hours="Mon-Thu 18-21",
        text=(
            "Twenty weeks online, live with a teacher and a group of twelve, a laptop on loan, and a project for a "
            "local nonprofit at the end."
        ),
        who="Massachusetts adults 18 or older with income under twice the poverty level.",
        ages="18-",
        speaks="eng",
        reach="state MA",
        apply="Online form and a logic puzzle.",
        remote="online",
        capacity="full 0/24 seats: New class in March",
        refer="form",
    ),
    Row(
        name="Veterans Into Work",
        org="front-door-jobs",
        terms="job-placement resume for-veterans",
        at="roxbury-frontdoor",
        hours="Mon,Wed,Fri 9-15",
        text=(
            "A counselor who served turns your military skills into words an employer knows, and tells you which jobs "
            "give points for service."
        ),
        who="Veterans, National Guard members and their spouses.",
        bring="DD-214",
        reach="county Suffolk County MA; county Norfolk County MA",
        refer="portal",
    ),
)
