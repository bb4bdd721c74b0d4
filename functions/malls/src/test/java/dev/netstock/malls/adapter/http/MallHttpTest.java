package dev.netstock.malls.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.MallAnswer.Lost;
import dev.netstock.malls.adapter.http.MallAnswer.NotSent;
import dev.netstock.malls.adapter.testing.MallServer;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.WriteResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

class MallHttpTest {
    private final MallServer server = new MallServer();
    private final MallHttp http = new MallHttp(Duration.ofSeconds(20));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void send_answer_hasStatusHeadersAndBody() {
        server.answer(207, Map.of("X-Part", "one"), "<a/>");

        Answered answer = http.send(post(server.base())).ofReading();

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.header("x-part")).contains("one");
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("<a/>");
        assertThat(answer).hasToString("Answered[status=207, bytes=4]");
    }

    @Test
    void send_redirect_isNotFollowed() {
        server.answer(307, Map.of("Location", server.base() + "/other"), "");

        assertThat(http.send(post(server.base())).ofReading().status()).isEqualTo(307);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void send_connectionRefused_wasNotSent() {
        MallAnswer answer = http.send(post(URI.create("http://127.0.0.1:1")));

        assertThat(answer).isInstanceOf(NotSent.class);
        assertThat(answer.writeFailure().orElseThrow()).isInstanceOf(WriteResult.Unavailable.class);
        assertThatThrownBy(answer::ofReading).isInstanceOf(MallUnavailable.class);
    }

    @Test
    void send_serverClosesAfterTheEffect_isInDoubtAndNotRepeated() {
        server.loseAnswer();

        MallAnswer answer = http.send(post(server.base()));

        assertThat(answer).isInstanceOf(Lost.class);
        assertThat(answer.writeFailure().orElseThrow()).isInstanceOf(WriteResult.InDoubt.class);
        assertThatThrownBy(answer::ofReading).isInstanceOf(MallUnavailable.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void send_serverClosesKeptConnection_isInDoubtAndNotRepeated() {
        server.answer(204, "").loseAnswer().answer(204, "");
        http.send(post(server.base()));

        assertThat(http.send(post(server.base()))).isInstanceOf(Lost.class);
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void send_answerTooLate_isInDoubt() {
        server.answerTooLate();

        MallAnswer answer = new MallHttp(Duration.ofSeconds(1)).send(post(server.base()));

        assertThat(answer).isEqualTo(new Lost("No answer within 1000 ms"));
    }

    @ParameterizedTest
    @CsvSource({
        "500, InDoubt, MallUnavailable",
        "502, InDoubt, MallUnavailable",
        "503, Unavailable, MallUnavailable",
        "504, InDoubt, MallUnavailable",
        "429, Throttled, MallThrottled"
    })
    void send_failureOfServer_isClassified(int status, String ofWrite, String ofReading) {
        server.answer(status, "");

        MallAnswer answer = http.send(post(server.base()));

        assertThat(answer.writeFailure().orElseThrow().getClass().getSimpleName())
                .isEqualTo(ofWrite);
        assertThatThrownBy(answer::ofReading)
                .extracting(it -> it.getClass().getSimpleName())
                .isEqualTo(ofReading);
    }

    @Test
    void send_throttledWithDelay_namesIt() {
        server.answer(429, Map.of("Retry-After", "2.5"), "");

        assertThatThrownBy(() -> http.send(post(server.base())).ofReading())
                .isInstanceOfSatisfying(
                        MallThrottled.class,
                        it -> assertThat(it.delay()).isEqualTo(Duration.ofMillis(2_500)));
    }

    @Test
    void send_requestThatMallRefuses_isNoFailureOfServer() {
        server.answer(400, "{}");

        assertThat(http.send(post(server.base())).writeFailure()).isEmpty();
    }

    private static HttpRequest post(URI uri) {
        return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("body")).build();
    }
}
