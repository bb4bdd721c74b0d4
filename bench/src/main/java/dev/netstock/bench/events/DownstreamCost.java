package dev.netstock.bench.events;

import dev.netstock.stock.capacity.CapacityUnits;
import dev.netstock.stock.capacity.Prices;

import java.util.ArrayList;
import java.util.List;

/**
 * What one reservation of one line that is confirmed in the end costs behind the API: two deltas
 * and one level, by list prices. Streams are read for nothing by Lambda.
 *
 * <p>Counted, not measured: the numbers of requests follow from what the functions do (their tests
 * hold that), how many events share a request from the load, and time from two assumptions, {@link
 * #MS_A_CALL} and {@link #MS_AN_EVENT}.
 */
final class DownstreamCost {
    /** Assumed: what a warm call takes beside its events. */
    static final double MS_A_CALL = 15;

    /** Assumed: what an event adds. */
    static final double MS_AN_EVENT = 2;

    private static final double GB = 1_769 / 1_024.0;

    /** Events that a publisher, history or sales take at once. */
    private static final int BATCH = 100;

    /** Entries of a request to SNS or SQS, and messages that the other functions take at once. */
    private static final int REQUEST = 10;

    /** Rows of a BatchWriteItem. */
    private static final int ROWS = 25;

    /** Events of which a transaction of 100 actions holds marker and cells. */
    private static final int TRANSACTION = 45;

    private static final int DELTAS = 2;
    private static final int EVENTS = 3;

    /**
     * What one part does for a reservation.
     *
     * @param name the part
     * @param requests requests to AWS services
     * @param dollars for a million reservations
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

    /** A reservation is handed over twice: when it is made, and when its hold is over. */
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

    /** A confirmation moves no units, and has no line to write. */
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

    /** A SKU without settings is looked up, and nothing is written. */
    private void replenishment() {
        double calls = load.per(REQUEST);
        add(
                "replenishment",
                6 * calls,
                lambda(calls, 1) + 3 * calls * ListPrices.SQS_FIFO + dynamoDb(0, 0.5 + calls));
    }

    /** Each delta is sent to a queue once, and received and deleted ten at a time. */
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
