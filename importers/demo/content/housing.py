"""Which housing help does the demo hold? Search, rent, repairs, shelters, safe homes."""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Housing Search Help",
        org="open-door-homes",
        terms="find-housing",
        at="worcester-thimble | fitchburg-teacup=Tue,Thu 9-15",
        hours="Mon-Fri 9-16:30; closed 11-26,12-25,01-01",
        alt="Ayuda para buscar vivienda",
        text=(
            "Sit with a search worker who knows which landlords will take a voucher, a dog or a thin credit file. You "
            "leave with a list of five real openings, a filled-in application and a date to come back."
        ),
        who="Adults and families in Worcester County who need a place within 60 days.",
        bring="Photo ID; Proof of income; Letter or voucher, if you have one",
        speaks="eng spa por vie",
        interpreters="Interpreters for Twi, Arabic and other languages with one day of notice.",
        reach="county Worcester County MA",
        apply="Drop in Monday or Wednesday before 11, or book online.",
        capacity="limited 5/40 search clients",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Steady Keys After You Move",
        org="open-door-homes",
        terms="housing-advice leaving-shelter",
        at="worcester-thimble",
        hours="Mon-Fri 9-17",
        text=(
            "The first year in a new place is the hardest. A worker visits each month, calls the landlord with you "
            "when something breaks, and helps with the first light bill. There is a fund for beds and pots."
        ),
        who="Families and single adults who left a shelter in the last twelve months.",
        speaks="eng spa",
        reach="county Worcester County MA",
        apply="Your shelter worker can refer you, or call yourself.",
        remote="home",
        refer="email",
        program="Steady Keys",
    ),
    Row(
        name="Rapid Exit from Shelter",
        org="open-door-homes",
        terms="leaving-shelter pay-housing",
        at="fitchburg-teacup",
        hours="Mon-Thu 9-16",
        text=(
            "We help you leave shelter for an apartment of your own: first month, deposit, moving van and a year of "
            "visits. Most people move within seven weeks."
        ),
        who="People who stay in a shelter or outside in northern Worcester County. Families and single adults.",
        bring="Letter from the shelter, or a call from a street worker; Proof of any income",
        speaks="eng spa",
        reach="city Fitchburg MA; city Leominster MA; city Gardner MA",
        apply="A shelter worker sends the form. If you sleep outside, come in and we will write the letter.",
        capacity="waitlist 0/30 households: About 5 weeks",
        refer="form",
    ),
    Row(
        name="Family Self-Help Rooming House",
        org="open-door-homes",
        terms="short-term-housing",
        at="southbridge-lens",
        hours="~ Office hours change, so call before you come",
        text=(
            "Nine furnished rooms with a shared kitchen for people who work but cannot pay a deposit yet. You may stay"
            " up to nine months. Quiet after ten."
        ),
        who="Adults 18 or older with some income. No children.",
        ages="18-",
        cost="fee 120: $120 a week, kitchen and laundry included.",
        reach="city Southbridge MA",
        capacity="full 0/9 rooms: Ask again next month",
        refer="no",
    ),
    Row(
        name="Tideline Income-Based Apartments",
        org="tideline-housing",
        terms="affordable long-term-housing voucher",
        at="nb-whalebone | fr-shuttle=Wed 10-15",
        hours="Mon-Fri 8:30-16",
        text=(
            "Apartments of one to four bedrooms where rent is 30% of your income. One short form puts you on every "
            "list we have. Twelve homes have no steps and wide doors, and those lists move faster."
        ),
        who="Families, older adults and people with a disability with income below half of the area median.",
        bring="Photo ID for each adult; Birth certificates of children; Proof of income",
        cost="sliding: Rent is 30% of your income. No application fee.",
        speaks="eng por kea spa",
        reach="city New Bedford MA; city Fall River MA",
        apply="Form at the office or online. Tell us when your address changes or you lose your place in line.",
        capacity="waitlist 0/212 homes: 18 months or more",
        refer="no",
    ),
    Row(
        name="Tenant Question Hour",
        org="tideline-housing",
        terms="housing-advice",
        at="nb-whalebone",
        hours="Tue 17-19; Thu 12-14",
        text=(
            "Bring the letter, the lease or the photo of the ceiling. A housing counselor explains what it means and "
            "what to write back. Not legal advice, but a calm first step."
        ),
        who="Any renter on the South Coast.",
        bring="The lease or letter you have a question about",
        speaks="eng por spa",
        reach="county Bristol County MA",
    ),
    Row(
        name="Section 8 and Voucher Desk",
        org="tideline-housing",
        terms="voucher",
        at="fr-shuttle",
        hours="Mon,Wed,Fri 9-12,13-15:30",
        alt="Vales de vivienda (Sección 8)",
        text=(
            "Apply for the state and federal voucher lists in one sitting, check your place in line, or ask for a "
            "bigger unit after a birth. We also explain the voucher to your landlord."
        ),
        who="Households with low income. Survivors, veterans and people without a home may move up the list.",
        bring="Social Security cards, if you have them; Proof of income; Proof of any priority",
        speaks="eng por spa khm",
        reach="state MA",
        apply="Walk in. Take a number before 3.",
        sure="fresh",
    ),
    Row(
        name="Granite Key Deposit Loan",
        org="granite-key",
        terms="pay-housing",
        at="manchester-mortar | nashua-pencil=Tue,Thu 9-16",
        hours="Mon-Fri 8-16; closed 07-04,11-26,12-25",
        text=(
            "A loan without interest for the security deposit, paid straight to the landlord. You pay back $25 a "
            "month. If the landlord keeps part unfairly, we argue about it, not you."
        ),
        who="Renters 18 or older in Hillsborough or Rockingham County who can show they can pay the rent.",
        ages="18-",
        bring="Photo ID; Lease or letter from the landlord; Pay stubs",
        cost="free: No interest and no fee; you repay the loan.",
        speaks="eng spa nep swa",
        reach="county Hillsborough County NH; county Rockingham County NH",
        apply="Call for a one-hour meeting. Answer within three working days.",
        capacity="available 12/20 loans a month",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Landlord and Tenant Mediation",
        org="granite-key",
        terms="mediation housing-advice",
        at="manchester-mortar | derry-orchard=1Wed,3Wed 13-17",
        hours="Mon-Thu 9-17",
        text=(
            "A neutral person helps both sides find a plan for late rent, noise or repairs. Two out of three times a "
            "case never goes to court. You can meet in person or by video."
        ),
        who="Tenants and landlords in southern New Hampshire.",
        speaks="eng spa fra",
        reach="county Hillsborough County NH; county Merrimack County NH; county Rockingham County NH",
        apply="Either side can ask. We call the other one.",
        refer="phone",
    ),
    Row(
        name="Homebuyer Evenings",
        org="ocean-porch",
        terms="homebuyer financial-education",
        at="warwick-porch | westerly-pebble=2Sat 9-13",
        hours="Tue 18-20:30",
        text=(
            "Four evenings on credit, loans, inspections and the closing table, with a certificate that state loan "
            "programs accept. Bring your own questions; a lender with no sales quota sits in the back."
        ),
        who="Adults who hope to buy a first home in Rhode Island.",
        ages="18-",
        cost="fee 40: $40 for a household. Ask us to waive it.",
        speaks="eng spa",
        reach="state RI",
        apply="Register online by Sunday.",
    ),
    Row(
        name="Porch Rent Fund",
        org="ocean-porch",
        terms="pay-housing emergency-cash",
        at="warwick-porch",
        hours="Mon-Fri 9-12",
        text=(
            "One payment, once in two years, to stop an eviction or keep a mortgage current. We pay your landlord or "
            "bank and never ask you to repay. Bring the notice even if the date has passed."
        ),
        who=(
            "Households in Kent and Washington counties with a notice or a past-due balance and a way to pay next "
            "month."
        ),
        bring="Notice or bill; Lease; Proof of income for 30 days",
        speaks="eng spa por",
        reach="county Kent County RI; county Washington County RI",
        apply="Call at 9 on a Monday. The fund opens weekly and closes when it is used up.",
        capacity="limited 3/15 payments this week",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Fix-It Crew for Older Homeowners",
        org="ocean-porch",
        terms="repairs for-seniors",
        hours="Mon-Fri 8-16",
        text=(
            "Grab bars, a ramp, a storm door, the stair that has wobbled since March. Two carpenters and a truck, and "
            "they sweep up."
        ),
        who="Homeowners 60 or older, and homeowners with a disability of any age, in Rhode Island.",
        cost="sliding: Labor is free. Pay for materials if your income is over the limit.",
        reach="state RI",
        apply="Call. We look at the job first, then give a date.",
        remote="home",
        capacity="waitlist 0/60 homes: Ramps 2 weeks, other jobs 3 months",
        refer="email",
    ),
    Row(
        name="Foreclosure Prevention Counseling",
        org="ocean-porch",
        terms="foreclosure",
        at="warwick-porch",
        hours="Mon,Wed 9-16; Thu 9-18",
        text=(
            "A certified counselor reads your mortgage letters, calls the bank with you on the line and asks for a "
            "change to the loan. It is never too early. It can be too late after the auction."
        ),
        who="Homeowners in Rhode Island who are behind or soon will be.",
        bring="Mortgage statement; Letters from the bank; Proof of income",
        speaks="eng spa por",
        reach="state RI",
        apply="Call for an appointment in person or by phone.",
        refer="form",
    ),
    Row(
        name="Wren House Family Shelter",
        org="wren-house",
        terms="shelter for-families",
        at="brockton-wren",
        hours="24h",
        alt="Refugio para familias Wren House",
        text=(
            "A private room for each family, three meals, a bus pass to the school your children already know, and a "
            "worker who looks for a home with you from the second day. Cribs and car seats are here."
        ),
        who="Families with children under 21, and people who are pregnant, with nowhere safe to stay tonight.",
        bring="Nothing is required to come in. Birth certificates help later",
        speaks="eng hat kea por spa",
        interpreters="Telephone interpreters at any hour.",
        reach="state MA",
        apply="Call first, at any hour. Placement goes through the state family shelter line when we are full.",
        hotline="508-555-0186: Family intake, day and night",
        capacity="full 0/14 rooms: Call for a place in another house",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Moving On from Wren House",
        org="wren-house",
        terms="leaving-shelter",
        at="brockton-wren | taunton-spoon=Tue 10-15",
        hours="Mon-Fri 9-17",
        text=(
            "Finding the apartment is half the job. We help with the lease, furniture, a new school bus and a savings "
            "plan, then stay in touch for one year."
        ),
        who="Families who live in a shelter in Plymouth or Bristol County.",
        speaks="eng hat kea spa",
        reach="county Plymouth County MA; county Bristol County MA",
        apply="Ask your shelter to send you, or call the day line.",
        refer="email",
    ),
    Row(
        name="Northwind Beds Tonight",
        org="northwind-shelter",
        terms="shelter for-homeless",
        at="lowell-northwind",
        hours="Mon-Sun 19-7",
        text=(
            "Sixty-two beds, a women's room, showers, lockers and breakfast at six. A nurse visits on Tuesday and "
            "Thursday nights. Pets sleep in the kennel room."
        ),
        who="Adults 18 or older. Anyone may come in, also after drinking, if everyone stays safe.",
        ages="18-",
        speaks="eng spa khm por",
        reach="city Lowell MA",
        apply="Line up at 7 p.m. A bed is held until 9 if you call.",
        capacity="limited 4/62 beds",
        refer="walk-in",
        sure="fresh",
    ),
    Row(
        name="Northwind Cold Weather Room",
        org="northwind-shelter",
        terms="shelter for-homeless",
        at="lowell-northwind",
        hours="season 11-15..03-31 Mon-Sun 20-8",
        text=(
            "On winter nights we open the dining hall with mats and blankets when the beds are full. The door stays "
            "open all night, so you can come at two in the morning."
        ),
        who="Any adult who needs to be out of the cold.",
        ages="18-",
        speaks="eng spa",
        reach="city Lowell MA",
        sure="fresh",
    ),
    Row(
        name="Lantern Harbor Safe House",
        org="lantern-harbor",
        terms="safe-housing escape-violence shelter for-survivors",
        at="boston-private",
        hours="24h",
        alt="Casa segura Lantern Harbor",
        text=(
            "A safe place to stay for up to six months for people who leave an abusive partner or relative. Children "
            "come too, and we find a foster home for the dog. Call and an advocate will plan the way here with you. We"
            " help with restraining orders, school and a new phone."
        ),
        who="Survivors of domestic violence of any gender, with or without children.",
        speaks="eng spa por hat",
        interpreters="Interpreters on the hotline in over 150 languages, and by video in American Sign Language.",
        reach="state MA",
        apply="Call the hotline. You do not have to give your name.",
        remote="phone",
        hotline="617-555-0176: Hotline, day and night",
        capacity="limited 2/11 rooms",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Lantern Harbor North Shore Rooms",
        org="lantern-harbor",
        terms="safe-housing escape-violence for-survivors",
        at="lynn-private",
        hours="24h",
        text=(
            "Three quiet rooms for a person who needs distance for a few weeks, with an advocate who comes every day. "
            "Men and trans people are welcome here."
        ),
        who="Adults 18 or older hurt by a partner or family member.",
        ages="18-",
        speaks="eng spa",
        reach="county Essex County MA",
        apply="Call the hotline; we meet you first somewhere public.",
        remote="phone",
        hotline="617-555-0176: Hotline, day and night",
        refer="phone",
    ),
    Row(
        name="Quiet Meadow Safe Homes",
        org="quiet-meadow",
        terms="safe-housing escape-violence shelter for-survivors",
        at="keene-text",
        hours="24h",
        text=(
            "Advocates answer all night and can bring you to a safe home at a confidential location in the Monadnock "
            "region. Stay a night or two months. Farm animals can be boarded too."
        ),
        who="Survivors of abuse or stalking, and their children.",
        speaks="eng",
        interpreters="Telephone interpreters.",
        reach="county Cheshire County NH",
        apply="Call the crisis line at any hour.",
        remote="phone",
        hotline="603-555-0174: Crisis line, day and night",
        refer="phone",
    ),
)
