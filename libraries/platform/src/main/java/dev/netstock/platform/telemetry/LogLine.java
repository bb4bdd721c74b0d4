package dev.netstock.platform.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.JsonWriter;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * A log line: a JSON object with the members of Powertools for AWS Lambda.
 *
 * @see <a
 *     href="https://docs.powertools.aws.dev/lambda/java/latest/core/logging/#standard-structured-keys">
 *     Standard structured keys</a>
 */
final class LogLine {
    /** A longer text is cut, so that one line stays one log event. */
    static final int TEXT_MAX = 16_384;

    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private LogLine() {}

    static String of(Level level, String message, @Nullable Throwable thrown) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("level", level.name());
                    json.writeStringField("message", cut(message));
                    if (thrown != null) {
                        error(json, thrown);
                    }
                    Invocation.writeCurrent(json);
                    json.writeStringField("timestamp", TIMESTAMP.format(Instant.now()));
                });
    }

    private static void error(JsonGenerator json, Throwable thrown) throws IOException {
        json.writeObjectFieldStart("error");
        if (thrown.getMessage() != null) {
            json.writeStringField("message", cut(thrown.getMessage()));
        }
        json.writeStringField("name", thrown.getClass().getName());
        var stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack, true));
        json.writeStringField("stack", cut(stack.toString()));
        json.writeEndObject();
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "…";
    }
}
