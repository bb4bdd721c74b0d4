package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

class EnvironmentReadsTest {
    @Test
    void of_findsWhatIsHandedToAnEnvironmentAndToTheSystem() throws IOException {
        assertThat(EnvironmentReads.of(List.of(classFile(Reader.class))))
                .containsExactly("PARSED", "PLAIN_NAME", "SYSTEM_NAME");
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        var file = "/" + type.getName().replace('.', '/') + ".class";
        try (var bytes = EnvironmentReadsTest.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(bytes, file).readAllBytes();
        }
    }

    /** Stands for the class of the functions that has this name. */
    record Environment(Map<String, String> variables) {
        String required(String name) {
            return variables.getOrDefault(name, "");
        }

        <T> T required(String name, Function<String, T> parse) {
            return parse.apply(required(name));
        }
    }

    /** Reads three variables, and holds a constant that is none. */
    static final class Reader {
        static String all(Environment environment) {
            return environment.required("PLAIN_NAME")
                    + environment.required("PARSED", String::strip)
                    + System.getenv("SYSTEM_NAME")
                    + String.valueOf("NOT_A_VARIABLE");
        }

        private Reader() {}
    }
}
