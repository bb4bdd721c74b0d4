-- How many items a SKU has at a location, by what its first item said at this look; 0 on others. A
-- sum over items is judged only if all of them were looked at.
ALTER TABLE reconcile_looks ADD COLUMN items integer NOT NULL DEFAULT 0;
