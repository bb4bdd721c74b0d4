package dev.netstock.malls.adapter.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.adapter.http.UnreadableAnswer;
import dev.netstock.malls.port.Signal;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class AmazonNotificationsTest {
    private static final Signal SIGNAL =
            new Signal("n-1", "503-1", Instant.parse("2026-11-28T02:59:00Z"));

    private final AmazonNotifications notifications = new AmazonNotifications("A1SELLER");

    @Test
    void read_orderChange_isASignal() {
        assertThat(notifications.read(message("A1SELLER", "MFN"))).contains(SIGNAL);
    }

    @Test
    void read_eventOfEventBridge_isASignal() {
        assertThat(
                        notifications.read(
                                "{\"source\":\"aws.partner/sellingpartnerapi.amazon.com\",\"detail\":"
                                        + message("A1SELLER", "MFN")
                                        + "}"))
                .contains(SIGNAL);
    }

    @Test
    void read_otherSellersTypesAndWarehouses_areNone() {
        assertThat(notifications.read(message("A2", "MFN"))).isEmpty();
        assertThat(notifications.read(message("A1SELLER", "AFN"))).isEmpty();
        assertThat(notifications.read("{\"NotificationType\":\"PRICING_HEALTH\"}")).isEmpty();
    }

    @Test
    void read_noNotification_isUnreadable() {
        assertThatThrownBy(() -> notifications.read("hello")).isInstanceOf(UnreadableAnswer.class);
    }

    private static String message(String seller, String fulfillment) {
        return """
        {"NotificationVersion":"1.0","NotificationType":"ORDER_CHANGE","PayloadVersion":"1.0",
        "EventTime":"2026-11-28T03:00:00.284Z","Payload":{"OrderChangeNotification":{
        "NotificationLevel":"OrderLevel","SellerId":"%s","AmazonOrderId":"503-1",
        "OrderChangeType":"OrderStatusChange","OrderChangeTrigger":{"TimeOfOrderChange":
        "2026-11-28T02:59:00Z","ChangeReason":"x"},"Summary":{"OrderStatus":"Pending",
        "FulfillmentType":"%s","OrderItems":[{"OrderItemId":"11","SellerSKU":"PEN",
        "SupplySourceId":null,"Quantity":1,"IsBuyerRequestedCancel":false}]}}},
        "NotificationMetadata":{"ApplicationId":"a","SubscriptionId":"s",
        "PublishTime":"2026-11-28T03:00:01Z","NotificationId":"n-1"}}\
        """
                .formatted(seller, fulfillment);
    }
}
