package dev.netstock.manualsupply;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
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
    private final SupplyRequest request;
    private final SupplyApplier applier;
    private final Telemetry telemetry;

    /** Used by Lambda; reads the environment variables. */
    public ManualSupplyHandler() {
        this(SupplyConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private ManualSupplyHandler(SupplyConfig config, FailureTally failures) {
        this(config.netStock(failures), config.locations(), failures);
        Priming.register(new ManualSupplyPriming(request, config.netStock(failures)));
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code netStock}
     */
    ManualSupplyHandler(DynamoNetStock netStock, Locations locations, FailureTally failures) {
        request = new SupplyRequest(locations);
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
        List<SupplyChange> changes = changes(body);
        SupplyAnswer answer =
                SupplyAnswer.of(changes, applier.apply(changes, Calls.ofFunction(context)));
        telemetry.report(answer.report(Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }

    private List<SupplyChange> changes(byte[] body) {
        return switch (request.decode(body)) {
            case Decoded.Valid(var changes) -> changes;
            case Decoded.Invalid(var errors) -> throw new InvalidSupplyException(errors);
        };
    }
}
