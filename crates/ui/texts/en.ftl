# Texts of layouts and components, in plain English.

site-publiek = Loket
site-portaal = My Loket
site-werkplek = Workplace
site-beheer = Administration
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
tijdstip = { $tijd } hours
termijn-voor = before { $datum }
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
