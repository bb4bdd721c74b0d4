package dev.netstock.stock.limit;

import dev.netstock.stock.Sku;

/**
 * Hashes customers with a secret key. Implementations are thread-safe.
 *
 * @see CustomerKeys
 */
@FunctionalInterface
public interface CustomerHash {
    /** For functions that reserve nothing for customers. */
    CustomerHash NONE =
            (_, _) -> {
                throw new IllegalStateException("This function has no keys of customers");
            };

    /**
     * The keyed hash of a text.
     *
     * @param key which key
     * @throws dev.netstock.platform.call.RetryLaterException if the key cannot be read now
     */
    String of(String key, String text);

    /** The hash of a customer for a limit of a SKU: hashes of different limits are unrelated. */
    default AllowanceKey allowance(Sku sku, PurchaseLimit limit, Customer customer) {
        return new AllowanceKey(
                sku, limit.id(), of(limit.key(), sku + "#" + limit.id() + "#" + customer.key()));
    }
}
