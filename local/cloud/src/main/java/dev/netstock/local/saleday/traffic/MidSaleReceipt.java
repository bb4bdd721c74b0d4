package dev.netstock.local.saleday.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A receipt of the hot SKU during the sale, as a warehouse system publishes it.
 *
 * @param after time after the start
 */
public record MidSaleReceipt(
        SaleApi api, String sku, String location, int units, Duration after, String movementId)
        implements Runnable {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    /** A movement counts once, even if it is sent several times. */
    @Override
    public void run() {
        try {
            Thread.sleep(after);
            api.submit("POST", "/v1/movements", movement(Instant.now()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectNode movement(Instant now) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("source", "/wms/" + location);
        body.putArray("movements")
                .addObject()
                .put("movementId", movementId)
                .put("kind", "receipt")
                .put("sku", sku)
                .put("location", location)
                .put("units", units)
                .put("occurredAt", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("businessDate", LocalDate.ofInstant(now, ZONE).toString());
        return body;
    }
}
