# Texts of the pages for residents, in plain English.
