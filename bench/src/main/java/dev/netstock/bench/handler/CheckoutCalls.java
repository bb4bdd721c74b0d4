package dev.netstock.bench.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.checkout.CheckoutHandler;
import dev.netstock.checkout.StubbedCheckout;
import dev.netstock.events.SampleEvents;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.TestContext;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    private final Context context = TestContext.create();
    private final CheckoutHandler empty = handler(CannedTransport.withoutOrders());
    private final CheckoutHandler full = handler(CannedTransport.withOrders());
    private final APIGatewayV2HTTPEvent reserve = event("reserve");
    private final APIGatewayV2HTTPEvent read = event("read-reservation");
    private final APIGatewayV2HTTPEvent release = event("release");
    private final APIGatewayV2HTTPEvent confirm = event("confirm");
    private final APIGatewayV2HTTPEvent faulty = faulty();

    /** Three requests to the tables. */
    @Benchmark
    public APIGatewayV2HTTPResponse reserve() {
        return expect(201, empty.handleRequest(reserve, context));
    }

    /** One request. */
    @Benchmark
    public APIGatewayV2HTTPResponse read() {
        return expect(200, full.handleRequest(read, context));
    }

    /** A read and a transaction. */
    @Benchmark
    public APIGatewayV2HTTPResponse release() {
        return expect(200, full.handleRequest(release, context));
    }

    /** A read and a write. */
    @Benchmark
    public APIGatewayV2HTTPResponse confirm() {
        return expect(200, full.handleRequest(confirm, context));
    }

    /** An invalid request: no requests to the tables. */
    @Benchmark
    public APIGatewayV2HTTPResponse refuseFault() {
        return expect(400, empty.handleRequest(faulty, context));
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
        return StubbedCheckout.over(
                DynamoClients.builder(transport)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .build());
    }
}
