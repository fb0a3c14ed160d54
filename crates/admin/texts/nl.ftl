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
