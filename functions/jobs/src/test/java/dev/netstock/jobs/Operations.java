package dev.netstock.jobs;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.events.movement.MovementReason;
import dev.netstock.jobs.job.AdjustWork;
import dev.netstock.jobs.job.FunctionAnswer;
import dev.netstock.jobs.job.JobQueue;
import dev.netstock.jobs.job.JobRunner;
import dev.netstock.jobs.job.JobWork;
import dev.netstock.jobs.job.RebuildWork;
import dev.netstock.jobs.job.ReconcileWork;
import dev.netstock.jobs.job.ReplayWork;
import dev.netstock.jobs.job.StepFailedException;
import dev.netstock.jobs.queue.StageQueues;
import dev.netstock.operations.aws.DeadLetters;
import dev.netstock.operations.aws.FailedBatch;
import dev.netstock.operations.job.ApprovalRule;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.HeldMovements;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobKind;
import dev.netstock.platform.audit.Actor;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.Message;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The functions of queues and jobs over a real table and real queues; functions answer as told. */
final class Operations {
    static final String REPORT =
            """
            {"run": "run-1", "repair": false, "found": 2, "repaired": 0, "findings": [
              {"kind": "edited-item", "subject": "A/east", "sku": "A", "location": "east",
               "expected": 3, "actual": 5, "tooHigh": {"available": 2, "reserved": 0, "supply": 0}},
              {"kind": "lost-event", "subject": "x", "event": "x", "time": "2026-11-21T00:00:00Z"}]}
            """;

    static final ApprovalRule RULE = ApprovalRule.parse("100,1000,24").orElseThrow();

    final RecordedActs acts = new RecordedActs();
    final SettableClock clock = new SettableClock();
    final String jobQueue = LocalQueues.create();
    final String sales = LocalQueues.create();
    final String deadSales = LocalQueues.create();

    /** The requests to functions, {@code name request}. */
    final List<String> requests = new ArrayList<>();

    /** What was published to the stream of movements. */
    final List<Movement> published = new ArrayList<>();

    /** Whether repairs need approval. */
    Optional<ApprovalRule> approvals = Optional.empty();

    private final LocalTables tables = LocalTables.create();
    private final String table = tables.createMore("Jobs", "part", "entry");
    private final DynamoDbClient client;
    private Function<String, String> answers = _ -> "{}";

    Operations() {
        this.client = tables.client();
    }

    /** What the functions answer to a request, by {@code name request}. */
    void answering(Function<String, String> given) {
        answers = given;
    }

    JobsHandler jobs() {
        return jobs(client);
    }

    JobsHandler jobs(DynamoDbClient other) {
        var failures = new FailureTally();
        return new JobsHandler(
                store(other),
                queue(),
                run ->
                        switch (run) {
                            case "run-1" -> Optional.of(REPORT);
                            case "run-60" -> Optional.of(longReport());
                            default -> Optional.empty();
                        },
                Set.of("history", "sales", "replenishment"),
                Set.of("sales", "delta-publisher"),
                approvals,
                clock,
                acts,
                failures);
    }

    QueuesHandler queues() {
        return new QueuesHandler(
                new StageQueues(this::consumers, _ -> Map.of(name(sales), 42L), Parallel.NONE),
                clock);
    }

    List<FailedBatch> consumers() {
        return List.of(new DeadLetters(LocalQueues.client(), "sales", Set.of(), sales, deadSales));
    }

    DynamoJobs store() {
        return store(client);
    }

    private DynamoJobs store(DynamoDbClient other) {
        return new DynamoJobs(other, table, DynamoNetStock.retries((_, _) -> {}));
    }

    private JobQueue queue() {
        return new JobQueue(MessagingClients.sender(LocalQueues.client(), jobQueue, (_, _) -> {}));
    }

    JobStepsHandler steps() {
        return steps(client);
    }

    JobStepsHandler steps(DynamoDbClient other) {
        Map<JobKind, JobWork> works =
                Map.of(
                        JobKind.RECONCILE,
                        new ReconcileWork(this::call),
                        JobKind.REBUILD,
                        new RebuildWork(this::call, Parallel.NONE),
                        JobKind.REPLAY,
                        new ReplayWork(
                                name ->
                                        consumers().stream()
                                                .filter(it -> it.name().equals(name))
                                                .findFirst()),
                        JobKind.ADJUST,
                        new AdjustWork(
                                store()::movements, (movements, _) -> published.addAll(movements)));
        return new JobStepsHandler(
                new JobRunner(store(other), works, queue(), clock), new FailureTally());
    }

    private FunctionAnswer call(String name, String request) {
        requests.add(name + " " + request);
        FunctionAnswer answer = FunctionAnswer.of(answers.apply(name + " " + request));
        answer.text("errorMessage")
                .ifPresent(
                        message -> {
                            throw new StepFailedException(message);
                        });
        return answer;
    }

    private static String longReport() {
        return IntStream.range(0, 60)
                .mapToObj(
                        number ->
                                "{\"kind\": \"lost-event\", \"subject\": \"%d\"}".formatted(number))
                .collect(
                        Collectors.joining(
                                ", ",
                                "{\"run\": \"run-60\", \"repair\": false, \"found\": 60,"
                                        + " \"repaired\": 0, \"findings\": [",
                                "]}"));
    }

    /** Runs a dry run to its end, with the report of this run. */
    void reconciled(String id, String run) {
        send(start(id, "{'kind': 'reconcile'}"));
        answering(_ -> "{\"state\":\"none\"}");
        step(id);
        answering(
                _ ->
                        "{\"run\":\"%s\",\"state\":\"finished\",\"repair\":false,\"phase\":\"reporting\",\"slicesLeft\":0,\"found\":2}"
                                .formatted(run));
        step(id);
    }

    /** Delivers the message of a job's next step, whether it was sent or not. */
    void step(String id) {
        step(id, steps());
    }

    /** Delivers the message to a function. */
    static void step(String id, JobStepsHandler steps) {
        steps.handleRequest(
                LambdaEvents.messages("", List.of("{\"job\":\"" + id + "\"}")),
                TestContext.create());
    }

    /** The messages in the queue of steps, which are removed. */
    List<String> sent() {
        return LocalQueues.drain(jobQueue).stream().map(Message::body).toList();
    }

    Job job(String id) {
        return store().find(id, Shop.call()).orElseThrow();
    }

    Reply send(HttpCall call) {
        return send(call, TestContext.create());
    }

    Reply send(HttpCall call, TestContext context) {
        return Reply.of(
                call.route().contains("/v1/queues")
                        ? queues().handleRequest(call.event(), context)
                        : jobs().handleRequest(call.event(), context));
    }

    /** Sends a call of a person who may operate, which is audited. */
    Reply sendAsOperator(HttpCall call) {
        return sendAs("ken", call);
    }

    Reply sendAs(String person, HttpCall call) {
        return Reply.of(jobs().handleRequest(call.eventOf(person), TestContext.create()));
    }

    /** Stores an adjustment that waits for approval, as the function of movements does. */
    String adjustmentOf(String person, long units) {
        HeldMovements held =
                new HeldMovements(
                        "/clerk",
                        List.of(
                                new Movement(
                                        "/clerk",
                                        "m-1",
                                        MovementKind.ADJUSTMENT,
                                        "A",
                                        "east",
                                        units,
                                        clock.instant(),
                                        LocalDate.of(2026, 11, 21),
                                        Optional.empty(),
                                        Optional.of(
                                                new MovementReason(
                                                        MovementReason.Code.LOST,
                                                        Optional.of("Shelf 4"))))));
        var asker = new Actor("sub-of-" + person, Optional.of(person), List.of(), Optional.empty());
        store().ask(Job.ask(held, asker, clock.instant(), RULE), Optional.of(held), Shop.call());
        return held.jobId();
    }

    Reply sendOver(DynamoDbClient other, HttpCall call, TestContext context) {
        return Reply.of(jobs(other).handleRequest(call.event(), context));
    }

    /** Puts a message into the dead-letter queue of sales. */
    void fail(String body) {
        LocalQueues.client().sendMessage(it -> it.queueUrl(deadSales).messageBody(body));
    }

    static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    static HttpCall start(String id, String body) {
        return HttpCall.of("PUT /v1/jobs/{jobId}").path("jobId", id).body(body);
    }

    static HttpCall read(String id) {
        return HttpCall.of("GET /v1/jobs/{jobId}").path("jobId", id);
    }

    static HttpCall list(String query) {
        return HttpCall.of("GET /v1/jobs").query(query);
    }

    static HttpCall cancel(String id) {
        return HttpCall.of("POST /v1/jobs/{jobId}/cancellation").path("jobId", id);
    }

    static HttpCall approve(String id) {
        return HttpCall.of("POST /v1/jobs/{jobId}/approval").path("jobId", id);
    }

    static HttpCall refuse(String id) {
        return HttpCall.of("POST /v1/jobs/{jobId}/refusal").path("jobId", id);
    }

    static HttpCall findings(String id, String query) {
        return HttpCall.of("GET /v1/jobs/{jobId}/findings").path("jobId", id).query(query);
    }

    static HttpCall readQueues() {
        return HttpCall.of("GET /v1/queues");
    }

    static HttpCall deadLetters(String queue, String query) {
        return HttpCall.of("GET /v1/queues/{queue}/dead-letters").path("queue", queue).query(query);
    }
}
