# Texts of layouts and components, in plain English.

site-portaal = My { $gemeente }
site-werkplek = Workplace
site-beheer = Administration
# On a page of no municipality.
site-onbekend = Loket

menu = Menu
naar-inhoud = Skip to content
naar-begin = Go to the start page
demo-balk = This is an example. All people and cases are invented.
andere-website = (other website)

# Session
inloggen = Log in
ingelogd-als = Logged in as
uitloggen = Log out
handelt-namens = You act on behalf of
wissel-persoon = Switch person
namens = On behalf of
sessie-titel = Are you still there?
sessie-tekst = You have not been active for a while. You will be logged out in 2 minutes. This keeps your data safe.
sessie-verleng = I am still here

# Footer
bel-ons = Call { $nummer }

# Navigation
kruimelpad = Breadcrumb
paginering = Pages
pagina = Page
vorige = Previous
volgende = Next
aantal-nieuw = { $aantal } new

# Zaken, tasks, messages, documents
zaak-met-nummer = { $titel }, case { $nummer }
actie-nodig = Action needed
# Whom one calls when no number is known: "Bel ons".
bel-ons-zonder-nummer = us
zoeken = Search
staat-stil = On hold for now
nieuw = New
met-bijlage = With attachment
download = Download
lees-meer = Read more
sinds = Since { $datum }
stap-klaar = Done
stap-nu = Now
stap-volgt = To follow
nu-niet-beschikbaar = We can't show this now. Please try again later. The rest of this page is correct.

# Dates and deadlines
maand-1 = January
maand-2 = February
maand-3 = March
maand-4 = April
maand-5 = May
maand-6 = June
maand-7 = July
maand-8 = August
maand-9 = September
maand-10 = October
maand-11 = November
maand-12 = December
tijdstip = { $tijd }
termijn-voor = by { $datum }
termijn-nog = { $dagen ->
    [one] 1 day left
   *[other] { $dagen } days left
}
termijn-vandaag = today
termijn-voorbij = The date has passed

# Forms
niet-verplicht = (optional)
meer-uitleg = More help
tekens-maximaal = Use at most { $aantal } characters.
maak-een-keuze = Make a choice
dag = Day
maand = Month
jaar = Year
verwijder = Remove
toegevoegde-bestanden = Files that you have added
fout-voor-titel = Error:
fouten-titel = { $aantal ->
    [one] There is a problem with 1 answer
   *[other] There is a problem with { $aantal } answers
}
voortgang = Steps of this form
stap-van = Step { $stap } of { $totaal }

# Error pages
fout-403-titel = You may not view this page
fout-403-tekst = Your account has no access to this page. Ask your administrator for access.
fout-404-titel = This page does not exist
fout-404-tekst = This page does not exist, or you may not view it.
fout-409-titel = This has already been done
fout-409-tekst = Someone has already done or changed this. View the page again.
fout-500-titel = Something went wrong
fout-500-tekst = This is our mistake. Please try again later. What you saved is not lost.
fout-503-titel = This page does not work now
fout-503-tekst = We are working on a failure or on maintenance. Please try again later.

# Files that a question takes
bestand-eisen = Choose { $soorten }.
bestand-eisen-grootte = A file may be at most { $mb } MB.
bestand-keuze = { $eerste } or { $laatste }
bestand-pdf = a PDF
bestand-word = a Word file
bestand-excel = an Excel file
bestand-foto = a photo
bestand-tekst = a text file
bestand-mail = an Outlook message
bestand-zip = a zip file
bestand-ander = another file

# Faults in answers, by their code
veld-fout-required = Fill in: { $veld }.
veld-fout-maxLength = { $veld }: use at most { $limit } characters.
veld-fout-pattern = { $veld }: this is not right yet. Check what you filled in.
veld-fout-min = { $veld }: fill in { $limit } or more.
veld-fout-max = { $veld }: fill in { $limit } or less.
veld-fout-minDate = { $veld }: choose a date on or after { $limit }.
veld-fout-maxDate = { $veld }: choose a date on or before { $limit }.
veld-fout-minTime = { $veld }: choose a time at or after { $limit }.
veld-fout-maxTime = { $veld }: choose a time at or before { $limit }.
veld-fout-minSelectedCount = { $veld }: choose { $limit } or more.
veld-fout-maxSelectedCount = { $veld }: choose at most { $limit }.
veld-fout-maxNumberOfFiles = { $veld }: add at most { $limit } files.
veld-fout-fileMaxSize = { $veld }: this file is too large. It may be at most { $limit } MB.
veld-fout-invalid-file-type = We can't open the file { $name }. Choose { $soorten }.
veld-fout-decimalLimit = { $veld }: use at most { $limit } digits after the decimal point.
veld-fout-invalid-email = Fill in an e-mail address with an @, such as name@example.com.
veld-fout-invalid-phone = { $veld }: fill in a phone number with digits only, such as 0612345678.
veld-fout-invalid-date = { $veld }: fill in a day, month and year, such as 7 4 2026.
veld-fout-invalid-time = { $veld }: fill in a time, such as 14:30.
veld-fout-invalid-number = { $veld }: fill in a number, such as 12.5.
veld-fout-invalid-choice = { $veld }: choose one of the answers.
veld-fout-invalidPrefilledField = { $veld }: you can't change this answer here.
veld-fout-bsn = { $veld }: this is not a citizen service number. It has 9 digits.
veld-fout-iban = { $veld }: this is not an account number. Fill it in as NL00 BANK 0123 4567 89.
veld-fout-licenseplate = { $veld }: this is not a licence plate. Fill it in as AB-123-C.
veld-fout-postcode = { $veld }: fill in a postcode as 1234 AB.
veld-fout-houseNumber = { $veld }: fill in a house number with digits only.
veld-fout-houseLetter = { $veld }: fill in 1 letter.
veld-fout-houseNumberAddition = { $veld }: use at most 4 letters or digits.
veld-fout-phonenumber-nl = { $veld }: fill in a Dutch phone number, such as 0612345678.
veld-fout-phonenumber-international = { $veld }: fill in a phone number with + and the country code, such as +32 470 12 34 56.
veld-fout-invalid = { $veld }: this is not right. Check what you filled in.
veld-fout-file-empty = The file { $name } is empty. Choose another file.

# Buttons at the drawing of a process
tekening-kleiner = Smaller
tekening-groter = Larger
tekening-heel = Whole drawing
