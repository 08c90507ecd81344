"""Where are the demo's services? Places on streets that do not exist, continued."""

from importers.demo.shapes import Spot

SPOTS = (
    Spot(
        key="cambridge-protein",
        town="cambridge",
        street="40 Kitchen Scale Street",
        name="Teaching kitchen",
        access="yes",
    ),
    Spot(key="nashua-bells", town="nashua", street="60 Hand Bell Road", access="yes: Ceiling lift."),
    Spot(
        key="worcester-steps", town="worcester", street="14 Strong Steps Lane", access="yes: Charging for power chairs."
    ),
    Spot(key="springfield-hummingbird", town="springfield", street="23 Hummingbird Cup Road"),
)
