package dev.netstock.local.malls.yahoo;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.http.Xml;
import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.protocol.Rates.Rate;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.Shop;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Yahoo! Shopping (Japan): stock and order APIs, and YConnect's token endpoint under {@code
 * yconnect/v2/token}. An order that the mall checks for fraud is published late.
 *
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/setStock.html">setStock</a>
 */
public final class YahooMall extends Mall {
    static final String SELLER = "net-stock-local";
    static final ZoneOffset ZONE = ZoneOffset.ofHours(9);

    private static final String BASE = "ShoppingWebService/V1";
    private static final String TOKEN = "yconnect/v2/token";
    private static final int CALLS_A_DAY_MAX = 50_000;
    private static final long FIRST_ORDER = 10_000_000;

    /** The reason of a cancellation that closes the sale of its items. */
    private static final String OUT_OF_STOCK = "out-of-stock";

    private final YahooTokens tokens;
    private final YahooStock stock;
    private final YahooOrders orders;
    private LocalDate day = LocalDate.MIN;
    private int callsOfDay;

    public YahooMall(InstantSource clock) {
        super("yahoo", new Shop(clock, (n, _) -> SELLER + "-" + (FIRST_ORDER + n)));
        this.tokens = new YahooTokens(shop());
        this.stock = new YahooStock(this);
        this.orders = new YahooOrders(this);
    }

    @Override
    public Set<Fault> faults() {
        Set<Fault> faults = EnumSet.copyOf(Fault.ofEveryMall());
        faults.addAll(
                EnumSet.of(
                        Fault.PARTIAL,
                        Fault.FAIL_READ_BACK,
                        Fault.CLAMP_BELOW_ZERO,
                        Fault.ROTATE_REFRESH_TOKEN));
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
        if (!call.isUnder(call.method(), BASE, 1)) {
            return Answer.empty(404);
        }
        tokens.authorize(call);
        String operation = call.segmentFromEnd(0);
        pace(operation, Rate.perSecond(1));
        countCall();
        return switch (operation) {
            case "setStock" -> stock.set(form(call));
            case "getStock" -> stock.get(form(call));
            case "orderList", "orderInfo", "orderCount" -> {
                String judgement = tokens.signature(call);
                Answer answer = orders.answer(operation, call);
                yield judgement.isEmpty()
                        ? answer
                        : answer.with("X-SWS-Authorize-Status", judgement);
            }
            default -> Answer.empty(404);
        };
    }

    private static Map<String, String> form(Call call) {
        if (!call.method().equals("POST")) {
            throw new Refusal(Answer.empty(405));
        }
        return call.form();
    }

    private void countCall() {
        LocalDate today = LocalDate.ofInstant(now(), ZONE);
        callsOfDay = today.equals(day) ? callsOfDay + 1 : 1;
        day = today;
        if (callsOfDay > CALLS_A_DAY_MAX && shop().faults().isOn(Fault.RATE_LIMITS)) {
            throw new Refusal(throttled());
        }
    }

    /** Assumed: the status and the code. */
    @Override
    public Answer throttled() {
        return error(429, "px-00429", "Too Many Requests");
    }

    @Override
    public Answer unavailable() {
        return error(503, "ed-00001", "System error");
    }

    @Override
    public Answer maintenance() {
        return error(503, "ed-00002", "Under maintenance");
    }

    /** Cancelling for lack of stock closes the items, whatever their count. */
    @Override
    public void cancel(Order order, Optional<Boolean> restocks, String reason) {
        super.cancel(order, restocks, reason);
        if (reason.equals(OUT_OF_STOCK)) {
            order.lines().stream()
                    .flatMap(line -> shop().item(line.item()).stream())
                    .forEach(item -> item.close(true));
        }
    }

    @Override
    public boolean splitsOrders() {
        return true;
    }

    @Override
    public ObjectNode credentials() {
        return tokens.credentials();
    }

    @Override
    public boolean expire(String credential) {
        return tokens.expire(credential);
    }

    @Override
    public boolean renew(String credential) {
        return tokens.renew(credential);
    }

    static Answer error(int status, String code, String message) {
        return Answer.xml(
                status,
                Xml.document(
                        "Error", Map.of(), xml -> xml.text("Message", message).text("Code", code)));
    }

    static Refusal refusal(String code, String message) {
        return new Refusal(error(400, code, message));
    }
}
