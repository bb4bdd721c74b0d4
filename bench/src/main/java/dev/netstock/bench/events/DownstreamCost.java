package dev.netstock.bench.events;

import dev.netstock.stock.capacity.CapacityUnits;
import dev.netstock.stock.capacity.Prices;

import java.util.ArrayList;
import java.util.List;

/**
 * The downstream cost of one reservation of one line that is confirmed: two deltas and one level,
 * at list prices. The SKU has no thresholds, and its take is claimed when the level publisher
 * looks. Lambda reads streams for free.
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

    /** Rows of a BatchGetItem. */
    private static final int ROWS_READ = 100;

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

    /** Part by part, in the order of the flow; the ledger is the last one. */
    static List<Part> of(Load load) {
        var cost = new DownstreamCost(load);
        cost.publishing();
        cost.archive();
        cost.expiry();
        cost.lookups();
        cost.history();
        cost.sales();
        cost.posting();
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

    /** The delta publisher queues a reservation once, for when its hold is over. */
    private void expiry() {
        double calls = load.per(REQUEST);
        add(
                "expiry",
                5 * calls,
                lambda(calls, 1) + 3 * calls * ListPrices.SQS_STANDARD + dynamoDb(0, 0.5));
    }

    /**
     * The level publisher reads the claim, with eventual consistency, and the settings of the SKU,
     * with strong consistency, of all records of a batch: a claimed take needs no sweep, and a SKU
     * without settings no replenishment.
     */
    private void lookups() {
        add("claims and settings", load.per(ROWS_READ / 2), dynamoDb(0, 0.5 + 1));
    }

    /** It reads the stream itself. A confirmation moves no units: nothing is read for it. */
    private void history() {
        double calls = DELTAS * load.per(BATCH);
        double writing = load.per(BATCH);
        add(
                "history",
                calls + writing + load.per(ROWS),
                lambda(calls, DELTAS) + dynamoDb(1, writing));
    }

    /**
     * Only the reservation is delivered. A marker, the cell of the SKU, and a share of the four
     * cells that all SKUs have in common.
     */
    private void sales() {
        double calls = load.per(BATCH);
        double units = 2 + 2 + 4 * 2 * load.per(BATCH);
        add(
                "sales",
                queue(1, calls) + calls + load.per(TRANSACTION),
                lambda(calls, 1) + sqs(1, calls) + dynamoDb(units, calls));
    }

    /** The ledger books both deltas. Its statements are no requests. */
    private void posting() {
        double calls = DELTAS * load.per(BATCH);
        add("ledger posting", queue(DELTAS, calls), lambda(calls, DELTAS) + sqs(DELTAS, calls));
    }

    /**
     * The topic sends each event to the queue by itself; messages are received and deleted ten at a
     * time.
     */
    private double queue(int events, double calls) {
        return calls + events + 2 * events * load.per(REQUEST);
    }

    private double sqs(int events, double calls) {
        return (queue(events, calls) - calls) * ListPrices.SQS_STANDARD;
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
