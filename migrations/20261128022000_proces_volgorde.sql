-- The history of a zaak tells what happened at one moment in its order: how many lines the audit trail had of this transaction at each event.
ALTER TABLE procesgebeurtenis ADD COLUMN plaatsen TEXT NOT NULL DEFAULT '[]';
