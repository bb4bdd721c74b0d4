package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
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
 * The contents of a request, independent of the order of its lines, to detect other contents under
 * the same id.
 */
final class Contents {
    private Contents() {}

    /**
     * A SKU, and the location that the line names. Sorted by SKU; within a SKU, lines that name a
     * location come before the one that names none.
     */
    record LineKey(Sku sku, Optional<Location> location) implements Comparable<LineKey> {
        private static final Comparator<LineKey> ORDER =
                Comparator.comparing(LineKey::sku)
                        .thenComparing(line -> line.location().isEmpty())
                        .thenComparing(line -> line.location().map(Location::value).orElse(""));

        /** Whether units of this item can serve the line. */
        boolean isFor(ItemKey item) {
            return item.sku().equals(sku) && location.map(item.location()::equals).orElse(true);
        }

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
     * Adds up lines of the same SKU and location. They are sorted, so that no answer depends on
     * their order in the request.
     */
    static SortedMap<LineKey, Long> unitsByLine(List<RequestedLine> lines) {
        SortedMap<LineKey, Long> units = new TreeMap<>();
        for (RequestedLine line : lines) {
            units.merge(
                    new LineKey(line.sku(), line.location()), (long) line.quantity(), Long::sum);
        }
        return units;
    }

    /** The default hold of a channel may change between a request and its repetition. */
    static String of(ReserveCommand command) {
        return digest(
                command.channel()
                        + "|"
                        + command.hold().orElse(ReserveCommand.HOLD_DEFAULT).toSeconds()
                        + "|"
                        + text(command.lines())
                        + command.group().map(group -> "|" + group).orElse("")
                        + pickup(command.lines()));
    }

    static String of(CancelCommand command) {
        return digest(text(command.lines()));
    }

    static String of(TransferCommand command) {
        return digest(command.to() + "|" + text(command.lines()));
    }

    private static String text(List<RequestedLine> lines) {
        return unitsByLine(lines).entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue())
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(";"));
    }

    /** Empty if no line is for pickup, so that such orders have the digests that they had. */
    private static String pickup(List<RequestedLine> lines) {
        List<RequestedLine> collected = lines.stream().filter(RequestedLine::pickup).toList();
        return collected.isEmpty() ? "" : "|pickup:" + text(collected);
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
