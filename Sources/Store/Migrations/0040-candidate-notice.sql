-- The 公示 by which a candidate is shown to the public; null where the office shows it elsewhere.
ALTER TABLE inspector_candidate ADD COLUMN document_id TEXT REFERENCES document (id);
CREATE INDEX inspector_candidate_document ON inspector_candidate (document_id) WHERE document_id IS NOT NULL;
