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

import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobKind;
import dev.netstock.operations.job.JobRequest;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.BeforeAll;

import java.util.stream.Stream;

/** The functions accept exactly what docs/openapi.yaml describes, at each limit. */
class JobsDescriptionTest extends RequestsAsDescribed {
    private static final Operations STAGE = new Operations();

    /** More of everything than the defaults of the limits. */
    @BeforeAll
    static void fill() {
        STAGE.reconciled("r-1", "run-60");
        for (int number = 0; number < 25; number++) {
            STAGE.store()
                    .start(
                            Job.start(
                                    "j-" + number,
                                    new JobRequest(
                                            JobKind.REPLAY,
                                            "queue-" + (char) ('a' + number),
                                            false),
                                    "ken",
                                    STAGE.clock.instant()),
                            Shop.call());
            STAGE.fail("{\"n\":" + number + "}");
        }
    }

    /** Which dead letters SQS returns is up to SQS. */
    @Override
    protected String meaning(HttpCall call) {
        return call.route().endsWith("/dead-letters")
                ? Integer.toString(send(call).body().get("messages").size())
                : super.meaning(call);
    }

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(
                list("limit=20&state=running"),
                start("r-1", "{'kind': 'reconcile'}"),
                read("r-1"),
                cancel("r-1"),
                approve("r-1"),
                refuse("r-1"),
                findings("r-1", "limit=50&cursor=0"),
                readQueues(),
                deadLetters("sales", "limit=10"));
    }

    @Override
    protected Reply send(HttpCall call) {
        return STAGE.send(call);
    }

    @Override
    protected Class<?> handler() {
        return JobsHandler.class;
    }
}
