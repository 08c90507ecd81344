"""Do these words speak of danger? Then help lines stand above the results, and the search gets no address to share."""

import re
import unicodedata
from functools import lru_cache

CLOSE = (
    "husband",
    "wife",
    "partner",
    "boyfriend",
    "girlfriend",
    "ex",
    "father",
    "mother",
    "dad",
    "mom",
    "son",
    "stepdad",
)
# Folded: small letters, no accents. A space stands for any white space; each row is found as whole words.
WORDS: tuple[str, ...] = (
    # harm to oneself
    "better off dead", "cut myself",
    "suicide", "suicidal", "kill myself", "killing myself", "end my life", "want to die", "wanna die", "hurt myself",
    "hurting myself", "harm myself", "self harm", "cutting myself", "no reason to live", "overdose", "overdosed",
    "suicidio", "suicida", "suicidarme", "matarme", "quitarme la vida", "quiero morir", "quiero morirme", "hacerme dano",
    "lastimarme", "sobredosis", "no quiero vivir",
    # violence at home, sexual violence, threats
    "domestic violence", "domestic abuse", "abused", "abusive", "abuses me", "abusing me", "being abused", "hits me",
    "hit me", "hitting me", "beats me", "beat me", "beating me", "hurts me", "hurting me", "choked me", "choking me",
    "strangled", "threatens me", "threatened me", "threatening me", "threatening to kill", "going to kill me",
    "kill me", "scared of my husband", "scared of my boyfriend", "scared of my partner", "afraid of my husband",
    "afraid of my boyfriend", "afraid of my partner", "scared to go home", "afraid to go home", "not safe at home",
    "unsafe at home", "escape my husband", "escape my boyfriend", "leave my abuser", "abuser", "stalking me", "stalked",
    "stalker", "rape", "raped", "sexual assault", "sexually assaulted", "molested", "trafficked", "held against my will",
    "violencia domestica", "violencia familiar", "me pega", "me golpea", "me maltrata", "maltrato", "abuso sexual",
    "abusan de mi", "abusa de mi", "me amenaza", "me quiere matar", "violacion", "violada", "violaron", "me acosa",
    "battered women", "battered woman", "battered wife", "dv shelter", "abuse shelter", "hurt at home", "safe house from",
    *(f"{done} by my {who}" for done in ("hit", "hurt", "beaten", "beaten up", "choked", "threatened") for who in CLOSE),
    *(f"my {who} {does}" for who in CLOSE for does in ("is violent", "is hitting", "hits", "beats", "hurts", "threatens")),
    "me pego", "me golpeo", "me amenazo", "me pegan", "mujeres maltratadas", "mujeres golpeadas",
    "acosador", "tengo miedo de mi esposo", "tengo miedo de mi marido", "tengo miedo de mi novio",
    "tengo miedo de mi pareja", "miedo de ir a casa",
    # life at risk now
    "child abuse", "abusing my child", "hurting my child", "being beaten", "cant breathe", "can't breathe", "chest pain",
    "heart attack", "bleeding", "poisoned", "has a gun", "abuso infantil", "no puedo respirar", "dolor de pecho",
    "envenenado", "tiene un arma",
)  # fmt: skip


def speaks_of_danger(text: str) -> bool:
    """Whether the words, in English or Spanish, say that somebody may be in danger."""
    return bool(text) and _pattern().search(_folded(text)) is not None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    rows = (re.escape(row).replace("\\ ", r"\s+") for row in WORDS)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(rows)})(?![a-z0-9])")


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("-", " ")
