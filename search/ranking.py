"""What counts how much? The one weight table of every backend. Text x place x moment x trust, each a factor of its own."""

from dataclasses import dataclass
from functools import lru_cache

K1, B = 1.2, 0.75  # BM25's saturation and length normalisation
USUAL_LENGTH = 120.0  # words of an ordinary listing; fixed, so that one listing's impacts do not depend on the others
FULL_IMPACT = K1 + 1.0  # what an impact of 255 stands for
SHORTEST_WORD = 4  # letters of the shortest word that may be corrected, or offered as a correction

NAME_SHARE = 0.25  # of the listings with some words, so many have them in a name: then the words are a name
ONE_WORD_SHARE = 0.5  # the same for a single word that means a thing as well ("hospice")
WHOLE_NAME_SHARE = 0.6  # of a listing's name that must be in the question


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the document and what one of its words weighs."""

    name: str
    weight: float


FIELDS = (
    Field("name", 6.0),
    Field("alternate_names", 5.0),
    Field("keywords", 3.0),
    Field("organization", 1.0),
    Field("description", 1.0),
    Field("eligibility", 0.7),
    Field("other_words", 0.2),
)


@dataclass(frozen=True, slots=True)
class Text:
    """How words make a text score (measured: docs/search.md)."""

    own: float = 1.0  # the person's own word
    strong: float = 0.8  # a directory's word for the same thing
    weak: float = 0.2  # a related word
    part: float = 0.5  # one word of a phrase that was understood as a whole
    loose: float = 0.22  # how far a word of a phrase answers that does not mean it alone ("light" of "light bill")
    poor: float = (
        0.35  # of the best text score in reach; nearness alone makes no answer of less where more is to be had
    )
    poor_part: float = 0.7  # the same for what answers only a word inside the phrase that was understood
    rest: float = 0.3  # what further alternates add beside the best one
    inherited: float = 0.65  # the concept of a single word inside a longer phrase
    plain: float = 0.4  # a word nobody explained, beside one that was understood
    beside: float = 0.5  # what a thing is for, where both together mean a third ("ride to dialysis")
    audience: float = 0.7  # for whom, beside a topic
    cost: float = 0.3  # how cheap, beside a topic
    kin: float = 0.1  # somebody who is only mentioned, beside anything else
    number: float = 0.1
    urgent: float = 4.0  # the kinds of help against a danger that was heard: whatever else is said, they answer ...
    danger: float = 0.2  # ... what that danger is called in directories ...
    asked_in_danger: float = 7.0  # ... what else was expressly asked for ...
    beside_danger: float = 1.0  # ... what else was said ...
    unexplained_in_danger: float = 0.05  # ... and words nobody explained
    lowest_idf: float = 0.3
    highest_idf: float = 4.5
    broad: float = 0.12  # an alternate in more than this share of the listings says nothing
    coverage: float = 1.0  # power of the share of the question a listing answers
    feedback: float = 0.2  # keywords the first results share
    feedback_first: int = 8
    adjacent: float = 0.5  # two words of the question side by side in the listing
    adjacent_first: int = 100
    lowest_share: float = 0.08  # of the best score; what lies below is no result
    least_answered: float = 0.3  # of what the best answers: related words alone are no result where more is to be had
    least_off_topic: float = 0.6  # the same for a listing in which only words nobody explained stand ...
    least_asked: float = 0.35  # ... and of all that was asked, where no topic was understood ...
    least_beside_topic: float = 0.55  # ... and where one was
    name: float = 1.5  # the question is most of the listing's name, or names its organization among other things
    name_alone: float = 4.0  # the question is somebody's name and nothing else


TEXT = Text()


@dataclass(frozen=True, slots=True)
class Factors:
    """Factors beside the text; 1.0 changes nothing."""

    elsewhere: float = 0.5  # serves only other places than the deployment's home
    serves_here: float = 0.9  # serves the place by ZIP, city or county, is not near
    serves_widely: float = 0.8  # by state or nation
    remote: float = 0.75  # virtual
    far_door: float = 0.6  # of those, where help is only to be had at a door far away
    beyond: float = 0.01  # outside the radius: after everything inside
    half_near: float = 40.0  # miles at which nearness counts half
    meets_hours: float = 1.0
    unknown_hours: float = 0.5
    fails_hours: float = 0.1  # below one that meets them
    audience: float = 1.4
    other_audience: float = 0.35
    reserved: float = 0.1  # kept for people nobody spoke of
    unlike: float = 0.2  # its name holds a word of the question and means another thing
    wrong_age: float = 0.3
    free: float = 1.1
    less_urgent: float = 0.001  # a step behind the help that a danger calls for: no other factor makes up for it
    unconfirmed: float = 0.6  # past due, shown on request
    old_confirmation: float = 0.95  # more than `fresh_days` ago, or never
    fresh_days: int = 180
    limited: float = 0.97
    waitlist: float = 0.8
    full: float = 0.55
    said_full: float = 0.8  # it had no room for a referral
    capacity_days: int = 30  # how long a word about capacity holds that names no end
    out: float = 0.55  # everything is given out for today
    closed: float = 0.3  # closed until a day that has not come, or until nobody knows when


FACTORS = Factors()
CAPACITY_STATES = ("limited", "waitlist", "full", "said_full")  # those that have a factor


@lru_cache(maxsize=10_000)
def impact(weight: float, length: int) -> int:
    """BM25's term part, from the weighted count of a term in a listing of `length` words, as 1 to 255."""
    norm = K1 * (1 - B + B * length / USUAL_LENGTH)
    return max(1, min(255, round(255 * weight / (weight + norm))))
