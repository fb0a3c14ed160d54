# Texts of the pages for administrators. Language level B1: "u", active, present tense, short sentences.

beheer-overzicht = Overzicht
beheer-taken = Mislukte taken
beheer-mails = Mails van de demonstratie
beheer-naar-werk = Naar de werkplek
beheer-gemeente = Gemeente
beheer-key = Korte naam
beheer-rsin = RSIN
beheer-database = Database
beheer-afzender = Afzender van e-mail
beheer-nu = Hoe het gaat
beheer-lopende-zaken = Lopende zaken
beheer-open-taken = Open taken
beheer-wachtend = Wachtende achtergrondtaken
beheer-mislukt = Mislukte achtergrondtaken
beheer-er-is-mislukt-titel = { $aantal ->
    [one] 1 achtergrondtaak is mislukt
   *[other] { $aantal } achtergrondtaken zijn mislukt
}
beheer-er-is-mislukt = Loket heeft het vaak geprobeerd en is gestopt. Bekijk de fout en probeer het opnieuw.
beheer-bekijk-mislukt = Bekijk de mislukte taken
beheer-bouwstenen = Bouwstenen
beheer-bouwstenen-tabel = Bouwstenen die zijn geïnstalleerd
beheer-geen-bouwstenen = Er zijn nog geen bouwstenen geïnstalleerd.
beheer-zaaktypen = Zaaktypen
beheer-geen-zaaktypen = Er zijn nog geen zaaktypen.
beheer-kolom-naam = Naam
beheer-kolom-versie = Versie
beheer-kolom-eigenaar = Eigenaar
beheer-kolom-geinstalleerd = Geïnstalleerd op
beheer-kolom-soort = Soort
beheer-kolom-sinds = Sinds
beheer-kolom-pogingen = Pogingen
beheer-kolom-fout = Fout
beheer-kolom-doen = Doen
beheer-kolom-onderwerp = Onderwerp
beheer-kolom-aan = Aan
beheer-kolom-gemaakt = Gemaakt op
beheer-kolom-staat = Verstuurd

beheer-taken-uitleg = Loket doet veel werk op de achtergrond, zoals e-mail versturen en brieven maken. Lukt dat niet? Dan probeert Loket het opnieuw. Na 8 keer stopt Loket. Die taken staan hier.
beheer-taken-wachten = Nu wachten nog { $aantal } andere taken. Daar hoeft u niets voor te doen.
beheer-geen-mislukt = Er zijn geen mislukte taken. U hoeft niets te doen.
beheer-probeer-opnieuw = Probeer opnieuw
beheer-probeer-alles = Probeer alles opnieuw
beheer-opnieuw-titel = { $aantal ->
    [0] Er was niets meer om opnieuw te proberen
    [one] Loket probeert 1 taak opnieuw
   *[other] Loket probeert { $aantal } taken opnieuw
}
beheer-opnieuw-tekst = Lukt het weer niet? Dan staat de taak hier straks weer.

beheer-mail = Mail
beheer-mails-uitleg = Deze pagina is er alleen in een demonstratie. U ziet hier wat inwoners in hun mail krijgen.
beheer-geen-mails = Er zijn nog geen mails gemaakt.
beheer-mail-wacht = Wordt verstuurd
beheer-mail-verstuurd = Verstuurd
beheer-mail-mislukt = Mislukt
beheer-mail-niet = Niet verstuurd
beheer-mail-opmaak = Met opmaak
beheer-mail-tekst = Alleen tekst
beheer-mail-verstuurd-op = Verstuurd op
beheer-mail-terug = Terug naar alle mails

beheer-applicaties = Applicaties
beheer-applicaties-uitleg = Een applicatie is een systeem van een leverancier. Het mag de API's gebruiken met een client-id en een geheim.
beheer-applicaties-terug = Terug naar alle applicaties
beheer-geen-applicaties = Er zijn nog geen applicaties.
beheer-applicatie-nieuw = Applicatie toevoegen
beheer-applicatie-nieuw-uitleg = Geef de applicatie een naam en een client-id. Loket maakt daarna een geheim. U ziet dat één keer.
beheer-applicatie-voeg-toe = Voeg toe
beheer-applicatie-naam = Naam
beheer-client = Client-id
beheer-client-uitleg = De naam waarmee het systeem zich meldt. De leverancier vult precies deze naam in.
beheer-clients = Client-id's
beheer-clients-uitleg = Zet elk client-id op een eigen regel. Een nieuw client-id heeft nog geen geheim.
beheer-alles = Mag alles
beheer-alles-uitleg = Gebruik dit alleen als u het systeem helemaal vertrouwt. De andere keuzes gelden dan niet.
beheer-gereed = Mag alleen documenten lezen die gereed zijn voor publicatie
beheer-component-zrc = Zaken API
beheer-component-drc = Documenten API
beheer-component-brc = Besluiten API
beheer-component-ztc = Catalogi API
beheer-component-nrc = Notificaties API
beheer-component-ac = Autorisaties API
beheer-audittrails = Mag ook zien wie wat heeft veranderd (audittrails.lezen)
beheer-catalogi = Voor alle typen van een catalogus
beheer-catalogi-uitleg = Ook voor typen die er later bij komen.
beheer-informatieobjecttypen = Informatieobjecttypen
beheer-besluittypen = Besluittypen
beheer-niveau = Hoogste vertrouwelijkheid
beheer-kolom-mag = Mag
beheer-kolom-staat-applicatie = Stand
beheer-kolom-api = API
beheer-kolom-scopes = Scopes
beheer-kolom-waarop = Waarop
beheer-recht-alles = Alles
beheer-recht-aantal = { $aantal ->
    [one] 1 autorisatie
   *[other] { $aantal } autorisaties
}
beheer-recht-component = De hele API
beheer-recht-catalogus = Alle typen van { $naam }
beheer-recht-weg = Haal weg
beheer-rechten = Autorisaties
beheer-geen-rechten = Deze applicatie mag nog niets.
beheer-mag-alles = Deze applicatie mag alles.
beheer-rechten-erbij = Autorisaties toevoegen
beheer-rechten-erbij-uitleg = Kies wat de applicatie mag, en voor welke typen. Wat u kiest, komt bij wat er al is.
beheer-rechten-geef = Voeg autorisaties toe
beheer-gegevens = Gegevens
beheer-opslaan = Sla op
beheer-geheimen = Geheimen
beheer-geheimen-uitleg = Elk client-id heeft een eigen geheim. Maakt u een nieuw geheim? Dan werkt het oude meteen niet meer.
beheer-geen-clients = Deze applicatie heeft geen client-id.
beheer-geheim = Geheim
beheer-geheim-nieuw = Maak een nieuw geheim
beheer-geheim-wacht = Nog geen geheim
beheer-geheim-klaar = In gebruik
beheer-geheim-eenmalig-titel = U ziet dit geheim één keer
beheer-geheim-eenmalig = Geef het veilig door aan de leverancier. Bent u het kwijt? Maak dan een nieuw geheim.
beheer-geheim-verder = Naar de applicatie
beheer-applicatie-verwijderen = Applicatie verwijderen
beheer-applicatie-verwijderen-uitleg = Het systeem kan dan meteen niets meer. Dit kunt u niet terugdraaien.
beheer-verwijder-zeker = Ja, verwijder
beheer-fout-geen-naam = Vul een naam in.
beheer-fout-geen-client = Vul een client-id in.
beheer-fout-lang = Dit is te lang, of er staan tekens in die niet mogen.
beheer-fout-client-bestaat = Dit client-id hoort al bij een andere applicatie.
beheer-fout-geen-rechten = Kies wat de applicatie mag, of kies "Mag alles".
beheer-fout-geen-scopes = Kies eerst wat de applicatie mag.
beheer-fout-geen-typen = Kies voor welke typen dit geldt, of kies een catalogus.

beheer-abonnementen = Abonnementen
beheer-abonnementen-uitleg = Systemen die bericht willen als er iets verandert. Ze nemen zelf een abonnement via de Notificaties API.
beheer-abonnementen-terug = Terug naar alle abonnementen
beheer-geen-abonnementen = Er zijn nog geen abonnementen.
beheer-abonnement = Abonnement
beheer-abonnement-goed = Goed
beheer-abonnement-hapert = Neemt nu niets aan
beheer-abonnement-mislukt = Berichten mislukt
beheer-kolom-adres = Adres
beheer-kolom-kanalen = Kanalen
beheer-kolom-wacht = Wacht
beheer-kolom-mislukt = Mislukt
beheer-kolom-bericht = Bericht
beheer-brieven = Mislukte berichten
beheer-brieven-uitleg = Loket heeft deze berichten 12 keer geprobeerd. Werkt het systeem weer? Verstuur ze dan opnieuw. Na 30 dagen verdwijnen ze.
beheer-geen-brieven = Er zijn geen mislukte berichten. U hoeft niets te doen.
beheer-verstuur-opnieuw = Verstuur opnieuw
beheer-verstuur-alles = Verstuur alles opnieuw
beheer-abonnement-verwijderen = Abonnement verwijderen
beheer-abonnement-verwijderen-uitleg = Het systeem krijgt dan geen berichten meer, ook niet de berichten die nog wachten. Dit kunt u niet terugdraaien.

beheer-gedaan-gewijzigd = De wijziging is opgeslagen
beheer-gedaan-toegevoegd = Het is toegevoegd
beheer-gedaan-verwijderd = Het is verwijderd
beheer-verstuurd-titel = { $aantal ->
    [0] Er was niets meer om te versturen
    [one] Loket verstuurt 1 bericht opnieuw
   *[other] Loket verstuurt { $aantal } berichten opnieuw
}
beheer-verstuurd-tekst = Lukt het weer niet? Dan staat het bericht hier straks weer.
