"""Does a sentence say that a place is kept secret? Words of hiding near words of a place, mostly in three languages. Pure.

Each word is read as the letter of its kind, so that a clause becomes a short string ("the address is never shared": FPINL), and
what says so is a table of patterns of such letters.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from resource_app.directory.folding import folded

# letter -> words, folded
KINDS: dict[str, str] = {
    "P": "location locations loc site sites whereabouts ubicacion ubicaciones localizacao emplacement",
    "@": "address addresses addr addres adress adresses direccion direcciones domicilio domicilios endereco enderecos"
    " adresse adres",
    # Said of a place and of help alike; of places only; of an address only; of many things.
    "S": "confidential confidencial confidenciais confidenciales"
    " confidentiel confidentielle confidentiels confidentielles konfidansyel",
    "f": "conf",
    "T": "undisclosed nondisclosed secret secreto secreta secretos secretas sigiloso sigilosa sigilo"
    " secrete sekre",
    "W": "hidden unlisted unpublished withheld suppressed redacted omitted protected"
    " reservado reservada oculto oculta protegido protegida protegee",
    "r": "restricted masked blind blinded blocked sensitive restringido restringida",  # of an address only
    "x": "removed unspecified",
    "y": "safety confidentiality privacy seguridad confidencialidad privacidad seguranca",
    "Q": "private privado privada privados privadas",
    "N": "not no non never cannot can't dont don't doesn't won't isn't aren't nor nunca nao jamas jamais",
    # To show: active and passive; what is said of other things, too, active and passive.
    "K": "publish publishes publishing disclose discloses disclosing share shares reveal reveals release releases publicize"
    " publicizes publicise advertise advertises divulge publica publican publicamos publicar divulga divulgan divulgamos"
    " divulgar revela revelan revelamos revelar comparte comparten compartimos compartir"
    " divulguons divulguer divulgue publions publier communiquons communiquer partageons partager",
    "L": "published disclosed shared revealed released publicized publicised advertised divulged publicado publicada"
    " divulgado divulgada revelado revelada compartido compartida public publico"
    " shown displayed distributed divulguee publiee publie communiquee partagee publique",
    "V": "give gives tell tells list print da dan damos dar informa informamos"
    " proporciona proporcionan proporcionamos dice dicen decimos dizemos"
    " donne donnons donner bay",
    "D": "given told provided dado dada fornecido fornecida informado informada",
    "w": "know knows learn learns get gets receive receives saben conocen sabem conhecem",
    "k": "known conocida conocido conhecido",
    "l": "listed",
    "M": "available disponible disponivel",
    "O": "only solo solamente apenas somente",
    "U": "upon after once until tras apos despues",
    "p": "publication disclosure pub",
    "B": "intake referral request screening admission acceptance appointment registration arrival enrollment approval"
    " interview assessment eligibility admission admision entrevista evaluacion registro triagem admitido admitida aceptado"
    " aceptada",
    "s": "staff client clients resident residents survivor survivors participant participants personnel personal clientes"
    " residentes sobrevivientes participantes funcionarios",
    "m": "enforcement police policia authorities autoridades",
    "i": "internal interno interna",
    "u": "you",
    "H": "shelter shelters safehouse refuge refugio refugios albergue albergues abrigo abrigos",
    "h": "housing apartment apartments",
    "v": "vivienda viviendas residencia residencias",
    "R": "facility residence house home building",
    "e": "residential residencial transitional living",  # of a program where people live
    "n": "program programs programa programas setting",
    "G": "lugar lugares sitio sitios casa casas local place lieu",
    "X": "your callers caller's callers' client's clients' member's members' patient's patients' email mail web mailing ip name"
    " names correo website proof comprobante zoom link",
    "Y": "their su sus seu sua",
    "I": "is are be remains remain kept stays stay will must es son mantiene permanece esta sera was est reste tenue",
    "J": "se",
    "E": "keep keeps keeping mantenemos",
    "F": "the our its this that of a an out la el los las nuestra nuestro o os as nossa nosso exact specific do does did n/a"
    " made hace out street physical fisica le les lhes notre please",
    "A": "and or y e ou",
    "C": "for to due because in from with unless para por hasta en em com as al ao",
    "a": "at on",
    "b": "by",
    "Z": "call contact ask inquire llame ligue comuniquese contacte contactez",
    "c": "confidentially secretly",
    "d": "located situated housed",
}  # fmt: skip
_KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()}
_SHORT = 3
_SIGNS_KEPT = ":("
_TELLING = "STWQfrxiOKLVDMUcklp"  # one of these stands in every clause that says so
_WHERE = re.compile(
    r"\bwhere (?:we|it|they|the \w+) (?:is|are)\b|\bwhere (?:we|they|residents|survivors) (?:live|stay|sleep)\b"
    r"|\bdonde (?:estamos|esta|viven)\b|\bonde (?:estamos|fica)\b"
)
_NOT_AROUND = re.compile(r"\b(?:n'|ne )(\w+) (?:pas|jamais)\b|\bpa (?=bay\b)")  # French "not" stands on both sides
_ELIDED = re.compile(r"\bl'")
_SAFE_HOUSE = re.compile(r"\bsafe houses?\b")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_ON_SITE = re.compile(r"\bo(?:n|ff) ?sites?\b")
_CLAUSE = re.compile(r"(?:(?<!\baddr)(?<!\bloc)(?<!\bconf)\.|[;!?\n])+")
_TOKEN = re.compile(r"n/a\b|[^\W_]+(?:'(?:[^\W_]+|(?=\s)))?|[:(,)\-–—\"/|]")
# "Your address is kept confidential" promises privacy to the person who comes.
_OF_A_PERSON = re.compile(r"X[AFHR.,]{0,2}[P@]|(?<![KV])Y[.F]?[P@]")
_GOES_ON = "(?=$|[,:(CUAOIBZab])"  # no noun it speaks of: "confidential for safety", but not "confidential counseling"
_ENDS = "(?=$|[,:(CUOIZab])"
_NEAR = "[^P,:(]"
_PATTERNS = (
    r"[STW][F.]?\(?P",  # confidential location, undisclosed street address
    rf"P[^P]{{0,7}}I[FI.]?A?[ST]|P{_NEAR}{{0,6}}IF?[WQ]{_GOES_ON}(?!b)",  # the address of the shelter is strictly confidential
    rf"P[:,(]{{0,2}}F?[(:,]?[STWQ]{_GOES_ON}|P[^P]{{0,2}}I?CT",  # address: confidential, address protected, kept in secret
    rf"P{_NEAR}{{0,6}}N(?:CI|[FIA]{{0,2}})[LDl]|P[:,]?{_NEAR}{{0,6}}NJF?[KV]",  # the location cannot be disclosed
    r"[GP]\(?N[FIA]{0,2}L|NL[.]?P",  # location (not public)
    rf"P{_NEAR}{{0,6}}NMCF?L|NCp|@{_NEAR}{{0,4}}NCF?L",  # not available to the public, not for publication
    "N(?:[FIJ]{0,2}[KV]|CK)[FHRXY.]{0,3}P|P[^P]{0,7}[,:(]F?NF?K$",  # we do not reveal the shelter's address
    "P[FIHRY.]{0,5}(?:O[LDk]|[LDk](?:[Cb][.s]{0,2})?F?O)",  # only shared with residents
    rf"P(?:[FIHRY.]{{0,5}}L|[FIHRY]{{0,4}}D){_NEAR}{{0,3}}U|P[:(]?{_NEAR}{{0,4}}[DLM]{_NEAR}{{0,3}}[Ua](?:F|.F)?B",
    rf"PJ[KV]{_NEAR}{{0,3}}[UOB]|[Dw]F?PU|VF{{0,2}}POU|VuF?P{_NEAR}?U|^F*@[:,(]?.?UF?B",  # they learn the address after intake
    r"@[:,(]?[FI]{0,2}[DLM]C[F.]{0,2}s|P[FI]{0,2}LC[F.]{0,2}s",  # available to referred clients
    "@[:,(]?[FI]{0,2}M?(?:(?:C[F.]{0,2}|[:,(]?)[si][F.]{0,2}O|OC?[F.]{0,2}[si])|@(?:IC?|C|[:,(])[F.]?i",  # for staff only
    rf"O{_NEAR}{{0,3}}(?:w|ID)F?P{_ENDS}",  # only residents know the location
    rf"@[:,(]?[FI]{{0,2}}r{_ENDS}|r[.F]?@|@[:,(]?[FI]{{0,2}}xCy|NF?@[DLl]|@[:,]?[^P]{{0,4}}\([STW](?=$|,)",  # address masked
    rf"E{_NEAR}{{0,3}}P{_NEAR}{{0,3}}[STWQ]",  # we keep our location private
    r"S[^,:(]{0,4}H|T[F.]?[HRG]|[Ca]F?\.?[ST][HR]",  # confidential shelter, secret place
    rf"[ST][^,:(C]{{0,4}}h(?:{_GOES_ON}|n)|[ST][.F]{{0,2}}R(?:{_ENDS}|n)",  # confidential housing, confidential home
    rf"[ST][.Fe]{{0,2}}e[nRh]|neS{_GOES_ON}|nSe|(?<!\.)vS{_GOES_ON}",  # confidential residential program
    rf"H[.FI(]{{0,2}}[ST]{_GOES_ON}|G\.{{0,2}}(?:S{_GOES_ON}|[AI]?T)|[HR]IT",  # shelter (confidential), lugar seguro y secreto
    r"N[FI]{0,2}DF{1,2}P|@IF?W|fP|P[:,(]?f",  # never told where it is, address protected under the law, conf. location
    rf"@[:,(]?[FI]{{0,2}}[DLM]C[F.]{{0,2}}m|P{_NEAR}{{0,4}}C[F.]{{0,2}}mO",  # available to law enforcement
    r"^F{0,2}@[:,(]+F?Z",  # address: contact agency
    "cd|dc",  # confidentially located
)


def _with_addresses(pattern: str) -> str:
    """In the table "P" is any word of a place, "@" only one of an address."""
    return re.sub(r"\[[^]]*\]|P", lambda part: part[0].replace("P", "P@") if part[0] != "P" else "[P@]", pattern)


_SAYS = re.compile("|".join(f"(?:{_with_addresses(pattern)})" for pattern in _PATTERNS))
_ALONE = re.compile(
    r"[,:(]*[P@]?[:,]?[FIE]?(?:[STW]|N[KL])(?:C[.y]?)?[,:(]*(?:[,:(][FA]*[ZC].*)?|[,:(]*Q[P@][,:(]*"
)  # all that a text says
# A clause of what the place itself says.
_OF_THE_PLACE = re.compile(rf"(?:^|[,:(])[FIE]?(?:[STW]|N[FIJ]{{0,2}}[KL]){_GOES_ON}")


def says_confidential(text: str, *, of_place: bool = False) -> bool:
    """Whether `text` says that a location is confidential. "Confidential counseling" speaks of the service, not the place.

    What a place says of itself (`of_place`) needs no word for it: "Confidential; we pick you up".
    """
    return may_say_confidential(text) and _says(text, of_place)


@lru_cache(maxsize=1_024)  # what a service and its organization say comes with each of its places
def may_say_confidential(texts: str) -> bool:
    """A quick look at many texts at once, such as a whole stored object: False when none of them says so."""
    lower = texts.lower()
    if any(sign in lower for sign in _SIGNS):
        return True
    return (not lower.isascii() or "\\u" in lower) and any(sign in folded(lower) for sign in _SIGNS)


@lru_cache(maxsize=4_096)  # a text is looked at when it comes, and with all that is stored
def _says(text: str, of_place: bool) -> bool:  # noqa: FBT001 - part of the key
    clauses = list(_clauses(folded(text).replace("’", "'")))
    if len(clauses) == 1 and _ALONE.fullmatch(clauses[0]):
        return True
    return any(_SAYS.search(clause) or (of_place and _OF_THE_PLACE.search(clause)) for clause in clauses)


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a folded text as letters of kinds; those that cannot say so are empty."""
    text = _ELIDED.sub("la ", _NOT_AROUND.sub(r"not \1", text))
    text = _HYPHEN.sub(" ", _WHERE.sub("the whereabouts", text))
    text = _ON_SITE.sub("here", _SAFE_HOUSE.sub("safehouse", text))
    for clause in _CLAUSE.split(text):
        if not any(sign in clause for sign in _SIGNS):
            if clause.strip():
                yield ""
            continue
        kinds = "".join(map(_kind, _TOKEN.findall(clause)))
        yield _OF_A_PERSON.sub(".", kinds)


def _kind(word: str) -> str:
    """The letter of a word, or of a sign between words."""
    if not word[0].isalnum():
        return word if word in _SIGNS_KEPT else ","
    return _KIND_OF.get(word) or ("F" if word.endswith("ly") else ".")


def words_of_kinds(kinds: str) -> frozenset[str]:
    """The words of these letters."""
    return frozenset(word for kind in kinds for word in KINDS[kind].split())


def shortest(words: Collection[str]) -> tuple[str, ...]:
    """Those that hold none of the others: one of them stands wherever one of the words does."""
    return tuple(sorted(word for word in words if not any(other != word and other in word for other in words)))


# Short words stand in many others. "Address: contact us" has none of them.
_ASKED_FOR = {
    f"{word}{sign}" for word in ("address", "addr", "adresse", "direccion", "endereco") for sign in (":", " -", " (")
}
_CUT_SHORT = {" pub"}
_SIGNS = shortest(
    {word if len(word) > _SHORT else f" {word} " for word in words_of_kinds(_TELLING)} | _ASKED_FOR | _CUT_SHORT
)
