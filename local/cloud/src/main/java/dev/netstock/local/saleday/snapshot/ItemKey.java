package dev.netstock.local.saleday.snapshot;

/** The key of an item of net stock: a SKU at a location, or a shard of it. */
public record ItemKey(String sku, String location, int shard) {
    @Override
    public String toString() {
        return sku + "@" + location + (shard == 0 ? "" : "#" + shard);
    }
}
