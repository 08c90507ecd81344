"""Which words speak of danger? A small grammar: sentences made of groups of words, and what only sounds like danger.

A sentence is read word by word, over folded words ("está" is "esta", "don't" is "dont"). `chok*` is any word that begins
so, `a/b` one or the other, `{me}` one of a group, `?my` may be missing, `.2` are up to two words of any kind, and `!of` at
the end says that such a word does not follow. A Spanish ending is a word of its own: "matarme" is "matar me".
How sure must a sentence be? When in doubt the help lines are shown; a need of every day must stay one.
"""

from dataclasses import dataclass

SELF_HARM = "harm to oneself"  # or a crisis of the mind


@dataclass(frozen=True, slots=True)
class Sentences:
    """Ways to say one danger, parted by ";", in the language they are said in."""

    danger: str
    language: str
    forms: str


SENTENCES: tuple[Sentences, ...] = (
    Sentences(
        SELF_HARM,
        "en",
        """
        suicid*; unalive*; kms; {self_harm} ?{det} {self}; {self_harm} ?{det} my/him/her self;
        self harm*/injur*/mutilat*; end/ending/ended ?{det} life/lives !care/planning; end/ending it all/now/tonight;
        take/took/taking ?{det} own life; {death_wish} .2 dead; take/taking my life;
        wish .2 dead; want .1 end it; better off dead/without;
        {not} .1 want/wanna .2 live !in/with/near/at/on/alone/here/there; no longer want .1 live;
        tired of living/life !insurance/in/with; {not} .1 want/wanna .1 be here/alive; {not} .1 want/wanna .1 exist/wake;
        no reason .1 live/living; nothing .1 live for; no point .1 living/live; {not} .1 worth living;
        life .2 not/isnt .1 worth; cant go on; cant .1 take/do .1 anymore; give/giving/gave up on life;
        slit* .1 wrist*; jump/jumping off ?{det} bridge/roof/building; overdos*; od on; crisis line/hotline/text/team;
        mobile crisis; in crisis; mental/health/emotional/psychiatric/suicide .1 crisis; psychiatric emergency; 988;
        reason .1 live/living; cut/cutting/cuts ?{det} arms/arm/wrist/wrists/legs/thighs;
        {child}/teen .1 cutting !hair; wants/want {mine} dead; razor* .2 {self};
        {death_wish} .3 die; no/lost/without .1 will .1 live; shot {self};
        {nobody} would/will/wouldnt/ever ?ever ?even miss/notice/mourn me;
        {nobody} would/will/even ?ever ?even miss/notice/care if/when i/im .2 die/died/dead/gone/disappear*/vanish*/alive;
        {nobody} cares if i/im .2 die/dead/alive/live; want/wanna/going/gonna ?just ?to disappear/vanish !from/in;
        wish/could i ?could ?can ?just disappear/vanish; disappear forever; disappear from ?this ?the earth/world/life;
        wish i .1 never ?been born/existed/alive; wish i .1 not wake;
        better/happier .1 without me; better ?off if i .2 dead/gone/die/died/disappear*; sleep .2 never wake; sleep forever;
        hate my life; hate being alive; done/sick/over/through with/of life/living/living !with/in;
        point of/in/to .1 living/life/going !insurance/here; end my suffering/pain/misery; rather not .1 alive/exist/wake;
        goodbye/farewell note/letter;
        thought*/thinking of/about ending/dying/death; {im} .2 burden to/on/for everyone/everybody/them/my/people/others
        """,
    ),
    Sentences(
        SELF_HARM,
        "es",
        """
        suicid*; {me_es}/se ?{aux} ?{aux} matar/morir/ahorcar/suicidar; {me_es}/se ?{aux} ?{aux} cortar !el/la/los;
        cort* .2 venas/munecas; quiero/quiere/quisiera/prefiero/deseo/ganas .2 morir/muerto/muerta/morirme;
        mejor muert*; acab*/termin* con mi/su vida/todo;
        no .1 quiero/quiere/quisiera .1 vivir/existir/viviendo !en/con/aqui; ganas de vivir; no vale .2 vivir;
        quit* ?me/se la vida; quito la vida; hac*/haga ?me/se/nos dano; me/nos/le/se hac*/hizo dano; autolesion*;
        cort* me/se; me corto !el/la/los/las; se corta !el/la/luz; ya no puedo mas; no aguanto mas; cans* de vivir;
        sin razon* .1 vivir; sobredosis; linea de crisis; en crisis; crisis emocional/nerviosa;
        acab*/termin* con todo; me corto ?los/las brazos/venas/munecas/piernas; cort* ?{mi} venas; hart* de vivir;
        quiero desaparecer !de;
        piens*/pensando .1 morir/muerte/matar;
        nadie me ?va ?a ?iba extran*/echaria/echara/lloraria; a nadie le importo/importaria/importa si .1 muero/muera;
        no le importo a nadie; mejor/bien/felices sin mi !casa/carro/coche/trabajo/licencia/esposo/esposa/ayuda/papeles;
        quisiera/ojala/pudiera .1 desaparecer/desapareciera !de; desaparecer para siempre; para que .1 seguir viviendo;
        no .1 haber nacido; nunca .1 haber nacido; dormir .3 no despertar; no despertar ?mas ?nunca !a/al;
        odio mi vida; sin sentido .1 vivir/vida; no .1 sentido .2 vivir/vida/viviendo; soy una carga; vida no .1 sentido;
        acabar con mi sufrimiento/dolor; no .2 estar viva/vivo; {yo} ?a/de/en matar/ahorcar/colgar me;
        matar/ahorcar/colgar/suicidar se
        """,
    ),
    Sentences(
        "violence",
        "en",
        """
        {strong} ?{det} ?{det} {mine}; {rough} {me}; {who} .2 {rough} ?{det} ?{det} {mine};
        {close} .3 {strikes} !{other}; {strong} ?{det} by ?{det} ?{det} {who}; {rough} by ?{det} {partner};
        {suffers} .1 {suffered};
        violen*; dv; abus*; batter/batters/battered/batterer/batterers/battering; strangl*; stalk*; beats .1 women;
        {close}/he/she .2 aggressive/dangerous/abusive; controlling {partner}; {partner}/he .2 controlling/controls;
        {who} .1 yell*/scream* at ?{det} ?{det} {mine}; throw*/threw .2 at ?{det} ?{det} {mine}; death threat*;
        hurt at home; mistreat*; threat* .2 {me}/kill/hurt;
        going/gonna/wants/want/will/try/tried/trying .1 kill/hurt/harm ?{det} ?{det} {mine}; restraining order*;
        protective/protection order*; order of protection; safety plan*; safe house;
        {flee} ?away ?from ?{det} {partner}; leave/leaving/escape*/flee him; get/getting/got away from ?{det} {who};
        hid*/run/running/safe/escap* ?away from ?{det} {close}/him;
        assault/assaulted !charge/charges/lawyer/case/conviction; beaten; sexually/physically/verbally hurt*/attack*;
        someone .1 shot/shooting/stabbed; shooter; someone .1 hurting;
        put/puts/putting/lay/lays/laid .1 hands .1 on ?{det} {mine}; hands .1 around ?{det} neck/throat;
        {rough} .1 by ?the neck/throat/hair; {who} .3 threat* .1 to/with;
        {who} .4 yelling/screaming at ?{det} ?{det} {mine}; pull*/drag* ?{det} {mine}/my by/hair; black eye;
        bruises .2 {child}; drunk and angry/mean/violent;
        {who} .1 {strong}/{rough}/broke/twist*/pull* my {body}; being/getting hit/hurt/beat;
        {partner}/he .3 breaking/smashing/smashes/punching/punches .1 things/everything/stuff/furniture/walls/wall;
        {partner}/he .2 show/shows/showing/showed up at/outside my work/job/house/home/door/school
        """,
    ),
    Sentences(
        "violence",
        "es",
        """
        {me_es} ?{aux} ?{aux} ?{aux} ?{aux} {pega}; le/les ?{aux} ?{aux} {pega};
        {cercano} .2 la/lo ?{aux} ?{aux} {pega}; {pega} {me_es}; {pega} a ?{mi} {alguno};
        {pareja}/{familia} .2 golpea*/pega/pego/maltrat*/ahorc*/amenaz*; {cercano} .1 {me_es} .1 controla*; violen*;
        maltrat*; golpea*; abus*; agresor*; {pareja}/{familia} .2 agresiv*/peligros*; amenaz* de muerte;
        miedo .1 ?de/a/que ?{mi} {pareja}/{familia}; miedo de/a {cercano}; miedo ?de/a/que .2 golp*/mat*;
        miedo de/a ?volver ?ir ?regresar ?estar a/en ?mi casa; miedo por mi/la vida; temo por mi;
        huir/huyendo/escapar/escapando/esconder* ?me de ?{mi} {cercano}; dejar/salir .1 de/a mi {pareja};
        orden de restriccion/proteccion/alejamiento; estrangul*; apunal*; acuchill*;
        {pareja}/{familia} .1 manos encima; pon* ?las manos encima;
        {me_es} agarr*/jal* ?del/de/el cuello/pelo/cabello; moretones;
        siendo/soy/fui/sido/tiene*/tengo amenazad*/agredid*/golpead*/acosad*/perseguid*; huy* de ?{mi} {cercano};
        amenazada/amenazado/amenazadas/amenazados; {pareja} .1 tom* .1 pega*/golp*
        """,
    ),
    Sentences(
        "danger now",
        "en",
        """
        danger !of; endangerment; {person} .2 {not} ?feel ?feeling ?very safe !to/for/water;
        {not} safe at/here/with/there; {not} feel ?very safe; {person} .2 unsafe;
        unsafe .1 home/here/relationship/partner; {afraid} .1 of ?{det} ?{det} {who};
        {afraid} .1 for ?{det} life/safety/kids/children/daughter/son;
        {afraid} {who} .2 will/might/may/would/is/going; {afraid} .2 go/going/return/be/stay .1 home;
        {who} scare*/scaring/frighten*/terrif* ?{det} ?{det} {mine}; 911;
        break*/broke in/into ?{det} house/home/apartment now; {who} .1 break*/broke/breaking in/into; intruder;
        {who} .2 outside ?{det} house/door/window/home; emergency help now;
        shots fired; shooting at/in/outside/near; active shooter
        """,
    ),
    Sentences(
        "danger now",
        "es",
        """
        peligro !de; corr* peligro; no .1 segur* ?en ?{mi} casa/aqui/hogar; no .1 sient* segur*; no .1 a salvo;
        siento insegur*; auxilio !aliment*/social/legal/economico/judicial/financiero; socorro !county/nm/new;
        alguien .1 entro .2 casa; llam* .2 911
        """,
    ),
    Sentences(
        "held, followed",
        "en",
        """
        {not} let/lets/letting/allow/allows ?{det} ?{det} {mine} .1 leave/out/outside/eat/go !to/school;
        {who} .1 {not} let/allow ?{det} ?{det} {mine} !stay/live/come/back/in/move/rent;
        lock*/trap*/held/hold/holds/kept/keeps .1 {me}/her/him in/inside/up/here;
        lock* in ?{det} room/house/basement/closet; trapped; against my/her/his/their will; hostage*; kidnap*;
        abducted/abduction; captive; cant escape;
        {who} .1 took/takes/keeps/has/stole/broke/hid my/our passport*/papers/phone/documents/id;
        track* my/me phone/car/location; tracks/tracking me; spy*/spies on me;
        {anyone} .2 follow*/watching ?{det} ?{det} {mine}; follow* me;
        took/takes/taken/keeps/hid/hides ?away my/our passport*/papers/documents/keys/visa;
        {who} .1 {not} give me my/money/any; keep*/kept/hold*/held .1 {me}/her/them locked;
        locked in/inside ?{det} apartment/bedroom/bathroom/car/home; cant leave !the/my/house/home/bed/for
        """,
    ),
    Sentences(
        "held, followed",
        "es",
        """
        no {me_es}/la/lo deja/dejan/dejo/dejaba .1 salir/ir/irme/ver/hablar/comer/trabajar/llamar; encerrad*;
        {me_es} encierr*; secuestr*; contra mi/su voluntad; {me_es} ?aqui retien*;
        {me_es} quit*/tiene/esconde* .1 pasaporte/papeles/documentos/telefono/celular;
        {cercano} .1 {me_es} .1 sig*/siguiendo; {me_es} esta/estan/viene siguiendo; acosador*; atrapad*;
        {me_es} siguen !doliendo/cobrando/llamando/mandando/pidiendo; {me_es} .3 a la fuerza;
        {me_es} encerr*
        """,
    ),
    Sentences(
        "weapon",
        "en",
        """
        {holds} .1 ?{det} {weapon} !safe/lock/permit/license/skills/sharpen*;
        {weapon} to/at .1 {me}/head/throat; at gunpoint/knifepoint; gunpoint;
        gun/pistol/machete/rifle !lock/locks/safe/safety/permit/license/buyback/violence; and a knife
        """,
    ),
    Sentences(
        "weapon",
        "es",
        """
        tiene/tengo/trae/saco/compro/con/carga/apunt*/tenia ?{me_es} ?con ?un/una/el/la {arma}
        """,
    ),
    Sentences(
        "sexual violence",
        "en",
        """
        rape/rapes/raped/raping/rapist/raper; molest*; incest*;
        sexual* .1 assault*/abus*/harass*/violen*/exploit*/attack*/hurt; touch/touches/touched/touching me;
        {who} .2 touch/touches/touched/touching ?{det} ?{det} {mine}; inappropriat* .1 touch*;
        touch* .2 inappropriat*/private/privates/parts; forc*/made/makes ?{mine} .1 to/have sex;
        forc* ?{mine} to marry; forced sex/marriage/labor; unwanted touch*; groom* my {child}; sextort*; revenge porn;
        nude pictures/photos;
        makes/made me touch; sex work*
        """,
    ),
    Sentences(
        "sexual violence",
        "es",
        """
        violacion !de; violada/violadas/violado/violador; {me_es} toc*/manose* ?{mi} {cercano};
        {cercano} .1 {me_es}/la/lo/le toc*; toc*/manose* a ?{mi} {nino}; manose*; agresion*/asalto sexual*;
        acoso sexual; incesto; toc* .2 partes; {me_es} oblig* a; matrimonio forzado; tener sexo .2 fuerza;
        {me_es} forz*; forz* a tener
        """,
    ),
    Sentences(
        "trafficking",
        "en",
        """
        traffick*; trafficing; sex trade; sold for sex; sell* .1 body; pimp*; forced to work; forc* .1 prostitut*;
        slave/slavery/enslaved; domestic servitude; labor exploitation;
        was/been/got/getting sold; sold me/her/us;
        sell/selling/sells .1 girls/girl/women/children/me; make/makes/made/forces me/us work
        """,
    ),
    Sentences(
        "trafficking",
        "es",
        """
        trata de personas/blancas/mujeres/ninos/ninas/menores; trafico de personas/humanos/mujeres; trafico humano;
        tratante*; explota* sexual/laboral; trabajo forzado; forzad* a trabajar; esclav*; {me_es} ?estan explot*
        """,
    ),
    Sentences(
        "children and elders",
        "en",
        """
        neglect* ?my/the/of child*/kids/elder*/mother/baby;
        child/children/kid/kids/elder/elderly/senior abus*; abus* .2 child/children/kid/kids/elder/elderly/senior/seniors;
        {parent} .2 touches/touched/touching/hits/beats/hurts me; {close}/{anyone} .2 {strong} ?{det} ?{det} {frail};
        {strong} ?{det} little/baby/younger/small brother/sister;
        child/elder/elderly/senior/parent/kids/medical/self .1 neglect*; neglected .1 child*/kids/elder*; shaken baby;
        maltreat*; exploit* .2 mother/elder*/senior*/grandma/father; financial* exploit*; exploited;
        report* .1 neglect/abuse; {who} .2 stealing from my {parent}/grandma/grandmother/grandfather
        """,
    ),
    Sentences(
        "children and elders",
        "es",
        """
        negligencia infantil; negligencia .1 ninos/ancianos; descuid* .1 {nino}/ancian*; le/les pega* a;
        nino* golpead*; rob* a mi abuel*; abandono .2 {nino}/ancian*
        """,
    ),
    Sentences(
        "life at risk",
        "en",
        """
        {not} .2 breath*; trouble/difficulty/hard/struggling/short/shortness/problem .2 breath*; unconscious*;
        unresponsive; passed out; {not} .1 wak* !early/tired; {not} respond* .1 me; turn*/turned .1 blue;
        lips .1 blue; blue lips; {child}/{close}/{anyone} .2 {chokes}; {chokes}; faint/fainted/fainting; collapsed;
        i/im/baby/child/toddler .2 dying; heart attack*; cardiac arrest; chest pain*/hurts; pain .2 chest;
        having .1 stroke/seizure/seizures; bleeding;
        overdos*; allergic reaction; anaphyla*; drowning; drowned; electrocut*; on fire; smell* .1 gas; gas leak*;
        carbon monoxide; severe burn*; snake bite*;
        od; {close}/{child}/{anyone} .6 {not} respond*; blood everywhere; lot/lots/losing .1 blood; blood .3 stop*
        """,
    ),
    Sentences(
        "life at risk",
        "es",
        """
        no .3 respir*; dej* de respirar; dificultad/trabajo/cuesta .2 respirar; me falta .1 aire; inconsciente*;
        no .1 despierta/reacciona; desmay*; convuls*; atragant*; {me_es}/se .1 ahog*; {nino} .2 ahog*; infarto*;
        ataque .2 corazon/cardiaco; paro cardiaco; dolor* .2 pecho; duele .1 pecho; sangrando; hemorragia;
        derrame cerebral;
        fuga de gas; huele a gas; se esta muriendo; incendio en mi; reaccion alergica;
        {nino} .2 morado/morada/azul; sobredosis; mucha sangre
        """,
    ),
    Sentences(
        "poisoning",
        "en",
        """
        too many/much .1 {pills}; {took} all .2 {pills}; {took} .1 {pills} .2 kill/die/dead;
        whole bottle of .1 {pills}; swallowed; {child} drank;
        {took}/{child} .3 poison/bleach/battery/batteries/detergent/antifreeze/gasoline/pills/lye; poison*;
        bunch/handful/lots/bottle of ?{det} {pills}; {took} .3 cleaner/chemical/chemicals/kerosene/soap/pods;
        {took} .2 rat/drain .1
        """,
    ),
    Sentences(
        "poisoning",
        "es",
        """
        envenen*; veneno !de/para/contra; se intoxico; intoxicad*;
        muchas/demasiadas/todas ?las/sus pastillas/medicinas/pildoras; {trago} .2 cloro/veneno/detergente/gasolina;
        se .1 trag*
        """,
    ),
)

# Taken out of the words before the sentences are looked for: these only sound like danger.
HARMLESS = """
    {pain} .2 kill*/hurt*/beat* me; flu/covid/allergy/tetanus/rabies/shingles/pneumonia/booster/vaccine shot/shots;
    shot/shots clinic*/record/records/for; bed bugs; choking hazard*; chok* .1 class*/training/course/aid;
    stranger danger;
    substance/drug/alcohol/opioid/inhalant/meth/cocaine/prescription/tobacco/polysubstance ?use ?and ?or abus*;
    alcohol and/or drug abus*; substance use/misuse .1 abus*; drug traffick*; lead poison*; poison ivy/oak;
    food poison*; unconscious bias; non violen*; nonviolen*; violence prevention; gun violence; tv violence;
    drowning prevention; carbon monoxide detector*/alarm*; rape seed*; kick* ?{me}/her/him out/off;
    kicked/pushed/locked/thrown/forced/put ?{me}/her/him/them/my ?kids out; lock* {me}/{self} out;
    push* .3 wheelchair/stroller; drowning in .2 debt/bills/paperwork/loans/rent; trapped in .1 debt/lease;
    bleeding disorder*/gums; gum* bleeding; heart attack .1 recovery/rehab/survivor*/support/diet; hit ?{me}/us up;
    beat the heat; hit the gym; safe haven*; abuse of power; child proof*; burn* .1 out; caregiver burn*; hit and run;
    hit hard; hit by ?a/the layoff*/storm/flood/hurricane/inflation; endangered species; sleep apnea .2 breath*;
    breathing treatment*/machine*/exercise*/class*; food/job/bone shot; no/not .1 violent offen*; in danger of;
    danger tree*; fire danger; panic attack*; asthma attack*; living wage; fighting fire; gun safe/safety/lock*;
    knife sharpening/skills; abuso/abusos/abusar de ?las ?el drogas/alcohol/sustancias/substancias; clase* de viola;
    violacion* de .2 derechos/transito/codigo/libertad/contrato; violaciones; primeros auxilios;
    ahog* en/por .1 deudas; ahogados; me mata/matan el/la/los .1 dolor/espalda/calor/renta/frio; dolor .2 me mata;
    intoxicacion .1 plomo/alimentos/alimentaria; amenaz* .2 desaloj*; cort* ?me/se ?el pelo/cabello; en peligro de;
    peligro de; se corta/corto la luz; mata/matar ?las cucarachas/ratas/chinches/plagas; no .1 violento/violenta;
    fire extinguisher
"""

# What a person does to themselves: taken out before anything but harm to oneself is looked for ("me quiero matar" is no
# violence, "me quiere matar" is).
OWN_HAND = """
    suicid*; {me_es} {yo} ?a/de/en matar/ahorcar/colgar/suicidar; {yo} ?a/de/en matar/ahorcar/colgar/suicidar me;
    suicidar me/se
"""

# Words of danger people often mistype: an unknown word this near to one is read as it.
SPELLED = """
    suicide suicidal overdose overdosed kill killing domestic violence violent abuse abused abusive abuser husband
    boyfriend girlfriend partner strangle strangled strangling choke choked choking punched slapped hitting beating
    threaten threatened threatens threatening assault assaulted molested raped trafficking trafficked kidnapped
    stalking stalker danger afraid scared unconscious breathing breathe poisoned poison weapon bleeding myself neglect
    violencia domestica maltrato maltrata peligro amenaza amenazan golpea golpean ahorca sobredosis inconsciente
    respira violacion violada suicidio suicida suicidarme matarme morirme esposo marido novio pareja envenenado
    secuestrada pegando
"""
# They are near such a word, and are words of their own.
NOT_SLIPS = "violet ranger mario cooke polson batting breeding wanger sanger belding kipling prather"
