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
)
