package dev.netstock.local.malls.au;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.http.Xml;
import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.protocol.Rates.Rate;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.Shop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * au PAY Market: updateStock, searchStocks, searchTradeInfoListProc and searchTradeInfoProc. Known
 * from clients only. Failures are answered with 200 and status 1.
 *
 * <p>Assumed: the error codes, which are placeholders; one request a second for each operation;
 * that an unknown item is an error.
 */
public final class AuMall extends Mall {
    static final String SHOP_ID = "40000001";
    static final ZoneOffset ZONE = ZoneOffset.ofHours(9);

    private static final String BASE = "wmshopapi";
    private static final Duration KEY_LIFE = Duration.ofDays(90);
    private static final int FIRST_ORDER = 300_000_000;

    /** The reason of a cancellation by the mall's check of the customer. */
    private static final String REJECTED = "rejected";

    private final AuStock stock;
    private final AuOrders orders;
    private Instant keyExpiresAt;
    private int keyNumber = 1;
    private boolean isAddressRegistered = true;

    public AuMall(InstantSource clock) {
        super("au", new Shop(clock, (n, _) -> Integer.toString(FIRST_ORDER + n)));
        this.keyExpiresAt = now().plus(KEY_LIFE);
        this.stock = new AuStock(this);
        this.orders = new AuOrders(this);
    }

    @Override
    public Set<Fault> faults() {
        return Fault.ofEveryMall();
    }

    @Override
    public Answer answer(Call call) {
        if (!isAddressRegistered) {
            throw refusal("ADDRESS", "The address of the caller is not registered");
        }
        if (!call.authorization("Bearer").filter(key()::equals).isPresent()
                || !now().isBefore(keyExpiresAt)) {
            throw refusal("AUTHENTICATION", "The key is invalid or has expired");
        }
        if (call.is("POST", BASE + "/updateStock")) {
            pace("updateStock", Rate.perSecond(1));
            return stock.update(call);
        }
        if (call.is("GET", BASE + "/searchStocks")) {
            pace("searchStocks", Rate.perSecond(1));
            return stock.search(call);
        }
        if (call.is("GET", BASE + "/searchTradeInfoProc")) {
            pace("searchTradeInfoProc", Rate.perSecond(1));
            return orders.one(call);
        }
        if (call.is("GET", BASE + "/searchTradeInfoListProc")) {
            pace("searchTradeInfoListProc", Rate.perSecond(1));
            return orders.search(call);
        }
        return Answer.empty(404);
    }

    @Override
    public Answer throttled() {
        return failure("RATE", "Too many requests");
    }

    @Override
    public Answer unavailable() {
        return Answer.empty(503);
    }

    @Override
    public Answer maintenance() {
        return failure("MAINTENANCE", "Under maintenance");
    }

    @Override
    public void cancel(Order order, Optional<Boolean> restocks, String reason) {
        super.cancel(order, restocks, reason);
        if (reason.equals(REJECTED)) {
            order.label("審査NG");
        }
    }

    @Override
    public ObjectNode credentials() {
        return Json.object()
                .put("shopId", SHOP_ID)
                .put("key", key())
                .put("expiresAt", keyExpiresAt.toString());
    }

    private String key() {
        return "au-key-" + keyNumber;
    }

    @Override
    public boolean expire(String credential) {
        switch (credential) {
            case "key" -> keyExpiresAt = now();
            case "address" -> isAddressRegistered = false;
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean renew(String credential) {
        switch (credential) {
            case "key" -> {
                keyNumber++;
                keyExpiresAt = now().plus(KEY_LIFE);
            }
            case "address" -> isAddressRegistered = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    static void requireShop(Call call) {
        if (!call.parameter("shopId").filter(SHOP_ID::equals).isPresent()) {
            throw refusal("PARAMETER", "shopId is invalid");
        }
    }

    /** A response with status 0. */
    static Answer success(Consumer<Xml> contents) {
        return response(
                xml -> {
                    xml.element("result", result -> result.text("status", "0"));
                    contents.accept(xml);
                });
    }

    static Refusal refusal(String code, String message) {
        return new Refusal(failure(code, message));
    }

    private static Answer failure(String code, String message) {
        return response(
                xml ->
                        xml.element(
                                "result",
                                result ->
                                        result.text("status", "1")
                                                .element(
                                                        "error",
                                                        error ->
                                                                error.text("code", code)
                                                                        .text(
                                                                                "message",
                                                                                message))));
    }

    private static Answer response(Consumer<Xml> contents) {
        return Answer.xml(200, Xml.document("response", Map.of(), contents));
    }
}
