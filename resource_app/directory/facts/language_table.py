"""The languages we know by name: ISO 639-3 code, ISO 639-1 code, English and Spanish name, other words for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """One language; `others` are lower-case names and spellings, comma-separated in the table below."""

    code: str
    short: str
    name: str
    spanish: str
    others: tuple[str, ...] = ()


_TABLE = """
eng|en|English|Inglés|ingles
spa|es|Spanish|Español|espanol,castilian,castellano
por|pt|Portuguese|Portugués|portugues,brazilian portuguese
hat|ht|Haitian Creole|Criollo haitiano|haitian,kreyol,kreyòl,haitian-creole,creole (haitian),french creole,creole
kea||Cape Verdean Creole|Criollo caboverdiano|cape verdean,cape verdean crioulo,kriolu,creole (cape verdean),caboverdean
zho|zh|Chinese|Chino|chinese languages
cmn||Mandarin|Mandarín|chinese (mandarin),mandarin chinese,putonghua,chinese (simplified)
yue||Cantonese|Cantonés|chinese (cantonese),cantonese chinese,chinese (traditional)
nan||Taiwanese|Taiwanés|chinese (taiwanese),hokkien,fujianese,min nan
wuu||Shanghainese|Shanghainés|chinese (shanghainese),wu
hak||Hakka|Hakka|chinese (hakka)
ium||Mien|Mien|chinese (mien),iu mien
vie|vi|Vietnamese|Vietnamita|
khm|km|Khmer|Jemer|cambodian,camboyano
lao|lo|Lao|Lao|laotian
hmn||Hmong|Hmong|
tha|th|Thai|Tailandés|
mya|my|Burmese|Birmano|myanmar
kar||Karen|Karen|
tgl|tl|Tagalog|Tagalo|filipino (tagalog)
fil||Filipino|Filipino|pilipino
ceb||Cebuano|Cebuano|filipino (cebuano),visayan
ilo||Ilocano|Ilocano|filipino (ilocano),iiocano,ilokano
hil||Hiligaynon|Hiligaynon|ilongo,iiongo
pam||Kapampangan|Kapampangan|capangpangan,pampangan
pag||Pangasinan|Pangasinán|
ind|id|Indonesian|Indonesio|bahasa indonesia
msa|ms|Malay|Malayo|
jpn|ja|Japanese|Japonés|
kor|ko|Korean|Coreano|
mon|mn|Mongolian|Mongol|
bod|bo|Tibetan|Tibetano|
hin|hi|Hindi|Hindi|hindu
urd|ur|Urdu|Urdu|
pan|pa|Punjabi|Panyabí|panjabi
ben|bn|Bengali|Bengalí|bangla
guj|gu|Gujarati|Guyaratí|gujarathi
mar|mr|Marathi|Maratí|
tam|ta|Tamil|Tamil|
tel|te|Telugu|Telugu|
kan|kn|Kannada|Canarés|
mal|ml|Malayalam|Malayalam|
sin|si|Sinhala|Cingalés|sinhalese
snd|sd|Sindhi|Sindhi|
nep|ne|Nepali|Nepalí|nepalese
ara|ar|Arabic|Árabe|arabe
fas|fa|Persian|Persa|farsi,persian (farsi)
prs||Dari|Dari|
pus|ps|Pashto|Pastún|pushto
kur|ku|Kurdish|Kurdo|
tur|tr|Turkish|Turco|
heb|he|Hebrew|Hebreo|
yid|yi|Yiddish|Yidis|
arc||Aramaic|Arameo|assyrian
hye|hy|Armenian|Armenio|
kat|ka|Georgian|Georgiano|
rus|ru|Russian|Ruso|
ukr|uk|Ukrainian|Ucraniano|
bel|be|Belarusian|Bielorruso|
pol|pl|Polish|Polaco|
ces|cs|Czech|Checo|
slk|sk|Slovak|Eslovaco|
hun|hu|Hungarian|Húngaro|
ron|ro|Romanian|Rumano|
bul|bg|Bulgarian|Búlgaro|
srp|sr|Serbian|Serbio|
hrv|hr|Croatian|Croata|
bos|bs|Bosnian|Bosnio|
hbs|sh|Serbo-Croatian|Serbocroata|
sqi|sq|Albanian|Albanés|
ell|el|Greek|Griego|
lit|lt|Lithuanian|Lituano|
lav|lv|Latvian|Letón|
est|et|Estonian|Estonio|
fin|fi|Finnish|Finés|
swe|sv|Swedish|Sueco|
nor|no|Norwegian|Noruego|
dan|da|Danish|Danés|
nld|nl|Dutch|Neerlandés|flemish
deu|de|German|Alemán|
fra|fr|French|Francés|frances
ita|it|Italian|Italiano|
mlt|mt|Maltese|Maltés|
gle|ga|Irish|Irlandés|gaelic
cym|cy|Welsh|Galés|
som|so|Somali|Somalí|
amh|am|Amharic|Amárico|ethiopian
tir|ti|Tigrinya|Tigriña|
orm|om|Oromo|Oromo|
swa|sw|Swahili|Suajili|kiswahili
kin|rw|Kinyarwanda|Kinyarwanda|
run|rn|Kirundi|Kirundi|rundi
lin|ln|Lingala|Lingala|
hau|ha|Hausa|Hausa|
ibo|ig|Igbo|Igbo|
yor|yo|Yoruba|Yoruba|
ful|ff|Fulani|Fula|fulah,fula
wol|wo|Wolof|Wólof|
twi|tw|Twi|Twi|
aka|ak|Akan|Acano|
kri||Krio|Krio|
men||Mende|Mende|
tem||Temne|Temne|
vai||Vai|Vai|
sna|sn|Shona|Shona|
zul|zu|Zulu|Zulú|
smo|sm|Samoan|Samoano|
ton|to|Tongan|Tongano|
fij|fj|Fijian|Fiyiano|
haw||Hawaiian|Hawaiano|
cha|ch|Chamorro|Chamorro|
mah|mh|Marshallese|Marshalés|
nav|nv|Navajo|Navajo|
que|qu|Quechua|Quechua|
quc||K'iche'|Quiché|kiche,quiche,k’iche’
mam||Mam|Mam|
kek||Q'eqchi'|Kekchí|
mix||Mixtec|Mixteco|mixteco bajo
nah||Nahuatl|Náhuatl|
zap||Zapotec|Zapoteco|
grn|gn|Guarani|Guaraní|
ase||American Sign Language|Lengua de señas americana|asl,sign language (american),american sign,sgn,sign language
"""


def _row(line: str) -> LanguageRow:
    code, short, name, spanish, others = line.split("|")
    return LanguageRow(code, short, name, spanish, tuple(others.split(",")) if others else ())


LANGUAGES: tuple[LanguageRow, ...] = tuple(_row(line) for line in _TABLE.strip().splitlines())
