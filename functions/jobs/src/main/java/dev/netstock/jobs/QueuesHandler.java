package dev.netstock.jobs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.jobs.http.ReadDeadLettersEndpoint;
import dev.netstock.jobs.http.ReadQueuesEndpoint;
import dev.netstock.jobs.queue.StageQueues;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.time.InstantSource;
import java.util.List;

/** The function behind the API of queues and dead letters. It changes nothing. Thread-safe. */
public final class QueuesHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> PRIMING =
            List.of(
                    new Request("GET /v1/queues", "", ""),
                    new Request("GET /v1/queues/{queue}/dead-letters", "", ""));

    private final HttpFunction function;

    /** Called by Lambda; reads the environment. */
    public QueuesHandler() {
        this(new JobsConfig(Environment.ofFunction()).queues(), InstantSource.system());
        Priming.register(new PrimingRequests(function, PRIMING));
    }

    QueuesHandler(StageQueues queues, InstantSource clock) {
        function =
                new HttpFunction(
                        List.of(
                                new Route(
                                        "GET /v1/queues",
                                        "readQueues",
                                        new ReadQueuesEndpoint(queues, clock)),
                                new Route(
                                        "GET /v1/queues/{queue}/dead-letters",
                                        "readDeadLetters",
                                        new ReadDeadLettersEndpoint(queues))),
                        new Telemetry("queues", new FailureTally()));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
