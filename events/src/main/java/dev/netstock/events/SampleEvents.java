package dev.netstock.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A sample payload for every trigger of every function: files under {@code samples/}, in a folder
 * for each function, fit for {@code sam local invoke -e} as they are.
 */
public final class SampleEvents {
    private SampleEvents() {}

    /**
     * A sample's JSON.
     *
     * @param name folder and file without its ending: {@code checkout/reserve}
     */
    public static String json(String name) {
        try (InputStream file =
                SampleEvents.class.getResourceAsStream("/samples/" + name + ".json")) {
            if (file == null) {
                throw new IllegalArgumentException("There is no sample event " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The sample event " + name + " could not be read", e);
        }
    }
}
