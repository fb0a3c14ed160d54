"""The client library of the Dutch suppliers (zgw-consumers, on ape-pie) makes, reads, pages and changes what they do each day."""

import django
import pytest
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "privates", "simple_certmanager", "zgw_consumers"],
    DATABASES={},
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    PRIVATE_MEDIA_ROOT="/nonexistent",
    USE_TZ=True,
)
django.setup()

from zgw_consumers.api_models.base import factory  # noqa: E402
from zgw_consumers.api_models.catalogi import ZaakType  # noqa: E402
from zgw_consumers.api_models.zaken import Zaak  # noqa: E402
from zgw_consumers.client import build_client  # noqa: E402
from zgw_consumers.constants import APITypes, AuthTypes  # noqa: E402
from zgw_consumers.models import Service  # noqa: E402
from zgw_consumers.service import pagination_helper  # noqa: E402

from loket import CLIENT_ID, SECRET  # noqa: E402

CRS = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}


@pytest.fixture
def client(loket):
    """Returns the library's client of an API."""

    def of(api, api_type):
        service = Service(
            label=api,
            api_type=api_type,
            api_root=loket.url(api, "/"),
            auth_type=AuthTypes.zgw,
            client_id=CLIENT_ID,
            secret=SECRET,
            user_id="fatima",
            user_representation="Fatima Yilmaz",
        )
        return build_client(service)

    return of


def ok(response):
    response.raise_for_status()
    return response.json()


def test_a_zaak_from_start_to_end(client, seed):
    with client("zaken", APITypes.zrc) as zaken, client("documenten", APITypes.drc) as documenten:
        made = zaken.post("zaken", json=seed.body("zaken", "/zaken"), headers=CRS)
        assert made.status_code == 201
        url = made.json()["url"]
        assert made.headers["Location"] == url and made.headers["Content-Crs"] == "EPSG:4326"

        # The library's own model of a zaak takes what is answered.
        zaak = factory(Zaak, ok(zaken.get(url, headers=CRS)))
        assert str(zaak.uuid) == url.rsplit("/", 1)[-1] and zaak.einddatum is None

        document = ok(documenten.post("enkelvoudiginformatieobjecten", json=seed.body("documenten", "/enkelvoudiginformatieobjecten")))
        inhoud = documenten.get(document["inhoud"])
        assert inhoud.content == b"hallo" and inhoud.headers["Content-Type"] == "application/octet-stream"
        ok(zaken.post("zaakinformatieobjecten", json={"zaak": url, "informatieobject": document["url"]}))
        [relatie] = ok(documenten.get("objectinformatieobjecten", params={"object": url}))
        assert relatie["informatieobject"] == document["url"]

        status = seed.body("zaken", "/statussen") | {"zaak": url}
        status = ok(zaken.post("statussen", json=status))
        assert ok(zaken.get(url, headers=CRS))["status"] == status["url"]

        changed = ok(zaken.patch(url, json={"omschrijving": "Anders"}, headers=CRS))
        assert changed["omschrijving"] == "Anders" and changed["identificatie"] == zaak.identificatie
        whole = {name: value for name, value in changed.items() if name != "url"} | {"omschrijving": "Weer anders"}
        assert ok(zaken.put(url, json=whole, headers=CRS))["omschrijving"] == "Weer anders"

        expanded = ok(zaken.get(url, headers=CRS, params={"expand": "zaaktype,status.statustype"}))["_expand"]
        assert factory(ZaakType, expanded["zaaktype"]).identificatie == "BEZWAAR"
        assert expanded["status"]["_expand"]["statustype"]["url"] == status["statustype"]

        assert zaken.delete(url).status_code == 204
        assert zaken.get(url, headers=CRS).status_code == 404
        assert documenten.get("objectinformatieobjecten", params={"object": url}).json() == []


def test_a_document_is_locked_and_changed(client, seed):
    with client("documenten", APITypes.drc) as documenten:
        document = ok(documenten.post("enkelvoudiginformatieobjecten", json=seed.body("documenten", "/enkelvoudiginformatieobjecten")))
        lock = ok(documenten.post(f"{document['url']}/lock", json={}))["lock"]
        refused = documenten.patch(document["url"], json={"titel": "Zonder slot"})
        assert (refused.status_code, refused.json()["invalidParams"][0]["code"]) == (400, "missing-lock-id")
        changed = ok(documenten.patch(document["url"], json={"titel": "Nieuw", "lock": lock}))
        assert (changed["versie"], changed["titel"]) == (2, "Nieuw")
        assert documenten.post(f"{document['url']}/unlock", json={"lock": lock}).status_code == 204
        assert ok(documenten.get(document["url"], params={"versie": 1}))["titel"] == document["titel"]


def test_pages_are_followed_to_the_end(client, seed):
    with client("zaken", APITypes.zrc) as zaken:
        made = {ok(zaken.post("zaken", json=seed.body("zaken", "/zaken"), headers=CRS))["url"] for _ in range(7)}
        first = ok(zaken.get("zaken", headers=CRS, params={"pageSize": 3, "ordering": "identificatie"}))
        assert len(first["results"]) == 3 and first["previous"] is None
        every = [zaak["url"] for zaak in pagination_helper(zaken, first, headers=CRS)]
        assert len(every) == len(set(every)) == first["count"]
        assert made <= set(every)
        assert len(list(pagination_helper(zaken, first, max_requests=1, headers=CRS))) == 6


def test_a_boolean_of_python_is_understood(client, seed):
    with client("zaken", APITypes.zrc) as zaken:
        url = ok(zaken.post("zaken", json=seed.body("zaken", "/zaken"), headers=CRS))["url"]
        found = {is_open: ok(zaken.get("zaken", headers=CRS, params={"einddatum__isnull": is_open})) for is_open in (True, False)}
        assert url in [zaak["url"] for zaak in found[True]["results"]]
        assert url not in [zaak["url"] for zaak in found[False]["results"]]


def test_what_is_known_already_is_not_sent_again(client, seed):
    with client("zaken", APITypes.zrc) as zaken:
        url = ok(zaken.post("zaken", json=seed.body("zaken", "/zaken"), headers=CRS))["url"]
        first = zaken.get(url, headers=CRS)
        etag = first.headers["ETag"]
        again = zaken.get(url, headers=CRS | {"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        head = zaken.head(url, headers=CRS)
        assert (head.status_code, head.headers["ETag"], head.content) == (200, etag, b"")
        # What is shown of the zaak has changed, although its own row has not.
        ok(zaken.post("rollen", json=seed.body("zaken", "/rollen") | {"zaak": url}))
        assert zaken.get(url, headers=CRS | {"If-None-Match": etag}).status_code == 200


def test_the_document_that_the_library_is_pointed_at_is_there(client):
    with client("zaken", APITypes.zrc) as zaken:
        served = zaken.get("openapi.json")
        assert ok(served)["info"]["version"] == served.headers["API-version"]
        assert zaken.get("schema/openapi.yaml", params={"v": "3"}).text.startswith("openapi: 3")
