-- How many zaken there are of each type and level, that run and that ended, so that a list tells its count without reading them; and how
-- many in each stretch of ids (strook), so that a page far down a list is found without walking there. Triggers keep both, whatever
-- writes, also the binary before this one. On PostgreSQL each connection counts in rows of its own (deel), so that no writer waits for
-- another; now and then they are added up.

CREATE TABLE zaak_telling (
    zaaktype UUID NOT NULL,
    vertrouwelijkheidaanduiding BIGINT NOT NULL,
    is_open BOOLEAN NOT NULL,
    deel BIGINT NOT NULL,
    aantal BIGINT NOT NULL,
    PRIMARY KEY (zaaktype, vertrouwelijkheidaanduiding, is_open, deel)
);

-- A strook is the start of an id in hexadecimal digits: four of an id that begins with its moment (some fifty days), two of any other.
CREATE TABLE zaak_strook (
    zaaktype UUID NOT NULL,
    strook TEXT NOT NULL,
    vertrouwelijkheidaanduiding BIGINT NOT NULL,
    deel BIGINT NOT NULL,
    aantal BIGINT NOT NULL,
    PRIMARY KEY (zaaktype, strook, vertrouwelijkheidaanduiding, deel)
);

CREATE TRIGGER zaak_telling_erbij AFTER INSERT ON zaak BEGIN -- sqlite
    INSERT INTO zaak_telling (zaaktype, vertrouwelijkheidaanduiding, is_open, deel, aantal) VALUES (new.zaaktype, new.vertrouwelijkheidaanduiding, new.einddatum IS NULL, 0, 1) ON CONFLICT (zaaktype, vertrouwelijkheidaanduiding, is_open, deel) DO UPDATE SET aantal = aantal + 1; -- sqlite
    INSERT INTO zaak_strook (zaaktype, strook, vertrouwelijkheidaanduiding, deel, aantal) VALUES (new.zaaktype, lower(hex(substr(new.uuid, 1, iif(new.uuid < x'02', 2, 1)))), new.vertrouwelijkheidaanduiding, 0, 1) ON CONFLICT (zaaktype, strook, vertrouwelijkheidaanduiding, deel) DO UPDATE SET aantal = aantal + 1; -- sqlite
END; -- sqlite
CREATE TRIGGER zaak_telling_eraf AFTER DELETE ON zaak BEGIN -- sqlite
    UPDATE zaak_telling SET aantal = aantal - 1 WHERE zaaktype = old.zaaktype AND vertrouwelijkheidaanduiding = old.vertrouwelijkheidaanduiding AND is_open = (old.einddatum IS NULL) AND deel = 0; -- sqlite
    UPDATE zaak_strook SET aantal = aantal - 1 WHERE zaaktype = old.zaaktype AND strook = lower(hex(substr(old.uuid, 1, iif(old.uuid < x'02', 2, 1)))) AND vertrouwelijkheidaanduiding = old.vertrouwelijkheidaanduiding AND deel = 0; -- sqlite
END; -- sqlite
CREATE TRIGGER zaak_telling_anders AFTER UPDATE OF zaaktype, vertrouwelijkheidaanduiding, einddatum ON zaak WHEN old.zaaktype <> new.zaaktype OR old.vertrouwelijkheidaanduiding <> new.vertrouwelijkheidaanduiding OR (old.einddatum IS NULL) <> (new.einddatum IS NULL) BEGIN -- sqlite
    UPDATE zaak_telling SET aantal = aantal - 1 WHERE zaaktype = old.zaaktype AND vertrouwelijkheidaanduiding = old.vertrouwelijkheidaanduiding AND is_open = (old.einddatum IS NULL) AND deel = 0; -- sqlite
    UPDATE zaak_strook SET aantal = aantal - 1 WHERE zaaktype = old.zaaktype AND strook = lower(hex(substr(old.uuid, 1, iif(old.uuid < x'02', 2, 1)))) AND vertrouwelijkheidaanduiding = old.vertrouwelijkheidaanduiding AND deel = 0; -- sqlite
    INSERT INTO zaak_telling (zaaktype, vertrouwelijkheidaanduiding, is_open, deel, aantal) VALUES (new.zaaktype, new.vertrouwelijkheidaanduiding, new.einddatum IS NULL, 0, 1) ON CONFLICT (zaaktype, vertrouwelijkheidaanduiding, is_open, deel) DO UPDATE SET aantal = aantal + 1; -- sqlite
    INSERT INTO zaak_strook (zaaktype, strook, vertrouwelijkheidaanduiding, deel, aantal) VALUES (new.zaaktype, lower(hex(substr(new.uuid, 1, iif(new.uuid < x'02', 2, 1)))), new.vertrouwelijkheidaanduiding, 0, 1) ON CONFLICT (zaaktype, strook, vertrouwelijkheidaanduiding, deel) DO UPDATE SET aantal = aantal + 1; -- sqlite
END; -- sqlite

CREATE FUNCTION zaak_strook_van(uuid UUID) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN uuid < '02000000-0000-0000-0000-000000000000' THEN substr(CAST(uuid AS TEXT), 1, 4) ELSE substr(CAST(uuid AS TEXT), 1, 2) END $$; -- postgres
CREATE FUNCTION zaak_tellen() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN -- postgres
    IF TG_OP <> 'INSERT' THEN -- postgres
        INSERT INTO zaak_telling AS t (zaaktype, vertrouwelijkheidaanduiding, is_open, deel, aantal) VALUES (OLD.zaaktype, OLD.vertrouwelijkheidaanduiding, OLD.einddatum IS NULL, pg_backend_pid(), -1) ON CONFLICT (zaaktype, vertrouwelijkheidaanduiding, is_open, deel) DO UPDATE SET aantal = t.aantal - 1; -- postgres
        INSERT INTO zaak_strook AS t (zaaktype, strook, vertrouwelijkheidaanduiding, deel, aantal) VALUES (OLD.zaaktype, zaak_strook_van(OLD.uuid), OLD.vertrouwelijkheidaanduiding, pg_backend_pid(), -1) ON CONFLICT (zaaktype, strook, vertrouwelijkheidaanduiding, deel) DO UPDATE SET aantal = t.aantal - 1; -- postgres
    END IF; -- postgres
    IF TG_OP <> 'DELETE' THEN -- postgres
        INSERT INTO zaak_telling AS t (zaaktype, vertrouwelijkheidaanduiding, is_open, deel, aantal) VALUES (NEW.zaaktype, NEW.vertrouwelijkheidaanduiding, NEW.einddatum IS NULL, pg_backend_pid(), 1) ON CONFLICT (zaaktype, vertrouwelijkheidaanduiding, is_open, deel) DO UPDATE SET aantal = t.aantal + 1; -- postgres
        INSERT INTO zaak_strook AS t (zaaktype, strook, vertrouwelijkheidaanduiding, deel, aantal) VALUES (NEW.zaaktype, zaak_strook_van(NEW.uuid), NEW.vertrouwelijkheidaanduiding, pg_backend_pid(), 1) ON CONFLICT (zaaktype, strook, vertrouwelijkheidaanduiding, deel) DO UPDATE SET aantal = t.aantal + 1; -- postgres
    END IF; -- postgres
    RETURN NULL; -- postgres
END $$; -- postgres
CREATE TRIGGER zaak_telling_erbij AFTER INSERT OR DELETE ON zaak FOR EACH ROW EXECUTE FUNCTION zaak_tellen(); -- postgres
CREATE TRIGGER zaak_telling_anders AFTER UPDATE OF zaaktype, vertrouwelijkheidaanduiding, einddatum ON zaak FOR EACH ROW WHEN (OLD.zaaktype <> NEW.zaaktype OR OLD.vertrouwelijkheidaanduiding <> NEW.vertrouwelijkheidaanduiding OR (OLD.einddatum IS NULL) <> (NEW.einddatum IS NULL)) EXECUTE FUNCTION zaak_tellen(); -- postgres

-- What was there before, after the triggers: they keep out who writes meanwhile.
INSERT INTO zaak_telling (zaaktype, vertrouwelijkheidaanduiding, is_open, deel, aantal) SELECT zaaktype, vertrouwelijkheidaanduiding, einddatum IS NULL, 0, count(*) FROM zaak GROUP BY 1, 2, 3;
INSERT INTO zaak_strook (zaaktype, strook, vertrouwelijkheidaanduiding, deel, aantal) SELECT zaaktype, lower(hex(substr(uuid, 1, iif(uuid < x'02', 2, 1)))), vertrouwelijkheidaanduiding, 0, count(*) FROM zaak GROUP BY 1, 2, 3; -- sqlite
INSERT INTO zaak_strook (zaaktype, strook, vertrouwelijkheidaanduiding, deel, aantal) SELECT zaaktype, zaak_strook_van(uuid), vertrouwelijkheidaanduiding, 0, count(*) FROM zaak GROUP BY 1, 2, 3; -- postgres
