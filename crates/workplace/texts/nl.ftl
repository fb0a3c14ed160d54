# Texts of the pages for caseworkers. Language level B1: "u", active, present tense, short sentences.

werk-mijn-taken = Mijn taken
werk-vrije-taken = Vrije taken
werk-zaken = Lopende zaken
werk-afgesloten-zaken = Afgesloten zaken
werk-zoeken = Zoek een zaak
werk-te-laat = Te laat

# Columns
werk-kolom-taak = Taak
werk-kolom-zaak = Zaak
werk-kolom-nummer = Zaaknummer
werk-kolom-status = Status
werk-kolom-sinds = Sinds
werk-kolom-begonnen = Begonnen op
werk-kolom-uiterlijk = Uiterlijk
werk-kolom-afgesloten = Afgesloten op
werk-kolom-aanvrager = Aanvrager
werk-kolom-doen = Doen
werk-kolom-wie = Wie
werk-kolom-wat = Wat
werk-kolom-wanneer = Wanneer
werk-kolom-aan = Aan
werk-kolom-rol = Rol
werk-kolom-naam = Naam
werk-kolom-kenmerk = Nummer
werk-kolom-contact = Contact
werk-kolom-besluit = Besluit
werk-kolom-genomen = Genomen op
werk-kolom-geldig = Geldig
werk-kolom-bezwaar = Bezwaar of beroep kan tot en met
werk-kolom-onderwerp = Onderwerp
werk-kolom-verstuurd = Verstuurd

# Work list
werk-pak-op = Pak op
werk-ga-verder = Ga verder
werk-toon-meer = Toon meer
werk-naar-begin = Terug naar de nieuwste zaken
werk-geen-mijn-taken = U heeft nu geen taken. Kijk bij Vrije taken of u een taak kunt oppakken.
werk-geen-vrije-taken = Er zijn nu geen vrije taken voor uw groep.
werk-geen-zaken = Er zijn nu geen lopende zaken voor uw groep.
werk-geen-afgesloten = Er zijn nog geen afgesloten zaken van uw groep.

# Finding a zaak
werk-zoek-vraag = Zaaknummer, naam, BSN of KVK-nummer
werk-zoek-uitleg = U vindt lopende en afgesloten zaken van uw groep. Van een eigen zaaknummer zijn de laatste cijfers genoeg. Zoek op achternaam of op de naam van een organisatie. We leggen vast welke zaken u ziet.
werk-zoek-knop = Zoek
werk-zoek-leeg = Vul in wat u zoekt: een zaaknummer, een naam van minstens 2 letters, een BSN of een KVK-nummer.
werk-zoek-lang = Maak de tekst korter. U kunt zoeken met maximaal 100 tekens.
werk-zoek-niets = We vinden geen zaak van uw groep. Controleer wat u invulde, of zoek op iets anders.
werk-zoek-gevonden = { $aantal ->
    [one] 1 zaak gevonden
   *[other] { $aantal } zaken gevonden
}
werk-zaken-gevonden = Zaken die we vonden
werk-zoek-geen = Niets gevonden
werk-zoek-te-veel = Dit zijn de { $aantal } nieuwste zaken. Er zijn er meer: vul ook een voornaam in, of zoek op een nummer.

# Zaak
werk-onderdelen = Onderdelen van deze zaak
werk-zaaknummer = Zaaknummer
werk-zaaktype = Zaaktype
werk-onderwerp = Onderwerp
werk-aanvrager = Aanvrager
werk-onbekend = Onbekend
werk-afgesloten = Afgesloten op
werk-streefdatum = Streefdatum
werk-deel-taken = Taken
werk-deel-aanvraag = Aanvraag
werk-deel-documenten = Documenten
werk-deel-betrokkenen = Betrokkenen
werk-deel-besluiten = Besluiten
werk-deel-proces = Proces
werk-deel-geschiedenis = Geschiedenis
werk-deel-berichten = Berichten
werk-taken-tabel = Taken van deze zaak
werk-doe = Doe de taak
werk-geef-terug = Geef terug
werk-klaar-op = Klaar op { $datum }
werk-taak-vrij = Vrij
werk-taak-van-mij = U
werk-taak-van = { $naam }
werk-taak-bij-inwoner = De inwoner
werk-taak-gedaan = Gedaan door { $naam }
werk-taak-beantwoord = Beantwoord door { $naam }
werk-kenmerken = Kenmerken van de zaak
werk-formulier-bij = Het formulier dat de inwoner instuurde vindt u bij
werk-antwoord-aanvraag = Ingevuld door de aanvrager
werk-antwoord-op-datum = Op { $datum }
werk-antwoord-medewerker = Ingevuld door een medewerker
werk-antwoord-inwoner = Antwoord van de inwoner
werk-antwoord-op = Op { $datum } door { $naam }
werk-ja = ja
werk-nee = nee
werk-geen-antwoorden = In dit formulier staan geen antwoorden.
werk-document-ontvangen = van de inwoner
werk-document-eigen = van de gemeente
werk-bsn = BSN eindigt op { $einde }
werk-kvk = KVK { $nummer }
werk-geen-contact = Geen contactgegevens
werk-geldig-vanaf = Vanaf { $begin }
werk-geldig-tot = Van { $begin } tot { $einde }
werk-nu-bezig = Het proces is nu bij:
werk-proces-is-klaar = Het proces is klaar.
werk-tekening = Tekening van het proces { $naam }
werk-vanzelf = Loket, automatisch
werk-geen-taken = Deze zaak heeft geen taken.
werk-geen-aanvraag = Bij deze zaak zijn geen antwoorden bewaard.
werk-geen-documenten = Deze zaak heeft geen documenten.
werk-geen-betrokkenen = Bij deze zaak staat niemand vermeld.
werk-geen-besluiten = In deze zaak is nog geen besluit genomen.
werk-geen-proces = Bij deze zaak hoort geen proces.
werk-geen-geschiedenis = Van deze zaak is nog niets vastgelegd.
werk-geen-berichten = Over deze zaak is nog geen e-mail gemaakt.

# What stands still
werk-storing-titel = Deze zaak staat stil bij: { $stap }
werk-storing-tekst = Loket kon deze stap niet doen. Probeer het opnieuw. Helpt dat niet? Vraag dan uw beheerder om hulp.
werk-storing-melding = Wat ging er mis?
werk-probeer-opnieuw = Probeer opnieuw
werk-storing-weg = De zaak gaat weer verder
werk-storing-blijft = De zaak staat nog steeds stil
werk-storing-blijft-tekst = Loket kan deze stap nog niet doen. Vraag uw beheerder om hulp.

# History
werk-proces-begonnen = Het proces is begonnen
werk-proces-klaar = Het proces is klaar
werk-proces-gestopt = Het proces is gestopt
werk-proces-storing = Het proces stond stil bij: { $wat }
werk-proces-stap = Stap gedaan: { $wat }
werk-audit-zaak = Zaak { $wat } gemaakt
werk-audit-zaak-gewijzigd = Zaak veranderd
werk-audit-status = Status is nu: { $wat }
werk-audit-resultaat = Resultaat: { $wat }
werk-audit-rol = Betrokkene toegevoegd: { $wat }
werk-audit-kenmerk = Ingevuld: { $wat }
werk-audit-formulier = Formulier ingestuurd: { $wat }
werk-audit-document = Document toegevoegd: { $wat }
werk-audit-besluit = Besluit genomen: { $wat }
werk-audit-besluit-gewijzigd = Besluit veranderd: { $wat }
werk-audit-besluit-verwijderd = Besluit verwijderd: { $wat }
werk-audit-besluit-document = Document bij het besluit: { $wat }
werk-audit-besluit-document-weg = Document hoort niet meer bij het besluit: { $wat }
werk-audit-taak = Taak klaargezet: { $wat }
werk-audit-taak-opgepakt = Taak opgepakt: { $wat }
werk-audit-taak-terug = Taak teruggegeven: { $wat }
werk-audit-taak-klaar = Taak gedaan: { $wat }
werk-audit-taak-gesloten = Taak gesloten zonder dat iemand hem deed: { $wat }
werk-audit-taak-gewijzigd = Taak veranderd: { $wat }
werk-audit-anders = Veranderd: { $wat }

# Mails
werk-bericht-aan-aanvrager = Aanvrager
werk-bericht-aan-gemachtigde = Gemachtigde
werk-bericht-wacht = Wordt verstuurd
werk-bericht-verstuurd = Verstuurd
werk-bericht-niet = Niet verstuurd
werk-bericht-mislukt = Mislukt
werk-reden-geen-bericht-bij-status = bij deze status hoort geen bericht
werk-reden-niet-voor-inwoners = het zaaktype is niet voor inwoners
werk-reden-te-vertrouwelijk = de zaak is te vertrouwelijk
werk-reden-status-niet-in-portaal = deze status staat niet in het portaal
werk-reden-geen-initiator = de zaak heeft geen initiator
werk-reden-zaak-niet-in-portaal = de initiator ziet deze zaak niet in het portaal
werk-reden-geen-adres = geen e-mailadres bekend
werk-reden-adres-klopt-niet = het e-mailadres klopt niet
werk-reden-niet-gewenst = de inwoner wil hierover geen e-mail
werk-reden-geen-mijn-berichten = de initiator heeft geen Mijn berichten
werk-reden-geen-tekst = er is geen tekst voor dit bericht
werk-reden-waarde-ontbreekt = de tekst heeft een waarde nodig die er niet is: { $waarde }
werk-reden-nieuwere-status = er kwam meteen een nieuwere status, en daarover is wel bericht gestuurd
werk-reden-machtiging-voorbij = de machtiging is voorbij
werk-reden-machtiging-onbekend = de rol zegt niet meer voor wie deze persoon het regelt
werk-reden-besluit-niet-verzonden = het besluit is nog niet verzonden
werk-reden-geen-zichtbaar-document = het besluit heeft geen document dat de inwoner mag zien
werk-reden-mailserver-onbereikbaar = de mailserver was niet bereikbaar
werk-reden-mailserver-weigert = de mailserver weigert het bericht (code { $waarde })
werk-scenario-ontvangen = Aanvraag ontvangen
werk-scenario-status-gewijzigd = Status veranderd
werk-scenario-afgesloten = Zaak afgesloten
werk-scenario-taak = Taak voor de inwoner
werk-scenario-taak-herinnering = Herinnering aan een taak
werk-scenario-taak-gedaan = Taak gedaan
werk-scenario-taak-vervallen = Taak vervallen
werk-scenario-bericht = Nieuw bericht
werk-scenario-besluit = Besluit genomen
werk-scenario-inbox-besluit = Besluit in de berichten
werk-scenario-vertraging = De zaak duurt langer
werk-scenario-document-toegevoegd = Document toegevoegd
werk-scenario-concept-verloopt = Formulier verloopt
werk-scenario-adres-gewijzigd = E-mailadres veranderd
werk-scenario-controlecode = Controlecode

# Task
werk-taak-kop = Wat u doet
werk-deze-zaak = Deze zaak
werk-bekijk-zaak = Bekijk de hele zaak
werk-beheer = Beheer
werk-pak-eerst-op = Niemand doet deze taak nu. Pak hem eerst op. Dan weten uw collega's dat u ermee bezig bent.
werk-pak-taak-op = Pak deze taak op
werk-geef-taak-terug = Geef deze taak terug
werk-rond-af = Rond de taak af
werk-volgende-stap = Volgende stap
werk-bewaar = Bewaar en ga later verder
werk-verouderd-titel = Deze stap is al veranderd
werk-verouderd = U heeft deze stap ook in een ander venster bewaard. Controleer uw antwoorden. Verstuurt u dit venster nog een keer? Dan tellen deze antwoorden.
werk-geblokkeerd-titel = U kunt nog niet verder
werk-geblokkeerd = Een regel van dit formulier houdt u tegen. Controleer uw antwoorden.
werk-al-gedaan-titel = Deze taak is al gedaan
werk-al-gedaan = { $naam } heeft deze taak gedaan op { $datum } om { $tijd }. U hoeft niets meer te doen.
werk-vervallen-titel = Deze taak is niet meer nodig
werk-vervallen = De zaak is verder gegaan zonder deze taak. U hoeft niets te doen.
werk-van-collega-titel = { $naam } doet deze taak
werk-van-collega = Wilt u de taak doen? Vraag dan aan uw collega om hem terug te geven.
werk-andere-groep-titel = Deze taak is voor een andere groep
werk-andere-groep = U kunt de zaak wel bekijken, maar deze taak niet doen.
werk-geen-formulier-titel = Bij deze taak hoort geen formulier
werk-geen-formulier = U kunt deze taak hier niet afronden. Vraag uw beheerder om hulp.
werk-voor-inwoner-titel = Deze taak is voor de inwoner
werk-voor-inwoner = Vul het formulier alleen in als de inwoner u belt of schrijft.

# Messages after an action
werk-opgepakt = U heeft de taak opgepakt
werk-teruggegeven = U heeft de taak teruggegeven
werk-afgerond = De taak is klaar
werk-bewaard = Uw antwoorden zijn bewaard
werk-bewaard-tekst = U kunt de taak later afmaken. U vindt hem bij Mijn taken.
