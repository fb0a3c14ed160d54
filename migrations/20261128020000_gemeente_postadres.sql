-- Where letters to the municipality go: an objection, or reasons that come by post (Awb 3:45, 6:5).
ALTER TABLE gemeente ADD COLUMN postadres TEXT NOT NULL DEFAULT '';
