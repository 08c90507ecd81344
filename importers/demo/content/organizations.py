"""Who offers help in the demo? Invented organizations."""

from importers.demo.shapes import Org

ORGANIZATIONS = (
    Org(
        key="harbor-table",
        name="Harbor Table Network",
        town="chelsea",
        line=2,
        text=(
            "Harbor Table began in a church hall with six card tables and one chest freezer. Today neighbors run "
            "pantries, a cooked supper and a home delivery van around the inner harbor. Nobody is asked to prove they "
            "are hungry. Half of the people who carry the boxes first came for one."
        ),
        since=1994,
        contact="Pantry manager",
    ),
    Org(
        key="golden-loaf",
        name="Golden Loaf Kitchen",
        town="lynn",
        line=2,
        text=(
            "Golden Loaf cooks from scratch for anyone who sits down. The kitchen trains new cooks in the morning and "
            "serves meals from noon. Bread goes home with every guest."
        ),
        since=2003,
        contact="Kitchen coordinator",
    ),
    Org(
        key="mill-city-larder",
        name="Mill City Larder",
        town="lowell",
        line=2,
        text=(
            "Mill City Larder is a choice pantry: you walk the aisles and take what your family will eat. Staff and "
            "volunteers speak Khmer, Spanish and Portuguese, because that is how Lowell speaks."
        ),
        since=1987,
        contact="Volunteer coordinator",
    ),
    Org(
        key="hill-town-share",
        name="Hill Town Share",
        town="orange",
        line=4,
        text=(
            "In the hill towns the store can be twenty miles away. Hill Town Share takes food to where people are: a "
            "library lot, a grange hall, a school. Farmers give what they cannot sell, and it is gone by Thursday."
        ),
        since=2009,
        contact="Route planner",
    ),
    Org(
        key="blackstone-plate",
        name="Blackstone Plate Project",
        town="woonsocket",
        line=2,
        text=(
            "Blackstone Plate feeds people on both sides of the state line. It started when two mills closed in one "
            "winter. It still buys from local bakeries first."
        ),
        since=1999,
        contact="Program director",
    ),
    Org(
        key="seacoast-basket",
        name="Seacoast Basket",
        town="portsmouth",
        line=2,
        text=(
            "Seacoast Basket helps families, retirees and hotel workers fill the gap between paychecks in the towns "
            "along the New Hampshire coast."
        ),
        since=1991,
        contact="Pantry director",
    ),
    Org(
        key="monadnock-cupboard",
        name="Monadnock Cupboard",
        town="keene",
        line=4,
        text=(
            "A small group of neighbors with one warehouse, two vans and a long list of farms. Monadnock Cupboard "
            "serves the southwest corner of New Hampshire and never runs out of squash."
        ),
        since=2001,
        contact="Site leader",
    ),
    Org(
        key="cape-soup-line",
        name="Cape Soup Line",
        town="hyannis",
        line=2,
        text=(
            "Summer jobs end in September and heating bills start in November. Cape Soup Line was set up for that gap "
            "and now serves all year, from a cook line to a mobile pantry that crosses the Cape."
        ),
        since=1996,
        contact="Kitchen manager",
    ),
    Org(
        key="berkshire-roots",
        name="Berkshire Roots and Meals",
        town="pittsfield",
        line=2,
        text=(
            "Berkshire Roots grows, cooks and drives. Its gardens supply its own kitchens, and its drivers bring lunch"
            " to people who live alone on long dirt roads."
        ),
        since=2005,
        contact="Meals coordinator",
    ),
    Org(
        key="three-rivers-food",
        name="Three Rivers Food Alliance",
        town="springfield",
        line=4,
        text=(
            "Three Rivers links forty small pantries in the valley with one phone number, so you do not have to call "
            "them all. It also signs people up for food benefits."
        ),
        since=1983,
        contact="Intake lead",
    ),
    Org(
        key="open-door-homes",
        name="Open Door Homes",
        town="worcester",
        line=4,
        text=(
            "Open Door Homes helps people rent, keep and afford a home in central Massachusetts. Its three houses and "
            "one office are run by people who once needed a key themselves."
        ),
        since=1989,
        contact="Housing search lead",
        programs=(
            (
                "Steady Keys",
                "Help for one year after you move: a person to call, a small fund for repairs, and a monthly visit.",
            ),
        ),
    ),
    Org(
        key="tideline-housing",
        name="Tideline Housing Trust",
        town="new-bedford",
        line=6,
        text=(
            "Tideline owns two hundred and twelve plain, sturdy apartments on the South Coast and keeps the rent tied "
            "to what people earn. It also answers questions from any tenant, its own or not."
        ),
        since=1997,
        contact="Resident services coordinator",
    ),
    Org(
        key="granite-key",
        name="Granite Key Housing Partners",
        town="manchester",
        line=6,
        text=(
            "Granite Key brings landlords and tenants to one table. It holds deposits, settles small fights before "
            "they reach court, and knows which building will have a unit next month."
        ),
        since=2004,
        contact="Housing navigator",
    ),
    Org(
        key="ocean-porch",
        name="Ocean Porch Community Housing",
        town="warwick",
        line=4,
        text=(
            "Ocean Porch works with Rhode Islanders who are one bill away from losing a home. Its fix-it crew, rent "
            "fund and classes share one front porch."
        ),
        since=2000,
        contact="Program manager",
    ),
    Org(
        key="wren-house",
        name="Wren House",
        town="brockton",
        line=8,
        text=(
            "A family shelter with fourteen rooms, a play yard and a rule that every school-age child keeps the same "
            "school. Wren House also helps families for a year after they leave."
        ),
        since=1992,
        contact="Shift supervisor",
    ),
    Org(
        key="northwind-shelter",
        name="Northwind Night Shelter",
        town="lowell",
        line=6,
        text=(
            "Northwind keeps a bed, a hot drink and a locker for people who sleep outside. Nobody is turned away in "
            "the cold for being drunk, angry or late."
        ),
        since=1985,
        contact="Night manager",
    ),
    Org(
        key="lantern-harbor",
        name="Lantern Harbor",
        town="boston",
        line=4,
        text=(
            "Lantern Harbor stands with people who are hurt by a partner or a family member. Its houses have no signs "
            "and its phone is always answered. You decide what happens next; the advocates help you do it."
        ),
        since=1979,
        contact="Advocate on duty",
    ),
    Org(
        key="quiet-meadow",
        name="Quiet Meadow Safe Homes",
        town="keene",
        line=8,
        text=(
            "Quiet Meadow is a small network of advocates and safe homes for survivors of abuse in southwestern New "
            "Hampshire."
        ),
        since=1984,
        contact="Advocate on duty",
    ),
    Org(
        key="young-harbor",
        name="Young Harbor",
        town="providence",
        line=6,
        text=(
            "A house, a drop-in room and a team for young people without a safe place to live. Young Harbor was "
            "designed by a council of former runaways, who still choose the paint."
        ),
        since=2011,
        contact="Youth case manager",
    ),
    Org(
        key="veterans-hearth",
        name="Hearth for Veterans",
        town="springfield",
        line=6,
        text=(
            "Hearth for Veterans is run by former soldiers, sailors and one cook from the Coast Guard. It finds homes,"
            " pays deposits and sits with you while you wait."
        ),
        since=2006,
        contact="Outreach specialist",
    ),
    Org(
        key="silver-maple",
        name="Silver Maple Living",
        town="northampton",
        line=8,
        text=(
            "Silver Maple runs small houses where older people and people with disabilities live with help nearby. "
            "Residents vote on the menu and on whether the cat may stay. The cat has never lost."
        ),
        since=1993,
        contact="Move-in coordinator",
    ),
    Org(
        key="juniper-recovery-homes",
        name="Juniper Row Homes",
        town="quincy",
        line=6,
        text="Juniper Row is five sober houses and a workshop. Everyone cooks once a week and everyone has a key.",
        since=2008,
        contact="House manager",
    ),
    Org(
        key="bay-state-repair",
        name="Plumb and Level Home Repair",
        town="framingham",
        line=10,
        text=(
            "Retired carpenters, apprentices and a very old truck. Plumb and Level keeps homes safe and warm for "
            "people who cannot pay a contractor."
        ),
        since=1998,
        contact="Job scheduler",
    ),
    Org(
        key="harborlight-public",
        name="Harborlight Homes Authority",
        town="gloucester",
        line=8,
        text=(
            "Harborlight Homes manages public apartments for families and older adults by the water, and the lists "
            "that lead to them."
        ),
        since=1950,
        contact="Tenant selection desk",
    ),
    Org(
        key="penny-wise-bridge",
        name="Penny Bridge Community Action",
        town="fall-river",
        line=12,
        text=(
            "Penny Bridge is where you go when one bill knocks over the next. One visit checks you for fuel help, food"
            " benefits, weatherization, taxes and child care. Half of the board are people who have used it."
        ),
        since=1966,
        contact="Intake supervisor",
        programs=(("One Door Intake", "One conversation, one set of papers, every program we know."),),
    ),
    Org(
        key="warm-kettle",
        name="Warm Kettle Energy Help",
        town="worcester",
        line=14,
        text=(
            "Warm Kettle keeps heat on in central Massachusetts, with oil deliveries, payments on gas and electric "
            "bills, and a crew that fills the cracks in old houses."
        ),
        since=1978,
        contact="Fuel program clerk",
    ),
    Org(
        key="north-mill-action",
        name="North Mill Neighbor Action",
        town="lawrence",
        line=10,
        text=(
            "North Mill works in Spanish first. It helps families in the Merrimack Valley get the benefits, tax "
            "refunds and second chances they have a right to."
        ),
        since=1965,
        contact="Family advocate",
    ),
    Org(
        key="ocean-state-ledger",
        name="Ocean State Ledger",
        town="providence",
        line=8,
        text=(
            "Ledger coaches are trained, patient and not selling anything. They help people open an account, fix a "
            "credit report and plan for a year that has only eleven paychecks."
        ),
        since=2007,
        contact="Financial coach",
    ),
    Org(
        key="granite-lamp",
        name="Granite Lamp Fund",
        town="concord",
        line=10,
        text=(
            "A small fund with a kind telephone. Granite Lamp pays one bill at the right moment so that a hard month "
            "does not become a hard year."
        ),
        since=1990,
        contact="Fund secretary",
    ),
)
