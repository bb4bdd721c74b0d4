package dev.netstock.malls;

import static dev.netstock.malls.testing.MallFixture.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.adapter.amazon.AmazonNotifications;
import dev.netstock.malls.port.Signal;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class MallSignalsHandlerTest {
    private final String queue = LocalQueues.createFifo();
    private final MallSignalsHandler handler =
            handler(Optional.of(new AmazonNotifications("A1SELLER")));

    @Test
    void handleRequest_ofAnOrderChange_passesItToTheSyncOnce() {
        assertThat(failed(handler, notification("A1SELLER"), notification("A1SELLER"))).isEmpty();

        assertThat(LocalQueues.drain(queue))
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(SyncMessage.read(message.body()))
                                    .contains(
                                            SyncMessage.of(
                                                    new Channel("amazon"),
                                                    new Signal(
                                                            "n-1",
                                                            "503-1",
                                                            Instant.parse(
                                                                    "2026-11-28T02:59:00Z"))));
                            assertThat(message.attributes())
                                    .containsEntry(
                                            MessageSystemAttributeName.MESSAGE_GROUP_ID, "amazon");
                        });
    }

    @Test
    void handleRequest_ofAnotherSeller_dropsIt() {
        assertThat(failed(handler, notification("A2"))).isEmpty();
        assertThat(sent()).isEmpty();
    }

    @Test
    void handleRequest_inAStageThatDoesNotSellAtAmazon_dropsIt() {
        assertThat(failed(handler(Optional.empty()), notification("A1SELLER"))).isEmpty();
        assertThat(sent()).isEmpty();
    }

    @Test
    void handleRequest_ofNoNotification_failsItAlone() {
        assertThat(failed(handler, "hello", notification("A1SELLER"))).containsExactly("m-0");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        assertThat(failed(new MallSignalsHandler(), notification("A2"))).isEmpty();
    }

    private MallSignalsHandler handler(Optional<AmazonNotifications> notifications) {
        return new MallSignalsHandler(
                notifications,
                new SyncQueue(MessagingClients.sender(LocalQueues.client(), queue, (_, _) -> {})),
                new FailureTally());
    }

    private static List<String> failed(MallSignalsHandler handler, String... bodies) {
        return LambdaEvents.failed(
                handler.handleRequest(event(bodies), TestContext.withTimeLeft(5_000)));
    }

    private List<String> sent() {
        return LocalQueues.drain(queue).stream().map(Message::body).toList();
    }

    private static String notification(String seller) {
        return """
        {"NotificationType":"ORDER_CHANGE","EventTime":"2026-11-28T03:00:00.284Z","Payload":
        {"OrderChangeNotification":{"SellerId":"%s","AmazonOrderId":"503-1","OrderChangeTrigger":
        {"TimeOfOrderChange":"2026-11-28T02:59:00Z"},"Summary":{"FulfillmentType":"MFN"}}},
        "NotificationMetadata":{"NotificationId":"n-1"}}\
        """
                .formatted(seller);
    }
}
