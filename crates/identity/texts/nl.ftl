# Texts of login and session. Language level B1.

inloggen-titel = Inloggen
inloggen-uitleg = U logt in met DigiD. Regelt u iets voor iemand anders? Kies dan voor inloggen namens iemand anders.
inloggen-digid = Inloggen met DigiD
inloggen-namens = Inloggen met DigiD namens iemand anders
inloggen-niveau = Voor deze pagina is een veiligere manier van inloggen nodig. Log opnieuw in met de DigiD app na een ID-check.
inloggen-storing-titel = DigiD is nu niet beschikbaar
inloggen-storing-tekst = Inloggen lukt nu niet. Probeer het later nog eens.
inloggen-te-laag-titel = Deze manier van inloggen is niet veilig genoeg
inloggen-te-laag-tekst = Log opnieuw in met de DigiD app na een ID-check.
opnieuw-inloggen = Opnieuw inloggen

werk-inloggen-storing-titel = Inloggen kan nu niet
werk-inloggen-storing-tekst = Probeer het later nog eens. Blijft het mis gaan? Neem dan contact op met uw beheerder.
werk-geen-toegang-titel = U heeft nog geen toegang
werk-geen-toegang-tekst = U bent bekend, maar u heeft hier geen rol. Vraag uw beheerder om een rol.

gestopt-titel = U heeft het inloggen gestopt
gestopt-tekst = U bent niet ingelogd. U kunt het opnieuw proberen.

uitgelogd-titel = U bent uitgelogd
uitgelogd-tekst = Gebruikt u een computer van iemand anders? Sluit dan ook alle vensters van uw browser.

machtiging-voorbij-titel = U kunt niet meer namens deze persoon handelen
machtiging-voorbij-tekst = De machtiging of bewindvoering is gestopt. Daarom bent u uitgelogd. Wat u net wilde doen, is niet gebeurd. Log opnieuw in om uw eigen zaken te regelen.

sessie-verlopen-titel = U bent uitgelogd
sessie-verlopen-tekst = U was 15 minuten niet actief. Daarom bent u uitgelogd. Wat u al had bewaard, is niet weg.
nog-ingelogd-titel = U bent nog ingelogd
nog-ingelogd-tekst = De tijd van deze pagina was om, maar u was bezig in een ander venster. Wilt u verdergaan? Bent u klaar, log dan uit.
ga-verder = Ga verder

simulator-digid-titel = Nagebootste DigiD
simulator-werk-titel = Nagebootste inlog voor medewerkers
simulator-waarschuwing-titel = Dit is niet echt
simulator-waarschuwing-tekst = Deze inlog is een nabootsing voor een demonstratie. De mensen hieronder bestaan niet. Vul nooit echte gegevens in.
simulator-geen-keuze-titel = Deze keuze is er niet
simulator-geen-keuze-tekst = Ga terug naar de nagebootste inlog en kies iemand uit de lijst.
simulator-niemand = Er is niemand om uit te kiezen.
simulator-zelf = Log in als { $naam }
simulator-machtiging = Log in als { $naam }, met een machtiging van { $ander }
simulator-bewindvoering = Log in als { $naam }, als bewindvoerder van { $ander }
simulator-rollen = Rollen: { $rollen }
simulator-annuleer = Stop met inloggen
