package dev.netstock.infra.cost;

import dev.netstock.infra.cost.StageTemplate.Declared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Computes what a stage costs from its templates. Free tiers are not deducted, and Aurora's
 * capacity above its minimum is not included: it follows the load of the ledger. Not thread-safe.
 */
public final class StageCosts {
    private static final double HOURS = 730;
    private static final double DAYS = HOURS / 24;
    private static final double MIB_OF_A_CALL = 1_769;
    private static final int FREE_RETENTION_HOURS = 24;
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) minutes?\\)");
    private static final Pattern DAILY = Pattern.compile("cron\\(\\d+ \\d+ \\* \\* \\? \\*\\)");

    /** Types that are charged; {@link #add} has their rules. */
    private static final Set<String> CHARGED =
            Set.of(
                    "AWS::ApiGatewayV2::Api",
                    "AWS::Backup::BackupPlan",
                    "AWS::CloudWatch::Alarm",
                    "AWS::CloudWatch::Dashboard",
                    "AWS::Cognito::UserPoolClient",
                    "AWS::DynamoDB::Table",
                    "AWS::EC2::EIP",
                    "AWS::EC2::NatGateway",
                    "AWS::EC2::VPCEndpoint",
                    "AWS::KMS::Key",
                    "AWS::Kinesis::Stream",
                    "AWS::KinesisFirehose::DeliveryStream",
                    "AWS::Lambda::EventSourceMapping",
                    "AWS::Lambda::Function",
                    "AWS::Logs::LogGroup",
                    "AWS::RDS::DBCluster",
                    "AWS::RDS::DBInstance",
                    "AWS::S3::Bucket",
                    "AWS::SNS::Topic",
                    "AWS::SQS::Queue",
                    "AWS::Scheduler::Schedule",
                    "AWS::SecretsManager::Secret",
                    "AWS::WAFv2::WebACL");

    /**
     * Types without a charge of their own. SnapStart of a Java function has none either.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart
     *     pricing</a>
     */
    private static final Set<String> FREE =
            Set.of(
                    "AWS::ApiGatewayV2::Authorizer",
                    "AWS::ApiGatewayV2::Integration",
                    "AWS::ApiGatewayV2::Route",
                    "AWS::ApiGatewayV2::Stage",
                    "AWS::ApiGatewayV2::ApiMapping",
                    "AWS::ApiGatewayV2::DomainName",
                    "AWS::Backup::BackupSelection",
                    "AWS::Backup::BackupVault",
                    "AWS::Budgets::Budget",
                    "AWS::CDK::Metadata",
                    "AWS::CloudFront::Distribution",
                    "AWS::CloudFront::Function",
                    "AWS::CloudFront::OriginAccessControl",
                    "AWS::CloudFront::ResponseHeadersPolicy",
                    "AWS::CodeDeploy::Application",
                    "AWS::CodeDeploy::DeploymentGroup",
                    "AWS::Cognito::UserPool",
                    "AWS::Cognito::UserPoolDomain",
                    "AWS::Cognito::UserPoolGroup",
                    "AWS::Cognito::UserPoolResourceServer",
                    "AWS::EC2::FlowLog",
                    "AWS::EC2::InternetGateway",
                    "AWS::EC2::Route",
                    "AWS::EC2::RouteTable",
                    "AWS::EC2::SecurityGroup",
                    "AWS::EC2::SecurityGroupEgress",
                    "AWS::EC2::SecurityGroupIngress",
                    "AWS::EC2::Subnet",
                    "AWS::EC2::SubnetRouteTableAssociation",
                    "AWS::EC2::VPC",
                    "AWS::EC2::VPCGatewayAttachment",
                    "AWS::IAM::ManagedPolicy",
                    "AWS::IAM::Policy",
                    "AWS::IAM::Role",
                    "AWS::KMS::Alias",
                    "AWS::Lambda::Alias",
                    "AWS::Lambda::Permission",
                    "AWS::Lambda::Version",
                    "AWS::Logs::LogStream",
                    "AWS::RDS::DBClusterParameterGroup",
                    "AWS::RDS::DBSubnetGroup",
                    "AWS::S3::BucketPolicy",
                    "AWS::SNS::Subscription",
                    "AWS::SNS::TopicPolicy",
                    "AWS::SQS::QueuePolicy");

    private final StageTemplate template;
    private final PriceTable prices;
    private final Workload workload;
    private final List<CostLine> lines = new ArrayList<>();

    /** The prices that have a line: orders add to the first line of a price. */
    private final Set<String> counted = new TreeSet<>();

    private StageCosts(StageTemplate template, PriceTable prices, Workload workload) {
        this.template = template;
        this.prices = prices;
        this.workload = workload;
    }

    /**
     * The costs, item by item.
     *
     * @throws IllegalStateException if a template has a type that this class does not know: it may
     *     be charged
     */
    public static List<CostLine> of(StageTemplate template, PriceTable prices, Workload workload) {
        var costs = new StageCosts(template, prices, workload);
        costs.requireKnownTypes();
        costs.database();
        costs.network();
        costs.fixedAddress();
        costs.movements();
        costs.functions();
        costs.queues();
        costs.metrics();
        costs.logs();
        costs.stored();
        costs.backups();
        costs.events();
        costs.api();
        return costs.lines.stream()
                .filter(line -> line.atRest() + line.inUse() + line.millionOrders() > 0)
                .toList();
    }

    /** The sum of a column. */
    public static double total(List<CostLine> lines, ToDoubleFunction<CostLine> column) {
        return lines.stream().mapToDouble(column).sum();
    }

    private void requireKnownTypes() {
        var unknown = new TreeSet<String>();
        for (var resource : template.resources()) {
            var type = resource.type();
            if (!type.startsWith("Custom::") && !CHARGED.contains(type) && !FREE.contains(type)) {
                unknown.add(type);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    "No rule says what these types cost: " + unknown + ". Add it to StageCosts.");
        }
    }

    /** A database with a minimum of 0 pauses; schedules wake it up. */
    private void database() {
        var instances = template.all("AWS::RDS::DBInstance").size();
        for (var cluster : template.all("AWS::RDS::DBCluster")) {
            var scaling = "/ServerlessV2ScalingConfiguration";
            var least = cluster.at(scaling + "/MinCapacity").asDouble();
            if (least > 0) {
                add(
                        "Aurora",
                        "at least %.1f capacity units, instances: %d".formatted(least, instances),
                        "aurora-capacity",
                        least * instances * HOURS,
                        0);
            } else {
                var pause = cluster.at(scaling + "/SecondsUntilAutoPause").asDouble();
                var awake = Math.min(HOURS, awakeHours(pause));
                var units = workload.atRest().awakeCapacityUnits();
                add(
                        "Aurora",
                        "paused; awake for %.0f hours at rest".formatted(awake),
                        "aurora-capacity",
                        awake * units,
                        (HOURS - awake) * units);
            }
            add("Aurora", "storage", "aurora-storage", workload.atRest().ledgerGigabytes(), 0);
            add("Aurora", "requests to its storage", "aurora-io", 0, 0);
        }
    }

    private double awakeHours(double pauseSeconds) {
        var seconds = 0.0;
        for (var schedule : template.all("AWS::Scheduler::Schedule")) {
            var function = template.functionWokenBy(schedule).orElseThrow();
            if (function.has("/Environment/Variables/LEDGER_HOST")) {
                var busy = workload.atRest().busySecondsOf(service(function));
                seconds += runs(schedule) * (busy + pauseSeconds);
            }
        }
        return seconds / 3_600;
    }

    private void network() {
        for (var endpoint : template.all("AWS::EC2::VPCEndpoint")) {
            if (endpoint.at("/VpcEndpointType").asString("").equals("Interface")) {
                var zones = endpoint.at("/SubnetIds").size();
                add(
                        "VPC",
                        "interface endpoint, zones: %d".formatted(zones),
                        "endpoint-hour",
                        zones * HOURS,
                        0);
            }
        }
    }

    /** The way to malls that answer only to registered addresses, without its traffic. */
    private void fixedAddress() {
        var gateways = template.all("AWS::EC2::NatGateway").size();
        var addresses = template.all("AWS::EC2::EIP").size();
        add("VPC", "NAT gateway", "nat-gateway-hour", gateways * HOURS, 0);
        add("VPC", "fixed addresses", "public-address-hour", addresses * HOURS, 0);
    }

    private void movements() {
        for (var stream : template.all("AWS::Kinesis::Stream")) {
            if (stream.at("/StreamModeDetails/StreamMode").asString("").equals("ON_DEMAND")) {
                add("Kinesis", "stream on demand", "kinesis-stream-hour", HOURS, 0);
                continue;
            }
            var shards = stream.at("/ShardCount").asInt();
            add(
                    "Kinesis",
                    "stream, shards: %d".formatted(shards),
                    "kinesis-shard-hour",
                    shards * HOURS,
                    0);
            if (stream.at("/RetentionPeriodHours").asInt() > FREE_RETENTION_HOURS) {
                add(
                        "Kinesis",
                        "retention beyond a day",
                        "kinesis-retention-hour",
                        shards * HOURS,
                        0);
            }
        }
    }

    private void functions() {
        var calls = 0.0;
        var gbSeconds = 0.0;
        for (var schedule : template.all("AWS::Scheduler::Schedule")) {
            var function = template.functionWokenBy(schedule).orElseThrow();
            var memory = function.at("/MemorySize").asDouble() / 1_024;
            var own = workload.atRest().milliseconds().get(service(function));
            calls += runs(schedule);
            gbSeconds +=
                    own == null
                            ? runs(schedule)
                                    * workload.atRest().callMilliseconds()
                                    / 1_000
                                    * Math.max(memory, MIB_OF_A_CALL / 1_024)
                            : runs(schedule) * own / 1_000 * memory;
        }
        add("Lambda", "requests", "lambda-request", calls, 0);
        add("Lambda", "time", "lambda-gb-second", gbSeconds, 0);
        add("Scheduler", "invocations", "scheduler-invocation", calls, 0);
        add("X-Ray", "traces", "trace", 0, 0);
    }

    private void queues() {
        var polls = workload.atRest().pollsPerMinute() * 60 * HOURS;
        var standard = 0.0;
        var fifo = 0.0;
        for (var mapping : template.queueMappings()) {
            var queue = template.queue(mapping, mapping.at("/EventSourceArn")).orElseThrow();
            if (queue.has("/FifoQueue")) {
                fifo += polls;
            } else {
                standard += polls;
            }
        }
        add("SQS", "requests to standard queues", "sqs-request", standard, 0);
        add("SQS", "requests to FIFO queues", "sqs-fifo-request", fifo, 0);
    }

    private void metrics() {
        add("CloudWatch", "alarms", "alarm", template.all("AWS::CloudWatch::Alarm").size(), 0);
        add(
                "CloudWatch",
                "dashboard",
                "dashboard",
                template.all("AWS::CloudWatch::Dashboard").size(),
                0);
        var atRest = 0.0;
        var calls = new LinkedHashMap<Declared, Double>();
        for (var schedule : template.all("AWS::Scheduler::Schedule")) {
            var function = template.functionWokenBy(schedule).orElseThrow();
            calls.merge(function, runs(schedule), Double::sum);
        }
        for (var called : calls.entrySet()) {
            var hours = Math.min(HOURS, called.getValue());
            var sets = byOutcome(called.getKey()) ? 2 : 1;
            var metrics = workload.atRest().metricsOf(service(called.getKey()));
            atRest += metrics * sets * hours / HOURS;
        }
        var inUse = 0.0;
        for (var function : template.all("AWS::Lambda::Function")) {
            var sets = byOutcome(function) ? 1 + workload.inUse().outcomesOfAService() : 1;
            inUse += workload.inUse().metricsOfAService() * sets;
        }
        add("CloudWatch", "metrics of the functions", "custom-metric", atRest, inUse - atRest);
        var routes = 0.0;
        for (var stage : template.all("AWS::ApiGatewayV2::Stage")) {
            for (var route : stage.at("/RouteSettings")) {
                if (route.path("DetailedMetricsEnabled").asBoolean()) {
                    routes += workload.inUse().metricsOfARoute();
                }
            }
        }
        add("CloudWatch", "metrics of each route", "custom-metric", 0, routes);
    }

    private void logs() {
        var calls =
                template.all("AWS::Scheduler::Schedule").stream()
                        .mapToDouble(StageCosts::runs)
                        .sum();
        var gigabytes = calls * workload.atRest().callLogKilobytes() / 1_000_000;
        add("CloudWatch", "logs", "log-gb", gigabytes, 0);
    }

    private void stored() {
        var keys = template.all("AWS::KMS::Key").size();
        add("KMS", "keys", "kms-key", keys, 0);
        var secrets = template.all("AWS::SecretsManager::Secret").size();
        add("Secrets Manager", "secrets", "secret", secrets, 0);
        var tables = workload.atRest().tableGigabytes();
        add("DynamoDB", "storage", "dynamodb-storage", tables, 0);
        add("DynamoDB", "point-in-time recovery", "dynamodb-recovery", tables, 0);
        add("DynamoDB", "writes", "dynamodb-write", units(workload.atRest().writes()), 0);
        add("DynamoDB", "reads", "dynamodb-read", units(workload.atRest().reads()), 0);
        add("S3", "storage", "s3-storage", workload.atRest().bucketGigabytes(), 0);
    }

    /** The units of scheduled calls in a month. */
    private double units(Map<String, Integer> ofACall) {
        return template.all("AWS::Scheduler::Schedule").stream()
                .mapToDouble(
                        schedule ->
                                runs(schedule)
                                        * ofACall.getOrDefault(
                                                service(
                                                        template.functionWokenBy(schedule)
                                                                .orElseThrow()),
                                                0))
                .sum();
    }

    /** What quantities cost, by the name of their price. */
    public static double dollars(Map<String, Double> quantities, PriceTable prices) {
        return quantities.entrySet().stream()
                .mapToDouble(each -> each.getValue() * prices.of(each.getKey()))
                .sum();
    }

    /**
     * A backup of a table is a full copy. Snapshots of the ledger are incremental, and are counted
     * as one copy with the changes of the days. A new copy of a table is transferred each day.
     *
     * @see <a href="https://aws.amazon.com/backup/pricing/">AWS Backup pricing</a>
     */
    private void backups() {
        var tables = workload.atRest().tableGigabytes();
        var ledger = workload.atRest().ledgerGigabytes();
        for (var plan : template.all("AWS::Backup::BackupPlan")) {
            for (var rule : plan.at("/BackupPlan/BackupPlanRule")) {
                var days = rule.at("/Lifecycle/DeleteAfterDays").asInt();
                backupStorage("backups, kept for %d days".formatted(days), days, tables, ledger);
                for (var copy : rule.path("CopyActions")) {
                    var kept = copy.at("/Lifecycle/DeleteAfterDays").asInt();
                    backupStorage("copies, kept for %d days".formatted(kept), kept, tables, ledger);
                    var changed = workload.atRest().changedLedgerShareOfADay() * ledger;
                    add(
                            "Backup",
                            "transfer to the other region",
                            "backup-transfer",
                            DAYS * (tables + changed),
                            0);
                }
            }
        }
    }

    private void backupStorage(String item, int days, double tables, double ledger) {
        add("Backup", "tables: " + item, "backup-table-storage", days * tables, 0);
        var changes = days * workload.atRest().changedLedgerShareOfADay();
        add("Backup", "ledger: " + item, "backup-ledger-storage", ledger * (1 + changes), 0);
    }

    private void events() {
        add("SNS", "requests", "sns-publish", 0, 0);
        add("SNS", "messages to the archive", "sns-to-firehose", 0, 0);
        add("Firehose", "archive", "firehose-gb", 0, 0);
    }

    private void api() {
        add("API Gateway", "requests", "api-request", 0, 0);
        for (var firewall : template.all("AWS::WAFv2::WebACL")) {
            add("WAF", "firewall", "waf-acl", 1, 0);
            add("WAF", "its rules", "waf-rule", firewall.at("/Rules").size(), 0);
        }
        if (!template.all("AWS::Cognito::UserPoolClient").isEmpty()) {
            add("Cognito", "tokens", "token", 0, workload.inUse().tokensPerMonth());
        }
    }

    private void add(String service, String item, String price, double atRest, double inUse) {
        var usd = prices.of(price);
        var orders = counted.add(price) ? workload.millionOrders().getOrDefault(price, 0.0) : 0;
        lines.add(new CostLine(service, item, atRest * usd, inUse * usd, orders * usd));
    }

    private static String service(Declared function) {
        return function.at("/Environment/Variables/SERVICE_NAME").asString("");
    }

    private static boolean byOutcome(Declared function) {
        return function.at("/Environment/Variables/METRICS_BY_OUTCOME").asString("").equals("true");
    }

    /** How often a schedule runs in a month. */
    private static double runs(Declared schedule) {
        var expression = schedule.at("/ScheduleExpression").asString("");
        var rate = RATE.matcher(expression);
        if (rate.matches()) {
            return HOURS * 60 / Integer.parseInt(rate.group(1));
        }
        if (DAILY.matcher(expression).matches()) {
            return DAYS;
        }
        throw new IllegalStateException("How often does it run? " + expression);
    }
}
