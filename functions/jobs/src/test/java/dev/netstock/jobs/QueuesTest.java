package dev.netstock.jobs;

import static dev.netstock.jobs.Operations.deadLetters;
import static dev.netstock.jobs.Operations.readQueues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.jobs.queue.MessageSubject;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Reply;

import org.junit.jupiter.api.Test;

class QueuesTest {
    private final Operations stage = new Operations();

    @Test
    void queues_haveTheirDepth_theAgeOfTheOldestMessage_andTheirFailures() {
        LocalQueues.client().sendMessage(it -> it.queueUrl(stage.sales).messageBody("a"));
        stage.fail("b");
        Reply reply = stage.send(readQueues());
        assertThat(reply.at("/queues/0/queue")).isEqualTo("sales");
        assertThat(reply.at("/queues/0/waiting")).isEqualTo("1");
        assertThat(reply.at("/queues/0/oldestSeconds")).isEqualTo("42");
        assertThat(reply.at("/queues/0/failed")).isEqualTo("1");
    }

    @Test
    void queues_thatAreEmpty_haveNoAge() {
        assertThat(stage.send(readQueues()).body().at("/queues/0/oldestSeconds").isMissingNode())
                .isTrue();
    }

    @Test
    void deadLetters_areShownByIdentifiers_andStay() {
        stage.fail(
                "{\"type\":\"reservation.reserved\",\"data\":{\"orderId\":\"O-1\",\"sku\":\"A\","
                        + "\"email\":\"someone@example.com\"}}");
        for (int look = 1; look <= 2; look++) {
            Reply reply = stage.send(deadLetters("sales", ""));
            assertThat(reply.at("/messages/0/about/0/0/value")).isEqualTo("reservation.reserved");
            assertThat(reply.at("/messages/0/about/0/1/value")).isEqualTo("A");
            assertThat(reply.at("/messages/0/about/0/2/value")).isEqualTo("O-1");
            assertThat(reply.at("/messages/0/receives")).isEqualTo(Integer.toString(look));
            assertThat(reply.body().toString()).doesNotContain("example.com");
        }
        assertThat(LocalQueues.drain(stage.deadSales)).hasSize(1);
    }

    @Test
    void deadLetters_areLimited() {
        for (int message = 0; message < 3; message++) {
            stage.fail("{\"n\":" + message + "}");
        }
        assertThat(stage.send(deadLetters("sales", "limit=2")).body().get("messages").size())
                .isEqualTo(2);
        assertThat(stage.send(deadLetters("sales", "limit=50")).body().get("messages").size())
                .isEqualTo(3);
    }

    @Test
    void deadLetters_ofAnUnknownQueue_areNotFound() {
        assertThat(stage.send(deadLetters("none", "")).problem()).isEqualTo("unknown-queue");
    }

    @Test
    void subject_ofARecordOfATable_hasTheValuesOfItsAttributes() {
        assertThat(
                        MessageSubject.of(
                                "{\"dynamodb\":{\"NewImage\":{\"sku\":{\"S\":\"A\"},\"location\":{\"S\":\"east\"},\"note\":{\"S\":\"x\"}}}}"))
                .containsExactlyInAnyOrderEntriesOf(
                        java.util.Map.of("sku", "A", "location", "east"));
    }

    @Test
    void subject_ofATextThatIsNotJson_isEmpty() {
        assertThat(MessageSubject.of("x")).isEmpty();
    }
}
