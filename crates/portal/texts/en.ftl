# Texts of the pages for residents, in plain English. What is not here is shown in Dutch.


# Menu
portaal-home = Home
portaal-mijn-taken = My tasks
portaal-mijn-berichten = My messages
portaal-mijn-zaken = My cases
portaal-mijn-contact = My contacts
portaal-alle-onderwerpen = All subjects
portaal-alle-onderwerpen-uitleg = Choose a subject. You see what you can arrange and what you have applied for.
portaal-geen-onderwerpen = There are no subjects yet.
portaal-mijn-profiel = My profile

# Home
portaal-hallo = Hello, { $naam }!
portaal-home-intro = Here you see your cases, tasks and messages from the municipality.
portaal-home-intro-namens = Here you see the cases, tasks and messages of { $naam }.
portaal-recente-berichten = Recent messages
portaal-lopende-zaken = Current cases
portaal-afgeronde-zaken = Closed cases
portaal-zelf-regelen = What you can arrange
portaal-alle-taken = View all tasks
portaal-alle-berichten = View all messages
portaal-alle-zaken = View all cases
portaal-geen-taken = You have nothing to do now. If we need something from you, you see it here.
portaal-geen-berichten = You have no messages now. If we send you a message, you read it here.
portaal-geen-zaken = You have no current cases. If you apply for something, you see it here.
portaal-geen-producten = There is nothing to apply for here now.

# Cases
portaal-zaken-lopend = Current
portaal-zaken-afgerond = Closed
portaal-zaken-keuze = Which cases do you want to see?
portaal-zoek-label = Search by subject or case number
portaal-zoek = Search
portaal-aantal-lopend = { $aantal ->
    [0] You have no current cases.
    [one] You have 1 current case.
   *[other] You have { $aantal } current cases.
}
portaal-aantal-afgerond = { $aantal ->
    [0] You have no closed cases.
    [one] You have 1 closed case.
   *[other] You have { $aantal } closed cases.
}
portaal-aantal-gevonden = { $aantal ->
    [0] We found nothing for “{ $zoek }”.
    [one] We found 1 case for “{ $zoek }”.
   *[other] We found { $aantal } cases for “{ $zoek }”.
}
portaal-geen-afgeronde-zaken = You have no closed cases. When a case is done, you see it here.
portaal-niets-gevonden = Check your spelling, or look at the other cases.
portaal-niet-verstuurd = Not sent yet
portaal-concept-geldig = You can continue until { $datum }.
portaal-concept-weg = Throw away
portaal-concept-weggegooid = We have thrown the form away
portaal-ga-verder = Continue

# One case
portaal-status = Status
portaal-status-ontvangen = Received
portaal-status-daarna = After that: { $status }.
portaal-status-ook-op = Also on { $datum }.
portaal-wat-u-moet-doen = What you have to do
portaal-start-taak = Start this task
portaal-zaak-taak-titel = We need something from you
portaal-zaak-taak-daarna = Then we continue with your case.
portaal-zaak-antwoord-voor = You get an answer by { $datum }.
portaal-zaak-te-laat = You should have had an answer on { $datum }. Unfortunately it takes longer.
portaal-zaak-antwoord-volgt = We let you know when you get an answer.
portaal-zaak-klaar-sinds = This case is done since { $datum }.
portaal-zaak-gegevens = Details of this case
portaal-zaak-contact = Contact about this case
portaal-zaak-vraag = Do you have a question about this case? Call { $telefoon } and mention the case number.
portaal-feit-ingediend = Submitted on
portaal-feit-nummer = Case number
portaal-feit-uiterlijk = Answer by
portaal-feit-afgerond = Closed on
portaal-feit-uitkomst = Outcome
portaal-ja = Yes
portaal-nee = No
portaal-besluit = Decision
portaal-besluit-datum = Taken on
portaal-besluit-ingang = Valid from
portaal-besluit-verval = Valid until
portaal-besluit-bezwaar-tot = Do you disagree with this decision? You can respond until { $datum }. The decision says how.
portaal-besluit-bezwaar-voorbij = You could respond until { $datum }.
portaal-uw-aanvraag = Your application
portaal-uw-antwoorden = See your answers
portaal-uw-aanvraag-tekst = You sent us this. You can read and keep it.
portaal-documenten = Documents
portaal-document-van-u = from you
portaal-document-van-gemeente = from the municipality
portaal-geen-documenten = There are no other documents yet.
portaal-geen-contact = There has been no contact yet.

# Tasks
portaal-aantal-taken = { $aantal ->
    [0] You have nothing to do now.
    [one] You have 1 thing to do.
   *[other] You have { $aantal } things to do.
}
portaal-taken-gedaan = Done
portaal-geen-taken-gedaan = When you have done a task, you see it here.
portaal-taak-gedaan-op = Done on { $datum }
portaal-taak-geen-datum = Do this as soon as possible.
portaal-taak-voor = Do this before { $datum }.
portaal-taak-vandaag = Do this today.
portaal-taak-te-laat = This had to be done before { $datum }. Do it as soon as possible.
portaal-taak-al-gedaan = This has been done already
portaal-taak-al-gedaan-op = You did this task on { $datum }.
portaal-taak-vervallen = This task is no longer needed. You have nothing to do.
portaal-taak-bedankt = Thank you. We have received your answer
portaal-taak-bedankt-tekst = You have nothing more to do now.
portaal-taak-verder = We continue with your case. We tell you when something changes.
portaal-taak-zonder-formulier = You can't do this task here yet. Call us, we help you.
portaal-taak-hoort-bij = This task belongs to your case
portaal-naar-zaak = View the case
portaal-wat-gebeurt-er-nu = What happens now?

# Messages and contact
portaal-aantal-berichten = { $aantal ->
    [0] You have no new messages.
    [one] You have 1 new message.
   *[other] You have { $aantal } new messages.
}
portaal-bericht-van = From { $afzender }, { $datum }
portaal-bericht-betalen = You have to pay something. Below you read how.
portaal-bericht-verstrekken = We need something from you. Look at My tasks.
portaal-bijlagen = Attachments
portaal-contact-onderwerp-verborgen = Message about a case
portaal-contact-uitleg = Here you see when you had contact with the municipality.
portaal-vraag = Ask a question
portaal-vraag-tekst = Do you have a question? Call { $telefoon }.
portaal-contact-met-ons = Contact with us
portaal-contact-gestuurd = What we sent you
portaal-kanaal-email = E-mail
portaal-kanaal-telefoon = Telephone
portaal-kanaal-balie = Desk
portaal-kanaal-brief = Letter
portaal-kanaal-overig = Other contact

# Personal details
portaal-gegevens-uitleg = These details are in the Personal Records Database (BRP). The municipality uses them when you apply for something.
portaal-gegevens-persoon-namens = Details of { $naam }
portaal-gegevens-adres-namens = Address of { $naam }
portaal-gegevens-uitleg-namens = These details are in the Personal Records Database. The municipality uses them when you apply for { $naam }.
portaal-thema-geen-zaken = You have no current cases on this subject.
portaal-gegevens-persoon = Who you are
portaal-gegevens-adres = Where you live
portaal-gegevens-fout = Is something wrong?
portaal-gegevens-fout-tekst = Call { $telefoon }. We look at it together.
portaal-gegeven-naam = Name
portaal-gegeven-geboren = Born
portaal-gegeven-bsn = Citizen service number (BSN)
portaal-gegeven-adres = Street and house number
portaal-gegeven-plaats = Postcode and town
portaal-bereiken = How we reach you
portaal-bereiken-tekst = We mail you when there is news about your cases. Our mails never have links. You read everything here as well.
portaal-emailadres = E-mail address
portaal-voorkeur-status = Mail about my cases
portaal-voorkeur-taak = Mail about my tasks
portaal-voorkeur-bericht = Mail about new messages
portaal-bewaar = Save
portaal-bewaard = We have saved your details
portaal-wie-keek = Who has viewed my details?
portaal-wie-keek-tekst = You may know who has viewed your details.
portaal-wie-keek-link = View the list
portaal-wie-keek-uitleg = Here you see who viewed your cases, and why.
portaal-wie-keek-niemand = Nobody has viewed your cases yet.
portaal-kolom-wanneer = When
portaal-kolom-wie = Who
portaal-kolom-wat = What
portaal-kolom-waarom = Why

# Forms
portaal-formulier-start = Start
portaal-formulier-begonnen = You had already begun
portaal-formulier-begonnen-tekst = Your answers are saved. You can continue where you were.
portaal-begin-opnieuw = Begin again
portaal-formulier-inloggen = Log in to begin
portaal-formulier-inloggen-tekst = We fill in your details for you. Afterwards you can follow your application in My cases.
portaal-inloggen-digid = Log in with DigiD
portaal-inloggen-machtiging = Log in for someone else
portaal-formulier-zonder = Without logging in
portaal-formulier-zonder-tekst = You fill in everything yourself. You can't view your application in My cases later.
portaal-zonder-inloggen = Continue without logging in
portaal-formulier-namens = You apply on behalf of { $naam }
portaal-formulier-namens-tekst = The answers are about { $naam }.
portaal-formulier-niet-namens = You may not do this for { $naam }
portaal-overzicht = Overview
portaal-bevestiging = Confirmation
portaal-volgende = Next
portaal-vorige = Previous
portaal-opslaan = Save and continue later
portaal-opgeslagen = We have saved your answers
portaal-wijzigen = Change
portaal-verstuur = Send
portaal-controleer = Check your answers
portaal-controleer-tekst = Is everything right? Then send the form.
portaal-niet-ingevuld = Not filled in
portaal-verklaring-waarheid = I have filled in this form truthfully.
portaal-privacy-lees = Read what the municipality does with your data
portaal-verklaring-privacy = I have read how the municipality handles my data.
portaal-bevestiging-titel = We have received your form
portaal-bevestiging-nummer = Your case number
portaal-naar-begin = To the start page
portaal-fout-verklaring = Tick the box: { $verklaring }

# Start page and footer
portaal-welkom-titel = Arrange your affairs with { $gemeente }
portaal-welkom-intro = Apply for something, follow your application and read your messages.
portaal-welkom-mijn = View my cases
portaal-welkom-inloggen-tekst = Log in with DigiD to see your cases, tasks and messages.
portaal-welkom-ingelogd = To my cases, tasks and messages
portaal-welkom-ingelogd-tekst = You are logged in as { $naam }.
portaal-welkom-regelen = Products
portaal-welkom-formulieren = Forms
portaal-product-kosten = Costs
portaal-welkom-hulp = Need help?
portaal-welkom-hulp-tekst = Does it not work? Call { $telefoon }. We help you.
portaal-contact-titel = Contact
portaal-toegankelijkheid-titel = Accessibility
portaal-privacy-titel = Privacy
