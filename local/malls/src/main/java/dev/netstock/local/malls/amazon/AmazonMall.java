package dev.netstock.local.malls.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.protocol.Outbox;
import dev.netstock.local.malls.protocol.Rates.Rate;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.ItemKey;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.Shop;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Amazon's Selling Partner API in Japan: Listings Items, Feeds, Orders, notifications of orders,
 * and the token endpoint of Login with Amazon under {@code auth/o2/token}. Writes are absolute and
 * applied later. Cancelled units come back, unless the reason is a lack of stock.
 *
 * @see <a href="https://github.com/amzn/selling-partner-api-models">Models</a>
 */
public final class AmazonMall extends Mall {
    static final String MARKETPLACE = "A1VC38T7YXB528";
    static final String SELLER = "A1NETSTOCKLOCAL";

    private static final String TOKEN = "auth/o2/token";
    private static final String OUT_OF_STOCK = "out-of-stock";

    private final AmazonTokens tokens;
    private final AmazonListings listings;
    private final AmazonFeeds feeds;
    private final AmazonOrders orders;
    private final AmazonNotifications notifications;

    public AmazonMall(InstantSource clock, Outbox outbox) {
        super("amazon", new Shop(clock, (n, _) -> "250-%07d-%07d".formatted(n / 10_000_000, n)));
        this.tokens = new AmazonTokens(shop());
        this.listings = new AmazonListings(this);
        this.feeds = new AmazonFeeds(this, listings);
        this.orders = new AmazonOrders(this);
        this.notifications = new AmazonNotifications(shop(), outbox);
        shop().listener(notifications::changed);
    }

    @Override
    public Set<Fault> faults() {
        Set<Fault> faults = EnumSet.copyOf(Fault.ofEveryMall());
        faults.addAll(Fault.ofNotifications());
        faults.addAll(EnumSet.of(Fault.INVALID, Fault.APPLY_TIME));
        return faults;
    }

    @Override
    public boolean isTokenRequest(Call call) {
        return call.is("POST", TOKEN);
    }

    @Override
    public Answer answer(Call call) {
        if (isTokenRequest(call)) {
            return tokens.issue(call);
        }
        if (feeds.isDocument(call)) {
            return feeds.document(call);
        }
        tokens.authorize(call);
        return switch (call.path().isEmpty() ? "" : call.path().getFirst()) {
            case "listings" -> listings.answer(call);
            case "feeds" -> feeds.answer(call);
            case "orders" -> orders.answer(call);
            default -> error(404, "NotFound", "The path does not exist");
        };
    }

    /** Takes a request from the rate of an operation, and names the rate in the answer. */
    Answer paced(String operation, Rate rate, Supplier<Answer> answer) {
        String limit = Double.toString(rate.perSecond());
        if (!isPaced(operation, rate, 1)) {
            return throttled().with("x-amzn-RateLimit-Limit", limit);
        }
        return answer.get().with("x-amzn-RateLimit-Limit", limit);
    }

    @Override
    public Answer throttled() {
        return error(429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
    }

    @Override
    public Answer unavailable() {
        return error(503, "ServiceUnavailable", "The service is temporarily unavailable.");
    }

    @Override
    public void settle() {
        feeds.settle();
        listings.settle();
    }

    /** A seller SKU has no variants. */
    @Override
    public ItemKey canonical(ItemKey key) {
        return new ItemKey(key.item(), "");
    }

    @Override
    public boolean restocksByDefault() {
        return true;
    }

    @Override
    public void cancel(Order order, Optional<Boolean> restocks, String reason) {
        shop().cancel(order, restocks.orElse(!reason.equals(OUT_OF_STOCK)));
    }

    @Override
    public ObjectNode credentials() {
        return tokens.credentials().put("sellerId", SELLER).put("marketplaceId", MARKETPLACE);
    }

    @Override
    public boolean expire(String credential) {
        return tokens.expire(credential);
    }

    @Override
    public boolean renew(String credential) {
        return tokens.renew(credential);
    }

    @Override
    public boolean notify(String target) {
        notifications.target(target);
        return true;
    }

    /** The item with this SKU. */
    Optional<Item> item(String sku) {
        return shop().item(new ItemKey(sku, ""));
    }

    static Answer error(int status, String code, String message) {
        var body = Json.object();
        body.putArray("errors")
                .addObject()
                .put("code", code)
                .put("message", message)
                .put("details", "");
        return Answer.json(status, body);
    }

    static Refusal refusal(String message) {
        return new Refusal(error(400, "InvalidInput", message));
    }
}
