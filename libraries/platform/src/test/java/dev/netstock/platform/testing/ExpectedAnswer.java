package dev.netstock.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.ApiDescription.Kind;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A response of the API, and the call that gets it.
 *
 * @param problem the problem's slug; empty for a success
 */
public record ExpectedAnswer(String problem, int status, HttpCall call) {
    private static final String MORE_THAN_64_KIB = " ".repeat(65_537);

    /** The response to a call whose body is larger than the API accepts. */
    public static ExpectedAnswer tooLarge(HttpCall call) {
        return new ExpectedAnswer("request-too-large", 413, call.body(MORE_THAN_64_KIB));
    }

    /** Compares a response with this one and with the description. */
    public void requireOf(Reply reply, ApiDescription api) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.problem()).isEqualTo(problem);
        assertThat(api.faults(call.route(), reply.answer())).isEmpty();
    }

    /**
     * The kinds of answers that tests get: these, and those that each route has, since tables may
     * be out of reach and code may have bugs.
     *
     * @param calls one of each route
     */
    public static Set<Kind> kinds(Stream<ExpectedAnswer> answers, Stream<HttpCall> calls) {
        Set<Kind> kinds =
                answers.map(ExpectedAnswer::kind).collect(Collectors.toCollection(TreeSet::new));
        calls.forEach(
                call -> {
                    kinds.add(new Kind(call.route(), 500, "internal-error"));
                    kinds.add(new Kind(call.route(), 503, "try-again"));
                });
        return kinds;
    }

    private Kind kind() {
        return new Kind(call.route(), status, problem);
    }

    @Override
    public String toString() {
        return "%s: %d %s".formatted(call.route(), status, problem);
    }
}
