package dev.netstock.stock.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

class CustomerKeysTest {
    private static final CustomerKeys KEYS =
            new CustomerKeys("k2", Map.of("k1", "k".repeat(32), "k2", "l".repeat(32)));
    private static final Sku TAPE = new Sku("tape");
    private static final Customer ANN = new Customer("ann@example.com");

    @Test
    void of_isTheHmacOfTheKey() {
        // printf 'ann' | openssl dgst -sha256 -hmac kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk -binary |
        // base64
        assertThat(KEYS.of("k1", "ann")).isEqualTo("it7jC8fwM3PqYqeDIONvG9JYQDHptsOKBre_Keux4R4");
    }

    @Test
    void allowance_ofAnotherKeySkuOrLimit_isAnotherHash() {
        String hash = KEYS.allowance(TAPE, limit("sale", "k1"), ANN).customer();

        assertThat(KEYS.allowance(TAPE, limit("sale", "k1"), ANN).customer()).isEqualTo(hash);
        assertThat(KEYS.allowance(TAPE, limit("sale", "k2"), ANN).customer()).isNotEqualTo(hash);
        assertThat(KEYS.allowance(TAPE, limit("next", "k1"), ANN).customer()).isNotEqualTo(hash);
        assertThat(KEYS.allowance(new Sku("glue"), limit("sale", "k1"), ANN).customer())
                .isNotEqualTo(hash);
    }

    @Test
    void toString_ofCustomersAndKeys_showsNeither() {
        assertThat(ANN.toString() + KEYS).doesNotContain("ann", "kkkk");
    }

    @Test
    void keys_thatAreShortOrMissing_areRefused() {
        assertThatThrownBy(() -> new CustomerKeys("k1", Map.of("k1", "short")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CustomerKeys("k3", Map.of("k1", "k".repeat(32))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KEYS.of("k3", "ann"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("ann");
    }

    @Test
    void customer_hasOneTo64PrintableAsciiCharacters() {
        assertThat(Customer.isValid("a~!".repeat(21) + "a")).isTrue();
        assertThat(Customer.isValid("a".repeat(65))).isFalse();
        assertThat(Customer.isValid("")).isFalse();
        assertThat(Customer.isValid("a b")).isFalse();
    }

    private static PurchaseLimit limit(String id, String key) {
        return new PurchaseLimit(
                id,
                Optional.empty(),
                Optional.of(2L),
                Instant.EPOCH,
                Optional.empty(),
                key,
                Instant.EPOCH);
    }
}
