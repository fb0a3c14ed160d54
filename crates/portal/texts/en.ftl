# Texts of the pages for residents, in plain English. Each text of the Dutch file is here (a test of this crate says so).

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

# Zaken
portaal-zaken-lopend = Current
portaal-zaken-afgerond = Closed
portaal-zaken-keuze = Which cases do you want to see?
portaal-zoek-label = Search by subject or case number
portaal-zoek = Search
portaal-zoeken = Search
portaal-zoeken-label = Search your cases, tasks and messages
portaal-zoeken-meer = We show the first 20 of each kind. Search with more words to find less.
portaal-zoeken-gevonden = { $aantal ->
    [0] We found nothing for “{ $zoek }”. Try another word.
    [one] We found 1 item for “{ $zoek }”.
   *[other] We found { $aantal } items for “{ $zoek }”.
}
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

# One zaak
portaal-status = Status
portaal-status-ontvangen = Received
portaal-status-daarna = After that: { $status }.
portaal-status-ook-op = Also on { $datum }.
portaal-wat-u-moet-doen = What you have to do
portaal-start-taak = Start this task
portaal-zaak-taak-titel = We need something from you
portaal-zaak-taak-daarna = When you have done this, we continue with your case.
portaal-zaak-antwoord-voor = You get an answer by { $datum }.
portaal-zaak-te-laat = You should have had an answer on { $datum }. Unfortunately it takes longer.
portaal-zaak-wacht = This case is on hold for now. The time in which you get an answer does not run meanwhile.
portaal-zaak-wacht-antwoord = We received something from you on { $datum }. We are checking whether we can go on. You will hear from us.
portaal-zaak-antwoord-volgt = We let you know when you get an answer.
portaal-zaak-klaar-sinds = This case was closed on { $datum }.
portaal-zaak-gegevens = Details of this case
portaal-zaak-contact = Contact about this case
portaal-zaak-vraag = Do you have a question about this case? Call { $telefoon } and mention the case number.
portaal-feit-ingediend = Submitted on
portaal-feit-nummer = Case number
portaal-feit-uiterlijk = Answer by
portaal-feit-wacht-om = Why the case is on hold
portaal-feit-langer-om = Why it takes longer
portaal-feit-afgerond = Closed on
portaal-feit-uitkomst = Outcome
portaal-ja = Yes
portaal-nee = No
portaal-besluit = Decision
portaal-besluit-datum = Taken on
portaal-besluit-ingang = Valid from
portaal-besluit-verval = Valid until
portaal-besluit-bezwaar-tot = Do you disagree with this decision? You can object or appeal until { $datum }. The decision says how.
portaal-besluit-bezwaar-voorbij = You could object or appeal until { $datum }.
portaal-uw-aanvraag = Your application
portaal-uw-antwoorden = See your answers
portaal-uw-aanvraag-tekst = You sent us this. You can read and keep it.
portaal-documenten = Documents
portaal-document-van-u = from you
portaal-document-van-gemeente = from the municipality
portaal-geen-documenten = There are no other documents.
portaal-geen-contact = There has been no contact yet.

# Tasks
portaal-aantal-taken = { $aantal ->
    [0] You have nothing to do now.
    [one] You have 1 thing to do.
   *[other] You have { $aantal } things to do.
}
portaal-taken-gedaan = Done
portaal-geen-taken-gedaan = When you have done a task, you see it here.
portaal-taak-van-zaak = { $titel }, { $nummer }
portaal-taak-gedaan-op = Done on { $datum }
portaal-taak-geen-datum = Do this as soon as possible.
portaal-taak-voor = Do this by { $datum } at the latest.
portaal-taak-vandaag = Do this today.
portaal-taak-te-laat = This had to be done by { $datum }. Do it as soon as possible.
portaal-taak-al-gedaan = This has been done already
portaal-taak-al-gedaan-op = You did this task on { $datum }.
portaal-taak-vervallen-titel = This is no longer needed
portaal-taak-vervallen = This task is no longer needed. You have nothing to do.
portaal-taak-bedankt = Thank you. We have received your answer
portaal-taak-bedankt-tekst = You have nothing more to do now.
portaal-taak-verder = We continue with your case. We tell you when something changes.
portaal-taak-zonder-formulier = You can't do this task here yet. Call us, we help you.
portaal-taak-hoort-bij = This task belongs to your case
portaal-naar-zaak = View the case
portaal-wat-gebeurt-er-nu = What happens now?

# Messages
portaal-aantal-berichten = { $aantal ->
    [0] You have no new messages.
    [one] You have 1 new message.
   *[other] You have { $aantal } new messages.
}
portaal-bericht-van = From { $afzender }, { $datum }
portaal-bericht-betalen = You have to pay something. Below you read how.
portaal-bericht-verstrekken = We need something from you. Look at My tasks.
portaal-bijlagen = Attachments

# Contact
portaal-contact-onderwerp-verborgen = Message from the municipality
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

# Personal data
portaal-gegevens-uitleg = These details are in the Personal Records Database (BRP). The municipality uses them when you apply for something.
portaal-gegevens-niet-beschikbaar = We cannot show your personal details now. Try again later. The rest of this page is correct.
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
portaal-voorkeur-status-uitleg = For example when the status changes.
portaal-voorkeur-taak = Mail about my tasks
portaal-voorkeur-taak-uitleg = When we need something from you. And when you have not responded yet.
portaal-voorkeur-bericht = Mail about new messages
portaal-voorkeur-bericht-uitleg = When there is a message or decision for you.
portaal-fout-emailadres = Enter an e-mail address with an @, such as name@example.nl.
portaal-bewaar = Save
portaal-bewaard = We have saved your details
portaal-wie-keek = Who has viewed my details?
portaal-wie-keek-tekst = You may know who has viewed your details.
portaal-wie-keek-link = View the list
portaal-wie-keek-uitleg = Here you see who viewed your cases, and why.
portaal-inzage-keren = { $datum }, { $aantal } times
portaal-inzage-ouder = Show older
portaal-inzage-begin = Back to the newest
portaal-wie-keek-niemand = Nobody has viewed your cases yet.
portaal-kolom-wanneer = When
portaal-kolom-wie = Who
portaal-kolom-wat = What
portaal-kolom-waarom = Why
portaal-inzage-medewerker = An employee of the municipality
portaal-inzage-applicatie = A system of the municipality
portaal-inzage-uzelf = You
portaal-inzage-namens = { $naam }, on your behalf
portaal-inzage-wat = { $titel }, { $nummer }
portaal-inzage-wat-document = A document of { $titel }, { $nummer }
portaal-inzage-doel-behandeling = To handle your case
portaal-inzage-doel-portaal = In My cases
portaal-inzage-doel-overig = For the work of the municipality

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
portaal-formulier-dicht = This form is not available now
portaal-formulier-dicht-tekst = Try again later, or call us.
portaal-formulier-niet-namens = You may not do this for { $naam }
portaal-formulier-niet-namens-tekst = Your authorisation is not for this application.
portaal-overzicht = Overview
portaal-bevestiging = Confirmation
portaal-volgende = Next
portaal-vorige = Previous
portaal-opslaan = Save and continue later
portaal-opgeslagen = We have saved your answers
portaal-opgeslagen-tekst = You can go on later where you stopped.
portaal-wijzigen = Change
portaal-verstuur = Send
portaal-verouderd = You have this form open somewhere else too
portaal-verouderd-tekst = There you changed something later. Below is what you filled in on this page. Is this right? Then continue, and we keep these answers.
portaal-stap-onvolledig = Look at { $stap } again. Something has to change there.
portaal-geblokkeerd = You cannot continue now
portaal-geblokkeerd-tekst = With these answers you cannot send this form.
portaal-controleer = Check your answers
portaal-controleer-tekst = Is everything right? Then send the form.
portaal-niet-ingevuld = Not filled in
portaal-verklaring-waarheid = I have filled in this form truthfully.
portaal-privacy-lees = Read what the municipality does with your data
portaal-verklaring-privacy = I have read how the municipality handles my data.
portaal-bevestiging-titel = We have received your form
portaal-bevestiging-nummer = Your case number
portaal-bevestiging-verder = We are looking at what you sent. You will get an answer by { $datum }. At My cases you can see how far we are.
portaal-bevestiging-verder-zonder-datum = We are looking at what you sent. You will get a message when something changes. At My cases you can see how far we are.
portaal-bevestiging-verder-klaar = We have finished. Look at the case for the answer.
portaal-bevestiging-verder-anoniem = We are looking at what you sent. You get an answer by { $datum }. Write down the number. You will need it when you call us.
portaal-bevestiging-verder-anoniem-zonder-datum = We are looking at what you sent. Write down the number. You will need it when you call us.
portaal-naar-begin = To the start page

# Faults in answers
portaal-fout-verklaring = Tick the box: { $verklaring }

# Start page
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

# Footer pages
portaal-contact-titel = Contact
portaal-contact-intro = You can call { $gemeente }. Mention your case number if you have one.
portaal-feit-telefoon = Telephone
portaal-feit-openingstijden = Opening hours
portaal-feit-website = Website
portaal-contact-1-kop = A question about your case
portaal-contact-1-tekst = Log in and look at My cases. There you see how far we are and what you still have to do. Is your answer not there? Then call us.
portaal-contact-2-kop = Did you get a suspicious e-mail?
portaal-contact-2-tekst = Our e-mails never have links. Is there a link in it? Do not click on it and call us.
portaal-toegankelijkheid-titel = Accessibility
portaal-toegankelijkheid-intro = { $gemeente } wants everybody to be able to use this website. Also if you have trouble seeing, hearing or moving.
portaal-toegankelijkheid-1-kop = What we do
portaal-toegankelijkheid-1-tekst = This website was made by the rules of WCAG 2.2, level AA. That means, among other things:
portaal-toegankelijkheid-1-punt-1 = You can do everything with the keyboard.
portaal-toegankelijkheid-1-punt-2 = The website works with aids such as a screen reader.
portaal-toegankelijkheid-1-punt-3 = You can enlarge the text without losing anything.
portaal-toegankelijkheid-1-punt-4 = The website works without JavaScript too.
portaal-toegankelijkheid-1-punt-5 = We write in plain language.
portaal-toegankelijkheid-2-kop = What is not right yet
portaal-toegankelijkheid-2-tekst = We check the website with automatic tests. There has not been an independent audit yet. Files that others send us are not always accessible.
portaal-toegankelijkheid-3-kop = Does something not work for you?
portaal-toegankelijkheid-3-tekst = Call us and tell us which page it is. We help you and solve it if we can.
portaal-privacy-titel = Privacy
portaal-privacy-intro = { $gemeente } is careful with your data. Here you read how.
portaal-privacy-1-kop = Why we use data
portaal-privacy-1-tekst = We use your data to handle your application. That is our task by law. We do not ask more than we need.
portaal-privacy-2-kop = Which data we use
portaal-privacy-2-tekst = When you log in, we use:
portaal-privacy-2-punt-1 = your citizen service number, to know who you are
portaal-privacy-2-punt-2 = your name and address from the Personal Records Database
portaal-privacy-2-punt-3 = what you fill in and which files you send
portaal-privacy-2-punt-4 = your e-mail address, if you filled it in
portaal-privacy-3-kop = How long we keep data
portaal-privacy-3-tekst = That differs for each kind of case and is laid down by law. A form that you do not send is removed after a while. You find the date at My cases.
portaal-privacy-4-kop = What you can do yourself
portaal-privacy-4-tekst = You have rights. Call us if you want to use them. You can:
portaal-privacy-4-punt-1 = see which data we have of you
portaal-privacy-4-punt-2 = see who looked at your cases, at My profile
portaal-privacy-4-punt-3 = have data corrected that are wrong
portaal-privacy-4-punt-4 = ask us to remove data
portaal-privacy-4-punt-5 = file a complaint with the Dutch Data Protection Authority
portaal-proclaimer-titel = Proclaimer
portaal-proclaimer-intro = { $gemeente } takes care of this website. Here you read what you can expect of us.
portaal-proclaimer-1-kop = What you read here
portaal-proclaimer-1-tekst = At your cases you see what is in our records. Is something wrong? Then call us. We look into it and put it right.
portaal-proclaimer-2-kop = When the website does not work
portaal-proclaimer-2-tekst = Sometimes the website does not work for a while. Does a term end and can you not send something? Then call us before that day. You can always send us a letter too.
portaal-proclaimer-3-kop = What counts
portaal-proclaimer-3-tekst = A decision is always in a letter. You read that letter at your case, or get it by post. Does the website say something else than the letter? Then the letter counts.
portaal-cookies-titel = Cookies
portaal-cookies-intro = This website only uses cookies that it needs. We do not follow you, and pass nothing on to others.
portaal-cookies-1-kop = Which cookies
portaal-cookies-1-tekst = We keep in your browser:
portaal-cookies-1-punt-1 = that you are logged in or logging in; this goes away when you log out or do nothing for 15 minutes
portaal-cookies-1-punt-2 = which form you are filling in, when you are not logged in
portaal-cookies-1-punt-3 = in which language you read the website
portaal-cookies-2-kop = Consent
portaal-cookies-2-tekst = These cookies need no consent. That is why we do not ask you.
