-- Lists of low items go along the SKUs in the order of the search, by their bytes.
DROP INDEX low_stock_now;
CREATE INDEX low_stock_now ON low_stock (sku COLLATE "C") WHERE is_low;
