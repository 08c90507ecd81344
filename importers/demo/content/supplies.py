"""Which goods does the demo hold? Equipment, diapers, coats, furniture, devices."""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Medical Equipment Loan Closet",
        org="walker-and-wheel",
        terms="equipment-loan medical-supplies",
        at="manchester-wheel | nashua-wheel=Mon,Wed 10-14 | portsmouth-wheel=Sat 9-12",
        hours="Tue,Wed,Thu 9-15",
        alt="Préstamo de equipo médico",
        text=(
            "Borrow a wheelchair, walker, shower chair, hospital bed or knee scooter for as long as you need it. "
            "Everything is cleaned, checked and adjusted to your height. Bring it back when you can, or call and we "
            "will fetch it."
        ),
        who="Anyone in southern New Hampshire, with or without insurance.",
        bring="Your height and weight; Car big enough for what you borrow",
        speaks="eng spa nep",
        reach="county Hillsborough County NH; county Rockingham County NH",
        apply="Call first so that we can set it aside. A therapist may call for you.",
        capacity="available 85/140 items",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Home Bed Delivery",
        org="walker-and-wheel",
        terms="equipment-loan medical-supplies",
        hours="Tue,Thu 9-15",
        text=(
            "Two people bring an electric hospital bed, set it up and show you the buttons. Mattress and rails are new"
            " or covered. We come for it within three days of your call."
        ),
        who="People who go home from a hospital or into hospice care.",
        cost="sliding: Suggested gift $40 for gas; free if that is hard.",
        reach="county Hillsborough County NH; county Merrimack County NH",
        remote="home",
        capacity="limited 1/9 beds",
        refer="fax",
    ),
    Row(
        name="Diaper and Formula Bank",
        org="soft-mitten",
        terms="diapers baby",
        at="pawtucket-mitten | newport-mitten=2Sat 9-12,13-15",
        hours="Mon,Wed,Fri 9-13; Tue 16-19",
        alt="Banco de pañales",
        text=(
            "Fifty diapers for each child each month, wipes, and formula when we have your kind. Ask for potty "
            "training pants, pads for mothers, or a crib that has never been recalled."
        ),
        who="Families with children under 4, foster families and grandparents.",
        bring="Child's size; Something that shows the child's age",
        speaks="eng spa kea por",
        reach="state RI",
        apply="Walk in once a month. First visit takes ten minutes.",
        capacity="available 300/350 packs a month",
        refer="walk-in",
        sure="fresh",
    ),
    Row(
        name="Incontinence Supplies by Mail",
        org="soft-mitten",
        terms="medical-supplies",
        hours="Mon-Fri 9-16",
        text=(
            "A plain box each month with briefs, pads and gloves in your size. We bill state insurance when it pays "
            "and find a donor when it does not."
        ),
        who="Adults and children over 4 with a medical need, living at home in Rhode Island.",
        bring="Note from a doctor or nurse",
        speaks="eng spa por",
        reach="state RI",
        apply="Call or have your nurse send the note.",
        remote="home",
        capacity="waitlist 0/120 people: 4 weeks without insurance",
        refer="fax",
    ),
    Row(
        name="Winter Coats and Boots",
        org="second-sleeve",
        terms="clothing blankets",
        at="lynn-sleeve | salem-sleeve=Sat 10-13",
        hours="season 10-15..03-15 Tue-Sat 10-16",
        alt="Abrigos y botas de invierno",
        text=(
            "Pick a warm coat, boots, hat and gloves for each person in your family. All are clean, many are new. "
            "There is a rack of snow pants in children's sizes, and blankets for those who sleep outside."
        ),
        who="Everyone.",
        speaks="eng spa khm rus",
        reach="city Lynn MA; city Salem MA; city Peabody MA",
        apply="Just come in. One visit a winter, or when a child has grown.",
        sure="fresh",
    ),
    Row(
        name="Work and Court Outfits",
        org="second-sleeve",
        terms="work-clothes clothing",
        at="lynn-sleeve",
        hours="Thu 12-18",
        text=(
            "A stylist who will not fuss helps you choose two outfits for an interview, a kitchen job, a building site"
            " or a court date. Steel-toe boots when we have them."
        ),
        who="People 16 or older with a job, an interview or a court date.",
        ages="16-",
        speaks="eng spa",
        reach="county Essex County MA",
        apply="Your program may book for you, or call.",
        refer="form",
    ),
    Row(
        name="Furniture for a New Start",
        org="tables-and-beds",
        terms="furniture leaving-shelter",
        at="framingham-tables",
        hours="Tue-Sat 8-15",
        text=(
            "Beds, a table, chairs, lamps, sheets and kitchen boxes for a whole home, chosen by you from the floor. "
            "New mattresses only. Two movers carry it up."
        ),
        who="Families and adults who leave a shelter, a hospital, foster care or an unsafe home.",
        cost="fee 60: $60 for the truck, often paid by the agency that refers you.",
        speaks="eng por spa",
        reach="county Middlesex County MA; county Norfolk County MA",
        apply="An agency sends the form; you choose the day.",
        capacity="limited 5/32 deliveries this month",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Device Lending Library",
        org="able-tools",
        terms="assistive equipment-loan",
        at="noho-tools | worcester-tools=1Thu,3Thu 10-16",
        hours="Mon-Fri 9-16:30",
        text=(
            "Borrow a talking watch, a big-button phone, a tablet that speaks for you or a light that flashes when the"
            " baby cries. Take it home for five weeks. A specialist shows you how and helps to find who pays."
        ),
        who="People of any age with a disability, their families and teachers, in Massachusetts.",
        speaks="eng spa ase",
        interpreters="American Sign Language on staff; other languages by phone.",
        reach="state MA",
        apply="Look at the list online or call.",
        refer="email",
        sure="fresh",
    ),
    Row(
        name="Hearing Aid Fund",
        org="able-tools",
        terms="hearing medical-supplies",
        hours="Tue,Thu 10-15",
        text=(
            "Refurbished hearing aids, fitted by an audiologist who gives her Thursdays. Batteries for a year come "
            "along."
        ),
        who="Adults and children with hearing loss and low income in western and central Massachusetts.",
        bring="Hearing test from the last two years; Proof of income",
        cost="sliding: $0 to $150 by income.",
        speaks="eng spa ase",
        reach="county Hampshire County MA; county Hampden County MA; county Worcester County MA",
        capacity="waitlist 0/40 fittings: About 3 months",
        refer="fax",
        sure="aging",
    ),
    Row(
        name="Replacement Eyeglasses Table",
        org="able-tools",
        terms="eyeglasses",
        at="brockton-lens",
        hours="1Fri 9-13",
        text=(
            "Bring a prescription from the last two years and choose a frame. Glasses are ready in ten days. Reading "
            "glasses are given on the spot."
        ),
        who="Adults and children in Plymouth County without vision insurance.",
        bring="Eye prescription",
        speaks="eng kea hat por",
        reach="county Plymouth County MA",
    ),
    Row(
        name="Linens and Personal Care Shelf",
        org="blackstone-plate",
        terms="personal-care blankets",
        at="woonsocket-linen",
        hours="Wed 14-18",
        text=(
            "Soap, shampoo, pads, razors, toothbrushes, towels and a set of sheets. Food benefits do not pay for "
            "these, so we do."
        ),
        who="Anyone in Woonsocket.",
        speaks="eng spa fra",
        reach="city Woonsocket RI",
        sure="late",
    ),
    Row(
        name="Holiday Toy Room",
        org="soft-mitten",
        terms="toys for-children",
        at="pawtucket-mitten",
        hours="season 12-01..12-22 Sat 9-14",
        text=(
            "Parents choose two new toys and a book for each child while coffee is served next door. Wrapping paper is"
            " free and so is the advice about batteries."
        ),
        who="Families with children 12 or younger in Pawtucket and Central Falls.",
        speaks="eng spa kea",
        reach="city Pawtucket RI; city Central Falls RI",
        apply="Sign up in November.",
    ),
)
