package dev.netstock.events;

import dev.netstock.events.movement.MovementKind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One sample of each event, stored beside its record, and one payload for each trigger of each
 * function: files under {@code samples/}, one folder per function, ready for {@code sam local
 * invoke -e}.
 */
public final class SampleEvents {
    private SampleEvents() {}

    /** The sample event of a type. */
    public static String of(EventType type) {
        return text("/dev/netstock/events/" + type.text() + ".sample.json");
    }

    /** The sample event {@code movement.recorded} of a kind. */
    public static String of(MovementKind kind) {
        return text(
                "/dev/netstock/events/movement/movement.recorded." + kind.text() + ".sample.json");
    }

    /**
     * The sample payload of a trigger.
     *
     * @param name folder and file without its ending: {@code checkout/reserve}
     */
    public static String json(String name) {
        return text("/samples/" + name + ".json");
    }

    private static String text(String resource) {
        try (InputStream file = SampleEvents.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalArgumentException("No such sample: " + resource);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the sample " + resource + " failed", e);
        }
    }
}
