"""Which help with bills and benefits does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="One Door Benefits Check",
        org="penny-wise-bridge",
        terms="benefits-navigation benefits",
        at="fr-pennybridge | taunton-pennybridge=Tue,Thu 9-15 | attleboro-penny=Fri 9-12",
        hours="Mon-Fri 8:30-16:30; closed 11-26,12-25,01-01",
        alt="Revisión de beneficios",
        text=(
            "In one hour a navigator checks you for food, heat, health insurance, child care, disability and tax "
            "benefits, and sends the forms while you sit there. You leave with a page that says what was sent and who "
            "will call."
        ),
        who="Anyone in Bristol County, Massachusetts. No income limit to ask.",
        bring=(
            "Photo ID; Papers about income for the last 30 days; Rent or mortgage bill; Letters you do not understand"
        ),
        speaks="eng por spa kea",
        interpreters="Khmer and Haitian Creole interpreters by phone.",
        reach="county Bristol County MA",
        apply="Call for an hour that suits you. Walk-ins on Friday morning.",
        capacity="available 22/60 visits a week",
        refer="portal",
        program="One Door Intake",
        sure="fresh",
    ),
    Row(
        name="Fuel Help Sign-up",
        org="penny-wise-bridge",
        terms="utilities",
        at="fr-pennybridge | taunton-pennybridge=Tue,Thu 9-15",
        hours="season 11-01..04-30 Mon-Fri 8:30-16",
        text=(
            "Help with oil, gas, electric heat, wood or rent that includes heat. We send the money to the company. "
            "Once you are on the list, the next year takes one signature."
        ),
        who="Renters and homeowners with income up to 60% of the state median.",
        bring="Photo ID; Heating bill; Proof of income; Lease or tax bill",
        speaks="eng por spa",
        reach="city Fall River MA; city Taunton MA; city Attleboro MA",
        apply="Apply in person, by mail or by phone with one Door Intake.",
        program="One Door Intake",
        sure="fresh",
    ),
    Row(
        name="Emergency Oil Delivery",
        org="warm-kettle",
        terms="utilities emergency-cash",
        hours="Mon-Fri 8-17; Sat 8-12",
        text=(
            "One hundred gallons within two days when the tank is under an eighth full. If the burner has stopped, a "
            "mechanic comes along. In deep cold we also bring space heaters."
        ),
        who="Households in Worcester County with oil or propane heat and low income, or a shut-off because of illness.",
        bring="Photo ID; A photo of the tank gauge; Proof of income",
        speaks="eng spa por",
        interpreters="Interpreters by phone.",
        reach="county Worcester County MA",
        apply="Call before noon for a delivery the next day.",
        remote="home",
        hotline="508-555-0188: No-heat line in freezing weather, day and night",
        capacity="limited 9/60 deliveries this week",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Light and Gas Bill Rescue",
        org="warm-kettle",
        terms="utilities",
        at="worcester-kettle | gardner-kettle=Wed 9-15 | southbridge-kettle=Thu 9-12",
        hours="Mon-Fri 8:30-16:30",
        alt="Ayuda con la luz y el gas",
        text=(
            "Bring the shut-off notice. We call the light or gas company from our desk, stop the clock, set a payment "
            "plan you can keep, and pay part of what is owed. Ask for the discount rate, which half of the people who "
            "could have it do not."
        ),
        who="Anyone in central Massachusetts with a past-due electric, gas or water bill.",
        bring="The bill or notice; Photo ID; Proof of income",
        speaks="eng spa vie por",
        reach="county Worcester County MA",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Draft Stoppers",
        org="warm-kettle",
        terms="utilities repairs",
        hours="Mon-Fri 7-15",
        text=(
            "A crew with a big fan finds where your heat leaks out and seals it: attic, doors, pipes. New insulation "
            "is free for most renters and owners. Expect a colder spot by the door to become your favorite chair."
        ),
        who="Renters with the landlord's consent and homeowners who receive fuel help.",
        reach="county Worcester County MA",
        apply="Sign up when you apply for fuel help.",
        remote="home",
        capacity="waitlist 0/80 homes: About 5 months",
        refer="no",
    ),
    Row(
        name="Vecinos: Beneficios y Formularios",
        org="north-mill-action",
        terms="benefits-navigation forms",
        at="lawrence-mill | methuen-mill=Wed 13-18",
        hours="Mon-Fri 9-17; closed 12-25,01-01",
        alt="Neighbors: Benefits and Forms",
        text=(
            "Le ayudamos a llenar formularios de comida, seguro médico, desempleo y vivienda, y a leer las cartas del "
            "estado. Hablamos español y portugués. / Help with benefit forms and state letters, in Spanish, Portuguese"
            " and English."
        ),
        who="Families and immigrants in the Merrimack Valley. We do not share information with immigration.",
        bring="Photo ID; Letters from the state; Pay stubs",
        speaks="spa por eng",
        reach="city Lawrence MA; city Methuen MA; city Haverhill MA",
        apply="Walk in before 3, or call for an evening time.",
        capacity="available 15/50 visits a week",
        refer="walk-in",
        sure="fresh",
    ),
    Row(
        name="Free Tax Clinic",
        org="north-mill-action",
        terms="taxes",
        at="lawrence-mill | haverhill-mill=season 01-25..04-15 Sat 9-14",
        hours="season 01-25..04-15 Mon-Thu 16-20; season 01-25..04-15 Sat 9-14",
        alt="Clínica gratis de impuestos",
        text=(
            "Volunteers certified by the tax agency do your return while you wait and make sure you get the family and"
            " earned income credits. We file ITIN returns too, and up to three past years."
        ),
        who="Families and workers who earned less than $67,000 last year. Immigrants with an ITIN are welcome.",
        bring="Photo ID; Social Security or ITIN letters for everyone; All tax forms you got; Last year's return",
        speaks="spa eng",
        reach="city Lawrence MA; city Haverhill MA",
        apply="Book by phone from mid-January.",
        sure="fresh",
    ),
    Row(
        name="One-Time Family Grant",
        org="north-mill-action",
        terms="emergency-cash",
        at="lawrence-mill",
        hours="Tue,Thu 9-12",
        text=(
            "Up to $400 for what stands between your family and work or school: a car repair, work boots, a bus pass, "
            "a birth certificate. Paid to the shop, not in cash."
        ),
        who="Families with children in Lawrence and Methuen.",
        bring="An estimate or bill; Proof of address",
        speaks="spa eng",
        reach="city Lawrence MA; city Methuen MA",
        capacity="limited 2/12 grants this month",
        refer="email",
    ),
    Row(
        name="Money Coaching",
        org="ocean-state-ledger",
        terms="financial-education credit",
        at="providence-ledger | cranston-ledger=Wed 12-19",
        hours="Mon-Thu 9-18; Fri 9-13",
        alt="Asesoría de dinero",
        text=(
            "Meet a coach four times in two months. Look at the whole picture, dispute what is wrong on your credit "
            "report, and make a plan for the debt that keeps you up at night. By video if you like."
        ),
        who="Rhode Islanders 18 or older.",
        ages="18-",
        speaks="eng spa por",
        interpreters="Interpreters by video, American Sign Language too.",
        reach="state RI",
        apply="Online calendar or phone.",
        capacity="available 14/40 clients",
        refer="form",
    ),
    Row(
        name="Matched Savings Club",
        org="ocean-state-ledger",
        terms="savings financial-education",
        at="providence-ledger",
        hours="1Tue 18-20",
        text=(
            "Save $20 a month and we add $40. After a year, use it for a car, a class, a deposit or a small business. "
            "The club meets monthly with pizza."
        ),
        who="Workers in Providence with a paycheck and income under twice the poverty level.",
        bring="Two pay stubs; A bank account, or we open one with you",
        speaks="eng spa",
        reach="city Providence RI; city Cranston RI",
        capacity="full 0/30 members: New group in September",
        refer="no",
    ),
    Row(
        name="Unemployment Claim Helpers",
        org="ocean-state-ledger",
        terms="unemployment forms",
        hours="Mon-Fri 9-16",
        text=(
            "Stuck on the website, locked out, or told you were paid too much? A helper stays on the phone and screen "
            "with you until the claim goes through, and explains an appeal."
        ),
        who="Anyone who lost a job or hours in Rhode Island.",
        speaks="eng spa kea",
        reach="state RI",
        apply="Call or book a video visit.",
        remote="phone online",
        refer="phone",
    ),
    Row(
        name="Granite Lamp Small Grants",
        org="granite-lamp",
        terms="emergency-cash pay-health",
        at="concord-lamp",
        hours="Mon,Wed,Fri 10-13",
        text=(
            "One payment of up to $500 for a bill that would otherwise cost you your job, home, car or health. A "
            "social worker or pastor fills in one page with you."
        ),
        who="Residents of Merrimack, Hillsborough and Rockingham counties with an emergency.",
        bring="The bill; A page from someone who knows your situation",
        reach="county Merrimack County NH; county Hillsborough County NH; county Rockingham County NH",
        apply="A helper applies for you. If you have none, call and we will be your helper.",
        capacity="limited 3/20 grants this month",
        refer="email",
        sure="fresh",
    ),
    Row(
        name="Winter Heat Cards",
        org="granite-lamp",
        terms="utilities",
        hours="season 12-01..03-31 Mon-Fri 9-12",
        text=(
            "A card worth 75 gallons of oil, two cords of wood or $300 on an electric bill, once a winter, for people "
            "who earn a little too much for state fuel help."
        ),
        who="Households in southern New Hampshire turned down by the state program.",
        bring="The letter that turned you down",
        reach="state NH",
        apply="Call; we mail the card.",
        sure="aging",
    ),
    Row(
        name="Medicare and Insurance Counseling",
        org="elder-compass",
        terms="health-insurance benefits",
        at="plymouth-compass | hyannis-compass=Tue,Thu 9-14",
        hours="Mon-Fri 9-16; closed 11-26,12-25",
        text=(
            "A trained counselor compares plans with you, checks that your drugs and doctors are covered, and applies "
            "for the programs that pay the premium. Best in October through early December, when you can change."
        ),
        who="People with Medicare, adults 64 or older who will soon have it, and their caregivers.",
        bring="Red, white and blue card; List of medicines",
        speaks="eng por",
        reach="county Plymouth County MA; county Barnstable County MA",
        apply="Call for an hour in person, by phone or by video.",
        capacity="limited 6/50 visits a week",
        refer="fax",
        sure="fresh",
    ),
    Row(
        name="Property Tax Relief Help",
        org="elder-compass",
        terms="benefits retirement",
        at="plymouth-compass",
        hours="2Wed 9-12; 4Wed 9-12",
        text=(
            "Older homeowners may owe less. We fill in the abatement, deferral and senior work-off forms for your town"
            " and show you how they change what you leave behind."
        ),
        who="Homeowners 65 or older in Plymouth County.",
        ages="65-",
        bring="Tax bill; Income tax return",
        reach="county Plymouth County MA",
    ),
    Row(
        name="Social Security and Disability Appeals Help",
        org="elder-compass",
        terms="disability-benefits benefits-navigation for-disability",
        at="hyannis-compass",
        hours="Mon-Fri 9-15",
        text=(
            "Applying for disability is long. We collect the doctors' letters, fill in the work history and go with "
            "you to the appeal. If it is denied, that is the beginning and not the end."
        ),
        who="Adults with a disability that keeps them from work, on the Cape.",
        bring="List of doctors; List of jobs in the last five years",
        speaks="eng por",
        reach="county Barnstable County MA",
        apply="Call. First meeting takes two hours.",
        capacity="waitlist 0/25 cases: About 6 weeks",
        refer="fax",
    ),
    Row(
        name="Coin Purse Second-Chance Banking",
        org="penny-wise-bridge",
        terms="financial-education credit",
        at="springfield-coin",
        hours="Wed 10-14",
        text=(
            "Open a checking account with no monthly fee even if a bank closed one before. A class of two hours comes "
            "first. Bring your questions about wire and phone payments to family abroad."
        ),
        who="Adults in Springfield, newcomers and immigrants welcome.",
        bring="Photo ID or consular card",
        speaks="eng spa som swa",
        reach="city Springfield MA",
        sure="never",
    ),
)
