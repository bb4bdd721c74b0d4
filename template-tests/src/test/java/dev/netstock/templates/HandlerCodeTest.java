package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

class HandlerCodeTest {
    private final HandlerCode code =
            HandlerCode.of(
                    Stream.of(
                                    Handler.class,
                                    Part.class,
                                    Used.class,
                                    Unused.class,
                                    Environment.class)
                            .map(HandlerCodeTest::classFile),
                    Handler.class.getName());

    @Test
    void variables_areThoseReadFromAnEnvironmentOrTheSystem() {
        assertThat(code.variables()).containsExactly("PARSED", "PLAIN_NAME", "SYSTEM_NAME");
    }

    @Test
    void actions_areThoseOfTheCalledClients() {
        assertThat(
                        AwsCalls.actions(
                                "software/amazon/awssdk/services/sns/SnsClient", "publishBatch"))
                .containsExactly("sns:Publish");
        assertThat(code.actions()).isEmpty();
    }

    private static byte[] classFile(Class<?> type) {
        var file = "/" + type.getName().replace('.', '/') + ".class";
        try (var bytes = HandlerCodeTest.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(bytes, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A double of the class of this name in the functions. */
    record Environment(Map<String, String> variables) {
        String required(String name) {
            return variables.getOrDefault(name, "");
        }

        <T> T required(String name, Function<String, T> parse) {
            return parse.apply(required(name));
        }
    }

    /** Called through an interface: only the class that is instantiated counts. */
    interface Part {
        String read();
    }

    record Used(Environment environment) implements Part {
        @Override
        public String read() {
            return environment.required("PLAIN_NAME")
                    + environment.required("PARSED", String::strip);
        }
    }

    record Unused(Environment environment) implements Part {
        @Override
        public String read() {
            return environment.required("OF_ANOTHER_HANDLER");
        }
    }

    /** Reads three variables, and has a constant that is no variable. */
    static final class Handler {
        private final Part part = new Used(new Environment(Map.of()));

        String handle() {
            return part.read() + System.getenv("SYSTEM_NAME") + String.valueOf("NOT_A_VARIABLE");
        }
    }
}
