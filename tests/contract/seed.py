"""Makes one of everything, so that reading finds something and a change has something to change.

`Seed.body` gives a valid body for every path that takes a POST, `Seed.make` posts it, `Seed.url_of` names one that is there.
"""

import base64
import itertools
from datetime import datetime, timedelta, timezone

RSIN = "002564440"


class Seed:
    def __init__(self, loket):
        self.loket = loket
        self.numbers = itertools.count(1)
        self.made = {}
        zaaktype = loket.results("catalogi", "/zaaktypen", identificatie="BEZWAAR")[0]
        self.zaaktype = zaaktype["url"]
        self.typen = {
            name: loket.results("catalogi", f"/{name}", zaaktype=self.zaaktype)
            for name in ("statustypen", "roltypen", "resultaattypen", "eigenschappen", "zaaktype-informatieobjecttypen")
        }
        self.informatieobjecttype = next(
            one["informatieobjecttype"] for one in self.typen["zaaktype-informatieobjecttypen"] if one["informatieobjecttype"]
        )
        self.besluittype = zaaktype["besluittypen"][0]
        # Rule: brc-008 (informatieobjecttype bij besluittype).
        loket.patch(self.besluittype, {"informatieobjecttypen": [self.informatieobjecttype]})
        # A catalogus of our own, whose types are not published.
        self.catalogus = self.url_of("catalogi", "/catalogussen")
        self.concept = self.url_of("catalogi", "/zaaktypen")
        self.zaak = self.url_of("zaken", "/zaken")
        self.document = self.url_of("documenten", "/enkelvoudiginformatieobjecten")
        self.besluit = self.url_of("besluiten", "/besluiten")

    def roltype(self, generiek):
        return next(one["url"] for one in self.typen["roltypen"] if one["omschrijvingGeneriek"] == generiek)

    def eigenschap(self, naam):
        return next(one["url"] for one in self.typen["eigenschappen"] if one["naam"] == naam)

    def make(self, api, path):
        """Posts a valid body, and returns the URL of what was made."""
        body = self.body(api, path)
        concrete = path.replace("{zaak_uuid}", body["zaak"].rsplit("/", 1)[-1]) if "{" in path else path
        return self.loket.post(api, concrete, body)["url"]

    def url_of(self, api, path):
        """Returns the URL of one that is there and stays."""
        if (api, path) not in self.made:
            self.made[api, path] = self.make(api, path)
        return self.made[api, path]

    def body(self, api, path):
        """Returns a valid body for a path that takes a POST. No two are the same."""
        body = self.find_body(api, path)
        assert body is not None, f"say what to send to {path} of {api}"
        return body

    def find_body(self, api, path):
        make = getattr(self, f"{api}_{path.split('/')[-1].replace('-', '_')}", None)
        return make and make(next(self.numbers))

    def known(self, name, otherwise):
        """Returns a value that exists for a field or parameter of this name."""
        main = name.split("__")[0]
        for found in (self.__dict__.get(name), self.__dict__.get(main)):
            if isinstance(found, str):
                return found
        return {
            "bronorganisatie": RSIN,
            "verantwoordelijkeOrganisatie": RSIN,
            "rsin": RSIN,
            "object": self.zaak,
            "page": 1,
            "pageSize": 2,
            "status": self.typen["statustypen"][0]["url"],
        }.get(name, otherwise)

    # Zaken

    def zaken_zaken(self, number):
        return {
            "bronorganisatie": RSIN,
            "verantwoordelijkeOrganisatie": RSIN,
            "zaaktype": self.zaaktype,
            "startdatum": "2026-01-20",
            "omschrijving": f"Zaak {number}",
            "zaakgeometrie": {"type": "Point", "coordinates": [4.3, 52.08]},
            "kenmerken": [{"kenmerk": f"K{number}", "bron": "proef"}],
        }

    def new_zaak(self):
        return self.make("zaken", "/zaken")

    def zaken_statussen(self, number):
        moment = datetime.now(timezone.utc) - timedelta(days=1) + timedelta(seconds=number)
        return {
            "zaak": self.zaak,
            "statustype": self.typen["statustypen"][0]["url"],
            "datumStatusGezet": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    def zaken_substatussen(self, number):
        self.url_of("zaken", "/statussen")
        return {"zaak": self.zaak, "omschrijving": f"Substatus {number}", "doelgroep": "betrokkenen", "tijdstip": "2026-01-20T10:00:00Z"}

    def zaken_rollen(self, number):
        return {
            "zaak": self.zaak,
            "betrokkeneType": "natuurlijk_persoon",
            "roltype": self.roltype("adviseur"),
            "roltoelichting": f"rol {number}",
            "betrokkeneIdentificatie": {"inpBsn": "999993653"},
        }

    def zaken_resultaten(self, _):
        return {"zaak": self.new_zaak(), "resultaattype": self.typen["resultaattypen"][0]["url"]}

    def zaken_zaakeigenschappen(self, number):
        return {"zaak": self.new_zaak(), "eigenschap": self.eigenschap("kenmerk"), "waarde": f"B-{number}"}

    def zaken_zaakobjecten(self, number):
        return {
            "zaak": self.zaak,
            "objectType": "adres",
            "relatieomschrijving": "het adres",
            "objectIdentificatie": {
                "identificatie": str(number),
                "wplWoonplaatsNaam": "Den Haag",
                "gorOpenbareRuimteNaam": "Spui",
                "huisnummer": 70,
            },
        }

    def zaken_zaakinformatieobjecten(self, _):
        return {"zaak": self.zaak, "informatieobject": self.new_document(), "titel": "Bewijs"}

    def zaken_klantcontacten(self, number):
        return {"zaak": self.zaak, "datumtijd": "2026-01-21T10:00:00Z", "kanaal": "Telefoon", "onderwerp": f"Vraag {number}"}

    def zaken_zaakcontactmomenten(self, number):
        return {"zaak": self.zaak, "contactmoment": f"{self.loket.kcc_root}contactmomenten/{number}"}

    def zaken_zaakverzoeken(self, number):
        return {"zaak": self.zaak, "verzoek": f"{self.loket.kcc_root}verzoeken/{number}"}

    def zaken_zaaknotities(self, number):
        return {"gerelateerdAan": self.zaak, "onderwerp": f"Notitie {number}", "tekst": "Gebeld.", "notitieType": "intern", "status": "concept"}

    def zaken_besluiten(self, _):
        return {"zaak": self.zaak, "besluit": self.besluit}

    def zaken_zaaknummer_reserveren(self, _):
        return {"bronorganisatie": RSIN}

    def zaken__zoek(self, _):
        return {"zaakgeometrie": {"within": {"type": "Polygon", "coordinates": [[[4, 52], [5, 52], [5, 53], [4, 53], [4, 52]]]}}}

    # Documenten

    def documenten_enkelvoudiginformatieobjecten(self, number):
        return {
            "bronorganisatie": RSIN,
            "creatiedatum": "2026-01-20",
            "titel": f"Document {number}",
            "auteur": "Anne",
            "taal": "nld",
            "bestandsnaam": "brief.txt",
            "formaat": "text/plain",
            "inhoud": base64.b64encode(b"hallo").decode(),
            "bestandsomvang": 5,
            "informatieobjecttype": self.informatieobjecttype,
        }

    def new_document(self):
        return self.make("documenten", "/enkelvoudiginformatieobjecten")

    def documenten_gebruiksrechten(self, _):
        return {"informatieobject": self.new_document(), "startdatum": "2026-01-20T10:00:00Z", "omschrijvingVoorwaarden": "Vrij te gebruiken"}

    def documenten_objectinformatieobjecten(self, _):
        # The zaak knows of it first; then this confirms what is mirrored.
        relatie = self.loket.session.get(self.make("zaken", "/zaakinformatieobjecten")).json()
        return {"informatieobject": relatie["informatieobject"], "object": relatie["zaak"], "objectType": "zaak"}

    def documenten_verzendingen(self, _):
        return {
            "informatieobject": self.document,
            "betrokkene": "https://klant.example.nl/api/v1/partijen/1",
            "aardRelatie": "geadresseerde",
            "contactPersoon": "https://klant.example.nl/api/v1/personen/1",
            "contactpersoonnaam": "Anne",
            "emailadres": "anne@example.nl",
        }

    def documenten__zoek(self, _):
        return {"uuid__in": [self.document.rsplit("/", 1)[-1]]}

    # Besluiten

    def besluiten_besluiten(self, _):
        return {
            "verantwoordelijkeOrganisatie": RSIN,
            "besluittype": self.besluittype,
            "zaak": self.zaak,
            "datum": "2026-01-20",
            "ingangsdatum": "2026-01-21",
            "toelichting": "Gegrond",
        }

    def besluiten_besluitinformatieobjecten(self, _):
        return {"besluit": self.besluit, "informatieobject": self.new_document()}

    # Catalogi

    def catalogi_catalogussen(self, number):
        return {"domein": f"P{number:04}", "rsin": RSIN, "contactpersoonBeheerNaam": "Beheer", "naam": "Proef"}

    def catalogi_zaaktypen(self, number):
        return {
            "catalogus": self.catalogus,
            "identificatie": f"PROEF-{number}",
            "omschrijving": f"Proef {number}",
            "vertrouwelijkheidaanduiding": "openbaar",
            "doel": "doel",
            "aanleiding": "aanleiding",
            "indicatieInternOfExtern": "extern",
            "handelingInitiator": "vragen",
            "onderwerp": "onderwerp",
            "handelingBehandelaar": "doen",
            "doorlooptijd": "P30D",
            "opschortingEnAanhoudingMogelijk": False,
            "verlengingMogelijk": False,
            "publicatieIndicatie": False,
            "productenOfDiensten": ["https://example.nl/pdc/1"],
            "selectielijstProcestype": "https://selectielijst.openzaak.nl/api/v1/procestypen/1",
            "referentieproces": {"naam": "referentie"},
            "verantwoordelijke": "team",
            "besluittypen": [],
            "gerelateerdeZaaktypen": [],
            "beginGeldigheid": "2026-01-01",
            "versiedatum": "2026-01-01",
        }

    def catalogi_statustypen(self, number):
        return {"zaaktype": self.concept, "omschrijving": f"Status {number}", "volgnummer": number}

    def catalogi_roltypen(self, number):
        return {"zaaktype": self.concept, "omschrijving": f"Rol {number}", "omschrijvingGeneriek": "adviseur"}

    def catalogi_resultaattypen(self, number):
        return {
            "zaaktype": self.concept,
            "omschrijving": f"Resultaat {number}",
            "resultaattypeomschrijving": "https://selectielijst.openzaak.nl/api/v1/resultaattypeomschrijvingen/1",
            "selectielijstklasse": "https://selectielijst.openzaak.nl/api/v1/resultaten/1",
            "archiefnominatie": "vernietigen",
            "archiefactietermijn": "P5Y",
            "brondatumArchiefprocedure": {
                "afleidingswijze": "afgehandeld",
                "procestermijn": None,
                "datumkenmerk": "",
                "einddatumBekend": False,
                "objecttype": "",
                "registratie": "",
            },
        }

    def catalogi_eigenschappen(self, number):
        specificatie = {"formaat": "tekst", "lengte": "20", "kardinaliteit": "1", "waardenverzameling": []}
        return {"zaaktype": self.concept, "naam": f"eigenschap{number}", "definitie": "definitie", "specificatie": specificatie}

    def catalogi_zaakobjecttypen(self, _):
        return {
            "zaaktype": self.concept,
            "anderObjecttype": False,
            "objecttype": "https://example.nl/pand",
            "relatieOmschrijving": "gaat over",
        }

    def catalogi_informatieobjecttypen(self, number):
        generiek = ("informatieobjecttype", "definitieInformatieobjecttype", "herkomstInformatieobjecttype", "hierarchieInformatieobjecttype")
        return {
            "catalogus": self.catalogus,
            "omschrijving": f"Brief {number}",
            "vertrouwelijkheidaanduiding": "openbaar",
            "informatieobjectcategorie": "brief",
            "beginGeldigheid": "2026-01-01",
            "omschrijvingGeneriek": {f"{name}OmschrijvingGeneriek": "Brief" for name in generiek},
        }

    def catalogi_zaaktype_informatieobjecttypen(self, number):
        soort = self.make("catalogi", "/informatieobjecttypen")
        return {"zaaktype": self.concept, "informatieobjecttype": soort, "volgnummer": number % 900 + 1, "richting": "inkomend"}

    def catalogi_besluittypen(self, number):
        return {
            "catalogus": self.catalogus,
            "omschrijving": f"Besluit {number}",
            "publicatieIndicatie": False,
            "zaaktypen": [],
            "informatieobjecttypen": [],
            "beginGeldigheid": "2026-01-01",
        }

    # Autorisaties and Notificaties

    def autorisaties_applicaties(self, number):
        return {
            "clientIds": [f"klant-{number}"],
            "label": f"Klant {number}",
            "heeftAlleAutorisaties": False,
            "autorisaties": [
                {
                    "component": "zrc",
                    "scopes": ["zaken.lezen"],
                    "zaaktype": self.zaaktype,
                    "maxVertrouwelijkheidaanduiding": "openbaar",
                }
            ],
        }

    def notificaties_kanaal(self, number):
        return {"naam": f"kanaal-{number}", "documentatieLink": self.loket.callback, "filters": ["kleur"]}

    def notificaties_abonnement(self, _):
        return {
            "callbackUrl": self.loket.callback,
            "auth": "Bearer welkom",
            "kanalen": [{"naam": "zaken", "filters": {"bronorganisatie": RSIN}}],
        }

    def notificaties_notificaties(self, number):
        kanaal = self.loket.session.get(self.url_of("notificaties", "/kanaal")).json()
        return {
            "kanaal": kanaal["naam"],
            "hoofdObject": self.zaak,
            "resource": "zaak",
            "resourceUrl": self.zaak,
            "actie": "create",
            "aanmaakdatum": "2026-01-20T10:00:00Z",
            "kenmerken": {name: str(number) for name in kanaal["filters"]},
        }
