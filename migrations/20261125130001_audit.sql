-- Who worked with the application that changed something, and why: the audit trail of the standards tells both.

ALTER TABLE audit ADD COLUMN gebruiker_id TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN gebruiker_naam TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN toelichting TEXT NOT NULL DEFAULT '';
