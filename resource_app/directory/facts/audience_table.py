"""The groups of people a filter offers, English and Spanish, and the words and Open Eligibility ids that mean them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """One group. `pattern` is searched in eligibility and name; `terms` are taxonomy terms in lower case."""

    code: str
    label: str
    label_es: str
    pattern: str
    open_eligibility: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


_NATIONS = (
    r"asian|chinese|vietnamese|filipino|japanese|korean|cambodian|hmong|african[- ]american|black (?:men"
    r"|women|families|people|community)"
    r"|latin[oax]s?|latine|hispanics?|chican[oa]s?|hispanic[oa]s|native american|american indian|indigenous"
    r"|pacific islander|samoan|tongan|haitian"
    r"|brazilian|cape verdean|portuguese|arab|jewish|catholic|muslim|christian|lutheran|armenian|russian"
    r"|tribal|ethnic minorit(?:y|ies)"
)

AUDIENCES: tuple[Audience, ...] = (
    Audience(
        "children",
        "Children",
        "Niños y niñas",
        r"child(?:ren)?(?![- ]?bearing)|kids|infants?|toddlers?|bab(?:y|ies)|newborns?|preschool(?:ers?)?|boys|girls|niños"
        r"|niñas|bebés",
        ("20005",),
        ("children", "infants/toddlers", "newborns", "preschool age children", "boys", "girls"),
    ),
    Audience(
        "teens",
        "Teens",
        "Adolescentes",
        r"teen(?:s|agers?)?|teen-?age(?:d|rs?)?|adolescents?|youths?|high school students?|jóvenes|adolescentes",
        ("20004",),
        ("youth", "adolescents", "teenage parents", "pregnant teens"),
    ),
    Audience("adults", "Adults", "Adultos", r"adults?(?! child)|adultos", ("20003",), ("adults", "adult")),
    Audience(
        "older-adults",
        "Age 60 and older",
        "Mayores de 60 años",
        r"(?<!junior and )(?<!junior or )seniors?(?! (?:high|staff|center))|senior citizens?"
        r"|older (?:adults?|people|persons)"
        r"|elder(?:s|ly)?|aged persons|(?:age )?(?:60|62|65)(?:\+| (?:or|and) (?:over|older|up))|retire(?:es|d)"
        r"|personas mayores|adultos mayores|tercera edad|ancianos",
        ("20006", "20033"),
        ("older adults", "retired people", "seniors"),
    ),
    Audience(
        "families",
        "Families with children",
        "Familias con hijos",
        r"famil(?:y|ies)(?! members| of (?:the )?(?:deceased|veterans|victims))|parents?|mothers?|fathers?"
        r"|single[- ]parent|familias|padres|madres"
        r"|expectant|grandparents raising",
        ("20054", "20074", "20075", "20076"),
        ("families", "parents", "fathers", "homeless families", "parent groups", "expectant/new parent assistance"),
    ),
    Audience(
        "pregnant",
        "Pregnant people and new parents",
        "Embarazo y recién nacidos",
        r"pregnan(?:t|cy)|expectant|prenatal|post-?partum|breast-?feeding|embarazadas?|new (?:parents|mothers)",
        ("20043",),
        ("pregnant women", "pregnant teens", "expectant/new parent assistance"),
    ),
    Audience("women", "Women", "Mujeres", r"women|woman|females?|mujer(?:es)?|mothers", ("20036",), ("women",)),
    Audience("men", "Men", "Hombres", r"men|males?|fathers|hombres", ("20037",), ("men", "fathers")),
    Audience(
        "lgbtq",
        "LGBTQ+ people",
        "Personas LGBTQ+",
        r"lgbt\w*\+?|lesbians?|gays?|bisexuals?|transgender(?:ed)?|queer|non-?binary|same-sex|transg[eé]nero",
        ("20038", "20078"),
        ("gay/lesbian/bisexual/transgender issues", "gay/lesbian/bisexual/transgender individuals"),
    ),
    Audience(
        "veterans",
        "Veterans and military families",
        "Veteranos y familias militares",
        r"veterans?(?! day)|military (?:personnel|members?|status|families)|service members?|armed forces"
        r"|active duty|national guard|veteranos",
        ("20008", "20009", "20010"),
        ("veterans", "active military", "retired military"),
    ),
    Audience(
        "immigrants",
        "Immigrants and refugees",
        "Inmigrantes y refugiados",
        r"immigrants?|refugees?|asylum|asylees?|undocumented|newcomers|non-native english|limited english"
        r"|non-?english[- ]speaking"
        r"|migrants?|inmigrantes|refugiados",
        ("20012", "20013", "20014", "20067"),
        ("immigration/naturalization", "immigration issues", "english as a second language"),
    ),
    Audience(
        "faith-or-culture",
        "A faith or culture",
        "Una fe o una cultura",
        rf"(?:{_NATIONS})s?(?! (?:red )?cross)",
        ("20069", "20070", "20071"),
        (
            "hispanic/latino community",
            "asian community",
            "african american community",
            "jewish community",
            "chinese community",
            "native american community",
            "tongan community",
        ),
    ),
    Audience(
        "disabilities",
        "People with disabilities",
        "Personas con discapacidad",
        r"disabilit(?:y|ies)|disabled|handicapped|impair(?:ed|ments?)|special needs|deaf|blind"
        r"|hard of hearing|wheelchair users?"
        r"|autis(?:m|tic)|down syndrome|cerebral palsy|discapacidad(?:es)?|discapacitados|developmentally",
        ("20018", "20019", "20020", "20021", "20022", "20023", "20024", "20093"),
        (
            "disabilities issues",
            "people with disabilities",
            "adults with disabilities",
            "children and youth with disabilities",
        ),
    ),
    Audience(
        "mental-illness",
        "People with a mental illness",
        "Personas con una enfermedad mental",
        r"mental(?:ly)? (?:illness(?:es)?|ill|disorders?|health (?:issues|problems|conditions?|diagnosis))"
        r"|psychiatric (?:disabilit\w+|illness)"
        r"|enfermedad(?:es)? mental(?:es)?",
        ("20025", "20051"),
        ("mental health issues", "mental illness/emotional disabilities"),
    ),
    Audience(
        "in-recovery",
        "People in recovery",
        "Personas en recuperación",
        r"(?:alcohol|drug|substance)s?(?:[ /-](?:and[ /-])?(?:or )?\w+)? (?:abuse|abusers?|use|addicts?"
        r"|problems?|dependen\w+|addiction)"
        r"|alcoholics?|addict(?:s|ed|ions?)?|in recovery|chemically dependent|adicciones",
        ("20050",),
        ("recovering alcoholics", "recovering drug abusers"),
    ),
    Audience(
        "chronic-illness",
        "People with a long illness",
        "Personas con una enfermedad crónica",
        r"cancer|diabet(?:es|ics?)|hiv|aids|alzheimer'?s|dementia|parkinson'?s|multiple sclerosis"
        r"|cystic fibrosis|epilep\w+|stroke"
        r"|chronic(?:ally)? ill\w*|terminal(?:ly)? ill\w*|life-threatening|kidney disease|heart disease"
        r"|rare disease\w*|enfermedad cr[oó]nica",
        ("20044", "20045", "20046", "20047", "20048", "20049", "20090"),
    ),
    Audience(
        "homeless",
        "People without a home",
        "Personas sin hogar",
        r"homeless(?:ness)?|unhoused|unsheltered|runaways?|sin hogar|without (?:a )?home",
        ("20058", "20059", "20060"),
        ("homeless people", "homeless families", "homelessness issues"),
    ),
    Audience(
        "low-income",
        "People with a low income",
        "Personas de bajos ingresos",
        r"low(?:er)?[- ](?:or[- ]\w+[- ])?income|very[- ]low|poverty|needy|indigent|income[- ](?:eligib\w+"
        r"|limits?|guidelines|requirements?)"
        r"|economically disadvantaged|bajos (?:ingresos|recursos)|low- or moderate-income|medi-?cal|medicaid"
        r"|masshealth",
        ("20062", "20063"),
        ("low income", "poverty level"),
    ),
    Audience(
        "uninsured",
        "People without health insurance",
        "Personas sin seguro médico",
        r"uninsured|under-?insured|without (?:health )?insurance|no (?:health )?insurance|sin seguro",
        ("20065",),
    ),
    Audience(
        "survivors",
        "Survivors of violence or abuse",
        "Sobrevivientes de violencia o abuso",
        r"(?:domestic|family|sexual|intimate partner|gender)[- ](?:violence|abuse|assault)|battered|abused"
        r"|rape|trafficking|crime victims?|victims? of"
        r"|survivors? of|incest|molest\w+|víctimas de|victimas de|violencia (?:dom[eé]stica|familiar|de g[eé]nero)",
        ("20080", "20081", "20083", "20084", "20086", "20089"),
        ("domestic violence issues", "crime victim support", "adult child abuse survivors", "child abuse issues"),
    ),
    Audience(
        "reentry",
        "People leaving prison or jail",
        "Personas que salen de la cárcel",
        r"ex-(?:offenders?|felons?|convicts?)|parolees?|on (?:probation|parole)|probationers?|inmates?"
        r"|prisoners?|incarcerat\w+|reentry|re-entry|formerly"
        r" incarcerated|jail involvement|justice[- ]involved|antecedentes penales",
        ("20016",),
        ("ex-offenders", "re-entry/ex-offender", "inmate/ex-offender", "inmates"),
    ),
    Audience(
        "foster-youth",
        "Foster children and youth",
        "Jóvenes en cuidado de crianza",
        r"foster (?:youth|child(?:ren)?|care)|emancipated|aging out|dependents of the court",
        ("20040",),
    ),
    Audience(
        "students",
        "Students",
        "Estudiantes",
        r"students?|pupils?|estudiantes",
        ("20028", "20027"),
        ("students",),
    ),
    Audience(
        "unemployed",
        "People looking for work",
        "Personas que buscan trabajo",
        r"unemployed|under-?employed|job ?seekers?|laid[- ]off|dislocated workers?|desempleados|looking for work",
        ("20034",),
    ),
    Audience(
        "caregivers",
        "Caregivers",
        "Personas que cuidan a alguien",
        r"care-?givers?|care-?takers|kinship|foster parents?|cuidadores|grandparents raising",
        ("20073",),
        ("kinship caregivers",),
    ),
    Audience(
        "grieving",
        "People who are grieving",
        "Personas en duelo",
        r"griev(?:ing|ers?)|bereave\w*|widow(?:er)?s?|suffered a loss|loss due to death|en duelo",
        ("20030",),
        ("widows", "widowers"),
    ),
)
