"""What people in danger type, and what people with an ordinary need type: one phrase a line."""

DANGER = """
i am in danger
I'm in danger please help
my kids are in danger
my life is in danger
help my sister is in danger
i am not safe
I’m not safe at home
we are not safe here
i don't feel safe with him
i do not feel safe at home
my house is unsafe my dad drinks
i feel unsafe around my ex
my boyfriend chokes me
my husband choked me last night
my girlfriend hits me
he punched me
he punched me in the face
he slapped me
he slaps our kids
she slapped my daughter
he kicked me in the stomach
he pushed me down the stairs
he shoved me
he grabbed me by the neck
he burned me with a cigarette
he beats up my mom
my dad beats my mom
my stepfather is hitting my brother
someone is hurting my child
my ex is threatening me
he threatens to kill us
he said he will kill me
he is going to kill me
my partner tried to kill me
he wants to hurt my kids
death threats
afraid he will kill me
i am scared of my husband
i'm terrified of my ex boyfriend
afraid of my stepdad
scared to go home
afraid to go back home
i fear for my life
afraid for my kids safety
my husband is violent
violent boyfriend
my wife is abusive
abusive relationship
domestic violence shelter
domestic abuse help
dating violence
controlling husband
my husband controls me
he screams at me
he throws things at me
beaten by my husband
i was beaten up by my boyfriend
hit by my partner
attacked by a man
i was raped
i got raped
raped by my uncle
sexual assault
sexually abused
my father touches me
my uncle touched me
my teacher touched my daughter
he touches my little girl in her private parts
someone touched me inappropriately
molested as a child
he forces me to have sex
forced marriage
my boss is stalking me
someone is following me
my ex follows me everywhere
i am being stalked
he tracks my phone
he won't let me leave
he wont let me go out
my husband does not let me leave the house
he locked me in the room
my boyfriend locks me in
i am trapped in my house with him
held against my will
kidnapped
he took my passport
my boss keeps our passports and i am forced to work
trafficking
human trafficking victim
sex trafficking help
i was trafficked
he has a knife
he has a gun
he pulled a knife on my mom
my husband bought a gun
man with a gun
he is outside my house
someone is breaking into my house
leaving my abusive husband
i need to leave my husband
get away from my boyfriend
hide from my ex
restraining order
i don't want to live
dont want to live anymore
i do not want to live any more
i want to die
i wanna die
i just want to be dead
i don't want to be here anymore
i want to kill myself
kill my self
i am going to end my life
end it all
thinking about suicide
suicidal thoughts
my son is suicidal
my daughter cuts herself
i keep cutting myself
self harm
i will hurt myself
better off without me
no reason to live
nothing to live for
life is not worth living
i wish i was dead
tired of living
i can't go on
slit my wrists
jump off a bridge
my friend is going to kill himself
my son took too many pills
she took all her pills
he swallowed a whole bottle of tylenol
overdose
my brother overdosed
my toddler drank bleach
baby swallowed a battery
my child was poisoned
my baby is not breathing
he stopped breathing
she isn't breathing
i can't breathe
i cannot breathe
my dad is unconscious
unconscious
she won't wake up
my mom passed out
my baby is choking
turning blue
chest pain
my husband is having a heart attack
having a stroke
bleeding a lot
my house is on fire
elder abuse
my caregiver hits me
the aide is hurting my mother
someone is abusing my grandmother
neglected children next door
child abuse
report child neglect
shaken baby
sucidal
suicde
suiside help
domestic voilence
domestick violance
my husban chokes me
my boyfreind hits me
he threatend to kill me
strangeld by my partner
he punchd me
abusve husband
my babys not breathng
overdoze
estoy en peligro
mi vida corre peligro
mis hijos están en peligro
mi hermana está en peligro
no estoy segura en mi casa
no me siento segura
no estoy a salvo
me va a matar
dice que me va a matar
me quiere matar
mi esposo me amenazó de muerte
me quiero matar
me quiero morir
quiero morirme
quiero matarme
mi hijo quiere matarse
me voy a matar
no quiero vivir
ya no quiero vivir más
ya no quiero seguir viviendo
sin ganas de vivir
quiero quitarme la vida
mi hija se corta
mi hijo se quiere suicidar
pensamientos suicidas
hacerme daño
me está pegando
mi marido me pega
mi esposo me pegó anoche
le pega a mis hijos
mi papá golpea a mi mamá
mi padrastro me golpea
mi novio me ahorca
me estranguló
me empujó por las escaleras
mi pareja me grita y me insulta
mi esposo es violento
mi hijo es muy agresivo
miedo de mi pareja
tengo miedo de mi esposo
le tengo miedo a mi marido
tengo miedo de volver a casa
temo por mi vida
violencia doméstica
violencia intrafamiliar
sufro maltrato
mujeres golpeadas
abuso sexual
me violaron
fui violada
mi tío me toca
mi padrastro toca a mi hija
abusaron de mi hija
me obliga a tener sexo
no me deja salir
mi marido no me deja salir de la casa
me tiene encerrada
me encerró en el cuarto
alguien me está siguiendo
mi ex me persigue
me acosa
me quitó el pasaporte
trata de personas
tráfico de personas
me explotan en el trabajo
tiene un cuchillo
tiene una pistola
mi novio tiene un arma
no respira
mi bebé no respira
mi bebé no puede respirar
está inconsciente
no despierta
mi hijo se atragantó
se tomó muchas pastillas
mi niño tomó cloro
sobredosis
envenenado
dolor en el pecho
infarto
maltrato infantil
abuso de ancianos
escapar de mi esposo
quiero dejar a mi esposo
orden de restricción
violensia domestica
suisidio
quero me matar
自杀
домашнее насилие
I want to kill myself
SUICIDE
he hits  me
domestic-violence
my partner strangled me
me pega mi esposo
was raped
self-harm help
hit by my husband
my partner is violent
I am being hurt at home
battered women
dv shelter
abuse shelter
safe house from my ex
i cut myself
better off dead
mi esposo me pegó
my man put his hands on me
he hits me when he drinks
husband beating me need help now
boyfriend strangled me yesterday
he put a gun to my head
he hurt my baby
my mother burns me with cigarettes
dad comes into my room at night and touches me
my stepdad rapes me
i'm being abused by my wife
my ex husband is stalking me and my kids
i need to get out he will kill me
fleeing abuse with 2 kids
escape from abusive partner
where can i go my husband beats me and i have no money
he won't let me see my family or use the phone
my partner wont let me have money
he took my keys so i can't leave
someone forced me into prostitution
i was sold
my employer took my passport and does not pay me
i want to end my life
i feel like dying
i don't see a reason to live
i cut my arms
i am thinking of hurting myself
my teen is cutting
thoughts of killing myself
im gonna overdose
took a bunch of pills
drank drain cleaner
my kid ate rat poison
grandma is not waking up
my husband collapsed
my baby turned blue
he has a weapon and is threatening us
shots fired in my house
my daughter says her coach touched her
my son is violent and hits me
my brother threatens to burn the house down
my neighbor beats his children
my home health aide is stealing and yelling at my mom
mi marido me golpeó anoche
mi ex me amenaza con matarme
tengo miedo que mi esposo me mate
mi pareja me quiere ahorcar
no me deja ver a mi familia
mi patrón me quitó mis documentos
mi hijo dice que se quiere morir
quiero acabar con todo
me corto los brazos
ya no aguanto quiero morir
mi mamá está inconsciente
mi niña se está ahogando
mi abuelo no despierta
mi vecino le pega a sus hijos
el novio de mi mamá me toca
mi esposo me obliga a tener relaciones
me tienen trabajando a la fuerza
mi esposo llegó con una pistola
mi marido toma y me golpea
huyo de mi marido
necesito salir de mi casa mi esposo me maltrata
me siguen
estoy siendo amenazada
mi hermana sufre violencia
he tried to strangle me
my spouse hurts me
my dad punches holes in the wall and hits us
i'm afraid my husband will hurt the kids
my girlfriend attacked me with a knife
he burned my arm
he raped my sister
being hit at home
my uncle makes me touch him
i am 15 and my dad hits me
someone followed me home
he is stalking my daughter
he has my kids and a gun
he won't give me my phone
my boyfriend keeps me locked in the apartment
my pimp will kill me
i work without pay and can't leave
i was tricked into sex work
wanting to die
i hate myself and want to die
im suicidal
i have a plan to kill myself
my friend said she wants to end her life
my brother tried to hang himself
took 30 pills
od
not breathing
he is choking on food
someone drowned
my mom had a seizure and is not responding
blood everywhere wont stop
mi papá me pega con el cinturón
me golpea mi pareja
me amenazó con un cuchillo
mi esposo me quiso matar
me forzó a tener sexo
abusó de mí
mi hijo intentó suicidarse
no tengo ganas de vivir
pienso en morir
mi bebé se tragó una pila
mi esposo no respira
se desmayó
me están persiguiendo
mi esposo me encierra con llave
maltrata a mi mamá anciana
mi cuidadora me golpea
explotación laboral
me tienen de esclava
hay un hombre con pistola afuera
my partner beats me every night
hubby slaps me around
dad hits mom
my ex keeps threatening my family
he keeps hitting our son
he sexually abused my niece
babysitter hurt my kid
nurse is hitting my grandfather
my boyfriend said he'd kill me if i leave
if i leave he will kill me
he broke my nose
she stabbed me
my mom choked me
i dont feel safe in my home
stuck with an abuser
he controls all my money
my husband locked me out and hit me
a stranger is following my daughter
i was drugged at a party
my cousin molested me
someone is selling girls
they make me work and lock the door
i want to disappear and die
no will to live
planning suicide
my husband shot himself
kid ate pills
passed out drunk not breathing
baby has trouble breathing
grandpa fell and is unconscious
mi novio me pegó
mi padre me viola
mi exesposo me sigue a todas partes
mi marido amenaza con matarnos
me amenaza con quitarme a mis hijos
tengo miedo de que me mate
me encerraron
me golpean en mi casa
un hombre me persigue
mi hermano se quiere quitar la vida
mi amiga se quiere morir
tomé muchas pastillas
mi papá no despierta
mi bebé está morado
se está ahogando mi hijo
abusan de mi abuela
me obligan a trabajar sin pagar
violencia de género
mi tío abusó de mí
ya no quiero estar viva
nobody would miss me
no one would miss me
would anyone even notice if i was gone
nobody would care if i died
no one cares if i live or die
i want to disappear forever
i just want to disappear
i wish i could disappear
they would be better off without me
my family would be happier without me
everyone would be better off if i was dead
i wish i was never born
i wish i had never been born
i want to go to sleep and never wake up
i hate my life
i am done with life
whats the point of living
i keep thinking about ending it
i am a burden to everyone
im such a burden on my family
she left a goodbye note
nadie me extrañaría
nadie me va a extrañar
a nadie le importa si me muero
no le importo a nadie
estarían mejor sin mí
quisiera desaparecer
ojalá no haber nacido
quiero dormirme y no despertar
quiero dormir y no despertar nunca
odio mi vida
mi vida no tiene sentido
soy una carga para mi familia
my mom touches me at night
my stepdad hits me
he is breaking everything in the house
my ex keeps showing up at my work
they hurt my grandma
abusing an elderly man
le pegan a mi abuela
my stepfather comes into my bed
dad gets in bed with me
my step dad comes in my room at night
my coach sends me naked pictures
my teacher asks me for nudes
he makes me watch porn
my uncle climbs into bed with my daughter
my grandfather sleeps in my bed and touches me
mi padrastro entra a mi cuarto
mi padrastro entra en mi cuarto de noche
mi tio se mete en mi cama
mi padre se acuesta conmigo
me pide fotos desnuda
mi maestro me manda fotos desnudo
my stepdad watches me shower
my brother watches me undress
mi primo me espia en el baño
my stepfater comes into my room
mi padastro entra a mi cuarto
he exposed himself to my daughter
i have the pills in my hand
ive got the pills in front of me
on the roof want to jump
im on the bridge ready to jump
standing on the edge of the bridge
im going to jump
gonna jump in front of a train
how to tie a noose
i have a rope around my neck
wish i didnt exist
wish i wasnt here anymore
wish i would not wake up
hearing voices telling me to kill
the voices tell me to hurt people
voices in my head
my son hears voices
painless way to die
how many pills does it take to die
ways to end my life
tengo las pastillas en la mano
voy a saltar
me voy a tirar del puente
estoy en el techo y quiero saltar
me quiero tirar de un edificio
como hacer una soga para ahorcarme
quisiera no existir
ojala no existiera
escucho voces que me dicen que mate
oigo voces
me hago daño
mi hija se hace daño
se hace daño a si misma
me hago cortes
me hago cortadas en los brazos
me estoy haciendo daño
me lastimo a mi misma
my daughter burns herself
i scratch myself till i bleed
he says if i leave he will take the kids
if i leave he said he takes the baby
he will take my kids away if i leave him
he found me
my ex found out where i live
he found us
my ex found my address
he keeps coming to my house
my ex wont leave me alone
my ex keeps calling and texting me all day
he put a gps tracker on my car
he put a tracker on my car
golpes de mi esposo
los golpes de mi marido
mi esposo me da golpes
mi esposo me dio una golpiza
honor killing
my family will kill me for dishonor
crimen de honor
he threatens to call immigration on me
my husband says he will have me deported
dice que si lo dejo me quita los niños
si me voy me quita a los niños
me dice que si lo dejo me va a matar
me encontro mi ex
mi ex sabe donde vivo
me amenaza con la migra
amenaza con deportarme
my husband comes home drunk and hits
he smashed my phone
he wont leave me alone
im afraid of him
face drooping cant talk
one side of her face is drooping
half his face is numb
arm numb and slurred speech
slurred speech
stroke symptoms
think my mom is having a stroke
signs of stroke
baby has fever 105
baby fever 104
newborn has high fever
my baby has a fever of 104
infant with fever
seizure right now
my son is seizing
baby having a seizure
convulsion
having convulsions
throat closing up
tongue swelling
cant swallow throat swelling
coughing up blood
vomiting blood
throwing up blood
water broke
baby is coming now
in labor right now
i think im having a miscarriage
cut off my finger
got electrocuted
severe burns
bitten by a snake
head injury wont wake up
no pulse
she has no pulse
he is not responding
my kid got into rat poison
crushing chest pain
tightness in chest
heatstroke
heat stroke
hypothermia
diabetic coma
low blood sugar passed out
cara caida no puede hablar
tiene la cara torcida
se le durmio la mitad de la cara
sintomas de derrame
embolia cerebral
le dio un derrame
mi bebe tiene fiebre de 40
mi bebe tiene mucha fiebre
fiebre muy alta bebe
esta convulsionando
vomita sangre
vomitando sangre
se me rompio la fuente
ya viene el bebe
no tiene pulso
se le cierra la garganta
golpe de calor
my daughter ran away
my son is missing
missing child
my teenager ran away from home
my kid didnt come home last night
cant find my son
child abduction
amber alert
my ex took my kids and wont give them back
my runaway daughter
my daughter has been missing since yesterday
my mom with dementia is missing
my grandmother wandered off
mi hija se escapo
mi hijo se fue de la casa
mi hija desaparecio
no encuentro a mi hijo
mi hijo esta perdido
niño perdido
niña desaparecida
mi ex se llevo a mis hijos
se robaron a mi hijo
my uncle comes into my bedroom when everyone is asleep
stepdad got into bed with my little sister
my mom's boyfriend comes in my room
my mom's boyfriend watches me in the shower
grandpa lays in bed with me
my pastor asked me for naked pics
someone posted my nudes
el novio de mi mama se mete a mi cuarto
mi abuelo se mete a mi cama
mi hermano me espia cuando me baño
mi entrenador me pide fotos desnuda
im going to jump off the roof
want to jump off the overpass
im about to jump
ready to jump
she has a bottle of pills in her hand
i have a noose
i wish i wasnt alive
wish i was never here
what is the easiest way to die
how many tylenol to die
i hear voices
mi hijo oye voces
voy a tirarme del techo
quiero aventarme del puente
mi hija quiere saltar del techo
tengo una soga
tengo pastillas en la mano y me las voy a tomar
me estoy cortando
mi hija se corta los brazos
mi hijo se lastima a si mismo
she says if i leave she will take my kids
he told me if i leave he will kill the dog
my husband threatens to take the kids
he wont stop calling me
my ex is outside
my ex shows up everywhere
ex boyfriend wont stop texting me
he knows where i live
he found my new address
my husband found out where im hiding
mi ex no me deja en paz
mi esposo me da golpizas
marido golpeador
recibo golpes de mi pareja
mi ex me encontro
my brother says he will kill me for honor
he says he will call ice on me
my mom cant speak and her face is droopy
her mouth is drooping
dad having stroke
my husband is having a stroke
strok symptoms
he has a seizure
my kid is having a seizure
siezure right now
baby fever 103
my newborn has a fever
temp of 105
fever of 105
my throat is closing
my tongue is swelling up
cant breath
i cant feel my face
my water broke
contractions 5 minutes apart
pressure in my chest
no siente el brazo y no puede hablar
tiene sintomas de infarto
bebe con fiebre de 40
mi bebe tiene fiebre muy alta
esta vomitando sangre
tengo contracciones cada 5 minutos
my 14 year old daughter ran away
my son ran away last night
my son hasnt come home
my child is lost
my son has been missing for two days
my toddler is missing
help my daughter is missing
my baby was taken
someone took my child
mi hija no regreso a casa
mi hija de 15 se escapo
mi hijo desaparecio ayer
no encuentro a mi hija
my daugter ran away
my doughter is missing
my teenager is cutting herself
chest pain no insurance
my mothers boyfriend is touching me
"""

ORDINARY = """
food
food pantry near me
free food for kids
help with light bill
help paying rent
shot clinic
flu shots
flu shot for my baby
covid shots near me
shots for kids
school shots
rabies shot for my dog
kill bed bugs
how to kill roaches
mata cucarachas
hit by a layoff
my hours got cut
cut my electric bill
hard hit by inflation
hit the gym
choking hazard class
infant choking class
CPR class
first aid training
anger management
anger management classes for men
control my diabetes
control my blood pressure
birth control
safe haven baby
baby box
safe sleep crib
car seat safety
is the water safe to drink
safe water testing
safe place for kids after school
kicked out of my house
my mom kicked me out
my parents kicked me out
locked out of my apartment
locked out of my house
put out on the street
thrown out by landlord
my landlord won't fix the heat
my landlord is raising my rent
eviction notice
in danger of losing my home
in danger of eviction
in danger of shutoff
my back is killing me
rent is killing me
tooth hurts
dentist for toothache
my husband lost his job
my husband needs a job
my wife is pregnant
my son hit his head on sports helmet
my husband was hit by a car
my dad beat cancer support group
my husband hurt his back at work
grab bars for my mom
grab bars for bathroom
push wheelchair ramps
burned out caregiver
caregiver burnout
burnt out mom
kids need winter coats
birthday gifts for kids
beat the heat
cooling center
summer camp
leave of absence
family leave
maternity leave
paternity leave for my partner
divorce lawyer
custody of my kids
child support
my son is being bullied
gun lock
gun safe
knife sharpening
cooking knife skills class
substance abuse treatment
drug abuse counseling
alcohol abuse help
alcohol and drug abuse program
rehab
detox
aa meeting
lead poisoning test
food poisoning
poison ivy
unconscious bias training
bleeding disorder support
hemophilia
i don't want to live in a shelter
dont want to live with my parents
i want to live near my daughter
want to live alone
place to live
affordable place to live with kids
low cost living
cost of living
end of life care
hospice
my mother is dying
die casting jobs
grief group
lost my husband
widow support
death certificate
funeral costs
my husband died
life insurance
living will
drowning in debt
debt help
trapped in a lease
swimming lessons
following up on my application
social security
police records
job with a criminal record
expunge my record
just out of prison
reentry help
rapid rehousing
ranger program
violet crisostomo clinic
sacred heart church pantry
dancer shoes
heating help
killeen housing
billing problem
choose a doctor
chores for seniors
partner agencies
strange rash
grooming for dogs
traffic ticket
parking
breast pump
breathing treatment
nebulizer
sleep apnea machine
asthma
high blood pressure
heart doctor
stroke rehab
seizure support group
epilepsy
depression
anxiety
feeling lonely
therapist
couples counseling
marriage counseling
parenting class
elderly care
meals for seniors
senior center
help for my grandmother
ride to the doctor
touch screen phone
get in touch with my son's teacher
weapons of math tutoring
trade school
work boots
forklift class
punch list repairs
paint my house
roof leak
broken furnace
mice in my apartment
bed tonight
homeless shelter
women's shelter
shelter for families
rape seed oil
grapes
skill training
therapy
comida
comida para mis hijos
ayuda para pagar la luz
me van a cortar la luz
me cortaron el agua
renta
ayuda con la renta
me pueden ayudar
me toca pagar la renta
me duele la espalda
me duele la muela
me mata el dolor de espalda
dentista barato
no quiero vivir en la calle
quiero vivir cerca de mi hija
un lugar para vivir
no estoy segura de que necesito
no estoy seguro si califico
seguro médico
seguro social
en peligro de perder mi casa
aviso de desalojo
amenaza de desalojo
abuso de sustancias
abuso de drogas
abuso de alcohol
clases de viola
pegamento
clases de inglés
manejo de la ira
primeros auxilios
ahogado en deudas
matar chinches
la casa tiene ratones
mi esposo perdió su trabajo
mi papá necesita cuidado
mi hijo necesita lentes
corte de pelo
me corto el pelo
vacunas para niños
pastillas para la presión
tomo pastillas para la presión
el dueño no responde
papas y cebollas
mario centro
tengo miedo al dentista
abogado de inmigración
trámite de divorcio
dejar de fumar
quiero dejar de fumar
quiero dejar de beber
no puedo dormir
cuidado de ancianos
comida a domicilio para mayores
beat the heat cooling center
rapeseed oil
my car was hit need a ride
help me get back on my feet after prison
i want to learn english
i want to leave my job
leaving jail next week need housing
left handed scissors
my kids are home alone after school program
cheap places to eat with kids
i cannot afford my medicine
too much rent
my medicine is too expensive
i take medications for my heart and need refill
i have no heat
my husband was deported
my mother has dementia and needs help at home
my son has autism and needs a school
my daughter needs a therapist
my boyfriend needs glasses
my ex won't pay child support
ex offender housing
i lost my papers
someone to talk to
someone to clean my house
man needs suit for interview
he needs diapers
who can fix my roof
push lawn mower for seniors
fear of flying
scared of the dentist
kids scared of dark
hide and seek daycare
run a 5k
running shoes
run away youth shelter
cutting hair classes
hair cut for kids
fire victims help
burned out of my apartment
house fire help
gas bill
smoke detector
safe driving class
safe sex clinic
std test
sex education
baby formula
bottle of milk baby
control pests
stop smoking
quit drinking
drinking problem
mi esposo toma mucho
mi hijo no come
mi hija tiene fiebre
me siento triste
me siento sola
quiero aprender inglés
quiero trabajar
no tengo papeles
perdí mis papeles
me quitaron el carro
me quitaron los cupones
me deben dinero
me corrieron de la casa
me corrieron del trabajo
tengo miedo de la migra
ayuda con la luz y el gas
estoy embarazada y sola
busco cuarto para mi y mis hijos
mi hijo sigue enfermo
me sigue doliendo la rodilla
no me deja dormir el dolor
mi papá no puede caminar
con quien hablo de mi caso
le falta comida a mi abuela
cortaron la luz
pañales para mi bebé
clases para padres
ropa para mi hija
lo siento no hablo inglés
pet food for my dog
cat spay
hit my deductible
insurance for kids
i got beat up car
car seat for toddler
my neighbor plays loud music
noise complaint
foreclosure help
reverse mortgage
homework help for teens
teen parenting program
teen center
boys and girls club
big brother program
foster parents
adopt a child
find my birth mother
night shift work
holding a job
carry out meals
stop foreclosure
my landlord entered my apartment
landlord turned off heat
kids out of school
early intervention
speech therapy
pull up diapers
pills for blood pressure too expensive
help with medicine costs
drug store near me
take out bus pass
ride to take my medication
soap and shampoo
cleaning supplies
dish soap
laundry detergent
laundry pods
free detergent
gasoline card
gas card
battery for wheelchair
hearing aid batteries
car battery
el pelo de mi hija piojos
piojos
lentes para mi hijo
mi esposa está embarazada
me robaron la cartera
me quedé sin trabajo
quiero ver un doctor
no puedo pagar el hospital
beca para mi hija
asistencia para mi abuela
casa para mi familia
clases de manejo
licencia de conducir
fui deportado
ayuda para veteranos
estampillas de comida
tengo hambre
mi carro no sirve
necesito una cama
transporte al hospital
mi hermano salió de la cárcel
no entiendo una carta
miss my bus every morning
nobody will rent to me
no one would hire me because of my record
i want my debt to disappear
make warts disappear
disappear fees on a credit report
how to wake up early
my baby wont sleep
i want to sleep
burden of debt
point of sale training
goodbye party for my coworker
better without gluten
is it better with or without insurance
cost of living increase
living with diabetes
no one will fix my heat
would anyone help me move
nobody noticed the leak
done with chemo now what
sick of mold in my apartment
hate my job
i was born in haiti and need a birth certificate
showing up at court without a lawyer
break things to learn recycling
carga de trabajo
vivir sin mi esposo despues del divorcio
no tiene sentido el recibo de luz
nadie me renta un cuarto
quiero desaparecer de la lista de llamadas
extraño a mi familia
me desperté con dolor de muela
dormir en un refugio
my kid hits other kids
tired of life insurance calls
bunk bed for my stepson
my stepfather needs a bed
my dad sleeps in bed all day
dad needs a hospital bed in his room
my baby sleeps in bed with me safe sleep crib
room for rent for me and my dad
my son comes home from the army
pictures of my kids at school
dad comes to my room to help with homework
my grandma comes to live with me
need family pictures for green card
mi padrastro entra a trabajar temprano
mi hijo duerme conmigo necesito cama
mi papa necesita una cama
fotos para pasaporte
baño portatil para mi mama
mi hijo entra a la escuela
i have the pills prescription need refill
pill organizer
help paying for pills
jump start my car
jump rope for kids
jumping castle rental
roof repair
kids want to jump trampoline
want to jump into a career
going to jump ahead in school
roof leak want to fix it
bridge program
bridge housing
bridge loan
how to tie a tie for interview
learn to tie knots scouts
voice lessons
voices of recovery choir
hearing aids
hearing test for my son
voice therapy
victim of crime voices
saltar la cuerda
voy a saltar un pago de renta
tirar la basura
tirar un colchon
techo con goteras
puente dental
clase de voz
dano de inundacion
daños por agua
se hace dano la casa con la lluvia
cortes de luz
corte de familia
he found a job
he found me a job
found a puppy
my mom found me an apartment but need deposit
he will take the kids to school
who will take my kids to school
take the kids to the park
take my kids to the doctor while i work
if i leave my job can i get unemployment
if i leave the state do i lose medicaid
if i leave my kids home alone
my ex wont pay
my ex keeps the car
golpes en el carro
golpe en la rodilla
mi esposo se dio un golpe en el trabajo
honor roll scholarship
honor flight veterans
call immigration office
my husband was deported need help
immigration lawyer husband deported
my husband got deported and i need help with kids
mi esposo fue deportado
abogado para deportacion de mi esposo
migra cerca de mi casa
gps classes
car tracker for elderly parent
stroke support group
stroke survivors
stroke recovery
stroke rehab speech
physical therapy after stroke
seizure medication help
seizure dog
speech therapy my son cant talk
my son cant talk yet early intervention
toddler doesnt talk
facial
face mask
fever thermometer
hay fever
low fever clinic
scarlet fever
my toddler has a fever
yellow fever vaccine
valley fever
numb tooth dentist
dental numb
water broke in my basement pipe
water main broke
my water heater broke
labor law help
labor union
day labor
labor department
labor and delivery class
miscarriage support group
pregnancy loss support
blood pressure
blood test
donate blood
blood sugar test
diabetic supplies
throat doctor
sore throat
swollen feet
tongue tie
heat pump
heat assistance
burn support group
recovered from a stroke needs ride
my dad had a stroke last year needs home care
convulsiones medicina
mi mama tuvo un derrame y necesita terapia
terapia despues de un derrame
fiebre del heno
fuente de agua
fuente de trabajo
garganta dolor doctor
clinica para dolor de garganta
cara doctor de la piel
la renta esta muy cara
medicina muy cara
comida cara no puede pagar
my son is missing school
missing teeth
missing tooth dentures
missing my family
missing documents
missing paperwork
i ran out of food
ran out of money
ran out of diapers
my daughter ran track
my dog ran away
lost cat
cant find a job
cant find my son a school
cant find my birth certificate
cant find my daughter a dentist
cant find housing
runaway youth shelter
runaway bride
my husband ran off and i have no money
perdi mi bebe grupo de apoyo
no encuentro trabajo
no encuentro casa para mi hijo
no encuentro doctor para mi hijo
perdi mi trabajo
mi hijo perdio su seguro
mi hijo esta perdido en matematicas
mi hija se fue a la universidad
mi esposo se fue y no tengo dinero
my ex took my car
my ex took my kids to california custody lawyer
child custody
my stepdad needs a wheelchair
food near me tonight
my kids need pictures with santa
night classes
my mom wanders dementia day program
wandering alzheimers bracelet
my kid is coming home from the hospital
he is going to school
they want to jump start a business
my grandpa needs bed rails
twin bed with mattress for my son
bed with frame
someone to come to my room
someone to come into my home to help with bathing
he needs a bed
grandma lies in bed all day needs home care
my brother gets out of jail and needs a room
my uncle comes home from hospital needs bed
need help getting in bed with my wheelchair
want a jump start in my career
jump start battery
i need a jump my car wont start
need a jump for my car
can someone jump my car
my son wants to join jump rope team
on the roof solar panels
voice mail number
voicemail
i need to find my son a dentist
where can i find my daughter a tutor
cant find my son a summer camp
cant find my daughter daycare
cant find my kids insurance card
my child is missing vaccines
my child is missing school work
my daughter is missing her front teeth
missing person
missing social security card
my husband left me
my husband left and took the car
my husband knows english
he knows how to drive
he found god
my landlord wont leave me alone
debt collectors wont stop calling me
bill collectors keep calling
my husband keeps losing his job
my ex keeps not paying child support
if i leave my job who will take care of the kids
he put tires on my car
fever medicine for baby
my baby has a cold
my baby is 104 days old
105 main street
section 103
i need a 105 pound wheelchair
40 hours of work
my kids have hay fever
kid fever
day labor in salem
labor pains class
in labor market
birthing class
water heater broke
water pipe broke
my car broke
blood drive
finger food
cut off my gas
cut off my phone
cut off my food stamps
cut off benefits
cut off of medicaid
they cut off my electricity
had a stroke need rehab
my mom had a stroke and needs a walker
stroke prevention
my son has seizures needs a neurologist
seizure medicine
chest freezer
chest of drawers
chest xray
chest cold
tight budget
tightness in my back
throat clinic
my speech is bad speech class
speech for my kid
my feet are numb diabetes
numb hands
my son ran for office
i ran out of gas
my kids father ran off
my dad left home
my kids came home hungry
my son never came back to school
my husband never came to court
my mom came home from hospital
my son is lost in school
my kids lost insurance
my son lost his job
ex took my house
he took my kids shopping
took my kids to shelter
mi hijo se fue al ejercito
mi hija perdio el autobus
mi hijo esta perdido en la escuela
mi ex se llevo el carro
no encuentro guarderia para mi hija
no encuentro a un doctor
mi hija no regresa a la escuela
mi hijo no llego a la escuela
llego a casa cansado
mi esposo sabe donde hay comida
donde trabajo
si me voy de vacaciones
si dejo mi trabajo que pasa con mis hijos
si dejo mi trabajo me quitan el seguro
me quitaron a mis hijos dcf
cps took my kids
dcf took my kids how do i get them back
amenaza de deportacion
abogado deportacion
golpe en la espalda en el trabajo
me di un golpe en la cabeza
me dieron una beca
me da gripe
me dan comida
me dieron un golpe en el carro
me lastime la espalda
me hice un corte de pelo
me corto el cabello
cortes de pelo gratis
sin agua y sin luz
la cara hinchada dentista
dolor de cara
tos y gripe
tos con flema
mi hijo tiene tos
la fuente de ingresos
ya viene el invierno
ya viene el bebe en marzo
mi bebe nace en marzo
ya viene la navidad
mi bebe llora mucho
mi hija no habla bien
mi papa viene a mi casa
mi tio viene a vivir en mi cuarto
mi hijo entra en mi cuarto
video llamada doctor
fotos de bebe
fotos para mi ciudadania
saltar comidas no tengo dinero
puente a la universidad
techo y comida
reparar techo
tirar muebles
me van a tirar a la calle
quiero tirar basura
se me acabo la leche
how do i die with dignity
ways to diet
pain in my back
pressure washer
pressure cooker
tooth pressure
cant find any help for my daughter
shelter for runaway teen
youth who ran away from foster care program
"""


def lines(text: str) -> list[str]:
    """The phrases."""
    return [line for line in text.splitlines() if line]
