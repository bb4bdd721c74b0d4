package dev.netstock.operations.job;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.platform.audit.Actor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What needs the approval of a second person: every repair of reconcile, and adjustments above a
 * limit. The movements of a person count as adjustments, whatever their kind: a person who books
 * goods by hand could otherwise call an adjustment a receipt. Immutable.
 *
 * @param adjustmentUnits the units by which a request may adjust a SKU at a location
 * @param requestUnits the units of all adjustments of a request
 * @param expiry how long a request waits for approval
 */
public record ApprovalRule(long adjustmentUnits, long requestUnits, Duration expiry) {
    private static final String OFF = "off";
    private static final Pattern FORM = Pattern.compile("(\\d{1,10}),(\\d{1,12}),(\\d{1,3})");

    private record Key(String sku, String location) {}

    /**
     * Reads {@code APPROVALS}: {@code off}, or the three limits as {@code 100,1000,24}, the last in
     * hours.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static Optional<ApprovalRule> parse(String text) {
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        Matcher limits = FORM.matcher(text);
        if (!limits.matches()) {
            throw new IllegalArgumentException("Must be off, or limits such as 100,1000,24");
        }
        return Optional.of(
                new ApprovalRule(
                        Long.parseLong(limits.group(1)),
                        Long.parseLong(limits.group(2)),
                        Duration.ofHours(Long.parseLong(limits.group(3)))));
    }

    /** The movements of a request that need approval; none if they are within the limits. */
    public List<Movement> held(List<Movement> movements, Actor actor) {
        List<Movement> covered =
                movements.stream().filter(movement -> covers(movement, actor)).toList();
        Map<Key, Long> units = new HashMap<>();
        long all = 0;
        for (Movement movement : covered) {
            long moved = Math.abs(movement.units());
            units.merge(new Key(movement.sku(), movement.location()), moved, Long::sum);
            all += moved;
        }
        boolean exceeds =
                all > requestUnits || units.values().stream().anyMatch(it -> it > adjustmentUnits);
        return exceeds ? covered : List.of();
    }

    /** A name is what a token of a person has, and one of a machine has not. */
    private static boolean covers(Movement movement, Actor actor) {
        return movement.kind() == MovementKind.ADJUSTMENT
                || (actor.isPerson() && actor.name().isPresent());
    }
}
