# Texts of login and session.

inloggen-titel = Log in
inloggen-uitleg = You log in with DigiD. Are you arranging something for somebody else? Then choose to log in on behalf of somebody else.
inloggen-digid = Log in with DigiD
inloggen-namens = Log in with DigiD on behalf of somebody else
inloggen-niveau = This page needs a safer way of logging in. Log in again with the DigiD app after an ID check.
inloggen-storing-titel = DigiD is not available now
inloggen-storing-tekst = Logging in does not work now. Try again later.
inloggen-te-laag-titel = This way of logging in is not safe enough
inloggen-te-laag-tekst = Log in again with the DigiD app after an ID check.
opnieuw-inloggen = Log in again

gestopt-titel = You stopped logging in
gestopt-tekst = You are not logged in. You can try again.

uitgelogd-titel = You are logged out
uitgelogd-tekst = Are you using somebody else's computer? Then also close all windows of your browser.

machtiging-voorbij-titel = You can no longer act for this person
machtiging-voorbij-tekst = The authorisation has ended, so you have been logged out. What you were about to do was not done. Log in again to arrange your own affairs.

sessie-verlopen-titel = You are logged out
sessie-verlopen-tekst = You were not active for 15 minutes. That is why you are logged out. What you had saved is not lost.
nog-ingelogd-titel = You are still logged in
nog-ingelogd-tekst = The time of this page was over, but you were busy in another window. Do you want to go on? If you are done, log out.
ga-verder = Continue

simulator-digid-titel = Simulated DigiD
simulator-werk-titel = Simulated login for staff
simulator-waarschuwing-titel = This is not real
simulator-waarschuwing-tekst = This login is a simulation for a demonstration. The people below do not exist. Never enter real data.
simulator-geen-keuze-titel = There is no such choice
simulator-geen-keuze-tekst = Go back to the simulated login and choose somebody from the list.
simulator-niemand = There is nobody to choose from.
simulator-zelf = Log in as { $naam }
simulator-machtiging = Log in as { $naam }, with a mandate of { $ander }
simulator-bewindvoering = Log in as { $naam }, as the legal administrator of { $ander }
simulator-rollen = Roles: { $rollen }
simulator-annuleer = Stop logging in
