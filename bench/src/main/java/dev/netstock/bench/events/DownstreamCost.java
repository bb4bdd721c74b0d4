package dev.netstock.bench.events;

import dev.netstock.stock.capacity.CapacityUnits;
import dev.netstock.stock.capacity.Prices;

import java.util.ArrayList;
import java.util.List;

/**
 * The downstream cost of one reservation of one line that is confirmed: two deltas and one level,
 * at list prices. Lambda reads streams for free.
 *
 * <p>It is computed, not measured: the number of requests follows from the functions (their tests
 * verify it), the events per request from the load, and time from two assumptions, {@link
 * #MS_A_CALL} and {@link #MS_AN_EVENT}.
 */
final class DownstreamCost {
    /** Assumption: the time of a warm call without its events. */
    static final double MS_A_CALL = 15;

    /** Assumption: the time that each event adds. */
    static final double MS_AN_EVENT = 2;

    private static final double GB = 1_769 / 1_024.0;

    /** The batch size of the publishers, history and sales. */
    private static final int BATCH = 100;

    /** Entries of a request to SNS or SQS, and the batch size of the other functions. */
    private static final int REQUEST = 10;

    /** Rows of a BatchWriteItem. */
    private static final int ROWS = 25;

    /** Events whose marker and cells fit into a transaction of 100 actions. */
    private static final int TRANSACTION = 45;

    private static final int DELTAS = 2;
    private static final int EVENTS = 3;

    /**
     * The cost of one part for a reservation.
     *
     * @param name the part
     * @param requests requests to AWS services
     * @param dollars US dollars per million reservations
     */
    record Part(String name, double requests, double dollars) {}

    private final Load load;
    private final List<Part> parts = new ArrayList<>();

    private DownstreamCost(Load load) {
        this.load = load;
    }

    /** Part by part, in the order of the flow. */
    static List<Part> of(Load load) {
        var cost = new DownstreamCost(load);
        cost.publishing();
        cost.archive();
        cost.expiry();
        cost.sweep();
        cost.history();
        cost.sales();
        cost.replenishment();
        return cost.parts;
    }

    private void publishing() {
        double calls = EVENTS * load.per(BATCH);
        double publishes = EVENTS * load.per(REQUEST);
        add(
                "publishers and topic",
                calls + publishes,
                lambda(calls, EVENTS) + publishes * ListPrices.SNS_PUBLISHES);
    }

    private void archive() {
        add(
                "archive",
                EVENTS,
                EVENTS * (ListPrices.SNS_TO_FIREHOSE + ListPrices.firehoseRecords()));
    }

    /** A reservation is queued twice: when it is made, and when its hold is over. */
    private void expiry() {
        double calls = 2 * load.per(REQUEST);
        double sent = 1 + load.per(REQUEST);
        add(
                "expiry",
                calls + sent + 2 * calls + 1,
                lambda(calls, 2) + (sent + 2 * calls) * ListPrices.SQS_STANDARD + dynamoDb(0, 1));
    }

    /** The takes of a batch are one message; its claim is read with eventual consistency. */
    private void sweep() {
        double messages = load.per(BATCH);
        add(
                "sweep",
                4 * messages + load.per(BATCH),
                lambda(messages, 1) + 3 * messages * ListPrices.SQS_STANDARD + dynamoDb(0, 0.5));
    }

    /** A confirmation moves no units, so no entry is written. */
    private void history() {
        double calls = DELTAS * load.per(BATCH);
        add(
                "history",
                queue(calls) + calls + load.per(ROWS),
                lambda(calls, DELTAS) + sqs(calls) + dynamoDb(1, calls));
    }

    /**
     * A marker, the cell of the SKU, and a share of the four cells that all SKUs have in common.
     */
    private void sales() {
        double calls = DELTAS * load.per(BATCH);
        double units = 2 + 2 + 4 * 2 * load.per(BATCH);
        add(
                "sales",
                queue(calls) + calls + load.per(TRANSACTION),
                lambda(calls, DELTAS) + sqs(calls) + dynamoDb(units, calls));
    }

    /** For a SKU without settings there is a lookup, and nothing is written. */
    private void replenishment() {
        double calls = load.per(REQUEST);
        add(
                "replenishment",
                6 * calls,
                lambda(calls, 1) + 3 * calls * ListPrices.SQS_FIFO + dynamoDb(0, 0.5 + calls));
    }

    /** Each delta is sent to a queue once; messages are received and deleted ten at a time. */
    private double queue(double calls) {
        return calls + DELTAS + 2 * DELTAS * load.per(REQUEST);
    }

    private double sqs(double calls) {
        return (queue(calls) - calls) * ListPrices.SQS_STANDARD;
    }

    private static double lambda(double calls, double events) {
        double seconds = (calls * MS_A_CALL + events * MS_AN_EVENT) / 1_000;
        return calls * ListPrices.LAMBDA_REQUESTS + seconds * GB * ListPrices.LAMBDA_GB_SECONDS;
    }

    private static double dynamoDb(double write, double read) {
        return Prices.US_EAST_1.ofMillion(new CapacityUnits(read, write));
    }

    private void add(String name, double requests, double dollars) {
        parts.add(new Part(name, requests, dollars));
    }
}
