package dev.netstock.operator.drill;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Names of copies: {@code <source>-drill-<moment>}. The function of the drill writes to nothing
 * without this mark, and its permissions end with it too.
 */
final class CopyNames {
    /** Between the name of the source and the moment. */
    static final String MARK = "-drill-";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private CopyNames() {}

    /** The name of a copy of a source, as of a moment in whole seconds. */
    static String of(String source, Instant at) {
        return source + MARK + MOMENT.format(at);
    }

    /** Whether a name is that of a copy of a source, as of any moment. */
    static boolean isCopy(String name, String source) {
        return name.toLowerCase(Locale.ROOT)
                .matches("\\Q" + source.toLowerCase(Locale.ROOT) + MARK + "\\E\\d{14}(-instance)?");
    }

    /** The moment of a copy, as {@code --at} takes it. */
    static Instant moment(String copy) {
        String digits = copy.replaceFirst(".*" + MARK, "").replaceFirst("-instance$", "");
        return MOMENT.parse(digits, Instant::from);
    }
}
