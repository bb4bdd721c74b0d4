package dev.netstock.malls.adapter.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.UnreadableAnswer;
import dev.netstock.malls.port.Signal;

import java.util.Optional;

/**
 * Reads notifications of the type {@code ORDER_CHANGE}, as they arrive in SQS or, wrapped in {@code
 * detail}, from EventBridge. Whether every new order is announced is not documented, so orders are
 * listed as well. Thread-safe.
 *
 * @param sellerId the seller whose notifications are read
 * @see <a
 *     href="https://developer-docs.amazon.com/sp-api/docs/notification-type-values">Notification
 *     types</a>
 */
public record AmazonNotifications(String sellerId) {
    /**
     * Reads a message.
     *
     * @return empty for other types, other sellers and orders that Amazon ships
     * @throws UnreadableAnswer if it is no notification
     */
    public Optional<Signal> read(String message) {
        AnswerJson whole = AnswerJson.read(message.getBytes(UTF_8));
        AnswerJson notification = whole.find("detail").orElse(whole);
        if (!notification.text("NotificationType").equals("ORDER_CHANGE")) {
            return Optional.empty();
        }
        AnswerJson change = notification.at("Payload").at("OrderChangeNotification");
        return isSellers(change) ? Optional.of(signal(notification, change)) : Optional.empty();
    }

    private boolean isSellers(AnswerJson change) {
        boolean isAmazons =
                change.find("Summary")
                        .flatMap(it -> it.findText("FulfillmentType"))
                        .filter("AFN"::equals)
                        .isPresent();
        return !isAmazons && change.findText("SellerId").orElse(sellerId).equals(sellerId);
    }

    private static Signal signal(AnswerJson notification, AnswerJson change) {
        return new Signal(
                notification.at("NotificationMetadata").text("NotificationId"),
                change.text("AmazonOrderId"),
                change.find("OrderChangeTrigger")
                        .flatMap(it -> it.findTime("TimeOfOrderChange"))
                        .orElseGet(() -> notification.time("EventTime")));
    }
}
