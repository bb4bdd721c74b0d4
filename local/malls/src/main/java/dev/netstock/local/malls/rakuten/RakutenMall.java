package dev.netstock.local.malls.rakuten;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.ItemKey;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.OrderState;
import dev.netstock.local.malls.shop.Shop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Rakuten Ichiba: InventoryAPI 2.0, PurchaseItemAPI, the two order operations that stock needs, and
 * the expiry of the license key. Counts fall when an order is placed; there is no push.
 */
public final class RakutenMall extends Mall {
    static final ZoneOffset ZONE = ZoneOffset.ofHours(9);

    /** Assumed: that confirmed orders and cancellations become final after a minute. */
    private static final Duration TRANSITION = Duration.ofMinutes(1);

    private static final Duration LICENSE_LIFE = Duration.ofDays(90);
    private static final String SERVICE_SECRET = "SP000000_local";
    private static final String SHOP_ID = "400001";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final RakutenStock stock;
    private final RakutenOrders orders;
    private int licenseNumber = 1;
    private Instant licenseExpiresAt;

    public RakutenMall(InstantSource clock) {
        super("rakuten", new Shop(clock, RakutenMall::orderNumber));
        this.licenseExpiresAt = now().plus(LICENSE_LIFE);
        this.stock = new RakutenStock(this);
        this.orders = new RakutenOrders(this);
    }

    @Override
    public Set<Fault> faults() {
        Set<Fault> faults = EnumSet.copyOf(Fault.ofEveryMall());
        faults.addAll(EnumSet.of(Fault.CONFLICT, Fault.PARTIAL));
        return faults;
    }

    @Override
    public Answer answer(Call call) {
        authorize(call);
        if (call.is("GET", "es/1.0/license-management/license-key/expiry-date")) {
            return licenseExpiry(call);
        }
        if (call.path().size() > 2 && call.path().subList(0, 2).equals(List.of("es", "2.0"))) {
            return call.path().get(2).equals("inventories")
                    ? stock.answer(call)
                    : orders.answer(call);
        }
        return gateway(404, "GE0014", "Not Found");
    }

    /** Assumed: the bodies of 429 and 503; only the statuses are known. */
    @Override
    public Answer throttled() {
        return gateway(429, "429", "Too Many Requests");
    }

    @Override
    public Answer unavailable() {
        return gateway(503, "503", "Service Unavailable");
    }

    @Override
    public void settle() {
        Instant due = now().minus(TRANSITION);
        shop().orders().stream()
                .filter(isSince(OrderState.PROCESSING, due))
                .forEach(order -> shop().move(order, OrderState.ACTIVE));
        shop().orders().stream()
                .filter(isSince(OrderState.CANCELLING, due))
                .forEach(order -> shop().cancel(order));
    }

    private static Predicate<Order> isSince(OrderState state, Instant due) {
        return order ->
                order.state() == state
                        && order.reachedAt(state).filter(at -> !at.isAfter(due)).isPresent();
    }

    /** Manage numbers are case-insensitive, variant ids are not. */
    @Override
    public ItemKey canonical(ItemKey key) {
        return new ItemKey(key.item().toLowerCase(Locale.ROOT), key.variant());
    }

    @Override
    public ObjectNode credentials() {
        return Json.object()
                .put("serviceSecret", SERVICE_SECRET)
                .put("licenseKey", licenseKey())
                .put("expiresAt", licenseExpiresAt.toString());
    }

    @Override
    public boolean expire(String credential) {
        licenseExpiresAt = now();
        return credential.equals("license");
    }

    @Override
    public boolean renew(String credential) {
        licenseNumber++;
        licenseExpiresAt = now().plus(LICENSE_LIFE);
        return credential.equals("license");
    }

    private void authorize(Call call) {
        String expected =
                Base64.getEncoder()
                        .encodeToString((SERVICE_SECRET + ":" + licenseKey()).getBytes(UTF_8));
        if (!call.authorization("ESA").filter(expected::equals).isPresent()
                || !now().isBefore(licenseExpiresAt)) {
            throw new Refusal(gateway(401, "ES04-01", "Un-Authorised"));
        }
    }

    private Answer licenseExpiry(Call call) {
        if (!call.parameter("licenseKey").filter(licenseKey()::equals).isPresent()) {
            return gateway(400, "ES04-01", "Un-Authorised");
        }
        return Answer.json(200, Json.object().put("expiryDate", iso(licenseExpiresAt)));
    }

    private String licenseKey() {
        return "SL000000_local%d".formatted(licenseNumber);
    }

    /** The time as InventoryAPI writes it. */
    static String iso(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), ZONE));
    }

    private static Answer gateway(int status, String code, String message) {
        var body = Json.object();
        body.putObject("Results").put("errorCode", code).put("message", message);
        return Answer.json(status, body);
    }

    private static String orderNumber(int position, Instant placedAt) {
        return "%s-%s-%010d".formatted(SHOP_ID, DATE.format(placedAt.atOffset(ZONE)), position);
    }
}
