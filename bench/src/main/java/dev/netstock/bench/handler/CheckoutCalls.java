package dev.netstock.bench.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.bench.BareRequests;
import dev.netstock.bench.BareStep;
import dev.netstock.checkout.CheckoutHandler;
import dev.netstock.checkout.StubbedCheckout;
import dev.netstock.events.SampleEvents;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Requests to the checkout handler, from the decoded event to the answer, for JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CheckoutCalls {
    static {
        // Metrics are written and discarded: JMH would send them over a socket.
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    private static final String SKU = "4901234567894";

    private final Context context = TestContext.create();
    private final BareRequests bare =
            new BareRequests(new DynamoNetStock.Tables("NetStock", "StockDeltas", ""));
    private final DynamoDbClient client = client(CannedTransport.withoutOrders());
    private final CheckoutHandler empty = handler(CannedTransport.withoutOrders());
    private final CheckoutHandler full = handler(CannedTransport.withOrders());
    private final APIGatewayV2HTTPEvent reserve = event("reserve");
    private final APIGatewayV2HTTPEvent read = event("read-reservation");
    private final APIGatewayV2HTTPEvent release = event("release");
    private final APIGatewayV2HTTPEvent confirm = event("confirm");
    private final APIGatewayV2HTTPEvent faulty = faulty();
    private long orders;

    /** Two requests to the tables. */
    @Benchmark
    public APIGatewayV2HTTPResponse reserve() {
        return expect(201, empty.handleRequest(next(reserve), context));
    }

    /** Three requests: the function knows the order that it confirms. */
    @Benchmark
    public APIGatewayV2HTTPResponse reserveAndConfirm() {
        APIGatewayV2HTTPEvent first = next(reserve);
        expect(201, empty.handleRequest(first, context));
        confirm.setPathParameters(first.getPathParameters());
        return expect(200, empty.handleRequest(confirm, context));
    }

    /** The two requests of a reservation, by the bare SDK: what no handler can be faster than. */
    @Benchmark
    public PutItemResponse twoBareCalls() {
        var step = BareStep.of("A-" + ++orders);
        UpdateItemResponse taken = client.updateItem(bare.take(step, SKU, 2));
        long version =
                Long.parseLong(Objects.requireNonNull(taken.attributes().get("version")).n());
        return client.putItem(
                bare.append(step.reserved(List.of(new BareStep.Line(SKU, 2, version)))));
    }

    /** A query before them: the floor of reservations that are looked up first. */
    @Benchmark
    public PutItemResponse threeBareCalls() {
        if (client.query(bare.readOrder("A-1001")).hasItems()) {
            return twoBareCalls();
        }
        throw new IllegalStateException("A query returns a list");
    }

    /** One request. */
    @Benchmark
    public APIGatewayV2HTTPResponse read() {
        return expect(200, full.handleRequest(next(read), context));
    }

    /** A read and a transaction. */
    @Benchmark
    public APIGatewayV2HTTPResponse release() {
        return expect(200, full.handleRequest(next(release), context));
    }

    /** A read and a write. */
    @Benchmark
    public APIGatewayV2HTTPResponse confirm() {
        return expect(200, full.handleRequest(next(confirm), context));
    }

    /** An invalid request: no requests to the tables. */
    @Benchmark
    public APIGatewayV2HTTPResponse refuseFault() {
        return expect(400, empty.handleRequest(faulty, context));
    }

    /** The event with an order that no call had before. */
    private APIGatewayV2HTTPEvent next(APIGatewayV2HTTPEvent event) {
        event.setPathParameters(Map.of("orderId", "A-" + ++orders));
        return event;
    }

    private static APIGatewayV2HTTPResponse expect(int status, APIGatewayV2HTTPResponse answer) {
        if (answer.getStatusCode() != status) {
            throw new IllegalStateException("Not answered with " + status + ": " + answer);
        }
        return answer;
    }

    private static APIGatewayV2HTTPEvent event(String sample) {
        return LambdaEvents.read(
                APIGatewayV2HTTPEvent.class, SampleEvents.json("checkout/" + sample));
    }

    private static APIGatewayV2HTTPEvent faulty() {
        APIGatewayV2HTTPEvent event = event("reserve");
        event.setBody("{\"lines\": [{\"sku\": \"4901234567894\", \"quantity\": 0}]}");
        return event;
    }

    private static CheckoutHandler handler(CannedTransport transport) {
        return StubbedCheckout.over(client(transport));
    }

    private static DynamoDbClient client(CannedTransport transport) {
        return DynamoClients.builder(transport)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
