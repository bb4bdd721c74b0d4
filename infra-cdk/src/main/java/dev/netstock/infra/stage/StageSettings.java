package dev.netstock.infra.stage;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Route;
import dev.netstock.infra.function.ThrottleClass;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

import tools.jackson.databind.json.JsonMapper;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that differs between stages, as {@code infra-cdk/stages/<name>.yaml} sets it. {@code
 * stage.schema.json} beside it has the limits of each member.
 *
 * @param name the stage, which is the name of the file: part of the stacks' names
 * @param locations the locations that sell online, by priority
 * @param longHolds the longest hold in seconds, by channel; others hold units for 15 minutes at
 *     most
 * @param keepsData tables, database, key, user pool, buckets, queues and logs outlive their stack
 * @param deletionProtection stacks, tables, database and user pool refuse to be deleted; null: as
 *     {@code keepsData}
 * @param logRetentionDays how long logs are kept, a number that CloudWatch offers
 * @param tokenIssuer issues the tokens that the API accepts; null: a Cognito user pool of the stage
 * @param corsOrigins web origins that may call the API from a browser; none: CORS is off
 * @param archive the archive of events
 * @param account the limits of the account, which the stage has to itself
 * @param warmThroughput of the tables that every order writes; null: they scale up from DynamoDB's
 *     default
 * @param functionDefaults settings of functions that neither their declaration nor {@code
 *     functions} sets
 * @param functions settings by function id, which override the function's own
 * @param throttles one throttle for every class of routes
 * @param routes throttles by operation, which override that of the route's class
 * @param ledger the ledger
 * @param detailedMetrics metrics by route and by outcome, and alarms of each function; without, a
 *     metric of the whole API and by service, and two alarms of all functions of the account
 * @param canary new code of checkout and inquiry gets a tenth of the calls first
 * @param monthlyBudgetDollars what the account may cost in a month before operators are notified;
 *     null: there is no budget
 * @param backups daily backups and their copies in another region; null: none beyond point-in-time
 *     recovery
 * @param domain the domain name of the API; null: that of API Gateway
 * @param edge the console and the API at one address, with a firewall; null: neither console nor
 *     firewall
 * @param malls the malls that the stage sells in; none: it has no part of the mall sync
 * @param approvals what needs the approval of a second person; null: nothing does
 */
public record StageSettings(
        String name,
        List<String> locations,
        Map<String, Integer> longHolds,
        boolean keepsData,
        @Nullable Boolean deletionProtection,
        int logRetentionDays,
        @Nullable TokenIssuer tokenIssuer,
        List<String> corsOrigins,
        ArchiveSettings archive,
        AccountLimits account,
        @Nullable WarmThroughputSettings warmThroughput,
        FunctionSettings functionDefaults,
        Map<String, FunctionSettings> functions,
        Map<ThrottleClass, Throttle> throttles,
        Map<String, Throttle> routes,
        LedgerSettings ledger,
        boolean detailedMetrics,
        boolean canary,
        @Nullable Integer monthlyBudgetDollars,
        @Nullable BackupSettings backups,
        @Nullable CustomDomain domain,
        @Nullable EdgeSettings edge,
        Map<MallChannel, MallSettings> malls,
        @Nullable ApprovalSettings approvals) {
    /**
     * Lambda allows 4 KB for all variables of a function.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
     *     quotas</a>
     */
    private static final int MALLS_CHARACTERS_MAX = 2_800;

    private static final int HOLD_SECONDS = 900;

    static final Map<Integer, RetentionDays> LOG_RETENTIONS =
            Map.of(
                    1, RetentionDays.ONE_DAY,
                    3, RetentionDays.THREE_DAYS,
                    7, RetentionDays.ONE_WEEK,
                    14, RetentionDays.TWO_WEEKS,
                    30, RetentionDays.ONE_MONTH,
                    60, RetentionDays.TWO_MONTHS,
                    90, RetentionDays.THREE_MONTHS,
                    180, RetentionDays.SIX_MONTHS,
                    365, RetentionDays.ONE_YEAR);

    /** Members that a file may leave out are empty then. */
    public StageSettings {
        locations = List.copyOf(locations);
        longHolds =
                longHolds == null
                        ? Map.of()
                        : Collections.unmodifiableMap(new TreeMap<>(longHolds));
        corsOrigins = corsOrigins == null ? List.of() : List.copyOf(corsOrigins);
        functions = functions == null ? Map.of() : Map.copyOf(functions);
        throttles = Map.copyOf(throttles);
        routes = routes == null ? Map.of() : Map.copyOf(routes);
        if (edge != null && domain == null) {
            throw new IllegalArgumentException("edge needs domain, the address of the API");
        }
        malls = malls == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(malls));
    }

    /** Whether the stage sells in malls: only then it has the parts of the mall sync. */
    public boolean hasMalls() {
        return !malls.isEmpty();
    }

    /** Whether requests to a mall must leave from a fixed address, which costs money. */
    public boolean needsFixedAddress() {
        return malls.entrySet().stream()
                .anyMatch(mall -> mall.getValue().needsFixedAddress(mall.getKey()));
    }

    /** The longest holds, for the environment of functions: {@code 900,channel=seconds}. */
    public String holdLimits() {
        return HOLD_SECONDS
                + longHolds.entrySet().stream()
                        .map(hold -> "," + hold.getKey() + "=" + hold.getValue())
                        .collect(Collectors.joining());
    }

    /**
     * What needs approval, for the environment of functions: {@code 100,1000,24} or {@code off}.
     */
    public String approvalLimits() {
        return approvals == null ? "off" : approvals.toString();
    }

    /** The malls as JSON, for the environment of functions. It has no secrets. */
    public String mallsJson() {
        return JsonMapper.shared().writeValueAsString(malls);
    }

    /** What is wrong with the malls as a whole. */
    List<String> problemsOfMalls() {
        return mallsJson().length() <= MALLS_CHARACTERS_MAX
                ? List.of()
                : List.of(
                        "malls: as JSON they must not exceed %,d characters, since Lambda limits the"
                                        .formatted(MALLS_CHARACTERS_MAX)
                                + " environment of a function. Remove past maintenance");
    }

    /** The settings of one function. */
    public FunctionSize of(FunctionSpec function) {
        return FunctionSize.of(
                functions
                        .getOrDefault(function.id(), FunctionSettings.NONE)
                        .or(function.defaults())
                        .or(functionDefaults));
    }

    /** The execution environments that are reserved for a function; 0: none. */
    public int concurrencyOf(FunctionSpec function) {
        return Objects.requireNonNullElse(of(function).reservedConcurrency(), 0);
    }

    /** The throttle of one route. */
    public Throttle throttleOf(Route route) {
        var override = routes.get(route.operationId());
        return override != null ? override : requireNonNull(throttles.get(route.throttleClass()));
    }

    /** What the stage needs of its account. */
    public StageCapacity capacity() {
        return new StageCapacity(this);
    }

    /** How long logs are kept. */
    public RetentionDays logRetention() {
        return requireNonNull(LOG_RETENTIONS.get(logRetentionDays));
    }

    /** Whether stacks, tables, database and user pool refuse to be deleted. */
    public boolean isProtected() {
        return Objects.requireNonNullElse(deletionProtection, keepsData);
    }

    /**
     * The same without deletion protection, for the first deployment: CloudFormation cannot roll
     * back a protected table, database or user pool, and the CDK CLI cannot replace a protected
     * stack whose creation failed.
     *
     * @see <a
     *     href="https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds/blob/master/aws-rds-dbcluster/src/main/java/software/amazon/rds/dbcluster/DeleteHandler.java">The
     *     delete handler of AWS::RDS::DBCluster</a>: it fails if the cluster is protected
     */
    public StageSettings forFirstDeployment() {
        return new StageSettings(
                name,
                locations,
                longHolds,
                keepsData,
                false,
                logRetentionDays,
                tokenIssuer,
                corsOrigins,
                archive,
                account,
                warmThroughput,
                functionDefaults,
                functions,
                throttles,
                routes,
                ledger,
                detailedMetrics,
                canary,
                monthlyBudgetDollars,
                backups,
                domain,
                edge,
                malls,
                approvals);
    }

    /**
     * What happens to a resource with data when it leaves its stack. A stage that keeps its data
     * retains it, except when the creation of its stack is rolled back: then it is empty, and would
     * be in the way of the next attempt.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html">DeletionPolicy
     *     attribute</a>, "RetainExceptOnCreate"
     */
    public RemovalPolicy removalPolicy() {
        return keepsData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    }
}
