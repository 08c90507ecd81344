"""Where are the demo's services? Places on streets that do not exist, continued."""

from importers.demo.shapes import Spot

SPOTS = (Spot(key="watertown-hall", town="watertown", street="88 Apricot Basket Street", access="yes"),)
