# Texts of the pages for residents. Language level B1: "u", active, present tense, short sentences.

# Menu
portaal-home = Home
portaal-mijn-taken = Mijn taken
portaal-mijn-berichten = Mijn berichten
portaal-mijn-zaken = Mijn zaken
portaal-mijn-contact = Mijn contactmomenten
portaal-alle-onderwerpen = Alle onderwerpen
portaal-alle-onderwerpen-uitleg = Kies een onderwerp. U ziet wat u kunt regelen en wat u al heeft aangevraagd.
portaal-geen-onderwerpen = Er zijn nog geen onderwerpen.
portaal-mijn-profiel = Mijn profiel

# Home
portaal-hallo = Hallo, { $naam }!
portaal-home-intro = Hier ziet u uw zaken, taken en berichten van de gemeente. U regelt het wanneer het u uitkomt.
portaal-home-intro-namens = Hier ziet u de zaken, taken en berichten van { $naam }.
portaal-recente-berichten = Recente berichten
portaal-lopende-zaken = Lopende zaken
portaal-afgeronde-zaken = Afgeronde zaken
portaal-zelf-regelen = Zelf regelen
portaal-alle-taken = Bekijk alle taken
portaal-alle-berichten = Bekijk alle berichten
portaal-alle-zaken = Bekijk alle zaken
portaal-geen-taken = U hoeft nu niets te doen. Hebben wij iets van u nodig? Dan ziet u het hier.
portaal-geen-berichten = U heeft nu geen berichten. Sturen wij u een bericht? Dan leest u het hier.
portaal-geen-zaken = U heeft nu geen lopende zaken. Vraagt u iets aan? Dan ziet u het hier.
portaal-geen-producten = U kunt hier nu niets aanvragen.

# Zaken
portaal-zaken-lopend = Lopend
portaal-zaken-afgerond = Afgerond
portaal-zaken-keuze = Welke zaken wilt u zien?
portaal-zoek-label = Zoek op onderwerp of zaaknummer
portaal-zoek = Zoek
portaal-zoeken = Zoeken
portaal-zoeken-label = Zoek in uw zaken, taken en berichten
portaal-zoeken-meer = Van elke soort laten wij de eerste 20 zien. Zoek met meer woorden om minder te vinden.
portaal-zoeken-gevonden = { $aantal ->
    [0] Wij hebben niets gevonden voor “{ $zoek }”. Probeer een ander woord.
    [one] Wij hebben 1 keer iets gevonden voor “{ $zoek }”.
   *[other] Wij hebben { $aantal } keer iets gevonden voor “{ $zoek }”.
}
portaal-aantal-lopend = { $aantal ->
    [0] U heeft nu geen lopende zaken.
    [one] U heeft 1 lopende zaak.
   *[other] U heeft { $aantal } lopende zaken.
}
portaal-aantal-afgerond = { $aantal ->
    [0] U heeft geen afgeronde zaken.
    [one] U heeft 1 afgeronde zaak.
   *[other] U heeft { $aantal } afgeronde zaken.
}
portaal-aantal-gevonden = { $aantal ->
    [0] Wij hebben niets gevonden voor “{ $zoek }”.
    [one] Wij hebben 1 zaak gevonden voor “{ $zoek }”.
   *[other] Wij hebben { $aantal } zaken gevonden voor “{ $zoek }”.
}
portaal-geen-afgeronde-zaken = U heeft geen afgeronde zaken. Is een zaak klaar? Dan ziet u hem hier.
portaal-niets-gevonden = Controleer of u het goed heeft getypt. Of kijk bij de andere zaken.
portaal-niet-verstuurd = Nog niet verstuurd
portaal-concept-geldig = U kunt hiermee verder tot en met { $datum }.
portaal-concept-weg = Gooi weg
portaal-concept-weggegooid = Wij hebben het formulier weggegooid
portaal-ga-verder = Ga verder

# One zaak
portaal-status = Status
portaal-status-ontvangen = Ontvangen
portaal-status-daarna = Daarna: { $status }.
portaal-status-ook-op = Ook op { $datum }.
portaal-wat-u-moet-doen = Wat u moet doen
portaal-start-taak = Start deze taak
portaal-zaak-taak-titel = Wij hebben iets van u nodig
portaal-zaak-taak-daarna = Als u dit heeft gedaan, gaan wij verder met uw zaak.
portaal-zaak-antwoord-voor = U krijgt uiterlijk { $datum } antwoord.
portaal-zaak-te-laat = U had op { $datum } antwoord moeten krijgen. Het duurt helaas langer.
portaal-zaak-wacht = Deze zaak staat nu even stil. De tijd waarin u antwoord krijgt, loopt zolang niet door.
portaal-zaak-wacht-antwoord = Wij hebben op { $datum } iets van u gekregen. Wij kijken of wij nu verder kunnen. U krijgt daar bericht over.
portaal-zaak-antwoord-volgt = Wij laten u weten wanneer u antwoord krijgt.
portaal-zaak-klaar-sinds = Deze zaak is klaar sinds { $datum }.
portaal-zaak-gegevens = Gegevens van deze zaak
portaal-zaak-contact = Contact over deze zaak
portaal-zaak-vraag = Heeft u een vraag over deze zaak? Bel { $telefoon } en noem het zaaknummer.
portaal-feit-ingediend = Ingediend op
portaal-feit-nummer = Zaaknummer
portaal-feit-uiterlijk = Uiterlijk antwoord
portaal-feit-wacht-om = Waarom de zaak stilstaat
portaal-feit-langer-om = Waarom het langer duurt
portaal-feit-afgerond = Afgerond op
portaal-feit-uitkomst = Uitkomst
portaal-ja = Ja
portaal-nee = Nee
portaal-besluit = Besluit
portaal-besluit-datum = Genomen op
portaal-besluit-ingang = Geldt vanaf
portaal-besluit-verval = Geldt tot
portaal-besluit-bezwaar-tot = Bent u het niet eens met dit besluit? U kunt tot en met { $datum } bezwaar maken of in beroep gaan. In het besluit leest u hoe.
portaal-besluit-bezwaar-voorbij = U kon tot en met { $datum } bezwaar maken of in beroep gaan.
portaal-uw-aanvraag = Uw aanvraag
portaal-uw-antwoorden = Bekijk uw antwoorden
portaal-uw-aanvraag-tekst = Dit heeft u naar ons gestuurd. U kunt het lezen en bewaren.
portaal-documenten = Documenten
portaal-document-van-u = van u
portaal-document-van-gemeente = van de gemeente
portaal-geen-documenten = Er zijn geen andere documenten.
portaal-geen-contact = Er is nog geen contact geweest.

# Tasks
portaal-aantal-taken = { $aantal ->
    [0] U hoeft nu niets te doen.
    [one] U heeft 1 ding te doen.
   *[other] U heeft { $aantal } dingen te doen.
}
portaal-taken-gedaan = Gedaan
portaal-geen-taken-gedaan = Heeft u een taak gedaan? Dan ziet u die hier.
portaal-taak-van-zaak = { $titel }, { $nummer }
portaal-taak-gedaan-op = Gedaan op { $datum }
portaal-taak-geen-datum = Doe dit zo snel mogelijk.
portaal-taak-voor = Doe dit uiterlijk { $datum }.
portaal-taak-vandaag = Doe dit vandaag nog.
portaal-taak-te-laat = Dit moest uiterlijk { $datum }. Doe het nog zo snel mogelijk.
portaal-taak-al-gedaan = Dit is al gedaan
portaal-taak-al-gedaan-op = Deze taak heeft u al gedaan op { $datum }.
portaal-taak-vervallen-titel = Dit hoeft niet meer
portaal-taak-vervallen = Deze taak is niet meer nodig. U hoeft niets te doen.
portaal-taak-bedankt = Bedankt. Wij hebben uw antwoord ontvangen
portaal-taak-bedankt-tekst = U hoeft nu niets meer te doen.
portaal-taak-verder = Wij gaan verder met uw zaak. U krijgt bericht als er iets verandert.
portaal-taak-zonder-formulier = Deze taak kunt u nog niet hier doen. Bel ons, dan helpen wij u.
portaal-taak-hoort-bij = Deze taak hoort bij uw zaak
portaal-naar-zaak = Bekijk de zaak
portaal-wat-gebeurt-er-nu = Wat gebeurt er nu?

# Messages
portaal-aantal-berichten = { $aantal ->
    [0] U heeft geen nieuwe berichten.
    [one] U heeft 1 nieuw bericht.
   *[other] U heeft { $aantal } nieuwe berichten.
}
portaal-bericht-van = Van { $afzender }, { $datum }
portaal-bericht-betalen = U moet iets betalen. Hieronder leest u hoe.
portaal-bericht-verstrekken = Wij hebben iets van u nodig. Kijk bij Mijn taken.
portaal-bijlagen = Bijlagen

# Contact
portaal-contact-onderwerp-verborgen = Bericht van de gemeente
portaal-contact-uitleg = Hier ziet u wanneer u contact had met de gemeente.
portaal-vraag = Stel een vraag
portaal-vraag-tekst = Heeft u een vraag? Bel { $telefoon }.
portaal-contact-met-ons = Contact met ons
portaal-contact-gestuurd = Wat wij u stuurden
portaal-kanaal-email = E-mail
portaal-kanaal-telefoon = Telefoon
portaal-kanaal-balie = Balie
portaal-kanaal-brief = Brief
portaal-kanaal-overig = Ander contact

# Personal data
portaal-gegevens-uitleg = Deze gegevens staan in de Basisregistratie Personen. De gemeente gebruikt ze als u iets aanvraagt.
portaal-gegevens-niet-beschikbaar = Wij kunnen uw persoonsgegevens nu niet laten zien. Probeer het later nog eens. De rest van deze pagina klopt wel.
portaal-gegevens-persoon-namens = Gegevens van { $naam }
portaal-gegevens-adres-namens = Adres van { $naam }
portaal-gegevens-uitleg-namens = Deze gegevens staan in de Basisregistratie Personen. De gemeente gebruikt ze als u iets aanvraagt voor { $naam }.
portaal-thema-geen-zaken = U heeft bij dit onderwerp nu geen lopende zaken.
portaal-gegevens-persoon = Wie u bent
portaal-gegevens-adres = Waar u woont
portaal-gegevens-fout = Klopt er iets niet?
portaal-gegevens-fout-tekst = Bel { $telefoon }. Dan kijken wij het samen na.
portaal-gegeven-naam = Naam
portaal-gegeven-geboren = Geboren
portaal-gegeven-bsn = Burgerservicenummer
portaal-gegeven-adres = Straat en huisnummer
portaal-gegeven-plaats = Postcode en plaats
portaal-bereiken = Hoe wij u bereiken
portaal-bereiken-tekst = Wij sturen u een e-mail als er nieuws is over uw zaken. In onze e-mails staan nooit links. U leest alles ook hier.
portaal-emailadres = E-mailadres
portaal-voorkeur-status = E-mail over mijn zaken
portaal-voorkeur-status-uitleg = Bijvoorbeeld als de status verandert.
portaal-voorkeur-taak = E-mail over mijn taken
portaal-voorkeur-taak-uitleg = Als wij iets van u nodig hebben. En als u nog niet heeft gereageerd.
portaal-voorkeur-bericht = E-mail over nieuwe berichten
portaal-voorkeur-bericht-uitleg = Als er een bericht of besluit voor u klaarstaat.
portaal-fout-emailadres = Vul een e-mailadres in met een @, zoals naam@voorbeeld.nl.
portaal-bewaar = Bewaar
portaal-bewaard = Wij hebben uw gegevens bewaard
portaal-wie-keek = Wie heeft mijn gegevens bekeken?
portaal-wie-keek-tekst = U mag weten wie uw gegevens heeft bekeken.
portaal-wie-keek-link = Bekijk de lijst
portaal-wie-keek-uitleg = Hier ziet u wie uw zaken heeft bekeken, en waarom.
portaal-inzage-keren = { $datum }, { $aantal } keer
portaal-inzage-ouder = Toon ouder
portaal-inzage-begin = Terug naar het nieuwste
portaal-wie-keek-niemand = Nog niemand heeft uw zaken bekeken.
portaal-kolom-wanneer = Wanneer
portaal-kolom-wie = Wie
portaal-kolom-wat = Wat
portaal-kolom-waarom = Waarom
portaal-inzage-medewerker = Een medewerker van de gemeente
portaal-inzage-applicatie = Een systeem van de gemeente
portaal-inzage-uzelf = Uzelf
portaal-inzage-namens = { $naam }, namens u
portaal-inzage-wat = { $titel }, { $nummer }
portaal-inzage-wat-document = Een document bij { $titel }, { $nummer }
portaal-inzage-doel-behandeling = Om uw zaak te behandelen
portaal-inzage-doel-portaal = In Mijn zaken
portaal-inzage-doel-overig = Voor het werk van de gemeente

# Forms
portaal-formulier-start = Start met invullen
portaal-formulier-begonnen = U was al begonnen
portaal-formulier-begonnen-tekst = Uw antwoorden zijn bewaard. U kunt verdergaan waar u was.
portaal-begin-opnieuw = Begin opnieuw
portaal-formulier-inloggen = Log in om te beginnen
portaal-formulier-inloggen-tekst = Dan vullen wij uw gegevens alvast in. U ziet daarna bij Mijn zaken hoe het met uw aanvraag gaat.
portaal-inloggen-digid = Inloggen met DigiD
portaal-inloggen-machtiging = Inloggen voor iemand anders
portaal-formulier-zonder = Zonder inloggen
portaal-formulier-zonder-tekst = U vult dan alles zelf in. U kunt uw aanvraag later niet bekijken bij Mijn zaken.
portaal-zonder-inloggen = Ga verder zonder inloggen
portaal-formulier-namens = U vraagt dit aan namens { $naam }
portaal-formulier-namens-tekst = De antwoorden gaan over { $naam }.
portaal-formulier-dicht = Dit formulier is nu niet beschikbaar
portaal-formulier-dicht-tekst = Probeer het later nog eens, of bel ons.
portaal-formulier-niet-namens = U mag dit niet doen voor { $naam }
portaal-formulier-niet-namens-tekst = Uw machtiging is niet voor deze aanvraag.
portaal-overzicht = Overzicht
portaal-bevestiging = Bevestiging
portaal-volgende = Volgende
portaal-vorige = Vorige
portaal-opslaan = Opslaan en later verder
portaal-opgeslagen = Wij hebben uw antwoorden bewaard
portaal-opgeslagen-tekst = U kunt later verdergaan waar u bent gebleven.
portaal-wijzigen = Wijzigen
portaal-verstuur = Verstuur
portaal-verouderd = U heeft dit formulier ook ergens anders open
portaal-verouderd-tekst = Daar heeft u later iets veranderd. Hieronder staat wat u op deze pagina invulde. Klopt dit? Ga dan verder. Dan bewaren wij deze antwoorden.
portaal-stap-onvolledig = Kijk nog eens naar { $stap }. Daar moet nog iets veranderen.
portaal-geblokkeerd = U kunt nu niet verder
portaal-geblokkeerd-tekst = Met deze antwoorden kunt u dit formulier niet versturen.
portaal-controleer = Controleer uw antwoorden
portaal-controleer-tekst = Klopt alles? Verstuur dan het formulier.
portaal-niet-ingevuld = Niet ingevuld
portaal-verklaring-waarheid = Ik heb dit formulier naar waarheid ingevuld.
portaal-privacy-lees = Lees hoe de gemeente met uw gegevens omgaat
portaal-verklaring-privacy = Ik heb gelezen hoe de gemeente met mijn gegevens omgaat.
portaal-bevestiging-titel = Wij hebben uw formulier ontvangen
portaal-bevestiging-nummer = Uw zaaknummer
portaal-bevestiging-verder = Wij bekijken wat u heeft gestuurd. U krijgt uiterlijk { $datum } antwoord. Bij Mijn zaken ziet u hoe het gaat.
portaal-bevestiging-verder-zonder-datum = Wij bekijken wat u heeft gestuurd. U krijgt bericht als er iets verandert. Bij Mijn zaken ziet u hoe het gaat.
portaal-bevestiging-verder-klaar = Wij zijn al klaar. Bekijk de zaak voor het antwoord.
portaal-bevestiging-verder-anoniem = Wij bekijken wat u heeft gestuurd. U krijgt uiterlijk { $datum } antwoord. Schrijf het nummer op. U heeft het nodig als u ons belt.
portaal-bevestiging-verder-anoniem-zonder-datum = Wij bekijken wat u heeft gestuurd. Schrijf het nummer op. U heeft het nodig als u ons belt.
portaal-naar-begin = Naar de beginpagina

# Faults in answers
portaal-fout-verklaring = Zet een vinkje bij: { $verklaring }

# Start page
portaal-welkom-titel = Regel uw zaken met { $gemeente }
portaal-welkom-intro = Vraag iets aan, kijk hoe het met uw aanvraag gaat en lees uw berichten.
portaal-welkom-mijn = Mijn zaken bekijken
portaal-welkom-inloggen-tekst = Log in met DigiD om uw zaken, taken en berichten te zien.
portaal-welkom-ingelogd = Naar Mijn zaken, taken en berichten
portaal-welkom-ingelogd-tekst = U bent ingelogd als { $naam }.
portaal-welkom-regelen = Producten
portaal-welkom-formulieren = Formulieren
portaal-product-kosten = Kosten
portaal-welkom-hulp = Hulp nodig?
portaal-welkom-hulp-tekst = Lukt het niet? Bel { $telefoon }. Wij helpen u.

# Footer pages
portaal-contact-titel = Contact
portaal-contact-intro = U kunt { $gemeente } bellen. Noem uw zaaknummer als u er een heeft.
portaal-feit-telefoon = Telefoon
portaal-feit-openingstijden = Bereikbaar
portaal-feit-website = Website
portaal-contact-1-kop = Een vraag over uw zaak
portaal-contact-1-tekst = Log in en kijk bij Mijn zaken. Daar ziet u hoe ver wij zijn en wat u nog moet doen. Staat uw antwoord er niet bij? Bel ons dan.
portaal-contact-2-kop = Krijgt u een verdachte e-mail?
portaal-contact-2-tekst = In onze e-mails staan nooit links. Staat er wel een link in? Klik er niet op en bel ons.
portaal-toegankelijkheid-titel = Toegankelijkheid
portaal-toegankelijkheid-intro = { $gemeente } wil dat iedereen deze website kan gebruiken. Ook als u slecht ziet, hoort of beweegt.
portaal-toegankelijkheid-1-kop = Wat wij doen
portaal-toegankelijkheid-1-tekst = Deze website is gemaakt volgens de regels van WCAG 2.2, niveau AA. Dat betekent onder andere:
portaal-toegankelijkheid-1-punt-1 = U kunt alles met het toetsenbord doen.
portaal-toegankelijkheid-1-punt-2 = De website werkt met hulpmiddelen zoals een schermlezer.
portaal-toegankelijkheid-1-punt-3 = U kunt de tekst vergroten zonder dat er iets wegvalt.
portaal-toegankelijkheid-1-punt-4 = De website werkt ook zonder JavaScript.
portaal-toegankelijkheid-1-punt-5 = Wij schrijven in eenvoudige taal.
portaal-toegankelijkheid-2-kop = Wat nog niet goed is
portaal-toegankelijkheid-2-tekst = Wij controleren de website met automatische tests. Een onafhankelijk onderzoek is nog niet gedaan. Bestanden die anderen ons sturen, zijn niet altijd toegankelijk.
portaal-toegankelijkheid-3-kop = Werkt iets niet voor u?
portaal-toegankelijkheid-3-tekst = Bel ons en vertel welke pagina het is. Wij helpen u en lossen het op als dat kan.
portaal-privacy-titel = Privacy
portaal-privacy-intro = { $gemeente } gaat zorgvuldig om met uw gegevens. Hier leest u hoe.
portaal-privacy-1-kop = Waarom wij gegevens gebruiken
portaal-privacy-1-tekst = Wij gebruiken uw gegevens om uw aanvraag te behandelen. Dat is onze taak volgens de wet. Wij vragen niet meer dan nodig is.
portaal-privacy-2-kop = Welke gegevens wij gebruiken
portaal-privacy-2-tekst = Als u inlogt, gebruiken wij:
portaal-privacy-2-punt-1 = uw burgerservicenummer, om te weten wie u bent
portaal-privacy-2-punt-2 = uw naam en adres uit de Basisregistratie Personen
portaal-privacy-2-punt-3 = wat u invult en welke bestanden u meestuurt
portaal-privacy-2-punt-4 = uw e-mailadres, als u dat heeft ingevuld
portaal-privacy-3-kop = Hoe lang wij gegevens bewaren
portaal-privacy-3-tekst = Dat verschilt per soort zaak en staat in de wet. Een formulier dat u niet verstuurt, gooien wij na een tijd weg. De datum staat bij Mijn zaken.
portaal-privacy-4-kop = Wat u zelf kunt doen
portaal-privacy-4-tekst = U heeft rechten. Bel ons als u daar gebruik van wilt maken. U kunt:
portaal-privacy-4-punt-1 = zien welke gegevens wij van u hebben
portaal-privacy-4-punt-2 = zien wie uw zaken heeft bekeken, bij Mijn profiel
portaal-privacy-4-punt-3 = gegevens laten verbeteren die niet kloppen
portaal-privacy-4-punt-4 = vragen om gegevens weg te halen
portaal-privacy-4-punt-5 = een klacht indienen bij de Autoriteit Persoonsgegevens
portaal-proclaimer-titel = Proclaimer
portaal-proclaimer-intro = { $gemeente } maakt deze website met zorg. Hier leest u wat u van ons kunt verwachten.
portaal-proclaimer-1-kop = Wat u hier leest
portaal-proclaimer-1-tekst = Bij uw zaken ziet u wat in onze administratie staat. Klopt er iets niet? Bel ons dan. Wij zoeken het uit en verbeteren het.
portaal-proclaimer-2-kop = Als de website niet werkt
portaal-proclaimer-2-tekst = Soms werkt de website even niet. Loopt een termijn af en lukt het niet om iets te versturen? Bel ons dan voor die dag. U kunt ons ook altijd een brief sturen.
portaal-proclaimer-3-kop = Wat geldt
portaal-proclaimer-3-tekst = Een besluit staat altijd in een brief. U leest die brief bij uw zaak, of u krijgt hem per post. Staat er op de website iets anders dan in de brief? Dan geldt de brief.
portaal-cookies-titel = Cookies
portaal-cookies-intro = Deze website gebruikt alleen cookies die nodig zijn. Wij volgen u niet, en geven niets door aan anderen.
portaal-cookies-1-kop = Welke cookies
portaal-cookies-1-tekst = Wij bewaren in uw browser:
portaal-cookies-1-punt-1 = dat u bent ingelogd of aan het inloggen bent; dit verdwijnt als u uitlogt of 15 minuten niets doet
portaal-cookies-1-punt-2 = met welk formulier u bezig bent, als u niet bent ingelogd
portaal-cookies-1-punt-3 = in welke taal u de website leest
portaal-cookies-2-kop = Toestemming
portaal-cookies-2-tekst = Voor deze cookies is geen toestemming nodig. Daarom vragen wij u niets.
