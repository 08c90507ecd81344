"""Which words speak of danger? A small grammar: sentences made of groups of words.

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
        thought*/thinking of/about ending/dying/death; {im} .2 burden to/on/for everyone/everybody/them/my/people/others;
        {pills}/razor/razors/blade/rope in ?front ?of ?my hand/hands/mouth/me; hear*/heard .2 voices; voices in .1 head;
        voices .1 tell*/told/say*; noose/nooses; rope .2 neck; lethal dose; painless .2 die/death; way/ways/how to die !of;
        how many .1 {pills} .5 die/kill/overdose; jump off ?{det} overpass/cliff/ledge/balcony/train; edge of ?{det}
        bridge/roof/building/cliff/balcony; on ?{det} ledge;
        on ?{det} roof/bridge/balcony/tracks .4 jump/die; jump* in front of; jump* from ?{det} bridge/roof/building/window;
        ready to jump !in/into/start/on;
        i/im/ill/ima/gonna ?want/wanna/going/gonna/about/ready ?to ?just jump
        !start/rope/ropes/ahead/on/in/into/higher/through/at/back/right/for/trampoline/over/off;
        wish i {not}/wouldnt/werent/was .1 exist*/alive/living/around/here !in/at/alone; till/until i bleed
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
        quit* ?me/se la vida; quito la vida; hac*/haga ?me/se/nos dano !la/el/esta; me/nos/le hac*/hizo dano; se
        hac*/hizo dano !la/el; autolesion*;
        cort* me/se; me corto !el/la/los/las; se corta !el/la/luz; ya no puedo mas; no aguanto mas; cans* de vivir;
        sin razon* .1 vivir; sobredosis; linea de crisis; en crisis; crisis emocional/nerviosa;
        acab*/termin* con todo; me corto ?los/las brazos/venas/munecas/piernas; cort* ?{mi} venas; hart* de vivir;
        quiero desaparecer !de;
        piens*/pensando .1 morir/muerte/matar;
        nadie me ?va ?a ?iba extran*/echaria/echara/lloraria; a nadie le importo/importaria/importa si .1 muero/muera;
        no le importo a nadie; mejor/bien/felices sin mi !casa/carro/coche/trabajo/licencia/esposo/esposa/ayuda/papeles;
        quisiera/ojala/pudiera .1 desaparecer/desapareciera !de; desaparecer para siempre; para que .1 seguir viviendo;
        no .1 haber nacido; nunca .1 haber nacido; dormir .3 no despertar; no despertar ?mas ?nunca !a/al;
        odio mi vida; sin sentido .1 vivir/vida; no .1 sentido .2 vivir/vida/viviendo; soy una carga; vida no .1
        sentido;
        acabar con mi sufrimiento/dolor; no .2 estar viva/vivo; {yo} ?a/de/en matar/ahorcar/colgar me;
        matar/ahorcar/colgar/suicidar se;
        pastillas/pildoras/navaja en .1 mano/manos; oig*/oye/oyen/escuch* .1 voces; voces .2 dicen/mandan/ordenan;
        {me_es} ?{aux} ?{aux} ?{aux} tirar/aventar/lanzar de/del/desde/al; tirar/aventar/lanzar me de/del/desde/al;
        voy a saltar !la/el/un/una/cuerda; techo/azotea/puente/balcon .3 saltar/tirar/aventar/brincar;
        saltar/brincar .1 del/desde ?el/la ?puente/techo/edificio/balcon/azotea/ventana; hac*/tengo/compre una soga;
        soga .2 cuello; como/para matar/ahorcar/colgar me; quisiera/ojala/desearia .1 no .1 exist*/despertar/vivir;
        {me_es} ?estoy ?estaba hago/haciendo/hacia dano; me hago/hice .1 cortes/cortadas/cortaduras;
        {me_es}/se lastim*/cort*/golpe*/quem* a mi/si mism*; me estoy cortando !el/la/los; se esta cortando !el/la/los
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
        {partner}/he .2 show/shows/showing/showed up at/outside my work/job/house/home/door/school;
        honor/honour ?based kill*/violence/crime*; drunk and hit*/beat*/yell*/abus*; {partner}/he .1 smash*/destroy* my;
        {who} .3 if i .1 {flee} !my/the/work/school .5 take*/keep*/never .4 {child}; {who} .3 if i {flee} .3
        kill/hurt/destroy;
        if i .1 {flee} ?him/her {anyone}/{partner}/{parent} .3 take*/taking/keep* .2 {child};
        take*/keep* .2 {child} .2 if i .1 {flee}/tell/divorce; have/get/getting/gets {me} deported;
        {who} .3 call/calls/calling/report* .2 immigration/ice on {me}; threat* .4 immigration/ice/deport*;
        he/abuser/stalker/{partner} ?has ?just found/finds ?out {me} !a/an/another/some/work/housing/the/my/at;
        he/she/they/abuser/stalker/{partner} .1 found/finds ?out ?out my ?new address; my ex/stalker ?is outside;
        {partner}/stalker shows up; {who} .1 {not} leave/leaves {me} alone;
        he/she/abuser/stalker/{partner} .1 knows/know/found/finds ?out where ?it i/we/im
        live/work/am/are/hiding/staying;
        he/{partner} .1 keep*/{not} ?stop calling/texting/messaging/contacting/coming/showing ?and ?texting ?me !home;
        {who} .2 put/puts/hid .2 gps/tracker/airtag/spyware/tracking; gps/tracker/airtag on my car
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
        amenazada/amenazado/amenazadas/amenazados; {pareja} .1 tom* .1 pega*/golp*;
        {golpe} de/por ?parte ?de ?{mi} {pareja}/{familia}; {me_es} da/dan/daba/dio/dieron .1 {golpe};
        crimen*/asesinato*/violencia .2 honor; si .2 dejo/voy/separo/divorcio .3 quit*/llev* .2 {nino};
        dice .3 si .2 dejo/voy/separo/divorcio .4 quit*/llev*/mat*; quit* .2 {nino} si .2 dejo/voy/separo;
        amenaz* con .2 migra/inmigracion/deport*; no {me_es} deja* en paz; {me_es} espia/espian;
        {pareja} .1 {me_es} encontro !un/una/trabajo/casa; {me_es} encontro .1 {pareja}/abusador/agresor;
        {pareja}/el .1 sabe/supo/averigu* donde .1 vivo/vivimos/estoy/trabajo/estamos
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
        makes/made me touch; sex work*;
        {grownup} .2 {enters} ?in/into/to ?in/into my/our bed/bedroom !to; {grownup} .2 {enters} in/into my room
        !to/and;
        {grownup}/mom/mother/stepmom .2 {enters} ?in/into ?into ?{det} bed with ?{det} ?{det} {mine};
        nudes; naked/nude .1 picture*/photo*/pic/pics/video*/selfie*; wants/asks/asked/makes/made me .1
        naked/undress*/strip;
        {grownup} .1 watch*/looks/looking ?at ?{det} {mine} .2 undress*/shower*/naked/bath*; expos* himself/herself;
        {grownup} .2 show*/make*/made ?{det} {mine} .1 porn/pornography/penis/privates
        """,
    ),
    Sentences(
        "sexual violence",
        "es",
        """
        violacion !de; violada/violadas/violado/violador; {me_es} toc*/manose* ?{mi} {cercano};
        {cercano} .1 {me_es}/la/lo/le toc*; toc*/manose* a ?{mi} {nino}; manose*; agresion*/asalto sexual*;
        acoso sexual; incesto; toc* .2 partes; {me_es} oblig* a; matrimonio forzado; tener sexo .2 fuerza;
        {me_es} forz*; forz* a tener;
        {adulto} .4 entr*/mete/metio/viene/sube/acuesta a/en mi cuarto/cama/recamara/habitacion !para/a;
        {adulto} .2 acost*/acuest* conmigo; {adulto} .2 acost*/acuest* con mi {nino}; foto*/video* .1 desnud*; {me_es}
        .1 desnud*;
        {me_es} mira*/ve/observa .2 banar/bano/desnud*/ducha
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
        child/children/kid/kids/elder/elderly/senior abus*; abus* .2
        child/children/kid/kids/elder/elderly/senior/seniors;
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
        od; {close}/{child}/{anyone} .6 {not} respond*; blood everywhere; lot/lots/losing .1 blood; blood .3 stop*;
        face/mouth .1 droop*; droop* .1 face/mouth/smile; side of ?{det} face .2 numb*/paraly*/weak/drop*;
        half .2 face/body .2 numb*/paraly*/weak; slurr*; speech .1 slurred; suddenly .1 cant talk/speak/see/walk/move;
        cant feel .1 {body}; left arm .2 numb*/pain/hurts/tingl*; stroke/seizure/seizures symptom*/sign*/now/happening;
        symptom*/sign* of .1 stroke/heart; seizure/seizures .1 now; {close}/{child}/{anyone} has a seizure; think .4
        stroke; convulsing;
        seizing !my/the/our/a/assets/property/wages; fever .2 {fever}; {fever} .1 fever/degree*; temperature/temp .2
        {fever};
        newborn/infant .3 fever; {frail} .3 high fever; fever .2 newborn; throat .1 clos*/swelling; tongue .1
        swell*/swollen;
        swelling .2 throat/tongue; cough*/vomit*/throw*/threw/spit*/puk* ?up blood; water ?just broke !in/main/down;
        baby .1 coming now/out/fast; in labor !law/laws/market/relations/force/union/unions/jobs/department;
        giving birth .1 now; contractions .3 minutes/apart; having .1 miscarriage; miscarrying;
        cut off ?{det} .1 finger/fingers/thumb/toe/hand; bit/bitten by .1 snake/rattlesnake; no pulse;
        tight/tightness/pressure .2 chest; chest .1 tight/tightness/pressure; heatstroke; heat stroke; hypothermi*;
        diabetic coma; insulin shock
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
        {nino} .2 morado/morada/azul; sobredosis; mucha sangre;
        cara .1 caid*/torcid*/chueca/paralizad*; mitad de .1 cara/cuerpo; sintoma*/signo*/senales de .1 derrame/infarto;
        dio/dando/da .1 derrame/embolia !hace; embolia cerebral; fiebre .2 39/{fever}; {nino} .2 mucha/alta fiebre;
        fiebre .1 alta .2 {nino}; recien nacid* .3 fiebre; {nino} .2 fiebre .1 alta; vomit*/tos*/escup* .2 sangre;
        rompio .1 fuente; ya .1 viene .1 bebe !en/para; contracciones .3 minutos; no .1 pulso; sin pulso; no
        siento/siente .1 brazo/cara/lado;
        garganta .2 cierra/cerrando/hinch*; cierra* .1 garganta; golpe de calor; hipotermia
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
    Sentences(
        "somebody missing",
        "en",
        """
        {child}/teen/brother/sister .3 ran/runs/run/running away !from/youth; my/our runaway {child}; wandered off/away
        !topic/from;
        {child}/teen .1 ran/run ?away from home/us; {lost} .3 missing !{unlost}; missing {child} !{unlost}; my/our
        missing {lost};
        {lost} .1 {not}/hasnt/havent come/came/been home; my/our/someone baby/child/kid/toddler was taken;
        someone/somebody .1 took/stole my/our {child} !to; {lost} .1 disappeared/vanished; {child} is/got lost
        !in/at/on;
        cant/cannot/couldnt find {det} {child} !*;
        cant/cannot/couldnt find {det} {child} anywhere/since/help/please/he/she/and/last;
        amber alert; took/has/kept/keeping .1 {child} .2 {not} give/return/bring/let
        """,
    ),
    Sentences(
        "somebody missing",
        "es",
        """
        {nino} .3 se escap*/fugo; {nino} .2 desaparec*; {nino} se fue de ?la/mi casa; no .1 encuentr* a mi/mis {nino};
        {nino} ?esta ?estan perdid* !en; {pareja} se llevo ?a mi/mis {nino} !a/al; se rob* a mi/mis {nino};
        {nino} no .2 regres*/volvi*/llego .1 casa
        """,
    ),
)
