"""Which homes for some people does the demo hold? Youth, veterans, older people, recovery."""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Young Harbor Emergency Beds",
        org="young-harbor",
        terms="shelter for-teens",
        at="providence-youth",
        hours="Mon-Sun 18-9",
        text=(
            "Eight beds for young people who cannot go home tonight. You get your own door that locks, laundry, supper"
            " and a person who believes you. Staff have training in what LGBTQ+ youth face."
        ),
        who="Youth 16 to 24. LGBTQ+ young people are welcome.",
        ages="16-24",
        speaks="eng spa kea",
        reach="state RI",
        apply="Text or knock. A bed is held for an hour.",
        hotline="401-555-0180: Text or call, any hour",
        capacity="limited 1/8 beds",
        refer="walk-in",
        sure="fresh",
    ),
    Row(
        name="Young Harbor Drop-In",
        org="young-harbor",
        terms="personal-care clothing for-teens for-lgbtq",
        at="providence-youth | cf-youth=Tue,Thu 14-18",
        hours="Mon-Fri 12-20",
        text=(
            "Showers, laundry, a full fridge and a closet. See a case worker about school, an ID card or a place to "
            "live, or just charge your phone."
        ),
        who="Young people 14 to 24, LGBTQ+ or not.",
        ages="14-24",
        speaks="eng spa",
        reach="city Providence RI; city Central Falls RI; city Pawtucket RI",
    ),
    Row(
        name="Hearth Home Finder",
        org="veterans-hearth",
        terms="find-housing voucher for-veterans",
        at="springfield-hearth | manchester-hearth=Tue,Wed 9-16",
        hours="Mon-Fri 8-16:30; closed 11-11,11-26,12-25",
        text=(
            "A veteran who has done it before helps you use a voucher, find a landlord, and furnish the place. If you "
            "sleep outside we will come to you with the papers."
        ),
        who="Veterans of any discharge, and their families.",
        bring="Discharge papers (DD-214), if you have them",
        reach="state MA; state NH",
        apply="Call, walk in, or ask any shelter to call us.",
        capacity="available 9/35 veterans",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Hearth Rent and Utility Rescue",
        org="veterans-hearth",
        terms="pay-housing utilities for-veterans",
        at="springfield-hearth",
        hours="Mon-Fri 9-16",
        text=(
            "Pays back rent, a deposit or a shut-off notice for veterans, usually within a week. Then we look for "
            "benefits you may not know about."
        ),
        who="Veterans with income below half of the area median, and surviving spouses.",
        bring="Discharge papers; Notice or bill; Proof of income",
        reach=(
            "county Hampden County MA; county Hampshire County MA; county Franklin County MA; county Berkshire County "
            "MA"
        ),
        apply="Phone first. We can visit you at home.",
        capacity="limited 4/10 payments a month",
        refer="form",
    ),
    Row(
        name="Maple House Assisted Living",
        org="silver-maple",
        terms="assisted-living for-seniors",
        at="noho-maple",
        hours="Mon-Sun 9-17",
        text=(
            "Twenty apartments with meals, help with washing and pills, and someone awake at night. Half of the "
            "apartments are for people on state health insurance."
        ),
        who="Adults 65 or older who need help every day but not a nurse all day.",
        ages="65-",
        cost="sliding: From $900 a month by income; state insurance accepted for half of the apartments.",
        speaks="eng rus",
        reach="county Hampshire County MA",
        apply="Visit, then a nurse meets you to see what help you need.",
        capacity="waitlist 0/20 apartments: About 4 months",
        refer="fax",
        sure="fresh",
    ),
    Row(
        name="Shared Living for Adults with Disabilities",
        org="silver-maple",
        terms="independent-living for-disability",
        at="greenfield-maple",
        hours="Mon-Fri 9-16",
        text=(
            "Live with two housemates and a helper who comes mornings and evenings. You keep your job, your friends "
            "and your own bank card."
        ),
        who="Adults 22 or older with an intellectual or physical disability who have state support.",
        ages="22-",
        cost="sliding: 75% of disability income, as the state sets it.",
        reach="county Franklin County MA",
        apply="Your service coordinator sends a packet. Visit for supper first.",
        capacity="full 0/12 places: Next opening expected in spring",
        refer="form",
    ),
    Row(
        name="Juniper Row Sober Houses",
        org="juniper-recovery-homes",
        terms="sober-living",
        at="quincy-juniper | weymouth-juniper",
        hours="Mon-Sun 8-20",
        text=(
            "A shared house, a job within a month and a meeting most nights. We keep room for people who take medicine"
            " for recovery. A relapse is talked about; it is not the end."
        ),
        who="Men 18 or older in recovery. The Weymouth house is for women and their young children.",
        ages="18-",
        cost="fee 160: $160 a week. The first two weeks are free if you come from treatment.",
        speaks="eng por",
        reach="county Norfolk County MA",
        apply="Call between 8 and 8. A resident interviews you.",
        capacity="limited 2/38 beds",
        refer="phone",
    ),
    Row(
        name="Warm and Safe Home Repairs",
        org="bay-state-repair",
        terms="repairs",
        hours="Mon-Fri 7:30-15:30",
        text=(
            "A roof patch, a furnace that will not start, wiring that smells. We do what keeps you safe first and tell"
            " you plainly what we cannot do."
        ),
        who="Homeowners in the MetroWest towns with low income, older adults and families with small children first.",
        cost="sliding: Free below the income limit; above it you pay for materials.",
        speaks="eng por spa",
        reach="city Framingham MA; city Marlborough MA; city Milford MA",
        apply="Apply online or by mail. Emergencies the same day.",
        remote="home",
        refer="email",
        sure="late",
    ),
    Row(
        name="Weekend Ramp Builders",
        org="bay-state-repair",
        terms="repairs assistive",
        at="framingham-plumb",
        hours="Sat 8-14",
        text=(
            "Volunteers build a wooden ramp in one Saturday, to code, with a permit. Each ramp can be taken apart and "
            "used again by the next family."
        ),
        who="People who use a wheelchair or walker in Middlesex County.",
        reach="county Middlesex County MA",
        apply="Ask a therapist, nurse or social worker to measure, or we will come.",
        capacity="waitlist 0/24 ramps: 6 to 8 weeks",
        refer="form",
    ),
    Row(
        name="Harborlight Public Apartments",
        org="harborlight-public",
        terms="public-housing",
        at="gloucester-oilskin | beverly-oilskin=Wed 9-12",
        hours="Mon-Thu 8:30-16; Fri 8:30-12",
        text=(
            "Public apartments for families, and a tower by the water for people over 60 or with a disability. One "
            "application covers both towns."
        ),
        who=(
            "Households under the state income limit. The tower is for adults 60 or older and people with a disability."
        ),
        bring="Birth certificates; Social Security cards; Proof of income and savings",
        cost="sliding: Rent is about 30% of income.",
        speaks="eng por spa",
        reach="city Gloucester MA; city Beverly MA",
        apply="Apply online, by mail or at the counter. You get a control number; keep it.",
        capacity="waitlist 0/340 apartments: Families 4 years, tower 14 months",
        refer="no",
    ),
    Row(
        name="First Night Hotel Vouchers",
        org="young-harbor",
        terms="shelter emergency-cash",
        hours="Mon-Sun 16-23",
        text=(
            "Up to three nights in a motel when every family shelter in the state is full. A worker calls each morning"
            " with the next step."
        ),
        who="Families with children in Rhode Island who have nowhere to sleep tonight.",
        speaks="eng spa por",
        reach="state RI",
        apply="Hospital and school social workers call for the family.",
        refer="phone",
        facts="staff-only",
    ),
    Row(
        name="Housing Court Lobby Table",
        org="granite-key",
        terms="housing-advice eviction courts",
        at="concord-chisel",
        hours="Tue 8:30-12",
        text=(
            "Find the green tablecloth by the stairs. We explain the papers, look for rent money and, when a lawyer is"
            " free, walk you over."
        ),
        who="Tenants with a court date that day.",
        bring="All the papers from the court",
        reach="county Merrimack County NH",
        sure="fresh",
    ),
    Row(
        name="Red Thread Family Apartments",
        org="ocean-porch",
        terms="affordable for-families",
        at="pawtucket-thread",
        hours="Mon-Fri 9-16",
        text="Thirty two- and three-bedroom homes in an old thread mill, with a homework room on the ground floor.",
        who="Families with children, income below 60% of the area median.",
        cost="sliding: Rent by income, heat included.",
        speaks="eng spa kea por",
        reach="city Pawtucket RI",
        capacity="waitlist 0/30 homes: 9 months",
        refer="no",
        facts="do-not-refer",
        alert="The list is under review. Please do not send referrals until it opens again.",
    ),
    Row(
        name="Bootlace Rooming House Closing",
        org="open-door-homes",
        terms="short-term-housing",
        at="haverhill-bootlace",
        hours="Mon-Fri 9-17",
        text=(
            "Sixteen furnished rooms for working adults, closed for repairs after a burst pipe. Residents have moved "
            "to other houses. New people can put a name down now."
        ),
        who="Adults 18 or older with some income.",
        ages="18-",
        cost="fee 135: $135 a week.",
        reach="city Haverhill MA",
        facts="closed-until:45",
        alert="Closed for repairs until the date shown. Names for the list are taken by phone.",
    ),
    Row(
        name="Home Modification Loans",
        org="bay-state-repair",
        terms="repairs for-disability",
        hours="Mon-Fri 9-16",
        text=(
            "Borrow up to $50,000 without interest to change a home for a person with a disability: a bathroom, a "
            "lift, wide doors. Paid back when the house is sold."
        ),
        who=(
            "Homeowners, and landlords of small buildings, in Massachusetts whose household includes a person with a "
            "disability or an adult 60 or older."
        ),
        cost="free: No fee and no interest.",
        speaks="eng spa por",
        reach="state MA",
        apply="Start with a phone call; the form has twelve pages and we do it together.",
        remote="phone online",
        refer="phone",
    ),
)
