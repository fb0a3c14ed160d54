# Texts of layouts and components. Language level B1: "u", active, present tense, short sentences.

site-publiek = Loket
site-portaal = Mijn Loket
site-werkplek = Werkplek
site-beheer = Beheer
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
termijn-voor = voor { $datum }
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
fouten-titel = { $aantal ->
    [one] Er gaat iets mis met 1 antwoord
   *[other] Er gaat iets mis met { $aantal } antwoorden
}
voortgang = Stappen van dit formulier
stap-van = Stap { $stap } van { $totaal }

# Error pages
fout-403-titel = U mag deze pagina niet bekijken
fout-403-tekst = Uw account heeft geen toegang tot deze pagina. Vraag toegang aan uw beheerder.
fout-404-titel = Deze pagina bestaat niet
fout-404-tekst = Deze pagina bestaat niet, of u mag hem niet bekijken.
fout-409-titel = Dit is al gedaan
fout-409-tekst = Iemand heeft dit al gedaan of veranderd. Bekijk de pagina opnieuw.
fout-500-titel = Er ging iets mis
fout-500-tekst = Dit is onze fout. Probeer het later nog eens. Wat u al had bewaard, is niet weg.
fout-503-titel = Deze pagina werkt nu niet
fout-503-tekst = Wij zijn bezig met een storing of onderhoud. Probeer het later nog eens.
