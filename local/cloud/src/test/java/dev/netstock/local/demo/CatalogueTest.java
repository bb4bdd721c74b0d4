package dev.netstock.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.of(Catalogue.SEED);

    @Test
    void of_whenTheSeedIsTheSame_yieldsTheSameCatalogue() {
        assertThat(Catalogue.of(Catalogue.SEED)).isEqualTo(catalogue);
        assertThat(Catalogue.of(Catalogue.SEED + 1)).isNotEqualTo(catalogue);
    }

    @Test
    void of_always_hasTwoHundredSkusInThreeLocations() {
        assertThat(catalogue.products()).hasSize(200);
        assertThat(catalogue.products().stream().map(Product::sku)).doesNotHaveDuplicates();
        assertThat(catalogue.products().stream().map(Product::name)).doesNotHaveDuplicates();
        assertThat(catalogue.products())
                .allSatisfy(
                        product -> {
                            assertThat(product.supply().keySet())
                                    .containsExactly("shinjuku", "umeda", "warehouse-1");
                            assertThat(product.supply().values()).allMatch(units -> units >= 0);
                            assertThat(product.priceYen()).isPositive();
                            assertThat(product.category()).isNotBlank();
                        });
    }

    @Test
    void of_always_hasJanCodesWithValidCheckDigits() {
        assertThat(catalogue.products())
                .allSatisfy(
                        product -> {
                            assertThat(product.sku()).matches("4[59]\\d{11}");
                            assertThat(weightedSum(product.sku()) % 10).isZero();
                        });
    }

    @Test
    void withCheckDigit_whenTheCodeIsAPublishedExample_yieldsItsDigit() {
        assertThat(JanCode.withCheckDigit("490123456789")).isEqualTo("4901234567894");
        assertThat(JanCode.withCheckDigit("629104150021")).isEqualTo("6291041500213");
        assertThat(JanCode.withCheckDigit("000000000000")).isEqualTo("0000000000000");
    }

    @Test
    void anyWith_always_hasAtLeastThatManyUnits() {
        assertThat(catalogue.anyWith("umeda", 30).supply().get("umeda")).isEqualTo(30);
    }

    @Test
    void of_always_containsASoldOutSku() {
        List<Integer> units =
                catalogue.products().stream().flatMap(it -> it.supply().values().stream()).toList();

        assertThat(units.stream().filter(it -> it == 0).count()).isBetween(5L, 60L);
    }

    /** The checksum of the whole code: the last digit has weight 1, the previous one weight 3. */
    private static int weightedSum(String code) {
        int sum = 0;
        for (int i = 0; i < code.length(); i++) {
            int weight = (code.length() - i) % 2 == 0 ? 3 : 1;
            sum += weight * Character.digit(code.charAt(i), 10);
        }
        return sum;
    }
}
