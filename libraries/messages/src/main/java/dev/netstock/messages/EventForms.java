package dev.netstock.messages;

import dev.netstock.platform.json.BooleanForm;
import dev.netstock.platform.json.IntegerForm;
import dev.netstock.platform.json.TextForm;
import dev.netstock.platform.json.TimeForm;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The forms of what stands in events; the schemas say the same. */
final class EventForms {
    static final TextForm<String> TEXT =
            new TextForm<>(
                    "Must be a non-empty string.", text -> !text.isEmpty(), Function.identity());
    static final TextForm<String> VERSION =
            new TextForm<>("Must be the version 1.0.", "1.0"::equals, Function.identity());
    static final TextForm<String> LONG_NAME = name("[A-Za-z0-9._-]{1,64}");
    static final TextForm<String> SHORT_NAME = name("[a-z0-9-]{1,32}");
    static final TextForm<String> MALLS =
            new TextForm<>(
                    "Must be one of open, capped, suspended.",
                    Set.of("open", "capped", "suspended")::contains,
                    Function.identity());
    static final TimeForm TIME = TimeForm.ANY;
    static final IntegerForm STEP = new IntegerForm(1, 9_999);
    static final IntegerForm SHARD = new IntegerForm(0, 9_999);
    static final IntegerForm UNITS = new IntegerForm(Long.MIN_VALUE, Long.MAX_VALUE);
    static final IntegerForm COUNT = new IntegerForm(0, Long.MAX_VALUE);
    static final IntegerForm NUMBER = new IntegerForm(1, Long.MAX_VALUE);
    static final BooleanForm FLAG = new BooleanForm();

    private EventForms() {}

    private static TextForm<String> name(String form) {
        Pattern pattern = Pattern.compile(form);
        return new TextForm<>(
                "Must match the pattern " + form + ".",
                text -> pattern.matcher(text).matches(),
                Function.identity());
    }
}
