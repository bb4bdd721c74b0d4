package dev.netstock.jobs;

import static dev.netstock.jobs.Operations.approve;
import static dev.netstock.jobs.Operations.cancel;
import static dev.netstock.jobs.Operations.list;
import static dev.netstock.jobs.Operations.read;
import static dev.netstock.jobs.Operations.refuse;
import static dev.netstock.jobs.Operations.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.movement.Movement;
import dev.netstock.jobs.job.AdjustWork;
import dev.netstock.operations.job.JobState;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Reply;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Nothing that needs the approval of a second person is done without it, and all of it once. */
class ApprovalsTest {
    private static final String REPAIR = "{'kind': 'reconcile', 'repair': true}";

    private final Operations stage = new Operations();

    private void turnOn() {
        stage.approvals = Optional.of(Operations.RULE);
    }

    @Test
    void repair_whileTheRuleIsOff_startsAtOnce() {
        assertThat(stage.sendAs("mika", start("r-1", REPAIR)).status()).isEqualTo(201);
    }

    @Test
    void repair_waitsUntilAnotherPersonApproves() {
        turnOn();
        Reply asked = stage.sendAs("mika", start("r-1", REPAIR));
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.at("/state")).isEqualTo("waiting");
        assertThat(asked.at("/approval/asker")).isEqualTo("sub-of-mika");
        assertThat(stage.sendAs("mika", start("r-1", REPAIR)).at("/state")).isEqualTo("waiting");
        assertThat(stage.sent()).isEmpty();
        stage.step("r-1");
        assertThat(stage.requests).isEmpty();

        Reply approved = stage.sendAs("ken", approve("r-1"));
        assertThat(approved.at("/state")).isEqualTo("running");
        assertThat(approved.at("/startedBy")).isEqualTo("mika");
        assertThat(approved.at("/approval/decidedBy")).isEqualTo("ken");
        assertThat(approved.at("/approval/decider")).isEqualTo("sub-of-ken");
        assertThat(stage.sent()).containsExactly("{\"job\":\"r-1\"}");
        stage.answering(_ -> "{\"state\":\"none\"}");
        stage.step("r-1");
        stage.step("r-1");
        assertThat(stage.requests).contains("reconcile {\"action\":\"start\",\"repair\":true}");
    }

    @Test
    void dryRun_needsNoApproval() {
        turnOn();
        assertThat(stage.sendAs("mika", start("r-1", "{'kind': 'reconcile'}")).status())
                .isEqualTo(201);
    }

    @Test
    void repairOfAMachine_needsAnotherSubject() {
        turnOn();
        stage.send(start("r-1", REPAIR));
        assertThat(stage.send(approve("r-1")).problem()).isEqualTo("own-request");
        assertThat(stage.sendAs("ken", approve("r-1")).status()).isEqualTo(200);
    }

    @Test
    void ownRequest_isDecidedByOthersOnly() {
        String id = stage.adjustmentOf("mika", -101);
        assertThat(stage.sendAs("mika", approve(id)).problem()).isEqualTo("own-request");
        assertThat(stage.sendAs("mika", refuse(id)).problem()).isEqualTo("own-request");
        stage.step(id);
        assertThat(stage.published).isEmpty();
    }

    @Test
    void adjustment_thatIsApproved_isRecordedWithBothNames() {
        String id = stage.adjustmentOf("mika", -101);
        stage.sendAs("ken", approve(id));
        stage.step(id);
        assertThat(stage.published).hasSize(1);
        Movement movement = stage.published.getFirst();
        assertThat(movement.source()).isEqualTo("/clerk");
        assertThat(movement.movementId()).isEqualTo("m-1");
        assertThat(movement.units()).isEqualTo(-101);
        assertThat(movement.reason().orElseThrow().by()).contains("mika");
        assertThat(movement.reason().orElseThrow().approvedBy()).contains("ken");
        assertThat(stage.job(id).state()).isEqualTo(JobState.DONE);
    }

    /** The ledger counts a movement once, by its name; a job that is done records no more. */
    @Test
    void adjustment_whoseMessageIsDeliveredAgain_isPublishedOnce() {
        String id = stage.adjustmentOf("mika", -101);
        stage.sendAs("ken", approve(id));
        stage.step(id);
        stage.step(id);
        assertThat(stage.sendAs("ken", approve(id)).at("/state")).isEqualTo("done");
        stage.step(id);
        assertThat(stage.published).hasSize(1);
    }

    /** The function was killed after it had published, and before it stored that. */
    @Test
    void adjustment_whoseStepIsRepeated_isPublishedUnderTheSameName() {
        String id = stage.adjustmentOf("mika", -101);
        stage.sendAs("ken", approve(id));
        var work =
                new AdjustWork(
                        stage.store()::movements,
                        (movements, _) -> stage.published.addAll(movements));
        work.step(stage.job(id), Shop.call());
        stage.step(id);
        assertThat(stage.published).hasSize(2);
        assertThat(stage.published.getFirst().name()).isEqualTo(stage.published.getLast().name());
        assertThat(stage.published.getFirst().agreesWith(stage.published.getLast())).isTrue();
    }

    /**
     * The function may be killed right after the approval is stored. A message that is due later
     * than the function runs was sent before, so the job is done without another request.
     */
    @Test
    void approval_leavesAMessageThatOutlivesTheFunction() {
        String id = stage.adjustmentOf("mika", -101);
        stage.sendAs("ken", approve(id));
        assertThat(stage.sent()).hasSize(1);
        var delayed =
                LocalQueues.client()
                        .getQueueAttributes(
                                it ->
                                        it.queueUrl(stage.jobQueue)
                                                .attributeNames(
                                                        QueueAttributeName
                                                                .APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
        assertThat(delayed.attributesAsStrings()).containsValue("1");
    }

    @Test
    void approval_thatIsRepeated_isTheSame_andSendsItsMessageAgain() {
        String id = stage.adjustmentOf("mika", -101);
        Reply first = stage.sendAs("ken", approve(id));
        stage.sent();
        Reply again = stage.sendAs("ken", approve(id));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(stage.sent()).hasSize(1);
        assertThat(stage.sendAs("aya", approve(id)).problem()).isEqualTo("not-waiting");
    }

    @Test
    void refusal_isFinal() {
        String id = stage.adjustmentOf("mika", -101);
        Reply refused = stage.sendAs("ken", refuse(id));
        assertThat(refused.at("/state")).isEqualTo("refused");
        assertThat(refused.at("/approval/decidedBy")).isEqualTo("ken");
        assertThat(stage.sendAs("ken", refuse(id)).body()).isEqualTo(refused.body());
        assertThat(stage.sendAs("ken", approve(id)).at("/state")).isEqualTo("refused");
        assertThat(stage.sendAs("ken", approve(id)).problem()).isEqualTo("not-waiting");
        stage.step(id);
        assertThat(stage.published).isEmpty();
    }

    @Test
    void theOneWhoAsked_canWithdraw_andNobodyElse() {
        turnOn();
        stage.sendAs("mika", start("r-1", REPAIR));
        assertThat(stage.sendAs("ken", cancel("r-1")).problem()).isEqualTo("not-cancellable");
        assertThat(stage.sendAs("mika", cancel("r-1")).at("/state")).isEqualTo("cancelled");
        assertThat(stage.sendAs("mika", cancel("r-1")).at("/state")).isEqualTo("cancelled");
        assertThat(stage.sendAs("ken", approve("r-1")).problem()).isEqualTo("not-waiting");
    }

    @Test
    void request_expires() {
        String id = stage.adjustmentOf("mika", -101);
        stage.clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(stage.send(read(id)).at("/state")).isEqualTo("waiting");
        assertThat(stage.send(read(id)).at("/stopped")).isEqualTo("false");
        stage.clock.advance(Duration.ofMillis(1));
        assertThat(stage.send(read(id)).at("/state")).isEqualTo("expired");
        assertThat(stage.send(list("state=waiting")).body().get("jobs").size()).isZero();
        assertThat(stage.send(list("state=expired")).body().get("jobs").size()).isEqualTo(1);
        assertThat(stage.sendAs("ken", approve(id)).problem()).isEqualTo("not-waiting");
        stage.step(id);
        assertThat(stage.published).isEmpty();
    }

    @Test
    void approval_ofARepair_whileAnotherRunIsInProgress_leavesItWaiting() {
        turnOn();
        stage.send(start("r-0", "{'kind': 'reconcile'}"));
        stage.sendAs("mika", start("r-1", REPAIR));
        Reply reply = stage.sendAs("ken", approve("r-1"));
        assertThat(reply.problem()).isEqualTo("job-running");
        assertThat(reply.at("/runningJobId")).isEqualTo("r-0");
        assertThat(stage.send(read("r-1")).at("/state")).isEqualTo("waiting");
    }

    @Test
    void adjustments_doNotBlockEachOther() {
        String first = stage.adjustmentOf("mika", -101);
        String second = stage.adjustmentOf("mika", -102);
        assertThat(stage.sendAs("ken", approve(first)).status()).isEqualTo(200);
        assertThat(stage.sendAs("ken", approve(second)).status()).isEqualTo(200);
    }

    @Test
    void job_thatNeedsNoApproval_cannotBeDecided() {
        stage.send(start("r-1", "{'kind': 'reconcile'}"));
        assertThat(stage.sendAs("ken", approve("r-1")).problem()).isEqualTo("not-waiting");
    }

    @Test
    void whatWaits_isListed_withItsMovementsWhenItIsRead() {
        turnOn();
        String id = stage.adjustmentOf("mika", -101);
        stage.send(start("b-1", "{'kind': 'rebuild', 'projection': 'history'}"));
        Reply waiting = stage.send(list("state=waiting"));
        assertThat(waiting.body().get("jobs").size()).isEqualTo(1);
        assertThat(waiting.at("/jobs/0/jobId")).isEqualTo(id);
        assertThat(waiting.at("/jobs/0/units")).isEqualTo("101");
        assertThat(waiting.body().at("/jobs/0").has("movements")).isFalse();
        Reply one = stage.send(read(id));
        assertThat(one.at("/source")).isEqualTo("/clerk");
        assertThat(one.at("/movements/0/sku")).isEqualTo("A");
        assertThat(one.at("/movements/0/reasonNote")).isEqualTo("Shelf 4");
    }

    @Test
    void auditLog_showsBothPeople() {
        String id = stage.adjustmentOf("mika", -101);
        stage.sendAs("ken", approve(id));
        var act = stage.acts.ended();
        assertThat(act.action()).isEqualTo("approveJob");
        assertThat(act.actor().title()).isEqualTo("ken");
        assertThat(act.targets()).containsExactly(id, "A");
        assertThat(act.before().orElseThrow())
                .contains("\"state\":\"waiting\"", "\"startedBy\":\"mika\"", "Shelf 4");
        assertThat(act.result().orElseThrow().after().orElseThrow())
                .contains("\"startedBy\":\"mika\"", "\"decidedBy\":\"ken\"");
    }

    @Test
    void repair_ofTheSameIdThatDoesSomethingElse_isRefused() {
        turnOn();
        stage.sendAs("mika", start("r-1", REPAIR));
        assertThat(stage.sendAs("mika", start("r-1", "{'kind': 'reconcile'}")).problem())
                .isEqualTo("job-differs");
        assertThat(List.of(stage.job("r-1").state())).containsExactly(JobState.WAITING);
    }
}
