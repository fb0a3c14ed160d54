-- Who has rights on this version of a type: asked when the next version is published.
CREATE INDEX autorisatie_type ON autorisatie (component, type);
