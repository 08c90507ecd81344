"""Which words stand for each other in the sentences of danger? `{me}` in a sentence is any word of the group "me"."""

GROUPS: dict[str, str] = {
    # English
    "partner": "husband wife spouse partner boyfriend girlfriend fiance fiancee bf gf hubby ex exhusband abuser abusers",
    "parent": "father mother dad daddy mom mommy mum mama papa parent parents stepdad stepfather stepmom stepmother guardian",
    "kin": """
        son daughter brother sister uncle aunt cousin grandpa grandma grandson granddaughter stepson stepbrother
        grandfather grandmother nephew niece family relative roommate caregiver caretaker aide pimp trafficker
    """,
    "close": "{partner} {parent} {kin}",
    "anyone": "he she they someone somebody man men guy stranger neighbor boss teacher coach priest pastor who him",
    "who": "{close} {anyone}",
    "me": "me us",
    "child": """
        kid kids teen teenager child children baby toddler infant girl boy daughter son grandson granddaughter niece nephew
    """,
    "mine": """
        {me} {child} sister brother mom mother dad father grandma grandmother grandpa grandfather wife her him them
        friend neighbor someone somebody people
    """,
    "frail": """
        kid kids child children baby toddler infant son daughter girl boy grandma grandmother grandpa grandfather abuela
        nephew niece stepson stepdaughter
    """,
    "det": "my our the his her their a an up little young younger own old older",
    "self": "myself himself herself themself themselves ourselves yourself",
    "not": "not no dont doesnt didnt isnt arent aint wasnt never cant cannot couldnt wont stopped stops barely",
    "person": "i im we she he am kids child children daughter son mom mother feel feeling felt home house us",
    # what is done to somebody: `strikes` say enough beside "my husband", `rough` need "me" as well
    "strikes": """
        hit hits hitting beat beats beating beaten punch* slap slaps slapped slapping choke chokes choked choking
        strangl* suffocat* abus* rape rapes raped raping molest* threat* batter batters battered battering assaulted
        assaults assaulting stalk* smacks smacked smacking terroriz* tortur* beates hitted
    """,
    "strong": """
        {strikes} hurt hurts hurting harm harms harmed harming kill kills killed killing shoot shoots shot stab stabs
        stabbed attack attacks attacked attacking kidnap* murder* drugged exploit* harass* spank*
    """,
    "rough": """
        kick kicks kicked kicking push pushes pushed pushing shove* grab grabs grabbed grabbing bite bites bit burn*
        lock locks locked locking force forces forced forcing follow follows following chase* chasing drag drags
        dragged control controls controlled controlling corner* trap traps trapped spit* blackmail*
    """,
    "other": "his their the a an by with at work cancer for in on eviction rent lease jackpot it records charge charges",
    "afraid": "afraid scared terrified frightened fear fears fearful",
    "self_harm": """
        kill kills killing killed hurt hurts hurting harm harms harming cut cuts cutting burn burns burning hang hanging
        drown drowning shoot shooting stab stabbing poison poisoning hit hitting starve starving end
    """,
    "death_wish": "want wants wanna wanting going gonna ready wish rather feel about trying",
    "chokes": "choke chokes choked choking chocking",
    "suffers": "was were been being got getting keep",
    "suffered": "attacked assaulted beaten stabbed raped molested strangled choked kidnapped drugged shot battered",
    "holds": "has have had got pulled pulls pull pointed pointing points bought owns with carr* holding waving",
    "weapon": "gun knife weapon weapons machete pistol rifle firearm handgun",
    "nobody": "nobody noone anyone anybody one",
    "im": "im am being just",
    "took": "took takes taking taken take swallow* drank drink drinks drunk ate eat eaten ingest*",
    "body": "arm arms leg legs face head neck throat hair nose eye eyes jaw finger fingers wrist stomach ribs",
    "pills": """
        pill pills tablet tablets tylenol aspirin drugs meds medicine medicines medication medications opioids heroin
        fentanyl xanax advil
    """,
    "flee": "leave leaving left escape* escaping flee fleeing fled hide hiding run running ran away",
    "pain": """
        back tooth teeth toothache head headache migraine knee knees feet foot rent bills debt pain heat cold stress
        prices shoulder neck hip hand hands leg legs arm arms stomach ear ears eye eyes jaw throat shoes job
    """,
    # who comes to a child's bed, and how
    "grownup": """
        stepdad stepfather dad daddy father papa uncle cousin grandpa grandfather brother stepbrother boyfriend coach
        teacher priest pastor neighbor boss man guy someone babysitter he
    """,
    "enters": "come comes came coming get gets got getting climb* crawl* sneak* snuck slip* goes lays lies",
    # what is asked beside a young or a grown person who is missing
    "lost": "{child} brother sister grandma grandmother grandpa grandfather mom mother dad father husband wife",
    "unlost": """
        a an the my his her their our out some school class* work teeth tooth shot* vaccin* credit* appointment*
        document* day* milestone* meal* paperwork payment* support home family dad mom friends limb* finger*
    """,
    "fever": "103 104 105 106 107 40 41 42",
    # Spanish
    "pareja": "esposo esposa marido mujer pareja novio novia ex exesposo exmarido expareja exnovio conyuge companero",
    "familia": """
        papa padre mama madre padrastro madrastra hijo hija hermano hermana tio tia primo abuelo abuela suegro suegra
        cunado yerno hermanastro cuidador cuidadora
    """,
    "cercano": "{pareja} {familia} el ella ellos alguien hombre senor vecino patron jefe",
    "nino": "hijo hija hijos hijas nino nina ninos ninas bebe nieto nieta sobrino sobrina",
    "alguno": "{nino} {familia} esposa mujer abuelos padres",
    "mi": "mi mis su sus los las la el un una nuestros",
    "me_es": "me nos",
    "aux": """
        esta estan estaba va van iba voy ha han he a quiere quieren quiero quisiera quiso puede podria volvio vuelve
        volver con que siempre pienso intento trato de
    """,
    "pega": """
        pega pego pegan pegando pegar pegado pegaba pegaron pegue golpea* golpeo maltrat* ahorc* estrangul* asfixi*
        amenaz* abusa abuso abusan abusaron abusar abusando viola violo violan violaron violar violado violando patea*
        pateo empuja* empujo cachete* abofete* acuchill* apunal* agred* acosa* acoso lastima lastimo lastiman
        lastimando lastimar lastimaron quema queman quemando mata matar mato matan mate maten matando mataria tortur*
        grita gritan gritando insulta* humilla* encierra encierran encerro persig* persegu* vigila* espia dispar*
        secuestr* explotan explota jalonea* prostitu* suicidar
    """,
    "arma": "arma armas cuchillo pistola machete navaja escopeta rifle",
    "adulto": """
        padrastro papa padre tio primo abuelo hermano hermanastro cunado suegro vecino maestro profesor entrenador pastor
        sacerdote hombre novio alguien
    """,
    "golpe": "golpe golpes golpiza golpizas paliza palizas bofetada* cachetada* punetazo* patada*",
    "yo": "quiero quisiera voy pienso intento intente trato trate quise",
    "trago": "trago tragado bebio bebido tomo tomado ingirio comio",
}
