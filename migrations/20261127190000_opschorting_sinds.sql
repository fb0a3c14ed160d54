-- Since when a zaak waits: when it goes on, its terms move by the days that it waited.
ALTER TABLE zaak ADD COLUMN opschorting_sinds TEXT;
