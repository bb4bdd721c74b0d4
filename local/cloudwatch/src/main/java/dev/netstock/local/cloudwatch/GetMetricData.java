package dev.netstock.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.local.cloudwatch.MetricMinutes.Point;
import dev.netstock.local.cloudwatch.MetricMinutes.Window;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The action {@code GetMetricData}: statistics of metrics, without expressions. Points are newest
 * first unless the request has another order, and paginated. Thread-safe.
 *
 * @param kept the stored metrics
 * @param gauges the metrics that are measured now
 * @param pointsMax maximum points of a page
 * @param clock the clock for rounding start times
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html">MetricDataQuery</a>
 */
record GetMetricData(MetricMinutes kept, Gauges gauges, int pointsMax, InstantSource clock) {
    private static final int QUERIES_MAX = 500;
    private static final long MINUTE_S = 60;

    /** From these ages on, start times are rounded to five minutes and to hours. */
    private static final Duration FIFTEEN_DAYS = Duration.ofDays(15);

    private static final Duration SIXTY_THREE_DAYS = Duration.ofDays(63);

    /** The supported parameters of a request and of its nested objects. */
    private static final Set<String> REQUEST =
            Set.of(
                    "EndTime",
                    "MaxDatapoints",
                    "MetricDataQueries",
                    "NextToken",
                    "ScanBy",
                    "StartTime");

    private static final Set<String> QUERY = Set.of("Id", "Label", "MetricStat", "ReturnData");
    private static final Set<String> METRIC_STAT = Set.of("Metric", "Period", "Stat");
    private static final Set<String> METRIC = Set.of("Dimensions", "MetricName", "Namespace");
    private static final Set<String> ORDERS = Set.of("TimestampAscending", "TimestampDescending");

    /** Statistics of CloudWatch that are not supported. */
    private static final Pattern EXTENDED =
            Pattern.compile("IQM|(TM|TC|TS|WM|PR)\\(.*\\)|(tm|tc|ts|wm)\\d{1,2}(\\.\\d{1,10})?");

    private static final Set<Integer> PERIODS_BELOW_A_MINUTE = Set.of(1, 5, 10, 20, 30);

    /**
     * One page.
     *
     * @param nextToken token of the next page; empty on the last page
     */
    record Page(List<Result> results, Optional<String> nextToken) {}

    /**
     * The part of a query's result on one page.
     *
     * @param isWhole whether this is the last part
     */
    record Result(String id, String label, List<Point> points, boolean isWhole) {
        /** Its name in the API. */
        String statusCode() {
            return isWhole ? "Complete" : "PartialData";
        }
    }

    /**
     * @throws CloudWatchRefusal if the request is invalid or not supported
     */
    Page answer(JsonNode request) {
        check(request);
        int skipped = token(request);
        int room = Math.min(pointsMax, number(request, "MaxDatapoints").orElse(pointsMax));
        int before = 0;
        var results = new ArrayList<Result>();
        for (JsonNode query : request.path("MetricDataQueries")) {
            List<Point> points = points(query, request);
            if (!query.path("ReturnData").asBoolean(true)) {
                continue; // it applies to expressions only
            }
            int first = Math.clamp(skipped - before, 0, points.size());
            int end = Math.clamp(skipped + room - before, 0, points.size());
            results.add(result(query, points.subList(first, end), end == points.size()));
            before += points.size();
        }
        boolean isLast = before <= skipped + room;
        return new Page(
                results, isLast ? Optional.empty() : Optional.of(Integer.toString(skipped + room)));
    }

    private static void check(JsonNode request) {
        checkNames(request, REQUEST);
        if (!time(request, "StartTime").isBefore(time(request, "EndTime"))) {
            throw CloudWatchError.invalid("The parameter EndTime must be greater than StartTime.");
        }
        String order = request.path("ScanBy").asText("TimestampDescending");
        if (!ORDERS.contains(order)) {
            throw CloudWatchError.invalid(
                    "Value '"
                            + order
                            + "' at 'scanBy' failed to satisfy constraint: Member must satisfy enum"
                            + " value set: [TimestampAscending, TimestampDescending]");
        }
        JsonNode queries = request.path("MetricDataQueries");
        if (queries.isEmpty()) {
            throw CloudWatchError.missing("MetricDataQueries");
        }
        if (queries.size() > QUERIES_MAX) {
            throw CloudWatchError.invalid(
                    "The collection MetricDataQueries must not have a size greater than "
                            + QUERIES_MAX
                            + ".");
        }
        if (number(request, "MaxDatapoints").filter(it -> it < 1 || it > 100_800).isPresent()) {
            throw CloudWatchError.invalid(
                    "The parameter MaxDatapoints must be between 1 and 100800.");
        }
        var ids = new HashSet<String>();
        for (JsonNode query : queries) {
            check(query, ids);
        }
    }

    private static void check(JsonNode query, Set<String> ids) {
        checkNames(query, QUERY);
        String id = query.path("Id").asText();
        if (!id.matches("[a-z]\\w{0,254}")) {
            throw CloudWatchError.invalid(
                    "Invalid id '"
                            + id
                            + "': an id starts with a lowercase letter, and has letters, numbers"
                            + " and underscores.");
        }
        if (!ids.add(id)) {
            throw CloudWatchError.invalid(
                    "The values for parameter id in MetricDataQueries are not unique: " + id);
        }
        JsonNode stat = query.path("MetricStat");
        if (stat.isMissingNode()) {
            throw CloudWatchError.missing("MetricStat");
        }
        checkNames(stat, METRIC_STAT);
        checkNames(stat.path("Metric"), METRIC);
        require(stat.path("Metric"), "Namespace");
        require(stat.path("Metric"), "MetricName");
        if (query.path("Label").asText().contains("${")) {
            throw CloudWatchError.notImplemented("a dynamic Label");
        }
    }

    private static void checkNames(JsonNode requested, Set<String> known) {
        requested
                .fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw CloudWatchError.notImplemented("the parameter " + name);
                            }
                        });
    }

    private static void require(JsonNode requested, String name) {
        if (requested.path(name).asText().isEmpty()) {
            throw CloudWatchError.missing(name);
        }
    }

    private static Result result(JsonNode query, List<Point> points, boolean isWhole) {
        String name = query.at("/MetricStat/Metric/MetricName").asText();
        return new Result(
                query.path("Id").asText(), query.path("Label").asText(name), points, isWhole);
    }

    private List<Point> points(JsonNode query, JsonNode request) {
        JsonNode stat = query.path("MetricStat");
        String name = stat.path("Stat").asText();
        Statistic statistic =
                Statistic.named(name)
                        .orElseThrow(
                                () ->
                                        EXTENDED.matcher(name).matches()
                                                ? CloudWatchError.notImplemented(
                                                        "the statistic " + name)
                                                : CloudWatchError.invalid(
                                                        "The value "
                                                                + name
                                                                + " for parameter Stat is not"
                                                                + " supported."));
        MetricId metric = metric(stat.path("Metric"));
        gauges.measure(metric, kept, clock.instant());
        List<Point> points = kept.points(metric, window(stat, request), statistic);
        return request.path("ScanBy").asText().equals("TimestampAscending")
                ? points
                : points.reversed();
    }

    private static MetricId metric(JsonNode metric) {
        Map<String, String> dimensions = new HashMap<>();
        metric.path("Dimensions")
                .forEach(
                        dimension ->
                                dimensions.put(
                                        dimension.path("Name").asText(),
                                        dimension.path("Value").asText()));
        return new MetricId(
                metric.path("Namespace").asText(), metric.path("MetricName").asText(), dimensions);
    }

    private Window window(JsonNode stat, JsonNode request) {
        int period = number(stat, "Period").orElse(0);
        if (PERIODS_BELOW_A_MINUTE.contains(period)) {
            throw CloudWatchError.notImplemented("a Period below a minute");
        }
        if (period <= 0 || period % MINUTE_S != 0) {
            throw CloudWatchError.invalid(
                    "The parameter Period must be 1, 5, 10, 20, 30, or a multiple of 60: "
                            + period);
        }
        return new Window(
                roundedDown(time(request, "StartTime")),
                time(request, "EndTime"),
                Duration.ofSeconds(period));
    }

    /** Rounds to minutes, or coarser for older times. */
    private Instant roundedDown(Instant start) {
        Duration age = Duration.between(start, clock.instant());
        long coarse = age.compareTo(SIXTY_THREE_DAYS) > 0 ? 60 : 5;
        long minutes = age.compareTo(FIFTEEN_DAYS) > 0 ? coarse : 1;
        long step = minutes * MINUTE_S;
        return Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), step) * step);
    }

    /** Epoch seconds, or ISO 8601 in a form. */
    private static Instant time(JsonNode request, String name) {
        require(request, name);
        JsonNode time = request.path(name);
        try {
            return time.isNumber()
                    ? Instant.ofEpochMilli(time.decimalValue().movePointRight(3).longValue())
                    : Instant.parse(time.asText());
        } catch (DateTimeParseException _) {
            throw CloudWatchError.invalid("The parameter " + name + " is not a time.");
        }
    }

    private static Optional<Integer> number(JsonNode requested, String name) {
        String text = requested.path(name).asText();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("-?\\d{1,9}")) {
            throw CloudWatchError.invalid("The parameter " + name + " is not an integer.");
        }
        return Optional.of(Integer.valueOf(text));
    }

    private static int token(JsonNode request) {
        String token = request.path("NextToken").asText("0");
        if (!token.matches("\\d{1,9}")) {
            throw new CloudWatchError(
                    400, "InvalidNextToken", "The next token specified is invalid.");
        }
        return Integer.parseInt(token);
    }
}
