"""Days below the bars of a picture: none runs into the next one or beyond the picture, in whatever language."""

import pytest

from resource_app.web.columns import LETTER, Due, pictures

LABELS = ("9 May", "23 November", "23 de noviembre", "29 de septiembre")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("number", [1, 6, 26, 130])
def test_days_below_bars_do_not_run_into_one_another(label: str, number: int) -> None:
    for picture in pictures([Due(label, 3)] * number):
        starts = [bar.x for bar in picture.bars if bar.label]
        ends = [start + LETTER * len(label) for start in starts]
        assert starts
        assert all(end < following for end, following in zip(ends, starts[1:], strict=False))
        assert ends[-1] <= picture.canvas.width
