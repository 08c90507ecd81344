"""Where are the demo's services? Places on streets that do not exist, continued."""

from importers.demo.shapes import Spot

SPOTS = (
    Spot(key="watertown-hall", town="watertown", street="88 Apricot Basket Street", access="yes"),
    Spot(
        key="exeter-town",
        town="exeter",
        street="1 Candle Ferry Square",
        name="Town Office",
        access="yes: Elevator, low counter.",
    ),
    Spot(key="keene-willow", town="keene", street="90 Willow Bend Way", access="yes"),
    Spot(key="boston-chapel", town="boston", street="66 Small Bell Street", access="yes", bus="Green Line."),
    Spot(
        key="dover-parcel",
        town="dover",
        street="12 Parcel String Street",
        name="Parcel Library",
        access="yes: Lift to every floor.",
    ),
    Spot(key="lawrence-look", town="lawrence", street="35 Second Look Lane"),
    Spot(key="lowell-fix", town="lowell", street="200 Soldering Iron Street", access="yes"),
    Spot(key="cambridge-late", town="cambridge", street="61 Late Lamp Street", access="no: Steps, no rail."),
    Spot(key="providence-plate", town="providence", street="9 Copper Ladle Street", access="yes", bus="Bus 22."),
    Spot(key="warwick-plate", town="warwick", street="31 Second Spoon Road", access="yes"),
    Spot(key="westerly-net", town="westerly", street="4 Mended Net Lane"),
    Spot(key="wakefield-net", town="wakefield", street="70 Salt Pond Door Road", access="yes"),
    Spot(key="worcester-shelf", town="worcester", street="88 Seventh Shelf Street", access="yes", bus="Bus 7."),
    Spot(key="fitchburg-shelf", town="fitchburg", street="12 Paper Scale Street", access="no: Four steps."),
    Spot(key="southbridge-shelf", town="southbridge", street="5 Eyeglass Case Street"),
    Spot(
        key="framingham-larder", town="framingham", street="40 Platform Clock Road", access="yes", bus="Commuter rail."
    ),
    Spot(key="woburn-larder", town="woburn", street="17 Tanned Hide Lane", access="yes"),
    Spot(key="cambridge-larder", town="cambridge", street="203 Bell Rope Street", access="yes", bus="Bus 64."),
    Spot(key="taunton-cranberry", town="taunton", street="6 Cranberry Road", access="yes"),
    Spot(key="brockton-cranberry", town="brockton", street="115 Shoe Last Street", access="yes"),
    Spot(key="nb-cranberry", town="new-bedford", street="21 Spare Oar Street", access="no: Steps, no rail."),
    Spot(key="plymouth-cranberry", town="plymouth", street="2 Bog Shoe Way"),
    Spot(key="nashua-lunchbox", town="nashua", street="50 Thermos Cap Street", access="yes"),
    Spot(key="manchester-lunchbox", town="manchester", street="311 Loom Weight Street", access="yes", bus="Bus 11."),
    Spot(key="concord-lunchbox", town="concord", street="8 Coach Bolt Street", access="yes"),
    Spot(key="rochester-lunchbox", town="rochester", street="14 Tin Cup Road"),
    Spot(key="roxbury-pots", town="roxbury", street="77 Iron Kettle Street", access="yes", bus="Bus 28."),
    Spot(key="dorchester-pots", town="dorchester", street="402 Pot Lid Road", access="yes"),
)
