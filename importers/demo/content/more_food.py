"""Which food help outside the cities does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Two Bridges Walk-In Fridge",
        org="two-bridges-pantry",
        terms="food-pantry",
        at="weymouth-bridges | randolph-bridges=Tue,Thu 15-18",
        hours="Mon,Wed,Sat 9-12",
        text=(
            "Halal and kosher meat, fresh herbs, yogurt and bread. Pick up for a neighbor with a note. During Ramadan "
            "there is an evening hour."
        ),
        who="Anyone in Weymouth, Quincy, Randolph and Braintree.",
        speaks="eng ara vie hat",
        reach="city Weymouth MA; city Quincy MA; city Randolph MA",
        capacity="available 70/90 visits a week",
        sure="fresh",
    ),
    Row(
        name="Ramadan and Winter Evening Pantry",
        org="two-bridges-pantry",
        terms="food-pantry emergency-food",
        at="randolph-bridges",
        hours="season 11-01..03-31 Sun 18-20",
        text="Dates, lentils, halal chicken and soup for families who cannot come by day.",
        who="Families who keep Ramadan or work days.",
        speaks="eng ara hat",
        reach="city Randolph MA",
    ),
    Row(
        name="February Suppers",
        org="island-supper",
        terms="meals",
        at="nantucket-supper",
        hours="season 01-05..04-15 Tue,Thu,Sun 17-19",
        text=(
            "When the boats stop and the restaurants close, there is chowder, a stove and company. Bring your own bowl"
            " if you are proud of it."
        ),
        who="Islanders, all of them.",
        speaks="eng por spa",
        reach="county Nantucket County MA",
    ),
    Row(
        name="Island Pantry Shelf",
        org="island-supper",
        terms="food-pantry",
        at="nantucket-supper",
        hours="Mon,Fri 13-17",
        text=(
            "Groceries for the week, baby food, and heating help forms. Delivered to mid-island homes when the wind is"
            " over forty."
        ),
        who="Year-round residents and seasonal workers of Nantucket.",
        speaks="eng spa por",
        reach="county Nantucket County MA",
        sure="aging",
    ),
    Row(
        name="Friday Fish Share",
        org="newport-net",
        terms="food-pantry food-delivery",
        at="newport-net | bristol-net=Fri 15-17",
        hours="Fri 14-18",
        text="Two pounds of fresh fish and a bag of greens. It is cleaned, it is cold, and there is a recipe.",
        who="Families, older adults and people with a disability in Newport and Bristol counties.",
        speaks="eng por spa",
        reach="polygon east-bay; county Newport County RI",
        capacity="limited 12/110 shares",
        sure="fresh",
    ),
    Row(
        name="Newport Net Doorstep Lunch",
        org="newport-net",
        terms="food-delivery for-seniors",
        hours="Mon-Fri 9-14",
        text="A warm lunch brought by a neighbor, with soft, diabetic and Portuguese menus.",
        who="Adults 60 or older who stay at home, and adults with a disability.",
        ages="60-",
        cost="sliding: Suggested gift $2.50.",
        speaks="eng por",
        reach="county Newport County RI",
        remote="home",
        capacity="waitlist 0/95 lunches: One week",
        refer="phone",
    ),
    Row(
        name="Lunchbox Pantry",
        org="merrimack-lunchbox",
        terms="food-pantry for-families",
        at="derry-lunchbox | hudson-lunchbox=Wed 16-19",
        hours="Tue 9-12; Thu 15-19",
        text=(
            "Groceries for families with children, lunchbox things above all: fruit cups, cheese, wraps and milk that "
            "keeps."
        ),
        who="Families with children in Derry, Hudson and Salem, New Hampshire.",
        bring="Names and ages of the children",
        speaks="eng spa",
        reach="city Derry NH; city Hudson NH; city Salem NH",
        sure="fresh",
    ),
    Row(
        name="Summer Meal Bus",
        org="merrimack-lunchbox",
        terms="meals for-children",
        hours="season 06-22..08-21 Mon-Fri 11-14",
        text="A yellow bus with tables inside stops at six parks. Lunch, a book and a hose to run through.",
        who="Children and teens 18 or younger.",
        ages="-18",
        speaks="eng spa",
        reach="city Derry NH; city Hudson NH",
    ),
    Row(
        name="Half-Price Farm Shares",
        org="uphill-farm",
        terms="nutrition food-pantry",
        at="gb-uphill",
        hours="season 06-10..11-05 Wed 14-18",
        text="Twenty weeks of vegetables for half the price or nothing, picked up at the barn or dropped in town.",
        who="Households with food benefits or low income in southern Berkshire County.",
        cost="sliding: $0 to $260 for the season; food benefits accepted.",
        reach="city Great Barrington MA; county Berkshire County MA",
        capacity="full 0/85 shares: Sign-up opens on 1 February",
    ),
    Row(
        name="WIC and SNAP at the Market",
        org="uphill-farm",
        terms="snap garden",
        at="gb-uphill",
        hours="season 05-15..10-30 Sat 9-13",
        text=(
            "Every dollar of food benefits buys two dollars of vegetables. A helper signs you up for both programs at "
            "the blue tent."
        ),
        who="Anyone with food benefits, and pregnant people and parents of children under 5.",
        speaks="eng spa",
        reach="county Berkshire County MA",
    ),
    Row(
        name="Stock Pot Community Supper",
        org="two-bridges-pantry",
        terms="meals",
        at="melrose-pot",
        hours="2Wed 17:30-19; 4Wed 17:30-19",
        text="Soup, bread and live piano twice a month. No sermon. Take-out tubs at the end.",
        who="Everyone in Melrose, Malden and Medford.",
        reach="city Melrose MA; city Malden MA; city Medford MA",
        sure="late",
    ),
    Row(
        name="Tin Ladle Breakfast",
        org="granite-lamp",
        terms="meals for-homeless",
        at="concord-ladle",
        hours="Mon-Sat 7-9",
        text="Eggs, oatmeal, coffee and the mail. People who sleep outside can use this address. A nurse on Fridays.",
        who="Everyone, people without a home first.",
        reach="city Concord NH",
        sure="fresh",
    ),
    Row(
        name="Cozinha da Comunidade",
        org="penny-wise-bridge",
        terms="meals food-pantry",
        at="fallriver-ladle",
        hours="Mon,Wed 11:30-14",
        alt="Community Kitchen",
        text=(
            "Almoço quente e cabaz de alimentos, com atendimento em português e crioulo. / Hot lunch and a food "
            "basket, served in Portuguese and Cape Verdean Creole; English is spoken too."
        ),
        who="Families and older adults in Fall River.",
        speaks="por kea eng",
        reach="city Fall River MA",
    ),
    Row(
        name="Sprout Teaching Garden",
        org="low-protein-table",
        terms="garden nutrition for-families",
        at="waltham-sprout",
        hours="season 04-15..10-31 Sat 9-12; season 04-15..10-31 Wed 16-19",
        text=(
            "Learn to grow greens on a balcony or in a bucket. Children plant, dig and eat what they pull. Seeds and "
            "soil to take home."
        ),
        who="Families in Waltham and Watertown, beginners first.",
        speaks="eng spa hat",
        reach="city Waltham MA; city Watertown MA",
    ),
    Row(
        name="Emergency Groceries by Voucher",
        org="golden-loaf",
        terms="emergency-food food-pantry",
        hours="Mon-Fri 9-17",
        text=(
            "A voucher sent to your phone for $60 at three stores, once in three months, when the pantry is closed or "
            "you cannot get there."
        ),
        who="Residents of Essex County with children, a disability or illness.",
        speaks="eng spa khm",
        reach="county Essex County MA",
        apply="A school nurse, clinic or social worker sends the request.",
        capacity="limited 5/40 vouchers this week",
        refer="portal",
        sure="fresh",
    ),
)
