package dev.netstock.ledger.inquiry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in a list of orders, newest first: after this order.
 *
 * @param reservedAt in microseconds
 * @param location of the line, in a list of lines; empty in a list of orders
 */
record OrderPosition(Instant reservedAt, String orderId, String location) {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,16}) ([A-Za-z0-9._-]{1,64})(?: ([a-z0-9-]{1,32}))?");

    static Optional<OrderPosition> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new OrderPosition(
                                Instant.EPOCH.plus(
                                        Long.parseLong(form.group(1)), ChronoUnit.MICROS),
                                form.group(2),
                                Optional.ofNullable(form.group(3)).orElse("")))
                : Optional.empty();
    }

    String text() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, reservedAt);
        return "%d %s %s".formatted(micros, orderId, location).strip();
    }
}
