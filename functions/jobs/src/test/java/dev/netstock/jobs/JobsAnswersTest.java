package dev.netstock.jobs;

import static dev.netstock.jobs.Operations.approve;
import static dev.netstock.jobs.Operations.cancel;
import static dev.netstock.jobs.Operations.deadLetters;
import static dev.netstock.jobs.Operations.findings;
import static dev.netstock.jobs.Operations.list;
import static dev.netstock.jobs.Operations.read;
import static dev.netstock.jobs.Operations.readQueues;
import static dev.netstock.jobs.Operations.refuse;
import static dev.netstock.jobs.Operations.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.ExpectedAnswer;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares each response with docs/openapi.yaml. */
class JobsAnswersTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final Operations STAGE = new Operations();
    private static final String RECONCILE = "{'kind': 'reconcile'}";
    private static final String REPAIR = "{'kind': 'reconcile', 'repair': true}";
    private static final String REBUILD = "{'kind': 'rebuild', 'projection': 'history'}";

    private static String adjustment = "";

    @BeforeAll
    static void finish() {
        STAGE.reconciled("done", "run-1");
        STAGE.send(start("running", REBUILD));
        STAGE.fail("{\"sku\":\"A\"}");
        STAGE.approvals = Optional.of(Operations.RULE);
        STAGE.sendAs("mika", start("asked", REPAIR));
        STAGE.sendAs("mika", start("second", REPAIR));
        adjustment = STAGE.adjustmentOf("mika", -101);
        STAGE.send(start("own", REPAIR));
    }

    static Stream<ExpectedAnswer> answers() {
        return Stream.of(
                new ExpectedAnswer("", 200, list("")),
                new ExpectedAnswer("invalid-request", 400, list("limit=0")),
                new ExpectedAnswer("", 200, start("running", REBUILD)),
                new ExpectedAnswer("", 201, start("new", RECONCILE)),
                new ExpectedAnswer("invalid-request", 400, start("x", "{}")),
                new ExpectedAnswer("job-differs", 409, start("running", RECONCILE)),
                new ExpectedAnswer("job-running", 409, start("other", REBUILD)),
                new ExpectedAnswer(
                        "unknown-queue", 404, start("x", "{'kind': 'replay', 'queue': 'none'}")),
                new ExpectedAnswer("", 200, read("running")),
                new ExpectedAnswer("unknown-job", 404, read("none")),
                new ExpectedAnswer("", 200, cancel("running")),
                new ExpectedAnswer("unknown-job", 404, cancel("none")),
                new ExpectedAnswer("", 202, start("repair", REPAIR)),
                new ExpectedAnswer("", 200, start("own", REPAIR)),
                new ExpectedAnswer("", 200, list("state=waiting")),
                new ExpectedAnswer("invalid-request", 400, list("state=late")),
                new ExpectedAnswer("", 200, read(adjustment)),
                new ExpectedAnswer("", 200, refuse("second")),
                new ExpectedAnswer("", 200, refuse("second")),
                new ExpectedAnswer("not-waiting", 409, approve("second")),
                new ExpectedAnswer("own-request", 409, approve("own")),
                new ExpectedAnswer("own-request", 409, refuse("own")),
                new ExpectedAnswer("not-cancellable", 409, cancel("asked")),
                new ExpectedAnswer("job-running", 409, approve("asked")),
                new ExpectedAnswer("", 200, approve(adjustment)),
                new ExpectedAnswer("not-waiting", 409, refuse(adjustment)),
                new ExpectedAnswer("unknown-job", 404, approve("none")),
                new ExpectedAnswer("unknown-job", 404, refuse("none")),
                new ExpectedAnswer("", 200, cancel("own")),
                new ExpectedAnswer("", 200, findings("done", "")),
                new ExpectedAnswer("no-report", 404, findings("running", "")),
                new ExpectedAnswer("unknown-job", 404, findings("none", "")),
                new ExpectedAnswer("", 200, readQueues()),
                new ExpectedAnswer(
                        "invalid-request", 400, HttpCall.of("GET /v1/queues").query("x=1")),
                new ExpectedAnswer("", 200, deadLetters("sales", "")),
                new ExpectedAnswer("unknown-queue", 404, deadLetters("none", "")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void handleRequest_ofEachKind_answersAsDescribed(ExpectedAnswer given) {
        given.requireOf(STAGE.send(given.call()), API);
    }

    @Test
    void handleRequest_withASampleEvent_answersAsDescribed() {
        var stage = new Operations();
        APIGatewayV2HTTPResponse started =
                stage.jobs()
                        .handleRequest(
                                LambdaEvents.read(
                                        APIGatewayV2HTTPEvent.class,
                                        SampleEvents.json("jobs/start")),
                                TestContext.create());
        assertThat(started.getStatusCode()).isEqualTo(201);
        assertThat(
                        stage.steps()
                                .handleRequest(
                                        LambdaEvents.read(
                                                SQSEvent.class,
                                                SampleEvents.json("job-steps/step")),
                                        TestContext.create())
                                .getBatchItemFailures())
                .isEmpty();
        assertThat(stage.requests).isNotEmpty();
        for (String sample : List.of("queues/read", "queues/read-dead-letters")) {
            APIGatewayV2HTTPResponse answer =
                    stage.queues()
                            .handleRequest(
                                    LambdaEvents.read(
                                            APIGatewayV2HTTPEvent.class, SampleEvents.json(sample)),
                                    TestContext.create());
            assertThat(answer.getStatusCode()).isEqualTo(200);
        }
    }

    @Test
    void handleRequest_withoutTheTable_answersServiceUnavailable() {
        for (HttpCall call : new HttpCall[] {list(""), read("r"), start("r", RECONCILE)}) {
            Reply reply =
                    STAGE.sendOver(BadClients.outOfReach(), call, TestContext.withTimeLeft(700));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(API.faults(call.route(), reply.answer())).isEmpty();
        }
    }

    @Test
    void priming_calls_exactlyTheRoutesOfTheFunctions() {
        assertThat(Stream.concat(JobsHandler.PRIMING.stream(), QueuesHandler.PRIMING.stream()))
                .extracting(PrimingRequests.Request::routeKey)
                .containsExactlyInAnyOrderElementsOf(
                        API.routes().stream()
                                .filter(
                                        route ->
                                                route.contains("/v1/jobs")
                                                        || route.contains("/v1/queues"))
                                .toList());
    }
}
