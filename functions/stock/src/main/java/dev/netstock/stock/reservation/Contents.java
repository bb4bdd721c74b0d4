package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a request asks for, whatever the order of its lines, so that other contents under one id are
 * noticed.
 */
final class Contents {
    private Contents() {}

    /** A SKU, and the location that the line named. */
    record LineKey(Sku sku, Optional<Location> location) {
        @Override
        public String toString() {
            return sku + "@" + location.map(Location::value).orElse("");
        }
    }

    /** Lines of the same SKU and location add up, in the order in which they first come. */
    static Map<LineKey, Long> addedUp(List<RequestedLine> lines) {
        Map<LineKey, Long> units = new LinkedHashMap<>();
        for (RequestedLine line : lines) {
            units.merge(
                    new LineKey(line.sku(), line.location()), (long) line.quantity(), Long::sum);
        }
        return units;
    }

    static String of(ReserveCommand command) {
        return digest(
                command.channel() + "|" + command.hold().toSeconds() + "|" + text(command.lines()));
    }

    static String of(CancelCommand command) {
        return digest(text(command.lines()));
    }

    private static String text(List<RequestedLine> lines) {
        return addedUp(lines).entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue())
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(";"));
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
