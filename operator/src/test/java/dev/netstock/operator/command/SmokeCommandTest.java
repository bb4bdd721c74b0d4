package dev.netstock.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.operator.StandInStage;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The command, against an API that answers each request of the test. */
class SmokeCommandTest {
    private static final String RESERVED = "{'state':'RESERVED','version':1}";

    private final AtomicInteger puts = new AtomicInteger();
    private boolean isCreated;

    @Test
    void smoke_healthyStage_printsEachStepInItsOrder() {
        try (var stage = stage(request -> RESERVED)) {
            assertThat(stage.run("smoke")).isZero();

            assertThat(stage.out().lines().map(line -> line.strip().replaceAll(" +\\d+$", "")))
                    .containsSequence(
                            "token",
                            "read stock",
                            "reserve",
                            "repeat",
                            "read order",
                            "release",
                            "history");
            assertThat(stage.requests())
                    .allMatch(it -> it.contains("Bearer for netstock/read netstock/reserve"));
        }
    }

    @Test
    void smoke_repeatedRequestWithAnotherAnswer_failsAndPrintsTheStepsBefore() {
        try (var stage =
                stage(_ -> puts.get() > 1 ? "{'state':'RESERVED','version':2}" : RESERVED)) {
            assertThat(stage.run("smoke", "--json")).isEqualTo(1);

            assertThat(stage.errors()).contains("\"repeat\" has an unexpected answer");
            assertThat(stage.out()).contains("\"reserve\"").doesNotContain("release");
        }
    }

    @Test
    void smoke_unknownSku_saysHowToImportStock() {
        try (var stage = StandInStage.withApi(_ -> json("{'status':404,'title':'Unknown SKU'}"))) {
            assertThat(stage.run("smoke")).isEqualTo(1);

            assertThat(stage.errors())
                    .contains("SKU SMOKE-TEST is unknown", "smoke --seed LOCATION");
        }
    }

    @Test
    void smoke_noStock_failsWithTheReasonOfTheApi() {
        try (var stage = stage(_ -> "{'status':409,'title':'Insufficient stock'}")) {
            assertThat(stage.run("smoke")).isEqualTo(1);

            assertThat(stage.errors()).contains("\"reserve\" failed", "409: Insufficient stock");
        }
    }

    @Test
    void smoke_apiThatAsksToRetryOnce_succeeds() {
        String tryAgain = "{'status':503,'title':'Try again','retryAfter':0}";
        try (var stage = stage(_ -> puts.get() == 1 ? tryAgain : RESERVED)) {
            assertThat(stage.run("smoke")).isZero();

            assertThat(puts.get()).isEqualTo(3);
        }
    }

    @Test
    void smoke_historyWithoutTheRelease_failsAndNamesWhatItHas() {
        try (var stage = stage(_ -> RESERVED, List.of("RESERVED"))) {
            assertThat(stage.run("smoke", "--history-seconds", "1")).isEqualTo(1);

            assertThat(stage.errors()).contains("\"history\" failed", "[RESERVED]");
        }
    }

    private StandInStage stage(Function<String, String> reservation) {
        return stage(reservation, List.of("RESERVED", "RELEASED"));
    }

    /**
     * A stage whose history shows these steps of the order. The first answer to a PUT is 201.
     *
     * @param reservation the answer to PUT, and to GET after it
     */
    private StandInStage stage(Function<String, String> reservation, List<String> history) {
        var order = new StringBuilder();
        return StandInStage.withApi(
                request -> {
                    if (request.contains("/deltas")) {
                        return history(order.toString(), history);
                    }
                    if (!request.contains("/reservation")) {
                        return "{}";
                    }
                    order.setLength(0);
                    order.append(request.split("/", -1)[3]);
                    if (request.startsWith("DELETE")) {
                        return json("{'state':'RELEASED'}");
                    }
                    if (request.startsWith("PUT")) {
                        puts.incrementAndGet();
                        return created(reservation.apply(request));
                    }
                    return json(reservation.apply(request));
                });
    }

    /** With a status of 201 at the first success. */
    private String created(String answer) {
        if (answer.contains("status") || isCreated) {
            return json(answer);
        }
        isCreated = true;
        return json("{'answeredWith':201," + answer.substring(1));
    }

    private static String history(String order, List<String> types) {
        return json(
                types.stream()
                        .map(it -> "{'type':'%s','cause':{'id':'%s'}}".formatted(it, order))
                        .toList()
                        .toString()
                        .transform(it -> "{'deltas':" + it + "}"));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
