"""What only sounds like danger, what a person does to themselves, and which mistyped words are words of danger?"""

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
    fire extinguisher; heat stroke/heatstroke prevention; stroke .1 survivor*/recovery/rehab*/support/group/club;
    convulsion* medicina*; after/had/from .1 stroke; {me_es} dieron .1 {golpe} .1 en/al .1 carro/coche/auto;
    jump* in front of the line; missing person* report; a jump .1 my/battery/car
"""

# What a person does to themselves: taken out before anything but harm to oneself is looked for ("me quiero matar" is no
# violence, "me quiere matar" is).
OWN_HAND = """
    suicid*; {me_es} {yo} ?a/de/en matar/ahorcar/colgar/suicidar; {yo} ?a/de/en matar/ahorcar/colgar/suicidar me;
    suicidar me/se; como/para matar/ahorcar/colgar me;
    {me_es}/se lastim*/cort*/golpe*/quem* a mi/si mism*
"""

# Words of danger people often mistype: an unknown word this near to one is read as it.
SPELLED = """
    suicide suicidal overdose overdosed kill killing domestic violence violent abuse abused abusive abuser husband
    boyfriend girlfriend partner strangle strangled strangling choke choked choking punched slapped hitting beating
    threaten threatened threatens threatening assault assaulted molested raped trafficking trafficked kidnapped
    stalking stalker danger afraid scared unconscious breathing breathe poisoned poison weapon bleeding myself neglect
    violencia domestica maltrato maltrata peligro amenaza amenazan golpea golpean ahorca sobredosis inconsciente
    respira violacion violada suicidio suicida suicidarme matarme morirme esposo marido novio pareja envenenado
    secuestrada pegando daughter stepfather stepdad padrastro noose seizure seizures stroke missing runaway derrame
"""
# They are near such a word, and are words of their own.
NOT_SLIPS = "violet ranger mario cooke polson batting breeding wanger sanger belding kipling prather"
