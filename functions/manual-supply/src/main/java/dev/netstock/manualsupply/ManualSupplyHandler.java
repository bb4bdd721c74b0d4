package dev.netstock.manualsupply;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.supply.SupplyApplier;
import dev.netstock.stock.supply.SupplyChange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The manual-supply function, invoked directly: applies supply that an operator sets by hand. It
 * parses the request itself, strictly, because Lambda's own deserializer would ignore a misspelled
 * member. Thread-safe.
 */
public final class ManualSupplyHandler implements RequestStreamHandler {
    private final PlaceSource places;
    private final SupplyApplier applier;
    private final Telemetry telemetry;

    /** Used by Lambda; reads the environment variables. */
    public ManualSupplyHandler() {
        this(SupplyConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private ManualSupplyHandler(SupplyConfig config, FailureTally failures) {
        this(config, config.source(failures), failures);
    }

    private ManualSupplyHandler(SupplyConfig config, PlaceSource places, FailureTally failures) {
        this(config.netStock(places, failures), places, failures);
        Priming.register(new ManualSupplyPriming(config.netStock(places, failures)));
    }

    /**
     * Creates the function.
     *
     * @param places the locations; a change for an unknown one is an error
     * @param failures must be the listener of {@code netStock}
     */
    ManualSupplyHandler(DynamoNetStock netStock, PlaceSource places, FailureTally failures) {
        this.places = places;
        applier = netStock.supplyApplier();
        telemetry = new Telemetry("manual-supply", failures);
    }

    /**
     * Applies changes of supply.
     *
     * @throws InvalidSupplyException if the request is malformed; nothing was applied
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        byte[] body = input.readAllBytes();
        SupplyAnswer answer = telemetry.logged(context, () -> apply(body, context));
        output.write(answer.json().getBytes(StandardCharsets.UTF_8));
    }

    private SupplyAnswer apply(byte[] body, Context context) {
        long startedAt = System.nanoTime();
        Call call = Calls.ofFunction(context);
        List<SupplyChange> changes = changes(body, call);
        SupplyAnswer answer = SupplyAnswer.of(changes, applier.apply(changes, call));
        telemetry.report(answer.report(Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }

    private List<SupplyChange> changes(byte[] body, Call call) {
        return switch (new SupplyRequest(places.current(call)).decode(body)) {
            case Decoded.Valid(var changes) -> changes;
            case Decoded.Invalid(var errors) -> throw new InvalidSupplyException(errors);
        };
    }
}
