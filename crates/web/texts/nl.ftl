# Texts of error pages and surroundings. Language level B1.

gemeente-naam = Gemeente { $naam }
taal-naam = Nederlands

fout-400-titel = Wij begrijpen dit niet
fout-400-tekst = Uw browser stuurde iets wat wij niet kunnen lezen. Ga terug en probeer het opnieuw.
fout-413-titel = Dit is te groot
fout-413-tekst = Wat u verstuurt is te groot. Kies een kleiner bestand of stuur minder bestanden tegelijk.
fout-429-titel = Dit gebeurde te vaak
fout-429-tekst = Vanaf uw internetverbinding is dit het afgelopen uur heel vaak gedaan. Wacht een uur en probeer het opnieuw. Wat u eerder hebt opgeslagen, blijft bewaard.
fout-formulier-verlopen-titel = Dit formulier is verlopen
fout-formulier-verlopen-tekst = Ga terug, vernieuw de pagina en probeer het opnieuw.

# Explanations for developers of other systems
probleem-NotFound = De resource bestaat niet, of de pagina van de lijst bestaat niet.
probleem-PermissionDenied = Het token ontbreekt of klopt niet, of de applicatie mist een scope voor deze actie.
probleem-ValidationError = Een of meer velden zijn niet geldig. Zie invalidParams.
probleem-ParseError = De inhoud van de aanroep is geen geldige JSON, of de aanroep is niet te lezen.
probleem-MethodNotAllowed = Deze URL kent de gebruikte HTTP-methode niet.
probleem-NotAcceptable = De gevraagde vorm van het antwoord bestaat niet.
probleem-Conflict = De huidige toestand van de resource laat deze actie niet toe.
probleem-PreconditionFailed = Een verplichte header ontbreekt.
probleem-RangeNotSatisfiable = Het gevraagde deel ligt buiten het bestand. Zie Content-Range voor het aantal bytes.
probleem-RequestTooLarge = De inhoud van de aanroep is te groot.
probleem-UnsupportedMediaType = De Content-Type van de aanroep wordt hier niet gelezen.
probleem-ServiceUnavailable = De dienst is tijdelijk niet beschikbaar.
probleem-APIException = Er ging iets mis aan onze kant. Noem het veld instance als u dit meldt.
