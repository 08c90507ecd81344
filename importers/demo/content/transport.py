"""Which rides does the demo hold? To the doctor, to work, by bus, by wheelchair van."""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Door-to-Door Medical Rides",
        org="blue-wagon",
        terms="medical-rides accessible-rides",
        hours="Mon-Fri 6-18; Sat 7-13",
        alt="Transporte médico puerta a puerta",
        text=(
            "A ride to the doctor, dialysis, physical therapy or the pharmacy and home again. The driver helps you "
            "from door to door. One helper rides free. Wheelchair vans are part of the fleet."
        ),
        who="Adults 60 or older and people with a disability on the North Shore.",
        cost="sliding: $2 each way inside your town, $5 to Boston. Ask for a free pass if you cannot pay.",
        speaks="eng spa rus",
        interpreters="Interpreters by phone for booking.",
        reach="county Essex County MA",
        apply="Call two working days ahead, by noon. Same-day rides when a van is free.",
        capacity="limited 7/90 rides a day",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Veterans Clinic Shuttle",
        org="blue-wagon",
        terms="medical-rides for-veterans",
        at="salem-wagon",
        hours="Tue,Thu 6:30-15",
        text=(
            "A van leaves Salem at 6:30 for the veterans hospitals and brings you back at two. Pick-up at your home if"
            " you cannot get to the lot."
        ),
        who="Veterans with an appointment, and one family member.",
        bring="Appointment letter",
        reach="county Essex County MA",
        apply="Book by noon the day before.",
        sure="aging",
    ),
    Row(
        name="Hill Town Volunteer Drivers",
        org="quabbin-wheels",
        terms="medical-rides transit",
        hours="Mon-Fri 8-17",
        text=(
            "A neighbor drives you in their own car to the clinic, the food pantry or the bank, and waits. Nobody asks"
            " how rural is rural."
        ),
        who="Residents 18 or older of the hill towns who have no car or cannot drive.",
        ages="18-",
        reach="polygon quabbin",
        apply="Call three days ahead. Tell us about stairs and walkers.",
        capacity="limited 4/30 rides a day: Fewer in snow",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Quabbin Evening Work Van",
        org="quabbin-wheels",
        terms="transit",
        at="amherst-wheels",
        hours="Mon-Fri 17-1",
        text=(
            "The last bus leaves at six and the night shift starts at eleven. This van links Orange, Amherst and the "
            "mills until one in the morning."
        ),
        who="Workers with an evening or night shift.",
        cost="fee 3: $3 a ride or $40 a month.",
        speaks="eng spa",
        reach="city Amherst MA; city Orange MA; county Franklin County MA",
    ),
    Row(
        name="Wheelchair and Stretcher Vans",
        org="narragansett-van",
        terms="transport-vendor medical-rides",
        at="cranston-van",
        hours="24h",
        text=(
            "A licensed transport vendor with forty wheelchair vans and six stretcher vans. Drivers are trained to "
            "secure every chair and to stay with a person until a nurse takes over. We bill the state broker and "
            "health plans, and quote families a price before the ride."
        ),
        who="Anyone in Rhode Island and nearby Massachusetts who needs a lift or must lie down.",
        cost="fee 55: From $55 each way without insurance, plus $3 a mile.",
        speaks="eng spa por",
        reach="state RI; county Bristol County MA",
        apply="Hospitals and plans book online. Families call.",
        hotline="401-555-0194: Dispatch, day and night",
        capacity="available 18/40 vans",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Discharge Rides Home",
        org="narragansett-van",
        terms="transport-vendor medical-rides",
        hours="Mon-Sun 8-23",
        text=(
            "The hospital calls and a van is there within 90 minutes. The driver brings you into the kitchen, not just"
            " to the driveway."
        ),
        who="People leaving a hospital or nursing home in Rhode Island.",
        cost="fee 40: $40 flat in the state; many plans pay.",
        speaks="eng spa",
        reach="state RI",
        apply="Discharge planners book for the person.",
        refer="phone",
        facts="staff-only",
    ),
    Row(
        name="Learn to Ride the Bus",
        org="merrimack-hop",
        terms="public-transit for-disability",
        at="nashua-hop",
        hours="Mon-Fri 9-16",
        text=(
            "A travel trainer rides with you until you feel sure: reading the map, ringing the bell, what to do if you"
            " miss a stop. Take as many lessons as you need."
        ),
        who="People with a disability, adults 60 or older and newcomers in Greater Nashua.",
        speaks="eng spa",
        reach="city Nashua NH; city Hudson NH; city Merrimack NH",
        refer="email",
    ),
    Row(
        name="Low-Fare Bus Passes",
        org="merrimack-hop",
        terms="bus-pass",
        at="nashua-hop | brockton-token=Mon-Fri 10-15",
        hours="Mon-Fri 8-17",
        text=(
            "Half-price monthly passes, and free ten-ride cards for job interviews and clinic visits. The Brockton "
            "counter is shared with Penny Bridge."
        ),
        who="Riders with a benefits card, students, veterans, and people 65 or older.",
        bring="Benefits card, student card, DD-214 or proof of age",
        cost="fee 20: $20 a month; interview cards are free.",
        speaks="eng spa kea",
        reach="city Nashua NH; city Brockton MA",
        capacity="available 150/200 passes",
    ),
    Row(
        name="Gas Cards for Treatment Trips",
        org="granite-lamp",
        terms="gas medical-rides",
        hours="Mon,Wed,Fri 10-13",
        text=(
            "Cards of $25 for families who drive to cancer care, dialysis or a children's hospital more than 20 miles "
            "away. Up to six a year."
        ),
        who="Families in New Hampshire in treatment, with low income.",
        bring="Letter from the clinic with dates",
        reach="state NH",
        apply="A nurse or social worker calls for you.",
        capacity="limited 2/30 cards this month",
        refer="phone",
    ),
    Row(
        name="Car Repair for Work",
        org="penny-wise-bridge",
        terms="emergency-cash transit",
        hours="Mon-Fri 9-16",
        text=(
            "A garage we trust fixes what keeps your car off the road, up to $800. You pay back a quarter of it over a"
            " year."
        ),
        who="Working parents with low income in Bristol County, Massachusetts.",
        bring="Title and license; Pay stub",
        cost="free: You repay 25% without interest.",
        speaks="eng por",
        reach="county Bristol County MA",
        capacity="waitlist 0/8 repairs a month: About 6 weeks",
        sure="late",
    ),
)
