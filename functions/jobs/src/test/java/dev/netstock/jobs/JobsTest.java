package dev.netstock.jobs;

import static dev.netstock.jobs.Operations.cancel;
import static dev.netstock.jobs.Operations.findings;
import static dev.netstock.jobs.Operations.list;
import static dev.netstock.jobs.Operations.read;
import static dev.netstock.jobs.Operations.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netstock.operations.job.JobState;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Reply;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

class JobsTest {
    private static final String RECONCILE = "{'kind': 'reconcile'}";
    private static final String REPAIR = "{'kind': 'reconcile', 'repair': true}";
    private static final String REBUILD = "{'kind': 'rebuild', 'projection': 'history'}";
    private static final String REPLAY = "{'kind': 'replay', 'queue': 'sales'}";

    private final Operations stage = new Operations();
    private final AtomicBoolean isFirst = new AtomicBoolean(true);

    @Test
    void start_ofANewJob_storesItAndSendsItsFirstStep() {
        Reply reply = stage.send(start("r-1", RECONCILE));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.at("/state")).isEqualTo("running");
        assertThat(reply.at("/startedBy")).isEqualTo("storefront-1");
        assertThat(stage.sent()).containsExactly("{\"job\":\"r-1\"}");
        assertThat(stage.send(read("r-1")).body()).isEqualTo(reply.body());
    }

    @Test
    void start_repeated_returnsTheJob_andSendsItsStepAgain() {
        stage.send(start("r-1", RECONCILE));
        stage.sent();
        Reply again = stage.send(start("r-1", RECONCILE));
        assertThat(again.status()).isEqualTo(200);
        assertThat(stage.sent()).hasSize(1);
        assertThat(stage.send(list("")).body().get("jobs").size()).isEqualTo(1);
    }

    @Test
    void start_andCancellation_areAudited() {
        stage.sendAsOperator(start("b-1", REBUILD));
        assertThat(stage.acts.ended().action()).isEqualTo("startJob");
        assertThat(stage.acts.ended().targets()).containsExactly("b-1");
        stage.sendAsOperator(cancel("b-1"));
        var cancelled = stage.acts.entries().getLast();
        assertThat(cancelled.action()).isEqualTo("cancelJob");
        assertThat(cancelled.before().orElseThrow()).contains("\"state\":\"running\"");
        assertThat(cancelled.result().orElseThrow().after().orElseThrow())
                .contains("\"state\":\"cancelling\"");
    }

    @Test
    void start_withAnIdOfAnotherJob_isRefused() {
        stage.send(start("r-1", RECONCILE));
        Reply reply = stage.send(start("r-1", REPAIR));
        assertThat(reply.problem()).isEqualTo("job-differs");
    }

    @Test
    void start_whileAnotherJobDoesTheSame_namesIt() {
        stage.send(start("r-1", RECONCILE));
        Reply reply = stage.send(start("r-2", REPAIR));
        assertThat(reply.problem()).isEqualTo("job-running");
        assertThat(reply.at("/runningJobId")).isEqualTo("r-1");
        assertThat(stage.send(start("b-1", REBUILD)).status()).isEqualTo(201);
        assertThat(stage.send(read("r-2")).status()).isEqualTo(404);
    }

    @Test
    void start_ofAReplayOfAnUnknownQueue_isRefused() {
        assertThat(stage.send(start("p", "{'kind': 'replay', 'queue': 'none'}")).problem())
                .isEqualTo("unknown-queue");
    }

    @Test
    void list_isNewestFirst() {
        stage.send(start("b-1", REBUILD));
        stage.clock.advance(Duration.ofSeconds(1));
        stage.send(start("r-1", RECONCILE));
        Reply reply = stage.send(list("limit=1"));
        assertThat(reply.at("/jobs/0/jobId")).isEqualTo("r-1");
        assertThat(reply.body().get("jobs").size()).isEqualTo(1);
    }

    @Test
    void job_withoutAStepForTenMinutes_isStopped_andResumesWhenItIsStartedAgain() {
        stage.send(start("r-1", RECONCILE));
        stage.clock.advance(Duration.ofMinutes(11));
        assertThat(stage.send(read("r-1")).at("/stopped")).isEqualTo("true");
        stage.sent();
        stage.send(start("r-1", RECONCILE));
        assertThat(stage.sent()).hasSize(1);
    }

    // Reconcile

    @Test
    void reconcile_startsARun_followsIt_andHasItsReport() {
        stage.answering(
                request ->
                        request.contains("start") ? "{\"state\":\"requested\"}" : run("none", 0));
        stage.send(start("r-1", RECONCILE));
        stage.step("r-1");
        stage.step("r-1");
        assertThat(stage.requests).contains("reconcile {\"action\":\"start\",\"repair\":false}");
        assertThat(stage.send(findings("r-1", "")).problem()).isEqualTo("no-report");

        stage.answering(_ -> run("running", 4));
        stage.step("r-1");
        stage.answering(_ -> run("running", 1));
        stage.step("r-1");
        Reply half = stage.send(read("r-1"));
        assertThat(half.at("/phase")).isEqualTo("looking");
        assertThat(half.at("/done")).isEqualTo("3");
        assertThat(half.at("/total")).isEqualTo("4");

        stage.answering(_ -> run("finished", 0));
        stage.step("r-1");
        Reply done = stage.send(read("r-1"));
        assertThat(done.at("/state")).isEqualTo("done");
        assertThat(done.at("/findings")).isEqualTo("2");
        Reply first = stage.send(findings("r-1", "limit=1"));
        assertThat(first.at("/findings/0/kind")).isEqualTo("edited-item");
        assertThat(first.at("/findings/0/expected")).isEqualTo("3");
        Reply second = stage.send(findings("r-1", "limit=1&cursor=" + first.at("/next")));
        assertThat(second.at("/findings/0/kind")).isEqualTo("lost-event");
        assertThat(second.body().has("next")).isFalse();
        assertThat(stage.send(start("r-2", REPAIR)).status()).isEqualTo(201);
    }

    @Test
    void reconcile_whoseStepIsRepeated_startsNoSecondRun() {
        stage.answering(_ -> "{\"state\":\"none\"}");
        stage.send(start("r-1", RECONCILE));
        stage.step("r-1");
        // The run began, but the function was killed before it stored that.
        stage.answering(_ -> run("running", 4));
        stage.step("r-1");
        stage.step("r-1");
        assertThat(stage.requests).noneMatch(request -> request.contains("start"));
        assertThat(stage.job("r-1").progress().memo()).isEqualTo("run-1");
    }

    @Test
    void reconcile_whileARunOfTheOtherKindIsInProgress_saysSo() {
        stage.answering(_ -> run("running", 4));
        stage.send(start("r-1", REPAIR));
        stage.step("r-1");
        stage.step("r-1");
        assertThat(stage.send(read("r-1")).at("/error")).contains("which does not repair");
        assertThat(stage.send(read("r-1")).at("/state")).isEqualTo("running");
    }

    @Test
    void cancel_ofAReconcileRun_isRefused() {
        stage.send(start("r-1", RECONCILE));
        assertThat(stage.send(cancel("r-1")).problem()).isEqualTo("not-cancellable");
    }

    private static String run(String state, int left) {
        return state.equals("none")
                ? "{\"state\":\"none\"}"
                : "{\"run\":\"run-1\",\"state\":\"%s\",\"repair\":false,\"phase\":\"looking\",\"slicesLeft\":%d,\"found\":2}"
                        .formatted(state, left);
    }

    // Rebuild

    @Test
    void rebuild_waitsReplaysSwitchesAndRetires_stepByStep() {
        stage.answering(JobsTest::rebuild);
        stage.send(start("b-1", REBUILD));
        run("b-1");
        assertThat(stage.job("b-1").state()).isEqualTo(JobState.DONE);
        assertThat(stage.send(read("b-1")).at("/done")).isEqualTo("40");
        assertThat(stage.requests)
                .containsSubsequence(
                        "history {\"action\":\"start\"}",
                        "history"
                            + " {\"action\":\"replay\",\"generation\":3,\"segment\":0,\"cursor\":null}",
                        "history"
                            + " {\"action\":\"replay\",\"generation\":3,\"segment\":0,\"cursor\":\"next\"}",
                        "history {\"action\":\"switch\",\"generation\":3}",
                        "history {\"action\":\"retire\",\"generation\":1,\"cursor\":null}",
                        "history {\"action\":\"retire\",\"generation\":1,\"cursor\":\"next\"}");
    }

    @Test
    void rebuild_afterAKill_continuesAtItsCursors() {
        stage.answering(JobsTest::rebuild);
        stage.send(start("b-1", REBUILD));
        stage.step("b-1");
        stage.step("b-1");
        stage.step("b-1");
        stage.requests.clear();
        // The message is delivered to another environment.
        run("b-1");
        assertThat(stage.requests)
                .filteredOn(request -> request.contains("replay"))
                .hasSize(2)
                .allMatch(request -> request.contains("\"cursor\":\"next\""));
    }

    @Test
    void rebuild_thatIsCancelled_isAbandoned_andItsRowsAreDeleted() {
        stage.answering(JobsTest::rebuild);
        stage.send(start("b-1", REBUILD));
        stage.step("b-1");
        stage.sent();
        assertThat(stage.send(cancel("b-1")).at("/state")).isEqualTo("cancelling");
        assertThat(stage.sent()).hasSize(1);
        retired = false;
        stage.requests.clear();
        run("b-1");
        assertThat(stage.job("b-1").state()).isEqualTo(JobState.CANCELLED);
        assertThat(stage.requests)
                .containsSubsequence(
                        "history {\"action\":\"abandon\"}",
                        "history {\"action\":\"retire\",\"generation\":1,\"cursor\":null}",
                        "history {\"action\":\"retire\",\"generation\":1,\"cursor\":\"next\"}");
        assertThat(stage.send(cancel("b-1")).at("/state")).isEqualTo("cancelled");
        assertThat(stage.send(start("b-2", REBUILD)).status()).isEqualTo(201);
    }

    @Test
    void rebuild_thatIsCancelled_deletesAPageAStep_soThatAKillLosesLittle() {
        stage.answering(JobsTest::rebuild);
        stage.send(start("b-1", REBUILD));
        stage.step("b-1");
        stage.send(cancel("b-1"));
        retired = false;
        stage.sent();
        stage.step("b-1");
        stage.requests.clear();
        stage.step("b-1");
        assertThat(stage.requests).filteredOn(request -> request.contains("retire")).hasSize(1);
        assertThat(stage.job("b-1").state()).isEqualTo(JobState.CANCELLING);
        assertThat(stage.sent()).hasSize(2);
    }

    @Test
    void cancel_whileAStepRuns_takesEffectAfterIt() {
        stage.answering(
                request -> {
                    if (request.contains("start")) {
                        stage.send(cancel("b-1"));
                    }
                    return rebuild(request);
                });
        stage.send(start("b-1", REBUILD));
        stage.step("b-1");
        assertThat(stage.job("b-1").state()).isEqualTo(JobState.CANCELLING);
        run("b-1");
        assertThat(stage.job("b-1").state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void job_whoseStepIsStored_butNotAnswered_goesOn() {
        stage.answering(request -> rebuild(request, 1));
        stage.send(start("b-1", REBUILD));
        stage.sent();
        var deaf =
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) ->
                                operation.equals("PutItem") && isFirst.getAndSet(false)
                                        ? Fault.TIMEOUT_AFTER_COMMIT
                                        : Fault.NONE,
                        () -> {});

        Operations.step("b-1", stage.steps(LocalTables.client(deaf)));

        assertThat(isFirst).isFalse();
        assertThat(stage.job("b-1").progress().phase()).isEqualTo("waiting");
        assertThat(stage.job("b-1").version()).isEqualTo(2);
        // Its step is due in a second.
        assertThat(stage.job("b-1").progress().next()).contains(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(stage.sent()).hasSize(1));
    }

    @Test
    void job_whoseStepsFail_isRepeatedFiveTimes_andSaysWhy() {
        stage.answering(_ -> "{\"errorMessage\":\"out of order\"}");
        stage.send(start("b-1", REBUILD));
        stage.step("b-1");
        assertThat(stage.send(read("b-1")).at("/error")).isEqualTo("out of order");
        assertThat(stage.send(read("b-1")).at("/state")).isEqualTo("running");
        for (int step = 0; step < 4; step++) {
            stage.step("b-1");
        }
        assertThat(stage.send(read("b-1")).at("/state")).isEqualTo("failed");
        assertThat(stage.send(start("b-2", REBUILD)).status()).isEqualTo(201);
    }

    private static boolean retired;

    /** The second step is due after a minute, so no test receives its message. */
    private static String rebuild(String request) {
        return rebuild(request, 60);
    }

    private static String rebuild(String request, int waitSeconds) {
        String cursor = request.contains("null") ? "\"next\"" : "null";
        if (request.contains("\"retire\"") && cursor.equals("null")) {
            retired = true;
        }
        return switch (request.split("\"", -1)[3]) {
            case "start" -> {
                retired = false;
                yield "{\"generation\":3,\"state\":\"WAITING\",\"waitSeconds\":%d,\"segments\":2}"
                        .formatted(waitSeconds);
            }
            case "status" ->
                    "{\"serving\":1,\"toRetire\":[%s],\"building\":3,\"waitSeconds\":0,\"segments\":2,\"replayed\":[]}"
                            .formatted(retired ? "" : "1");
            case "replay" -> "{\"events\":10,\"cursor\":" + cursor + "}";
            case "switch" -> "{\"serving\":3}";
            case "retire" -> "{\"rows\":5,\"cursor\":" + cursor + "}";
            default -> "{\"serving\":1}";
        };
    }

    // Replay

    @Test
    void replay_sendsTheDeadLettersToTheirQueue_andReportsItsProgress() {
        for (int message = 0; message < 12; message++) {
            stage.fail("{\"sku\":\"A\",\"n\":" + message + "}");
        }
        stage.send(start("p-1", REPLAY));
        run("p-1");
        Reply done = stage.send(read("p-1"));
        assertThat(done.at("/state")).isEqualTo("done");
        assertThat(done.at("/done")).isEqualTo("12");
        assertThat(done.at("/total")).isEqualTo("12");
        assertThat(LocalQueues.drain(stage.sales)).hasSize(12);
        assertThat(LocalQueues.drain(stage.deadSales)).isEmpty();
    }

    @Test
    void replay_ofMessagesThatFailAgain_ends() {
        stage.fail("one");
        stage.send(start("p-1", REPLAY));
        stage.step("p-1");
        stage.fail("another, since the job began");
        run("p-1");
        assertThat(stage.send(read("p-1")).at("/done")).isEqualTo("1");
        List<Message> left = LocalQueues.drain(stage.deadSales);
        assertThat(left).hasSize(1);
    }

    @Test
    void replay_ofMessagesThatAreGone_ends() {
        stage.fail("one");
        stage.send(start("p-1", REPLAY));
        stage.step("p-1");
        LocalQueues.drain(stage.deadSales);
        run("p-1");
        assertThat(stage.job("p-1").state()).isEqualTo(JobState.DONE);
    }

    /** Runs the steps of a job to its end. */
    private void run(String id) {
        for (int step = 0; step < 30 && !stage.job(id).state().isEnded(); step++) {
            stage.step(id);
        }
        assertThat(stage.job(id).state().isEnded()).isTrue();
    }
}
