"""Which other food help does the demo hold? Meals brought home, gardens, food benefits, cooking."""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Roots Meals at Home",
        org="berkshire-roots",
        terms="food-delivery for-seniors",
        hours="Mon-Fri 8-15",
        text=(
            "A driver brings a hot lunch and a friendly face. You can have a cold supper on the same tray. If you do "
            "not answer the door, we call the person you named."
        ),
        who="Adults 60 or older who cannot cook, and their spouses.",
        ages="60-",
        cost="sliding: Give what you can; nobody is turned away. Suggested gift $3 a meal.",
        reach="county Berkshire County MA",
        apply="Call; a visitor comes to your home within a week.",
        remote="home",
        capacity="waitlist 0/210 trays: 2 to 3 weeks in the north of the county",
        refer="fax",
    ),
    Row(
        name="Rowan Leaf Community Garden",
        org="berkshire-roots",
        terms="garden",
        at="pittsfield-rowan | north-adams-mitten",
        hours="season 04-20..10-31 Mon-Sun 7-20",
        text=(
            "Thirty-two beds, a tool shed and a hose. A gardener is there on Saturday mornings for beginners. Two "
            "raised beds are at table height for people who use a wheelchair."
        ),
        who="Families and neighbors in Pittsfield and North Adams.",
        cost="fee 15: $15 a bed for the year. Free with a food benefits card.",
        reach="city Pittsfield MA; city North Adams MA",
        apply="Sign up in March; later, ask for a bed that was given up.",
    ),
    Row(
        name="Food Benefits Sign-up Desk",
        org="three-rivers-food",
        terms="snap benefits-navigation",
        at="springfield-pumpkin | holyoke-lantern=Tue 9-16",
        hours="Mon-Fri 8:30-16:30; closed 11-26,12-25,01-01",
        alt="Ayuda con beneficios de comida",
        text=(
            "We fill in the food benefits form with you, scan your papers and send it the same day. If the state asks "
            "for more, we call. Also for cases that were cut off or came out too low."
        ),
        who="Anyone in Hampden County who wants to apply or has been turned down.",
        bring="Photo ID; Last four pay stubs; Rent and heating bills",
        speaks="eng spa rus",
        interpreters="Telephone interpreters for any other language.",
        reach="county Hampden County MA",
        apply="Call for a time, or wait in line before noon.",
        capacity="available 40/50 visits a week",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Valley Pantry Finder Line",
        org="three-rivers-food",
        terms="food-pantry hotline",
        hours="Mon-Fri 8-20; Sat 9-13",
        alt="Línea para encontrar comida",
        text=(
            "Tell us your street and when you can go, and we name the two pantries that are open and have food today. "
            "We text it to you, with the bus. Nothing is written down but your ZIP code."
        ),
        who="Anyone in western Massachusetts.",
        speaks="eng spa",
        interpreters="Interpreters on the line in over 100 languages.",
        reach=(
            "county Hampden County MA; county Hampshire County MA; county Franklin County MA; county Berkshire County "
            "MA"
        ),
        remote="phone",
        hotline="413-555-0190: Pantry finder, voice and text",
    ),
    Row(
        name="Despensa de la Calle Paper Lantern",
        org="three-rivers-food",
        terms="food-pantry for-immigrants",
        at="holyoke-lantern",
        hours="Wed 13-17",
        alt="Paper Lantern Pantry",
        text=(
            "Una despensa atendida en español, con arroz, frijoles, verduras y plátanos. No pedimos papeles de "
            "inmigración. Las personas mayores pasan primero. / A pantry run in Spanish; English is spoken too. We "
            "never ask about immigration papers."
        ),
        who="Families and immigrants in Holyoke and Chicopee.",
        speaks="spa eng",
        reach="city Holyoke MA; city Chicopee MA",
    ),
    Row(
        name="Cooking for a Low-Sodium Life",
        org="three-rivers-food",
        terms="nutrition health-education",
        at="chicopee-whistle",
        hours="2Mon 17:30-19:30",
        text=(
            "A dietitian cooks two suppers with you that are kind to the heart and the kidneys, and you take one home."
            " Bring your reading glasses: we practice reading labels."
        ),
        who="Adults with high blood pressure, diabetes or kidney disease, and whoever cooks for them.",
        ages="18-",
        speaks="eng spa",
        reach="county Hampden County MA",
        apply="Call to hold a seat. Twelve people at most.",
    ),
)
