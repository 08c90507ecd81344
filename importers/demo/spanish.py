"""What do some demo services say of themselves in Spanish? A paragraph under the English one, by the service's name.

HSDS has one description for all languages; publishers who serve Spanish speakers write both into it, one below the other.
"""

SPANISH: dict[str, str] = {
    "Starfish Night Line": (
        "Una persona voluntaria y preparada le escucha por teléfono o por mensaje toda la noche. No mandamos a nadie sin "
        "preguntarle, salvo que haya una vida en peligro."
    ),
    "Warm Line for Parents": (
        "Para cuando el bebé no deja de llorar y usted ya no puede más. Ponga al bebé en la cuna y llame: le contesta otra "
        "madre u otro padre, no una grabación."
    ),
    "Elder Abuse Talk Line": (
        "Si alguien lastima, asusta o roba a una persona mayor, llame. Puede preguntar sin dar su nombre."
    ),
    "New Hampshire Benefits Phone Desk": (
        "Pida comida, seguro médico, cuidado de niños y ayuda en efectivo en una sola llamada. Llenamos el formulario "
        "mientras usted habla y se lo leemos."
    ),
    "Seacoast Basket Pantry": (
        "Llene un carrito de comida una vez por semana, con más leche para los niños y un estante sin gluten. Los martes "
        "abrimos hasta tarde para quienes trabajan en hoteles y restaurantes."
    ),
    "Golden Loaf Lunch": (
        "Sopa, ensalada y un plato caliente, servidos en la mesa. Nadie pide nombres. Los lunes una enfermera le toma la "
        "presión si usted quiere."
    ),
    "Farm Gleaning Days": (
        "Recoja lo que la granja no pudo vender y llévese lo que pueda cargar. Las herramientas, los guantes y el "
        "transporte son gratis."
    ),
    "Rapid Exit from Shelter": (
        "Le ayudamos a salir del albergue a un apartamento propio: primer mes, depósito, mudanza y un año de visitas."
    ),
    "Tenant Question Hour": (
        "Traiga la carta, el contrato o la foto del techo. Una consejera de vivienda le explica qué significa y qué "
        "contestar. No es asesoría legal, pero es un buen primer paso."
    ),
    "Section 8 and Voucher Desk": (
        "Anótese en las listas de vales estatales y federales de una sola vez, pregunte por su lugar en la lista o pida un "
        "apartamento más grande después de un nacimiento."
    ),
    "Porch Rent Fund": (
        "Un pago, una vez cada dos años, para detener un desalojo o ponerse al día con la hipoteca. Pagamos al dueño o al "
        "banco y usted no tiene que devolverlo."
    ),
    "Landlord and Tenant Mediation": (
        "Una persona neutral ayuda a las dos partes a llegar a un acuerdo sobre renta atrasada, ruido o reparaciones."
    ),
    "Mill River Family Medicine": (
        "Chequeos, atención para la diabetes y el asma, vacunas y una farmacéutica que lo explica todo otra vez. Con "
        "fiebre o dolor de garganta, venga sin cita antes de las diez."
    ),
    "Sandbar Walk-In and Family Care": (
        "Un médico sin cita los siete días de la semana y medicina familiar con cita. Los martes hay parteras."
    ),
    "Bay Rose Family Health": (
        "Médicos, parteras, un equipo para la diabetes y una cocina donde se aprende. Las visitas en grupo empiezan con un "
        "almuerzo."
    ),
    "Prenatal and New Parent Care": (
        "Parteras, una doula si usted quiere y clases en tres idiomas. La seguimos viendo noventa días después del parto, "
        "y al bebé todo el tiempo que haga falta."
    ),
    "Uninsured Enrollment Desk": (
        "Solicite el seguro médico del estado, un plan del mercado o atención gratis en el hospital. Leemos las cartas que "
        "dicen que lo perdió y lo recuperamos."
    ),
    "Well Child and Shots Clinic": (
        "Chequeos, formularios para la escuela y el deporte, y todas las vacunas de la niñez. Cada niño se lleva un cepillo "
        "de dientes y un libro."
    ),
    "Low-Cost Pharmacy and Prescription Help": (
        "Precios según sus ingresos y alguien que llena los formularios para las medicinas caras. Las etiquetas van en su "
        "idioma."
    ),
    "Diabetes Self-Care Classes": (
        "Seis clases sobre números, comida, pies y qué hacer cuando baja el azúcar. Le damos un medidor y puede venir con un "
        "familiar."
    ),
    "Cambridge Newcomer Health": (
        "Primeras visitas médicas para quienes acaban de llegar: vacunas para la residencia, formularios de la escuela y "
        "alguien que escucha con cuidado."
    ),
    "Toothache Today Clinic": (
        "Venga con dolor antes de las ocho y le atendemos esa mañana. Tratamos la infección y le damos cita para lo demás. "
        "Los niños pasan primero."
    ),
    "School Smiles Van": (
        "Un sillón dental sobre ruedas visita 31 escuelas. Selladores, limpiezas y una carta a casa en su idioma. Solo hace "
        "falta su permiso por escrito."
    ),
    "Vision Vouchers by Mail": (
        "Un vale para un examen de la vista y un par de lentes en una óptica cercana, una vez cada dos años."
    ),
    "Find Child Care Desk": (
        "Díganos su horario, su pueblo y su presupuesto. Le mandamos una lista de guarderías con licencia y con cupo hoy, y "
        "vemos si el estado paga."
    ),
    "Sandcastle Child Care": (
        "Maestras que se quedan, almuerzo hecho aquí y un patio con una loma de verdad. Desde bebés hasta los cinco años. "
        "Aceptamos la ayuda estatal para el cuidado de niños."
    ),
    "Early Help for Small Children": (
        "¿Le preocupa cómo habla o camina su hijo? Terapeutas van a su casa y juegan con un propósito. No cuesta nada y no "
        "necesita una nota del médico."
    ),
    "Ready for School Playgroup": (
        "Canciones, pintura y agua para los pequeños, mientras una maestra conversa con los padres sobre el sueño, el habla "
        "y lo que pedirá la escuela."
    ),
    "Night Owl Diploma Program": (
        "Termine la escuela secundaria por la noche, con cena, pases de autobús y un cuarto para su niño pequeño."
    ),
    "Adult Learning Advice Line": (
        "¿No sabe qué clase le conviene? Díganos cuándo puede y qué quiere hacer después, y le nombramos tres escuelas con "
        "sus fechas de inicio."
    ),
    "Library Social Worker Hours": (
        "Una trabajadora social en una mesa junto a los periódicos. Traiga una carta o una pregunta; no hace falta cita."
    ),
    "Hospital Bill Advocates": (
        "Traiga la cuenta que le asustó. Pedimos la atención gratis que le correspondía, buscamos errores y acordamos un "
        "pago que usted pueda cumplir."
    ),
}
