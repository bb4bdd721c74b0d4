package dev.netstock.local.archive;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prefix of object keys: text with expressions such as {@code !{timestamp:yyyy/MM/dd}}.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html">Custom
 *     prefixes</a>
 */
final class KeyPrefix {
    private static final Pattern EXPRESSION = Pattern.compile("!\\{([^:}]*):([^}]*)}");
    private static final String START = "!{";
    private static final String RANDOM = "firehose:random-string";
    private static final String ERROR_TYPE = "!{firehose:error-output-type}";
    private static final String DEFAULT_TIME = "!{timestamp:yyyy/MM/dd/HH/}";
    private static final int RANDOM_LENGTH = 11;
    private static final int LENGTH_MAX = 512;

    private final String text;
    private final ZoneId zone;

    private KeyPrefix(String text, ZoneId zone) {
        this.text = text;
        this.zone = zone;
    }

    /**
     * Reads a prefix.
     *
     * @param errorPrefix prefix of records that failed delivery; empty if there is none
     * @throws IllegalArgumentException if Firehose would reject the prefixes
     */
    static KeyPrefix parse(String prefix, String errorPrefix, ZoneId zone) {
        if (prefix.contains(ERROR_TYPE)) {
            throw new IllegalArgumentException("Prefix cannot contain " + ERROR_TYPE);
        }
        if (prefix.contains(START) && errorPrefix.isEmpty()) {
            throw new IllegalArgumentException(
                    "ErrorOutputPrefix cannot be null if Prefix contains expressions");
        }
        if (errorPrefix.contains(START) && !errorPrefix.contains(ERROR_TYPE)) {
            throw new IllegalArgumentException("ErrorOutputPrefix must contain " + ERROR_TYPE);
        }
        String timed = prefix.contains("!{timestamp:") ? prefix : prefix + DEFAULT_TIME;
        var parsed = new KeyPrefix(timed, zone);
        new KeyPrefix(errorPrefix.replace(ERROR_TYPE, "failed"), zone).at(Instant.EPOCH);
        if (parsed.at(Instant.EPOCH).length() > LENGTH_MAX) {
            throw new IllegalArgumentException("Prefix is longer than " + LENGTH_MAX);
        }
        return parsed;
    }

    /** The prefix of an object whose oldest record arrived at this time. */
    String at(Instant arrival) {
        String evaluated =
                EXPRESSION
                        .matcher(text)
                        .replaceAll(it -> Matcher.quoteReplacement(evaluate(it, arrival)));
        if (evaluated.contains(START)) {
            throw new IllegalArgumentException("Invalid prefix expression: " + evaluated);
        }
        return evaluated;
    }

    private String evaluate(MatchResult expression, Instant arrival) {
        if (expression.group(1).equals("timestamp")) {
            return DateTimeFormatter.ofPattern(expression.group(2)).format(arrival.atZone(zone));
        }
        if (expression.group().equals("!{" + RANDOM + "}")) {
            return UUID.randomUUID().toString().substring(0, RANDOM_LENGTH);
        }
        throw new IllegalArgumentException("Unsupported prefix expression: " + expression.group());
    }
}
