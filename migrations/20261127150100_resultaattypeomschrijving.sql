-- A bouwsteen had the general name of a resultaattype where the standard has the URL of it.
UPDATE resultaattype SET omschrijving_generiek = resultaattypeomschrijving, resultaattypeomschrijving = ''
WHERE resultaattypeomschrijving <> '' AND resultaattypeomschrijving NOT LIKE '%://%';
