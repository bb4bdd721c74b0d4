package dev.netstock.bench.events;

import dev.netstock.stock.capacity.CapacityUnits;
import dev.netstock.stock.capacity.Prices;

import java.time.Duration;

/**
 * What it costs to wait for the ends of a million long holds, by mechanism, in US dollars. The
 * units of the table are those that the tests of net stock's operations hold.
 *
 * @see <a href="https://aws.amazon.com/eventbridge/pricing/">Amazon EventBridge pricing</a>
 * @see <a href="https://aws.amazon.com/step-functions/pricing/">AWS Step Functions pricing</a>,
 *     standard workflows
 */
final class LongHoldCost {
    private static final double SCHEDULER_INVOCATIONS = 1.00;
    private static final double STATE_TRANSITIONS = 25.00;
    private static final int PARTITIONS = 16;

    /** Requests and messages in batches of ten. */
    private static final double OF_TEN = 0.1;

    private static final Duration DELAY_MAX = Duration.ofMinutes(15);
    private static final long MINUTES_OF_A_MONTH = Duration.ofHours(730).toMinutes();
    private static final double MILLION = 1e6;

    /** Lambda polls a queue with five pollers, each waiting 20 seconds for messages. */
    private static final int POLLS_A_MINUTE = 15;

    private LongHoldCost() {}

    /** A row that is written, found among others, and removed, and its message. */
    static double rows() {
        return dynamoDb(OF_TEN, 2) + OF_TEN * ListPrices.SQS_STANDARD;
    }

    /** A row that stays. */
    static double rowsThatStay() {
        return dynamoDb(OF_TEN, 1) + OF_TEN * ListPrices.SQS_STANDARD;
    }

    /** The positions of all partitions, which are written each minute, in a month. */
    static double positionsOfAMonth() {
        return dynamoDb(0, PARTITIONS) * MINUTES_OF_A_MONTH / MILLION;
    }

    /** The looks of a month that find nothing. */
    static double looksOfAMonth() {
        double look =
                dynamoDb(PARTITIONS, 0)
                        + SCHEDULER_INVOCATIONS
                        + POLLS_A_MINUTE * ListPrices.SQS_STANDARD
                        + call(0.04);
        return look * MINUTES_OF_A_MONTH / MILLION;
    }

    /** A schedule each, created by a call of 50 ms, and its message. */
    static double schedules() {
        return SCHEDULER_INVOCATIONS
                + ListPrices.SQS_STANDARD
                + 0.05 * ListPrices.LAMBDA_GB_SECONDS;
    }

    /** A message that is received, sent and deleted each quarter of an hour, by calls of 10 ms. */
    static double messagesAgain(Duration hold) {
        double hop = OF_TEN * (3 * ListPrices.SQS_STANDARD + call(0.01));
        return hold.dividedBy(DELAY_MAX) * hop;
    }

    static double waitsOfAWorkflow() {
        return 2 * STATE_TRANSITIONS;
    }

    private static double call(double seconds) {
        return ListPrices.LAMBDA_REQUESTS + seconds * ListPrices.LAMBDA_GB_SECONDS;
    }

    private static double dynamoDb(double read, double write) {
        return Prices.US_EAST_1.ofMillion(new CapacityUnits(read, write));
    }
}
