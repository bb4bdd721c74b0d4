package dev.netstock.messages;

import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The formats of members of events. The schemas define the same formats. */
final class EventFormats {
    static final TextFormat<String> TEXT =
            new TextFormat<>(
                    "Must be a non-empty string.", text -> !text.isEmpty(), Function.identity());
    static final TextFormat<String> VERSION =
            new TextFormat<>("Must be the version 1.0.", "1.0"::equals, Function.identity());
    static final TextFormat<String> LONG_NAME = name("[A-Za-z0-9._-]{1,64}");
    static final TextFormat<String> SHORT_NAME = name("[a-z0-9-]{1,32}");
    static final TextFormat<String> MALLS =
            new TextFormat<>(
                    "Must be one of open, capped, suspended.",
                    Set.of("open", "capped", "suspended")::contains,
                    Function.identity());
    static final TimeFormat TIME = TimeFormat.ANY;
    static final IntegerFormat STEP = new IntegerFormat(1, 9_999);
    static final IntegerFormat SHARD = new IntegerFormat(0, 9_999);
    static final IntegerFormat UNITS = new IntegerFormat(Long.MIN_VALUE, Long.MAX_VALUE);
    static final IntegerFormat COUNT = new IntegerFormat(0, Long.MAX_VALUE);
    static final IntegerFormat NUMBER = new IntegerFormat(1, Long.MAX_VALUE);
    static final BooleanFormat FLAG = new BooleanFormat();

    private EventFormats() {}

    private static TextFormat<String> name(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new TextFormat<>(
                "Must match the pattern " + regex + ".",
                text -> pattern.matcher(text).matches(),
                Function.identity());
    }
}
