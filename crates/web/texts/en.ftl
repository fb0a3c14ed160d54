# Texts of error pages and surroundings.

gemeente-naam = Municipality of { $naam }
taal-naam = English

fout-400-titel = We do not understand this
fout-400-tekst = Your browser sent something that we can not read. Go back and try again.
fout-413-titel = This is too large
fout-413-tekst = What you are sending is too large. Choose a smaller file or send fewer files at once.
fout-429-titel = This was done too often
fout-429-tekst = From your internet connection this was done very often in the past hour. Wait an hour and try again. What you saved before is kept.
fout-formulier-verlopen-titel = This form has expired
fout-formulier-verlopen-tekst = Go back, reload the page and try again.
