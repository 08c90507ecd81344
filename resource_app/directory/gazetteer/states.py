"""What are the states called? Postal code, Census code, English and Spanish names of the states and territories."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """One state, district or territory. `spanish` is empty where the name is the same."""

    code: str
    fips: str
    name: str
    spanish: str = ""


STATES: tuple[State, ...] = (
    State("AL", "01", "Alabama"),
    State("AK", "02", "Alaska"),
    State("AZ", "04", "Arizona"),
    State("AR", "05", "Arkansas"),
    State("CA", "06", "California"),
    State("CO", "08", "Colorado"),
    State("CT", "09", "Connecticut"),
    State("DE", "10", "Delaware"),
    State("DC", "11", "District of Columbia", "Distrito de Columbia"),
    State("FL", "12", "Florida"),
    State("GA", "13", "Georgia"),
    State("HI", "15", "Hawaii"),
    State("ID", "16", "Idaho"),
    State("IL", "17", "Illinois"),
    State("IN", "18", "Indiana"),
    State("IA", "19", "Iowa"),
    State("KS", "20", "Kansas"),
    State("KY", "21", "Kentucky"),
    State("LA", "22", "Louisiana", "Luisiana"),
    State("ME", "23", "Maine"),
    State("MD", "24", "Maryland"),
    State("MA", "25", "Massachusetts", "Masachusets"),
    State("MI", "26", "Michigan"),
    State("MN", "27", "Minnesota"),
    State("MS", "28", "Mississippi", "Misisipi"),
    State("MO", "29", "Missouri", "Misuri"),
    State("MT", "30", "Montana"),
    State("NE", "31", "Nebraska"),
    State("NV", "32", "Nevada"),
    State("NH", "33", "New Hampshire", "Nuevo Hampshire"),
    State("NJ", "34", "New Jersey", "Nueva Jersey"),
    State("NM", "35", "New Mexico", "Nuevo México"),
    State("NY", "36", "New York", "Nueva York"),
    State("NC", "37", "North Carolina", "Carolina del Norte"),
    State("ND", "38", "North Dakota", "Dakota del Norte"),
    State("OH", "39", "Ohio"),
    State("OK", "40", "Oklahoma"),
    State("OR", "41", "Oregon"),
    State("PA", "42", "Pennsylvania", "Pensilvania"),
    State("RI", "44", "Rhode Island"),
    State("SC", "45", "South Carolina", "Carolina del Sur"),
    State("SD", "46", "South Dakota", "Dakota del Sur"),
    State("TN", "47", "Tennessee", "Tenesí"),
    State("TX", "48", "Texas", "Tejas"),
    State("UT", "49", "Utah"),
    State("VT", "50", "Vermont"),
    State("VA", "51", "Virginia"),
    State("WA", "53", "Washington"),
    State("WV", "54", "West Virginia", "Virginia Occidental"),
    State("WI", "55", "Wisconsin"),
    State("WY", "56", "Wyoming"),
    State("AS", "60", "American Samoa", "Samoa Americana"),
    State("GU", "66", "Guam"),
    State("MP", "69", "Northern Mariana Islands", "Islas Marianas del Norte"),
    State("PR", "72", "Puerto Rico"),
    State("VI", "78", "Virgin Islands", "Islas Vírgenes"),
)

# Connecticut gave up its counties for planning regions (Census 2022); people and listings still name the counties. A ZIP lies
# in both: in the region by its point, in the county by its old name.
CONNECTICUT_COUNTIES: dict[str, str] = {
    "fairfield": "09001",
    "hartford": "09003",
    "litchfield": "09005",
    "middlesex": "09007",
    "new haven": "09009",
    "new london": "09011",
    "tolland": "09013",
    "windham": "09015",
}
