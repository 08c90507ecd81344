"""Which food help does the demo hold? Pantries, suppers, boxes brought home."""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Chelsea Choice Pantry",
        org="harbor-table",
        terms="food-pantry",
        at="chelsea-lantern",
        hours="Tue,Thu 10-14; 1Sat 9-12; closed 11-26,12-24,12-25",
        alt="Despensa de Chelsea",
        text=(
            "Walk the aisles like a small store and choose a week of groceries: fruit and vegetables, eggs, rice, "
            "beans, frozen chicken and whatever bread came in that morning. Low-salt and halal shelves are marked. "
            "Come once a week. If the line is long, take a number and sit; the soup is free."
        ),
        who="Anyone who lives in Chelsea, Revere or East Boston.",
        bring="Something with your address on it, if you have it",
        speaks="eng spa por",
        reach="zip 02150 02151 02128; city Chelsea MA",
        apply="Walk in. No appointment and no papers about income.",
        capacity="available 180/200 boxes a week",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Late Supper on Lantern Street",
        org="harbor-table",
        terms="meals",
        at="chelsea-lantern",
        hours="Mon-Fri 17-19",
        alt="Cena caliente en la calle Lantern",
        text=(
            "A hot supper at long tables, cooked by a different crew each night. Thursday is pupusa night. There is a "
            "corner with blocks and books for children, and coffee until the lights go out. Take a plate home for "
            "somebody who could not come."
        ),
        who="Everyone. Children eat with an adult.",
        speaks="eng spa hat",
        reach="polygon harbor",
        apply="Come in and sit down.",
    ),
    Row(
        name="Harbor Home Boxes",
        org="harbor-table",
        terms="food-delivery",
        hours="Mon-Fri 9-16",
        text=(
            "A driver leaves a box of groceries at your door every other week if you cannot get to a pantry. You tell "
            "us what you can open, chew and cook. Drivers wait until you come to the door and say hello."
        ),
        who="Adults 60 or older, and people with a disability, who cannot shop.",
        ages="60-",
        speaks="eng spa vie",
        reach="county Suffolk County MA",
        apply="Call and answer eight questions. First box within ten days.",
        remote="home",
        capacity="waitlist 0/140 homes: About 3 weeks",
        refer="phone",
    ),
    Row(
        name="Foghorn Lane Pantry",
        org="harbor-table",
        terms="food-pantry emergency-food",
        at="eastie-foghorn | revere-paperboat=Wed 16-19",
        hours="Sat 8:30-11:30",
        text=(
            "Bags are packed ahead for families of two, four or six, with diapers in the sizes we have. In an "
            "emergency, ring the bell on any weekday before noon and someone will find you food for three days."
        ),
        who="Families and single people in East Boston and Revere.",
        speaks="eng spa ara",
        reach="city East Boston MA; city Revere MA",
        apply="Walk in. New families fill in one short card.",
    ),
    Row(
        name="Golden Loaf Lunch",
        org="golden-loaf",
        terms="meals",
        at="lynn-bakers",
        hours="Mon-Sat 11:30-13:30; closed 12-25,01-01",
        alt="Almuerzo gratis Golden Loaf",
        text=(
            "Soup, salad and a main dish, made from scratch and served at the table with real plates. Nobody signs in."
            " A nurse sits by the window on Mondays to check blood pressure if you like."
        ),
        who="Anyone who is hungry.",
        speaks="eng spa khm",
        reach="city Lynn MA",
    ),
    Row(
        name="Bread and Greens Night Market",
        org="golden-loaf",
        terms="food-pantry",
        at="lynn-bakers",
        hours="Fri 18-21",
        text=(
            "A pantry set up like an evening market, for people who work days. Fill one bag with vegetables, one with "
            "dry goods and one with bread. Music most weeks, and a table where you can sign up for school lunches."
        ),
        who="People who work in or live in Lynn, Salem or Peabody.",
        bring="Two bags of your own",
        speaks="eng spa rus",
        reach="city Lynn MA; city Salem MA; city Peabody MA",
    ),
    Row(
        name="Mill City Choice Pantry",
        org="mill-city-larder",
        terms="food-pantry for-families",
        at="lowell-spindle",
        hours="Mon,Wed,Fri 9-12; Thu 15-19; closed 11-26,12-25,01-01",
        alt="Despensa Mill City",
        text=(
            "Points for each person in your home let you pick what you will really use. Fish sauce, jasmine rice, masa"
            " and plantains are on the shelf next to the peanut butter. Helpers can walk with you and carry."
        ),
        who="Households in Greater Lowell under 200% of the federal poverty level. Your word is enough.",
        bring="Photo ID for one adult; List of the people in your home",
        speaks="eng khm spa por",
        reach="city Lowell MA; city Wilmington MA; zip 01852 01844",
        apply="Book a time by phone or walk in after 10.",
        capacity="available 60/75 visits a week",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Weekend Backpacks",
        org="mill-city-larder",
        terms="food-pantry for-children",
        at="lowell-loom",
        hours="Fri 14-15:30",
        text=(
            "On Friday your child brings home a quiet plain bag with six meals and two snacks that need no stove. "
            "Schools ask us; parents can ask too. In July and August the bags go out from the annex."
        ),
        who="Children in kindergarten through grade 8 in Lowell schools.",
        ages="5-14",
        speaks="eng khm spa",
        reach="city Lowell MA",
        apply="Ask your school nurse, or call us yourself.",
        refer="email",
    ),
    Row(
        name="Hill Town Mobile Pantry",
        org="hill-town-share",
        terms="food-pantry",
        at="orange-grange=2Tue 10-12 | gardner-clothespin=3Tue 10-12 | greenfield-almanac=4Wed 16-18",
        text=(
            "The truck opens its side and becomes a farm stand. You get potatoes, apples, milk, frozen meat and a bag "
            "of dry goods. Stay in your car if walking is hard. We come in rain and snow, but not in ice; the phone "
            "line says so by 8 a.m."
        ),
        who="Anyone in the hill towns.",
        speaks="eng",
        reach="polygon quabbin; county Franklin County MA",
        apply="No sign-up. Come early for eggs.",
    ),
    Row(
        name="Farm Gleaning Days",
        org="hill-town-share",
        terms="garden nutrition",
        at="greenfield-almanac",
        hours="season 06-15..10-31 Sat 8-11",
        text=(
            "Pick what the farm could not sell and take home as much as you can carry. Tools, gloves and a ride from "
            "the green are free. Someone will show you how to freeze it."
        ),
        who="Families, and anyone 12 or older with an adult.",
        speaks="eng spa",
        reach="county Franklin County MA; county Hampshire County MA",
        apply="Sign up by Thursday so that we can plan the van.",
    ),
    Row(
        name="Plate Project Community Kitchen",
        org="blackstone-plate",
        terms="meals",
        at="woonsocket-bobbin",
        hours="Mon-Fri 7:30-9,11:30-13; Sun 12-14",
        alt="Cocina comunitaria",
        text=(
            "Breakfast before work and lunch in the middle of the day, six days a week. On Sunday a big family dinner."
            " Ask for soft food or no sugar; the cooks do not mind."
        ),
        who="Everyone.",
        speaks="eng spa fra por",
        reach="city Woonsocket RI",
    ),
    Row(
        name="Two-State Pantry",
        org="blackstone-plate",
        terms="food-pantry",
        at="woonsocket-bobbin=Tue 9-12 | uxbridge-bobbin=Thu 16-18:30",
        text=(
            "One membership card works at both pantries, in Rhode Island and across the line in Massachusetts. You may"
            " come once every two weeks to either. There is a shelf for babies and one for pets."
        ),
        who="People in Woonsocket and the Blackstone Valley towns.",
        bring="Proof of address; Birth dates of the children",
        speaks="eng spa",
        reach="city Woonsocket RI; city Uxbridge MA",
        apply="Bring your card, or get one at the door in five minutes.",
    ),
    Row(
        name="Seacoast Basket Pantry",
        org="seacoast-basket",
        terms="food-pantry",
        at="portsmouth-saltbox | exeter-pitcher=Wed 10-12",
        hours="Mon,Thu 10-15; Tue 17-19",
        text=(
            "Shop once a week for a cart of groceries, with extra milk for children and a gluten-free shelf. Hotel and"
            " restaurant workers come on Tuesday evening, when it stays open late."
        ),
        who="Residents of Rockingham County and people who work there.",
        bring="Photo ID; A bill with your address",
        speaks="eng spa",
        reach="county Rockingham County NH",
        apply="First visit: come 30 minutes before closing or earlier.",
        refer="phone",
    ),
    Row(
        name="Summer Lunch in the Park",
        org="seacoast-basket",
        terms="meals for-children",
        at="exeter-pitcher",
        hours="season 06-20..08-25 Mon-Fri 11:30-12:30",
        text=(
            "A bag lunch and a carton of milk for every child who comes, with games after. No names are taken. Adults "
            "can buy one for a dollar or have what is left."
        ),
        who="Children and teens 18 or younger.",
        ages="-18",
        speaks="eng",
        reach="city Exeter NH",
        apply="Just come.",
    ),
    Row(
        name="Monadnock Market Pantry",
        org="monadnock-cupboard",
        terms="food-pantry",
        at="keene-weathervane | jaffrey-acorn=2Sat,4Sat 9-11 | peterborough-quill=Thu 15-18",
        hours="Tue,Fri 10-13",
        text=(
            "Local squash, eggs and apples next to canned goods, in three towns. Carts to borrow, and a helper for "
            "anyone who shops from a wheelchair. Take as much cabbage as you want."
        ),
        who="Anyone in Cheshire County and the towns around Peterborough.",
        speaks="eng",
        reach="county Cheshire County NH; city Peterborough NH; city Jaffrey NH",
    ),
    Row(
        name="Senior Farm Box",
        org="monadnock-cupboard",
        terms="food-delivery for-seniors",
        hours="Wed 9-12",
        text=(
            "A monthly box with cheese, oats, canned fruit and vegetables for older adults with a small income. "
            "Drivers deliver beyond the bus line."
        ),
        who="Adults 60 or older with a monthly income under the state limit.",
        ages="60-",
        bring="Proof of age; Proof of income",
        reach="county Cheshire County NH",
        apply="Apply by phone; a helper fills in the form with you.",
        remote="home",
        capacity="limited 6/90 boxes",
        refer="form",
    ),
    Row(
        name="Cape Soup Line Supper",
        org="cape-soup-line",
        terms="meals",
        at="hyannis-anchor",
        hours="Mon-Sun 16:30-18",
        text=(
            "Hot soup, bread and something sweet every evening of the year, holidays too. Showers and a clothes table "
            "are open in the hour before. If you sleep outside, ask the staff about a bed for the night."
        ),
        who="Everyone, with no questions.",
        speaks="eng por spa",
        reach="county Barnstable County MA",
        sure="fresh",
    ),
    Row(
        name="Cape Mobile Pantry",
        org="cape-soup-line",
        terms="food-pantry",
        at="falmouth-clam=1Wed 10-12 | provincetown-buoy=1Thu 11-13 | hyannis-anchor=Sat 9-11",
        text=(
            "The van carries shelf food, vegetables and fish from local boats. In winter it stays an hour longer in "
            "Provincetown because so much else is closed."
        ),
        who="Year-round and seasonal workers on the Cape.",
        speaks="eng por",
        reach="county Barnstable County MA",
    ),
)
