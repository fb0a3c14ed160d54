# Texts of layouts and components. Language level B1: "u", active, present tense, short sentences.

site-portaal = Mijn { $gemeente }
site-werkplek = Werkplek
site-beheer = Beheer
# On a page of no municipality.
site-onbekend = Loket

menu = Menu
naar-inhoud = Direct naar de inhoud
naar-begin = Ga naar de beginpagina
demo-balk = Dit is een voorbeeld. Alle personen en zaken zijn verzonnen.
andere-website = (andere website)

# Session
inloggen = Inloggen
ingelogd-als = Ingelogd als
uitloggen = Uitloggen
handelt-namens = U handelt namens
wissel-persoon = Wissel van persoon
namens = Namens
sessie-titel = Bent u er nog?
sessie-tekst = U bent een tijd niet actief. Over 2 minuten wordt u uitgelogd. Dat is veiliger voor uw gegevens.
sessie-verleng = Ik ben er nog

# Footer
bel-ons = Bel { $nummer }

# Navigation
kruimelpad = Kruimelpad
paginering = Pagina's
pagina = Pagina
vorige = Vorige
volgende = Volgende
aantal-nieuw = { $aantal } nieuw

# Zaken, tasks, messages, documents
zaak-met-nummer = { $titel }, zaak { $nummer }
actie-nodig = Actie nodig
# Whom one calls when no number is known: "Bel ons".
bel-ons-zonder-nummer = ons
zoeken = Zoeken
staat-stil = Staat even stil
nieuw = Nieuw
met-bijlage = Met bijlage
download = Download
lees-meer = Lees meer
sinds = Sinds { $datum }
stap-klaar = Klaar
stap-nu = Nu
stap-volgt = Volgt nog
nu-niet-beschikbaar = Wij kunnen dit nu niet laten zien. Probeer het later nog eens. De rest van deze pagina klopt wel.

# Dates and deadlines
maand-1 = januari
maand-2 = februari
maand-3 = maart
maand-4 = april
maand-5 = mei
maand-6 = juni
maand-7 = juli
maand-8 = augustus
maand-9 = september
maand-10 = oktober
maand-11 = november
maand-12 = december
tijdstip = { $tijd } uur
termijn-voor = uiterlijk { $datum }
termijn-nog = { $dagen ->
    [one] nog 1 dag
   *[other] nog { $dagen } dagen
}
termijn-vandaag = vandaag
termijn-voorbij = De datum is voorbij

# Forms
niet-verplicht = (niet verplicht)
meer-uitleg = Meer uitleg
tekens-maximaal = Gebruik maximaal { $aantal } tekens.
maak-een-keuze = Maak een keuze
dag = Dag
maand = Maand
jaar = Jaar
verwijder = Verwijder
toegevoegde-bestanden = Bestanden die u heeft toegevoegd
fout-voor-titel = Fout:
fouten-titel = { $aantal ->
    [one] Er gaat iets mis met 1 antwoord
   *[other] Er gaat iets mis met { $aantal } antwoorden
}
voortgang = Stappen van dit formulier
stap-van = Stap { $stap } van { $totaal }

# Error pages
fout-403-titel = U mag deze pagina niet bekijken
fout-403-tekst = Uw account heeft geen toegang tot deze pagina. Vraag toegang aan uw beheerder. Op de beginpagina van de werkplek kunt u ook uitloggen.
fout-404-titel = Deze pagina bestaat niet
fout-404-tekst = Deze pagina bestaat niet, of u mag hem niet bekijken.
fout-409-titel = Dit is al gedaan
fout-409-tekst = Iemand heeft dit al gedaan of veranderd. Bekijk de pagina opnieuw.
fout-500-titel = Er ging iets mis
fout-500-tekst = Dit is onze fout. Probeer het later nog eens. Wat u al had bewaard, is niet weg.
fout-503-titel = Deze pagina werkt nu niet
fout-503-tekst = Wij zijn bezig met een storing of onderhoud. Probeer het later nog eens.

# Files that a question takes
bestand-eisen = Kies { $soorten }.
bestand-eisen-grootte = Een bestand mag maximaal { $mb } MB groot zijn.
bestand-keuze = { $eerste } of { $laatste }
bestand-pdf = een pdf
bestand-word = een Word-bestand
bestand-excel = een Excel-bestand
bestand-foto = een foto
bestand-tekst = een tekstbestand
bestand-mail = een Outlook-bericht
bestand-zip = een zip-bestand
bestand-ander = een ander bestand

# Faults in answers, by their code
veld-fout-required = Vul in: { $veld }.
veld-fout-maxLength = { $veld }: gebruik maximaal { $limit } tekens.
veld-fout-pattern = { $veld }: dit klopt nog niet. Controleer wat u heeft ingevuld.
veld-fout-min = { $veld }: vul { $limit } of meer in.
veld-fout-max = { $veld }: vul { $limit } of minder in.
veld-fout-minDate = { $veld }: kies een datum op of na { $limit }.
veld-fout-maxDate = { $veld }: kies een datum op of voor { $limit }.
veld-fout-minTime = { $veld }: kies een tijd op of na { $limit }.
veld-fout-maxTime = { $veld }: kies een tijd op of voor { $limit }.
veld-fout-minSelectedCount = { $veld }: kies er { $limit } of meer.
veld-fout-maxSelectedCount = { $veld }: kies er maximaal { $limit }.
veld-fout-maxNumberOfFiles = { $veld }: voeg maximaal { $limit } bestanden toe.
veld-fout-fileMaxSize = { $veld }: dit bestand is te groot. Het mag maximaal { $limit } MB zijn.
veld-fout-invalid-file-type = Het bestand { $name } kunnen wij niet openen. Kies { $soorten }.
veld-fout-decimalLimit = { $veld }: gebruik maximaal { $limit } cijfers achter de komma.
veld-fout-invalid-email = Vul een e-mailadres in met een @, zoals naam@voorbeeld.nl.
veld-fout-invalid-phone = { $veld }: vul een telefoonnummer in met alleen cijfers, zoals 0612345678.
veld-fout-invalid-date = { $veld }: vul een dag, maand en jaar in, zoals 7 4 2026.
veld-fout-invalid-time = { $veld }: vul een tijd in, zoals 14:30.
veld-fout-invalid-number = { $veld }: vul een getal in, zoals 12,5.
veld-fout-invalid-choice = { $veld }: kies een van de antwoorden.
veld-fout-invalidPrefilledField = { $veld }: dit antwoord kunt u hier niet veranderen.
veld-fout-bsn = { $veld }: dit is geen burgerservicenummer. Het heeft 9 cijfers.
veld-fout-iban = { $veld }: dit is geen rekeningnummer. Vul het in zoals NL00 BANK 0123 4567 89.
veld-fout-licenseplate = { $veld }: dit is geen kenteken. Vul het in zoals AB-123-C.
veld-fout-postcode = { $veld }: vul een postcode in zoals 1234 AB.
veld-fout-houseNumber = { $veld }: vul een huisnummer in met alleen cijfers.
veld-fout-houseLetter = { $veld }: vul 1 letter in.
veld-fout-houseNumberAddition = { $veld }: gebruik maximaal 4 letters of cijfers.
veld-fout-phonenumber-nl = { $veld }: vul een Nederlands telefoonnummer in, zoals 0612345678.
veld-fout-phonenumber-international = { $veld }: vul een telefoonnummer in met + en het landnummer, zoals +32 470 12 34 56.
veld-fout-invalid = { $veld }: dit klopt niet. Controleer wat u heeft ingevuld.
veld-fout-file-empty = Het bestand { $name } is leeg. Kies een ander bestand.

# Buttons at the drawing of a process
tekening-kleiner = Maak kleiner
tekening-groter = Maak groter
tekening-heel = Hele tekening
