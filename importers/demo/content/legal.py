"""Which legal help and rights does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Eviction Defense",
        org="scale-and-lantern",
        terms="eviction representation legal-aid",
        at="boston-scale | brockton-scale=Mon,Wed 9-16 | worcester-scale=Tue,Thu 9-16",
        hours="Mon-Fri 9-17; closed 11-26,12-25,01-01",
        alt="Defensa contra el desalojo",
        text=(
            "A lawyer for your housing court case: bad conditions, rent you owe, a notice to quit, or a landlord who "
            "changed the locks. Call the day you get papers. If you were locked out, say so first."
        ),
        who="Tenants with low income in eastern and central Massachusetts. Immigration status does not matter.",
        bring="Every paper you received; Lease; Photos",
        speaks="eng spa por hat kea",
        interpreters="Interpreters in any language, American Sign Language too.",
        reach="county Suffolk County MA; county Plymouth County MA; county Worcester County MA",
        apply="Call between 9 and noon. Emergencies any time in office hours.",
        capacity="limited 5/40 new cases",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Benefits Appeals",
        org="scale-and-lantern",
        terms="legal-aid benefits-navigation representation",
        at="boston-scale",
        hours="Mon,Tue,Thu 9-13",
        text=(
            "Cut off from food benefits, disability or health insurance? There is a deadline in the letter. We read it"
            " today and go with you to the hearing."
        ),
        who="People in Massachusetts whose public benefits were denied, cut or stopped.",
        bring="The letter with the date",
        speaks="eng spa zho",
        interpreters="Interpreters by phone.",
        reach="state MA",
        refer="phone",
    ),
    Row(
        name="Restraining Order and Family Law Help",
        org="scale-and-lantern",
        terms="legal-aid representation escape-violence for-survivors",
        at="brockton-scale",
        hours="Mon-Fri 9-16",
        text=(
            "A lawyer for protection orders, custody and divorce for people who were hurt by a partner. We plan the "
            "safest way to call you back."
        ),
        who="Survivors of domestic or sexual violence.",
        speaks="eng spa kea hat",
        interpreters="Interpreters at no cost.",
        reach="county Plymouth County MA; county Norfolk County MA; county Bristol County MA",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Lawyer for a Day in Court",
        org="shoreline-justice",
        terms="eviction representation",
        at="providence-shore",
        hours="Mon-Fri 8:30-12",
        text=(
            "Find us outside the housing courtroom at half past eight. A lawyer reads your papers, speaks for you that"
            " day and tells you what comes next."
        ),
        who="Tenants with a hearing that morning in Providence.",
        bring="Court papers",
        speaks="eng spa por",
        reach="county Providence County RI",
        refer="walk-in",
        sure="fresh",
    ),
    Row(
        name="Record Clearing Clinic",
        org="shoreline-justice",
        terms="legal-aid civil-rights",
        at="providence-shore | newport-shore=2Thu 16-19",
        hours="1Tue 16-19",
        text=(
            "Some old charges can be sealed or expunged. We look up yours, fill in the motion and file it without a "
            "fee. Bring patience and, if you have it, a snack."
        ),
        who="Adults 18 or older with a Rhode Island record.",
        ages="18-",
        speaks="eng spa kea",
        reach="state RI",
        capacity="available 12/20 seats",
    ),
    Row(
        name="Wills and Powers of Attorney",
        org="shoreline-justice",
        terms="guardianship legal-aid for-seniors",
        at="newport-shore",
        hours="3Wed 13-16",
        text=(
            "Retired lawyers write a will, a health care proxy and a power of attorney in one afternoon. You sign with"
            " two witnesses and go home with copies."
        ),
        who="Adults 60 or older with a modest income.",
        ages="60-",
        bring="Photo ID; Names and addresses of the people you choose",
        reach="county Newport County RI; county Bristol County RI",
        apply="Call for a place at the table.",
        sure="aging",
    ),
    Row(
        name="Disability Rights Advocacy",
        org="granite-rights",
        terms="disability-rights civil-rights for-disability",
        at="concord-rights | nashua-rights=Tue 10-15",
        hours="Mon-Fri 9-16:30",
        alt="Derechos de las personas con discapacidad",
        text=(
            "Denied a ramp, an interpreter, a service, a job or the right to leave? Advocates and lawyers explain the "
            "law, write letters and sometimes sue."
        ),
        who="People with any disability in New Hampshire, and their families.",
        speaks="eng spa ase",
        interpreters="American Sign Language on staff; captions on request.",
        reach="state NH",
        apply="Call, email or video relay.",
        refer="email",
        sure="fresh",
    ),
    Row(
        name="Home and Community Care Appeals",
        org="granite-rights",
        terms="disability-rights disability-benefits representation",
        hours="Mon-Fri 9-16:30",
        text=(
            "When the state cuts hours of help at home, you have 30 days. We ask for the hearing, keep your hours "
            "while you wait, and find the nurse's note that matters."
        ),
        who="People with a disability and older adults 60 or older who get care at home in New Hampshire.",
        reach="state NH",
        remote="phone",
        refer="fax",
    ),
    Row(
        name="IEP and 504 Meeting Partners",
        org="every-desk",
        terms="iep-504 special-education",
        at="cambridge-desk | springfield-desk=Tue,Thu 10-18",
        hours="Mon-Fri 9-17; Wed 17-20",
        alt="Acompañamiento para reuniones del IEP y plan 504",
        text=(
            "A parent who has done it reads the evaluation with you, writes the letter, and sits beside you at the "
            "meeting. Learn what a 504 plan can do that an IEP cannot, and the other way round."
        ),
        who="Parents and guardians of children 3 to 22 with a disability or a suspected one.",
        ages="3-22",
        bring="School letters; Evaluations; Last report card",
        speaks="eng spa por hat",
        interpreters="Interpreters for meetings with a week of notice.",
        reach="state MA",
        apply="Call or fill in the online form. Urgent if the meeting is within ten days.",
        capacity="available 8/30 families",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="School Discipline Hotline",
        org="every-desk",
        terms="iep-504 civil-rights hotline",
        hours="Mon-Fri 8-18",
        text=(
            "Suspended, sent home early or not allowed back? A lawyer calls within a day, before the hearing. Keep the"
            " letter and the texts."
        ),
        who="Students in kindergarten through grade 12 in Massachusetts, with or without a disability.",
        speaks="eng spa",
        reach="state MA",
        remote="phone",
        hotline="617-555-0198: School hotline",
    ),
    Row(
        name="Parent Rights Workshops",
        org="every-desk",
        terms="iep-504 understand-disability",
        hours="2Tue 19-20:30; 4Sat 10-11:30",
        alt="Talleres sobre los derechos de los padres",
        text=(
            "Live online evenings: how to ask for an evaluation, what services cost the school, and how to say no "
            "politely in writing."
        ),
        who="Parents, foster parents and teachers.",
        speaks="eng spa",
        interpreters="Spanish interpretation live; captions.",
        reach="state MA; state RI",
        remote="online",
    ),
    Row(
        name="Green Cards and Family Petitions",
        org="welcome-bridge",
        terms="immigration legal-aid for-immigrants",
        at="lawrence-welcome | lynn-welcome=Tue,Thu 10-17",
        hours="Mon-Thu 9-17; Fri 9-12",
        alt="Residencia y peticiones familiares",
        text=(
            "Accredited workers fill in family petitions, renewals, work permits and naturalization. We say clearly "
            "when it is better to wait, and never take a case we cannot carry."
        ),
        who="Immigrants and their families.",
        bring="Passport; Any immigration papers; Tax returns",
        cost="sliding: $0 to $250 a case, plus government fees.",
        speaks="spa eng por hat khm",
        reach="county Essex County MA",
        apply="Call on Monday at 9 for a consultation that week.",
        capacity="limited 3/20 consultations a week",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Asylum Clinic",
        org="welcome-bridge",
        terms="immigration representation for-refugees",
        at="lawrence-welcome",
        hours="Wed 13-19",
        text=(
            "A lawyer and a trained listener write down your story at your pace, find proof and file within the year "
            "the law gives."
        ),
        who="People who fled harm in their country and arrived less than a year ago, first.",
        speaks="spa eng hat fra por",
        interpreters="Interpreters who keep secrets, in any language.",
        reach="county Essex County MA; county Middlesex County MA",
        capacity="waitlist 0/15 cases: About 2 months; less if your year is ending",
        refer="email",
    ),
    Row(
        name="ID and Birth Certificate Help",
        org="scale-and-lantern",
        terms="id-recovery forms",
        at="worcester-scale",
        hours="Tue 9-12",
        text=(
            "No ID, no job, no flat. We order the birth certificate from any state or Puerto Rico, pay the fee and go "
            "with you to the registry."
        ),
        who="Anyone without identification, people without a home first.",
        speaks="eng spa",
        reach="city Worcester MA",
        sure="fresh",
    ),
    Row(
        name="Neighbor and Family Mediation",
        org="common-ground-mediation",
        terms="mediation",
        at="noho-common",
        hours="Mon-Fri 9-16",
        text=(
            "Barking, fences, rent, a shared will, an angry teenager. Two trained neighbors listen to both and help "
            "you write down what you agree."
        ),
        who="Anyone in Hampshire and Franklin counties.",
        cost="sliding: $0 to $50 for each side.",
        speaks="eng spa",
        reach="county Hampshire County MA; county Franklin County MA",
        apply="Call. The other side must agree to come.",
    ),
    Row(
        name="Discrimination Intake",
        org="granite-rights",
        terms="civil-rights legal-aid",
        at="nashua-rights",
        hours="Thu 9-15",
        text=(
            "Turned away from a flat, a job or a shop because of your race, faith, children, disability or whom you "
            "love? We test, write down and file."
        ),
        who="Anyone in New Hampshire; LGBTQ+ people, immigrants and families with children often come.",
        speaks="eng spa",
        interpreters="Interpreters by phone.",
        reach="state NH",
        refer="email",
        sure="late",
    ),
    Row(
        name="Court Interpreter Companions",
        org="welcome-bridge",
        terms="interpretation",
        hours="Mon-Fri 8-17",
        text=(
            "A trained volunteer goes with you to the registry, school or probation office and puts it into your "
            "language, word for word."
        ),
        who="Immigrants in the Merrimack Valley who speak little English.",
        speaks="spa por khm ara swa",
        reach="city Lawrence MA; city Methuen MA; city Haverhill MA; city Lowell MA",
        apply="Ask a week ahead.",
        capacity="available 6/20 visits a week",
    ),
)
