package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a request asks for, whatever the order of its lines, so that other contents under one id are
 * noticed.
 */
final class Contents {
    private Contents() {}

    /**
     * A SKU, and the location that the line named. Sorted by SKU; of one SKU, lines that name a
     * location come before the one that names none.
     */
    record LineKey(Sku sku, Optional<Location> location) implements Comparable<LineKey> {
        private static final Comparator<LineKey> ORDER =
                Comparator.comparing(LineKey::sku)
                        .thenComparing(line -> line.location().isEmpty())
                        .thenComparing(line -> line.location().map(Location::value).orElse(""));

        @Override
        public int compareTo(LineKey other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return sku + "@" + location.map(Location::value).orElse("");
        }
    }

    /**
     * Lines of the same SKU and location add up. They are sorted, so that no answer depends on the
     * order in which a request has them.
     */
    static SortedMap<LineKey, Long> addedUp(List<RequestedLine> lines) {
        SortedMap<LineKey, Long> units = new TreeMap<>();
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
