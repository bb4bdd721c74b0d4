package dev.netstock.infra.stage;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what a stage promises and reserves with the limits of its account. Lambda accepts ten
 * synchronous requests a second for each execution environment that a function may have, however
 * short they are; so the throttles of all routes of a function add up to what it needs.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Lambda
 *     function scaling</a>, "Understanding concurrency and requests per second"
 */
public final class StageCapacity {
    /** Of an order: its reservation, its confirmation or release, and the level that it changes. */
    public static final int MESSAGES_PER_ORDER = 3;

    private static final int REQUESTS_PER_SECOND = 10;

    /** Environments that Lambda keeps for functions without a reservation. */
    private static final int UNRESERVED_MIN = 100;

    private final StageSettings settings;

    StageCapacity(StageSettings settings) {
        this.settings = settings;
    }

    /** What the stage exceeds, as texts that name the setting; empty if nothing. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        for (var function : Functions.of(settings)) {
            var reserved = settings.concurrencyOf(function);
            if (reserved > 0 && reserved < environments(function)) {
                problems.add(
                        ("functions.%s.reservedConcurrency: its routes accept %,d calls a second,"
                                        + " which need %,d environments")
                                .formatted(
                                        function.id(),
                                        callsPerSecond(function),
                                        environments(function)));
            }
        }
        addTotals(problems);
        return problems;
    }

    private void addTotals(List<String> problems) {
        var reserved = Functions.of(settings).stream().mapToInt(settings::concurrencyOf).sum();
        var left = settings.account().concurrentExecutions() - reserved;
        if (reserved > 0 && left < UNRESERVED_MIN) {
            problems.add(
                    ("account.concurrentExecutions: the functions reserve %,d environments, and"
                                    + " Lambda keeps %d unreserved")
                            .formatted(reserved, UNRESERVED_MIN));
        }
        if (sharedEnvironments() > left) {
            problems.add(
                    ("account.concurrentExecutions: functions without a reservation need %,d"
                                    + " environments, and %,d are left")
                            .formatted(sharedEnvironments(), left));
        }
        if (callsPerSecond() > settings.account().apiCallsPerSecond()) {
            problems.add(
                    "account.apiCallsPerSecond: the routes accept %,d calls a second"
                            .formatted(callsPerSecond()));
        }
        if (messagesPerSecond() > settings.account().messagesPerSecond()) {
            problems.add(
                    "account.messagesPerSecond: as many orders as the API accepts publish %,d"
                            .formatted(messagesPerSecond()));
        }
    }

    /**
     * The environments that functions without a reservation need: for their routes at full
     * throttle, or for all batches that their queues may start.
     */
    public int sharedEnvironments() {
        return Functions.of(settings).stream()
                .filter(function -> settings.concurrencyOf(function) == 0)
                .mapToInt(
                        function ->
                                function.hasQueue()
                                        ? settings.of(function).concurrentBatches()
                                        : environments(function))
                .sum();
    }

    /** The calls a second that all routes together accept. */
    public int callsPerSecond() {
        return Functions.of(settings).stream().mapToInt(this::callsPerSecond).sum();
    }

    private int messagesPerSecond() {
        return MESSAGES_PER_ORDER
                * settings.throttleOf(Functions.route("reserve")).callsPerSecond();
    }

    private int environments(FunctionSpec function) {
        return (callsPerSecond(function) + REQUESTS_PER_SECOND - 1) / REQUESTS_PER_SECOND;
    }

    private int callsPerSecond(FunctionSpec function) {
        return function.routes().stream()
                .mapToInt(route -> settings.throttleOf(route).callsPerSecond())
                .sum();
    }
}
