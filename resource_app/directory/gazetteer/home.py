"""Which of several places of one name is meant? First where the directory is at home, then the bigger one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

NEAR_MILES = 100.0  # a place this near to a listing is more likely meant than one at the other end of the country
MILES_A_DEGREE = 69.0
AROUND_DEGREES = 0.25  # around a place, to count the directory's listings there


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """Where a directory is at home: the states its places are in, the commonest first, and their points (degrees, n x 2)."""

    states: tuple[str, ...] = ()
    points: npt.NDArray[np.float64] | None = None

    def tier(self, state: str, lat: float, lon: float) -> int:
        """0 for a home state, 1 near the directory's places, 2 elsewhere."""
        if state in self.states:
            return 0
        return int(self._miles(lat, lon) > NEAR_MILES) + 1

    def listings_around(self, lat: float, lon: float) -> int:
        """How many of the directory's places are within about 15 miles."""
        if self.points is None:
            return 0
        return int((np.abs(self.points - (lat, lon)) < AROUND_DEGREES).all(axis=1).sum())

    def _miles(self, lat: float, lon: float) -> float:
        """About how far the nearest of the directory's places is; infinite without any."""
        if self.points is None or not len(self.points):
            return float("inf")
        away = (self.points - (lat, lon)) * (1, np.cos(np.radians(lat)))
        return float(np.sqrt((away**2).sum(axis=1).min())) * MILES_A_DEGREE


NOWHERE = Home()
