package dev.netstock.infra.stage;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * How a stage runs a mall, and what the mall's adapter needs that is no secret. The function reads
 * it as JSON, with these names, and applies the defaults that {@code stage.schema.json} states.
 *
 * @param mode {@code set-aside} or {@code shared}: where the units come from that the mall shows
 * @param cap the most units of a SKU that the mall may show
 * @param floor below so many units left the mall gets none
 * @param buffer units left that the mall does not count on
 * @param priority malls with a smaller number get their units first
 * @param percent how much of what is left the mall may have
 * @param blindUnits how many items of a page may be oversold for the sake of an early raise
 * @param auditEveryMinutes how often each count is read
 * @param pollSeconds how often orders are listed while nothing else is to do
 * @param maintenance announced maintenance of the mall
 * @param maintenanceCap the cap from a quarter of an hour before a maintenance to its end
 * @param fixedAddress requests leave from a fixed address
 * @param restocksOnCancel the mall adds the units of a cancelled order to its count by itself
 * @param url the mall's endpoint, if it is not the usual one
 * @param shop of Shopify: the name before {@code .myshopify.com}
 * @param shopId of au PAY Market: the shop's number
 * @param sellerId of Yahoo: the store's account; of Amazon: the merchant token
 * @param marketplaceId of Amazon
 * @param locationId of Shopify: the location that serves online orders
 * @param pointsPerSecond of Shopify: points of query cost that are restored each second
 * @param fraudHoldMinutes of Yahoo: how long an order may be held back before the APIs show it
 * @param orderLagSeconds how much later an order may appear in a list
 * @param countLagSeconds of Amazon: the longest time until an accepted count shows
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MallSettings(
        @Nullable String mode,
        @Nullable Long cap,
        @Nullable Long floor,
        @Nullable Long buffer,
        @Nullable Integer priority,
        @Nullable Integer percent,
        @Nullable Long blindUnits,
        @Nullable Integer auditEveryMinutes,
        @Nullable Integer pollSeconds,
        List<Maintenance> maintenance,
        @Nullable Long maintenanceCap,
        @Nullable Boolean fixedAddress,
        @Nullable Boolean restocksOnCancel,
        @Nullable String url,
        @Nullable String shop,
        @Nullable String shopId,
        @Nullable String sellerId,
        @Nullable String marketplaceId,
        @Nullable String locationId,
        @Nullable Integer pointsPerSecond,
        @Nullable Integer fraudHoldMinutes,
        @Nullable Integer orderLagSeconds,
        @Nullable Integer countLagSeconds) {
    /**
     * An announced maintenance.
     *
     * @param start in UTC, {@code 2026-12-01T17:00:00Z}
     * @param end in UTC
     */
    public record Maintenance(String start, String end) {
        public Maintenance {
            if (start.compareTo(end) >= 0) {
                throw new IllegalArgumentException("a maintenance must end after its start");
            }
        }
    }

    public MallSettings {
        maintenance = maintenance == null ? List.of() : List.copyOf(maintenance);
    }

    /** au PAY Market answers only to addresses that the shop registered. */
    boolean needsFixedAddress(MallChannel of) {
        return Objects.requireNonNullElse(fixedAddress, of == MallChannel.AU_PAY);
    }
}
