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
 * The action {@code GetMetricData}: statistics of metrics, without expressions. Points come newest
 * first unless another order is asked for, and page by page if there are many. Thread-safe.
 *
 * @param kept what there is
 * @param pointsMax how many points a page has
 * @param clock by whose time old starts are rounded
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html">MetricDataQuery</a>
 */
record GetMetricData(MetricMinutes kept, int pointsMax, InstantSource clock) {
    private static final int QUERIES_MAX = 500;
    private static final long MINUTE_S = 60;

    /** From these ages on, starts are rounded to five minutes, and to hours. */
    private static final Duration FIFTEEN_DAYS = Duration.ofDays(15);

    private static final Duration SIXTY_THREE_DAYS = Duration.ofDays(63);

    /** What is read of a request, and of what it holds. */
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

    /** What CloudWatch counts, and this does not. */
    private static final Pattern EXTENDED =
            Pattern.compile("IQM|(TM|TC|TS|WM|PR)\\(.*\\)|(tm|tc|ts|wm)\\d{1,2}(\\.\\d{1,10})?");

    private static final Set<Integer> PERIODS_BELOW_A_MINUTE = Set.of(1, 5, 10, 20, 30);

    /**
     * One page.
     *
     * @param nextToken for the next one; empty if this is the last
     */
    record Page(List<Result> results, Optional<String> nextToken) {}

    /**
     * What a page has of one query.
     *
     * @param isWhole whether nothing of it follows
     */
    record Result(String id, String label, List<Point> points, boolean isWhole) {
        /** As the API writes it. */
        String statusCode() {
            return isWhole ? "Complete" : "PartialData";
        }
    }

    /**
     * @throws CloudWatchRefusal if it asks for what CloudWatch refuses, or is not known here
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
                continue; // it would serve an expression alone
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
            throw CloudWatchRefusal.invalid(
                    "The parameter EndTime must be greater than StartTime.");
        }
        String order = request.path("ScanBy").asText("TimestampDescending");
        if (!ORDERS.contains(order)) {
            throw CloudWatchRefusal.invalid(
                    "Value '"
                            + order
                            + "' at 'scanBy' failed to satisfy constraint: Member must satisfy enum"
                            + " value set: [TimestampAscending, TimestampDescending]");
        }
        JsonNode queries = request.path("MetricDataQueries");
        if (queries.isEmpty()) {
            throw CloudWatchRefusal.missing("MetricDataQueries");
        }
        if (queries.size() > QUERIES_MAX) {
            throw CloudWatchRefusal.invalid(
                    "The collection MetricDataQueries must not have a size greater than "
                            + QUERIES_MAX
                            + ".");
        }
        if (number(request, "MaxDatapoints").filter(it -> it < 1 || it > 100_800).isPresent()) {
            throw CloudWatchRefusal.invalid(
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
            throw CloudWatchRefusal.invalid(
                    "Invalid id '"
                            + id
                            + "': an id starts with a lowercase letter, and has letters, numbers"
                            + " and underscores.");
        }
        if (!ids.add(id)) {
            throw CloudWatchRefusal.invalid(
                    "The values for parameter id in MetricDataQueries are not unique: " + id);
        }
        JsonNode stat = query.path("MetricStat");
        if (stat.isMissingNode()) {
            throw CloudWatchRefusal.missing("MetricStat");
        }
        checkNames(stat, METRIC_STAT);
        checkNames(stat.path("Metric"), METRIC);
        require(stat.path("Metric"), "Namespace");
        require(stat.path("Metric"), "MetricName");
        if (query.path("Label").asText().contains("${")) {
            throw CloudWatchRefusal.notImplemented("a dynamic Label");
        }
    }

    private static void checkNames(JsonNode asked, Set<String> known) {
        asked.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw CloudWatchRefusal.notImplemented("the parameter " + name);
                            }
                        });
    }

    private static void require(JsonNode asked, String name) {
        if (asked.path(name).asText().isEmpty()) {
            throw CloudWatchRefusal.missing(name);
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
                                                ? CloudWatchRefusal.notImplemented(
                                                        "the statistic " + name)
                                                : CloudWatchRefusal.invalid(
                                                        "The value "
                                                                + name
                                                                + " for parameter Stat is not"
                                                                + " supported."));
        List<Point> points =
                kept.points(metric(stat.path("Metric")), window(stat, request), statistic);
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
            throw CloudWatchRefusal.notImplemented("a Period below a minute");
        }
        if (period <= 0 || period % MINUTE_S != 0) {
            throw CloudWatchRefusal.invalid(
                    "The parameter Period must be 1, 5, 10, 20, 30, or a multiple of 60: "
                            + period);
        }
        return new Window(
                roundedDown(time(request, "StartTime")),
                time(request, "EndTime"),
                Duration.ofSeconds(period));
    }

    /** To minutes; the older it is, the coarser. */
    private Instant roundedDown(Instant start) {
        Duration age = Duration.between(start, clock.instant());
        long coarse = age.compareTo(SIXTY_THREE_DAYS) > 0 ? 60 : 5;
        long minutes = age.compareTo(FIFTEEN_DAYS) > 0 ? coarse : 1;
        long step = minutes * MINUTE_S;
        return Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), step) * step);
    }

    /** Seconds since 1970, or in a form a time in ISO 8601. */
    private static Instant time(JsonNode request, String name) {
        require(request, name);
        JsonNode time = request.path(name);
        try {
            return time.isNumber()
                    ? Instant.ofEpochMilli(time.decimalValue().movePointRight(3).longValue())
                    : Instant.parse(time.asText());
        } catch (DateTimeParseException _) {
            throw CloudWatchRefusal.invalid("The parameter " + name + " is not a time.");
        }
    }

    private static Optional<Integer> number(JsonNode asked, String name) {
        String text = asked.path(name).asText();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("-?\\d{1,9}")) {
            throw CloudWatchRefusal.invalid("The parameter " + name + " is not an integer.");
        }
        return Optional.of(Integer.valueOf(text));
    }

    private static int token(JsonNode request) {
        String token = request.path("NextToken").asText("0");
        if (!token.matches("\\d{1,9}")) {
            throw new CloudWatchRefusal(
                    400, "InvalidNextToken", "The next token specified is invalid.");
        }
        return Integer.parseInt(token);
    }
}
