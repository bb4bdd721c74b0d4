package dev.netstock.local.malls;

import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.malls.amazon.AmazonMall;
import dev.netstock.local.malls.au.AuMall;
import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.protocol.Outbox;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.rakuten.RakutenMall;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.MallClock;
import dev.netstock.local.malls.shopify.ShopifyMall;
import dev.netstock.local.malls.yahoo.YahooMall;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Simulators of external malls on loopback. Each mall speaks its own protocol under {@code
 * /<mall>/}, and refuses what the real one refuses. {@code /admin/} is for tests and for the
 * simulated day: it places orders as customers do, sets faults, moves the clock, and returns true
 * counts. Everything is in memory. Thread-safe.
 */
public final class MallsLocal implements AutoCloseable {
    private static final String ADMIN = "admin";

    private final MallClock clock = new MallClock(InstantSource.system());
    private final Outbox outbox = new Outbox(clock);
    private final Map<String, Mall> malls = new LinkedHashMap<>();
    private final Admin admin;
    private final LoopbackServer server;

    private MallsLocal(int port) {
        List.of(
                        new RakutenMall(clock),
                        new YahooMall(clock),
                        new AmazonMall(clock, outbox),
                        new ShopifyMall(clock, outbox),
                        new AuMall(clock))
                .forEach(mall -> malls.put(mall.name(), mall));
        this.admin = new Admin(malls, clock);
        this.server = LoopbackServer.listen(port, this::handle);
    }

    /** Starts all malls on a free port and returns when they listen. */
    public static MallsLocal start() {
        return new MallsLocal(0);
    }

    /** The address of the server; a mall's address is {@code <address>/<mall>}. */
    public URI endpoint() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        outbox.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Call call = Call.of(exchange, server.address());
        String first = call.base().getPath().substring(1);
        Optional<Mall> mall = Optional.ofNullable(malls.get(first));
        Answer answer;
        if (first.equals(ADMIN)) {
            answer = admin.answer(call);
        } else if (mall.isPresent()) {
            answer = answer(mall.get(), call);
        } else {
            answer = Answer.empty(404);
        }
        answer.send(exchange);
    }

    private static Answer answer(Mall mall, Call call) throws IOException {
        synchronized (mall.shop()) {
            mall.settle();
            var faults = mall.shop().faults();
            if (faults.happens(Fault.LOSE_REQUEST)) {
                throw new IOException("The request is lost, by a fault that was set");
            }
            Answer answer = faulty(mall, call).orElseGet(() -> orRefused(mall, call));
            if (faults.happens(Fault.LOSE_ANSWER)) {
                throw new IOException("The answer is lost, by a fault that was set");
            }
            return answer;
        }
    }

    private static Optional<Answer> faulty(Mall mall, Call call) {
        var faults = mall.shop().faults();
        if (mall.isTokenRequest(call)) {
            return Optional.empty();
        }
        if (faults.isOn(Fault.MAINTENANCE)) {
            return Optional.of(mall.maintenance());
        }
        if (faults.happens(Fault.UNAVAILABLE)) {
            return Optional.of(mall.unavailable());
        }
        return faults.happens(Fault.THROTTLE) ? Optional.of(mall.throttled()) : Optional.empty();
    }

    private static Answer orRefused(Mall mall, Call call) {
        try {
            return mall.answer(call);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }
}
