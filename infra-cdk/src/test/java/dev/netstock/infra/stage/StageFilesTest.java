package dev.netstock.infra.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.Trigger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

class StageFilesTest {
    /** The sweep undoes takes that are unclaimed after a minute: no checkout may run that long. */
    private static final int SWEEP_SECONDS = 60;

    /** The execution environments that an account has at a time, of all functions and versions. */
    private static final int ACCOUNT = 1_000;

    private static final int CONNECTIONS_FOR_OPERATORS = 20;

    /** SQS delivers more messages at once only if Lambda waits for them. */
    private static final int MESSAGES_WITHOUT_WINDOW = 10;

    private static final Path FOLDER = Path.of("stages");

    private final StageFiles files = new StageFiles(FOLDER);

    @Test
    void read_unknownStage_listsTheFilesThereAre() {
        assertThatThrownBy(() -> files.read("test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown stage test. stages has: [dev, prod, small, staging]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    keepsData: true        | keepData: true           | line 5: keepData: unknown; allowed: account, approvals, archive, backups, canary, corsOrigins, deletionProtection, detailedMetrics, domain, edge, functionDefaults, functions, keepsData, ledger, locations, logRetentionDays, longHolds, malls, monthlyBudgetDollars, routes, throttles, tokenIssuer, warmThroughput
                    logRetentionDays: 180  | logRetentionDays: 181    | line 6: logRetentionDays: does not have a value in the enumeration [1, 3, 7, 14, 30, 60, 90, 180, 365]
                    Inquiry: { reserved    | Inquiry: { memoryMb: 1, reserved  | line 23: functions.Inquiry.memoryMb: unknown; allowed: batchSize, batchWindowSeconds, concurrentBatches, memoryMib, reservedConcurrency, timeoutSeconds
                    Inquiry: { reserved    | Inquiry: { memoryMib: 20, reserved | line 23: functions.Inquiry.memoryMib: must have a minimum value of 128
                    Inquiry:               | Enquiry:                 | line 23: functions.Enquiry: unknown; allowed: Audit, AuditArchive,
                    cancel:                | cancelAll:               | line 46: routes.cancelAll: unknown; allowed: applySettingsFile, approveJob, cancel, cancelJob, confirm,
                    backupDays: 35         | backupDays: many         | line 66: ledger.database.backupDays: string found, integer expected
                    slices: 32             | slice: 32                | line 75: ledger.reconcile: required property 'slices' not found
                    Asia/Tokyo             | Asia/Tokio               | line 73: ledger.timeZone: Unknown time-zone ID: Asia/Tokio
                    minCapacityUnits: 0.5  | minCapacityUnits: 65     | line 63: ledger.database: minCapacityUnits must not be above maxCapacityUnits
                    minCapacityUnits: 0.5  | minCapacityUnits: 0      | line 63: ledger.database: pauseAfterMinutes must be set if, and only if, minCapacityUnits is 0
                    repairs: false         | slices: 32               | line 78: Duplicate Object property "slices"
                    """)
    void parse_wrongMember_namesFileLineMemberAndWhatIsAllowed(
            String text, String replacement, String problem) throws IOException {
        var yaml = Files.readString(FOLDER.resolve("prod.yaml"));
        assertThat(yaml).contains(text);

        assertThatThrownBy(() -> files.parse("prod", yaml.replace(text, replacement)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(FOLDER.resolve("prod.yaml") + " is not valid:\n  line ")
                .hasMessageContaining("\n  " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "locations: ["})
    void parse_textThatIsNoStage_isRejected(String yaml) {
        assertThatThrownBy(() -> files.parse("prod", yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prod.yaml is not valid:");
    }

    @Test
    void schema_hasExactlyTheMembersOfTheRecords() throws IOException {
        var schema =
                JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("stage.schema.json")));

        assertSameMembers(schema, schema, StageSettings.class, Set.of("name"));
    }

    @Test
    void schema_offersTheLogRetentionsThatCloudWatchHas() throws IOException {
        var schema =
                JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("stage.schema.json")));

        assertThat(schema.at("/properties/logRetentionDays/enum").valueStream())
                .extracting(JsonNode::asInt)
                .containsExactlyInAnyOrderElementsOf(StageSettings.LOG_RETENTIONS.keySet());
    }

    @Test
    void longHolds_areTheLimitsOfTheirChannels() throws IOException {
        var yaml = Files.readString(FOLDER.resolve("prod.yaml"));

        assertThat(files.read("prod").holdLimits()).isEqualTo("900");
        assertThat(
                        files.parse(
                                        "prod",
                                        yaml + "longHolds: { konbini: 604800, bank: 1209600 }\n")
                                .holdLimits())
                .isEqualTo("900,bank=1209600,konbini=604800");
        for (String wrong : List.of("{ bank: 1209601 }", "{ bank: 899 }", "{ Bank: 900 }")) {
            assertThatThrownBy(() -> files.parse("prod", yaml + "longHolds: " + wrong + "\n"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("longHolds");
        }
    }

    @Test
    void everyFile_namesTheSchemaForEditors() throws IOException {
        for (var stage : files.names()) {
            assertThat(Files.readString(FOLDER.resolve(stage + ".yaml")))
                    .startsWith("# yaml-language-server: $schema=stage.schema.json\n");
        }
    }

    @Test
    void settings_ofAFunction_areTheStagesThenTheFunctionsOwnThenTheDefaults() {
        var prod = files.read("prod");

        assertThat(prod.of(Functions.LEDGER_POSTING))
                .isEqualTo(new FunctionSize(1_769, 30, 10, 100, 1, 10));
        assertThat(prod.of(Functions.SHARDS))
                .isEqualTo(new FunctionSize(1_769, 20, null, 100, 1, 2));
        assertThat(prod.of(Functions.FILE_IMPORT).memoryMib()).isEqualTo(1_024);
        assertThat(prod.of(Functions.EXPIRY).concurrentBatches()).isEqualTo(20);
    }

    @Test
    void throttle_ofARoute_isTheRoutesOwnOrThatOfItsClass() {
        var prod = files.read("prod");

        assertThat(prod.throttleOf(Functions.route("reserve")))
                .isEqualTo(new Throttle(5_000, 2_500));
        assertThat(prod.throttleOf(Functions.route("cancel"))).isEqualTo(new Throttle(500, 250));
        assertThat(prod.throttleOf(Functions.route("readSales"))).isEqualTo(new Throttle(100, 50));
    }

    @Test
    void everyStage_endsACheckoutWellBeforeTheSweep() {
        assertThat(all())
                .extracting(stage -> stage.of(Functions.CHECKOUT).timeoutSeconds())
                .allSatisfy(seconds -> assertThat(seconds).isLessThanOrEqualTo(SWEEP_SECONDS / 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    sellerId: A0EXAMPLE   | marketplaceId: A1        | malls.amazon: required property 'sellerId' not found
                    rakuten: {            | rakuten: { sellerId: x,  | malls.rakuten.sellerId: unknown; allowed: auditEveryMinutes, blindUnits, buffer, cap, fixedAddress, floor, maintenance, maintenanceCap, mode, orderLagSeconds, percent, pollSeconds, priority, restocksOnCancel, url
                    rakuten: {            | rakutan: {               | malls.rakutan: unknown; allowed: amazon, au-pay, rakuten, shopify, yahoo
                    rakuten: {            | rakuten: { cap: -1,      | malls.rakuten.cap: must have a minimum value of 0
                    rakuten: {            | rakuten: { maintenance: [{ start: "2026-12-01T19:00:00Z", end: "2026-12-01T17:00:00Z" }], | a maintenance must end after its start
                    rakuten: {            | rakuten: { maintenance: [{ start: "tonight", end: "2026-12-01T17:00:00Z" }], | malls.rakuten.maintenance.0.start: does not match the regex pattern
                    """)
    void parse_wrongMall_namesTheMemberAndWhatIsAllowed(
            String text, String replacement, String problem) throws IOException {
        var yaml = Files.readString(FOLDER.resolve("prod.yaml"));
        assertThat(yaml).contains(text);

        assertThatThrownBy(() -> files.parse("prod", yaml.replace(text, replacement)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    /** Lambda limits the environment of a function. */
    @Test
    void parse_moreMaintenanceThanAnEnvironmentHolds_isRejected() throws IOException {
        var window = "{ start: \"2026-12-01T17:00:00Z\", end: \"2026-12-01T19:00:00Z\" }, ";
        var yaml =
                Files.readString(FOLDER.resolve("prod.yaml"))
                        .replace(
                                "rakuten: {",
                                "rakuten: { maintenance: [" + window.repeat(60) + "],");

        assertThatThrownBy(() -> files.parse("prod", yaml))
                .hasMessageContaining("malls: as JSON they must not exceed 2,800 characters");
    }

    @Test
    void malls_areThoseOfProdAndStaging_andOfNoOtherStage() {
        assertThat(all())
                .filteredOn(StageSettings::hasMalls)
                .hasSize(2)
                .allSatisfy(
                        stage -> {
                            assertThat(stage.malls())
                                    .containsOnlyKeys(
                                            MallChannel.RAKUTEN,
                                            MallChannel.YAHOO,
                                            MallChannel.AMAZON,
                                            MallChannel.SHOPIFY);
                            assertThat(stage.needsFixedAddress()).isFalse();
                        })
                .extracting(StageSettings::name)
                .containsExactlyInAnyOrder("prod", "staging");
    }

    @Test
    void approvals_areNeededInProdAndStaging_andInNoOtherStage() {
        assertThat(all())
                .extracting(StageSettings::name, StageSettings::approvalLimits)
                .containsExactlyInAnyOrder(
                        tuple("dev", "off"),
                        tuple("small", "off"),
                        tuple("staging", "100,1000,24"),
                        tuple("prod", "100,1000,24"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    { adjustmentUnits: 2, requestUnits: 1, expireAfterHours: 24 } | approvals.adjustmentUnits must not be above approvals.requestUnits
                    { adjustmentUnits: 1, requestUnits: 1, expireAfterHours: 721 } | approvals.expireAfterHours: must have a maximum value of 720
                    { adjustmentUnits: 1, requestUnits: 1 }                       | approvals: required property 'expireAfterHours' not found
                    """)
    void parse_wrongApprovals_areRejected(String approvals, String problem) {
        var small = files.textOf("small") + "approvals: " + approvals + "\n";

        assertThatThrownBy(() -> files.parse("small", small)).hasMessageContaining(problem);
    }

    @Test
    void readWithMalls_replacesTheMallsOfTheStage() {
        var dev = files.readWithMalls("dev", "simulated-malls.yaml");

        assertThat(dev.name()).isEqualTo("dev");
        assertThat(dev.malls()).containsOnlyKeys(MallChannel.values());
        assertThat(dev.mallsJson()).contains("\"au-pay\":{").doesNotContain("null");
        assertThatThrownBy(() -> files.readWithMalls("dev", "prod.yaml"))
                .hasMessage("stages has no file of malls named prod.yaml");
    }

    /** au PAY Market answers only to addresses that the shop registered. */
    @Test
    void fixedAddress_isNeededByAuPayUnlessTheStageSaysOtherwise() {
        var dev = files.textOf("dev");

        assertThat(
                        files.parse("dev", dev + "malls: { au-pay: { shopId: \"1\" } }\n")
                                .needsFixedAddress())
                .isTrue();
        assertThat(
                        files.parse(
                                        "dev",
                                        dev
                                                + "malls: { au-pay: { shopId: \"1\", fixedAddress:"
                                                + " false } }\n")
                                .needsFixedAddress())
                .isFalse();
        assertThat(
                        files.parse("dev", dev + "malls: { rakuten: { fixedAddress: true } }\n")
                                .needsFixedAddress())
                .isTrue();
    }

    /** The synth of a stage fails if it exceeds the limits that its file states. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Checkout: { reservedConcurrency: 1460 | Checkout: { reservedConcurrency: 1459 | functions.Checkout.reservedConcurrency: its routes accept 14,600 calls a second, which need 1,460 environments
                    cancel: { callsPerSecond: 500        | cancel: { callsPerSecond: 501        | functions.Checkout.reservedConcurrency: its routes accept 14,601 calls a second, which need 1,461 environments
                    Inquiry: { reservedConcurrency: 610  | Inquiry: { reservedConcurrency: 609  | functions.Inquiry.reservedConcurrency: its routes accept 6,100 calls a second, which need 610 environments
                    concurrentExecutions: 3000           | concurrentExecutions: 2200           | account.concurrentExecutions: the functions reserve 2,292 environments, and Lambda keeps 100 unreserved
                    concurrentExecutions: 3000           | concurrentExecutions: 2350           | account.concurrentExecutions: functions without a reservation need
                    apiCallsPerSecond: 25000             | apiCallsPerSecond: 10000             | account.apiCallsPerSecond: the routes accept 24,
                    messagesPerSecond: 15000             | messagesPerSecond: 1500              | account.messagesPerSecond: as many orders as the API accepts publish 15,000
                    """)
    void parse_stageThatExceedsItsAccount_isRejected(
            String text, String replacement, String problem) throws IOException {
        var yaml = Files.readString(FOLDER.resolve("prod.yaml"));
        assertThat(yaml).contains(text);

        assertThatThrownBy(() -> files.parse("prod", yaml.replace(text, replacement)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(FOLDER.resolve("prod.yaml") + " is not valid:\n  line 11: ")
                .hasMessageContaining(problem);
    }

    /** What a stage promises on a sale day: every route at its throttle, at the same time. */
    @Test
    void everyStage_promisesNoMoreThanLambdaAcceptsForItsFunctions() {
        assertThat(all())
                .allSatisfy(
                        stage ->
                                assertThat(Functions.all())
                                        .filteredOn(function -> stage.concurrencyOf(function) > 0)
                                        .allSatisfy(
                                                function ->
                                                        assertThat(callsPerSecond(stage, function))
                                                                .isLessThanOrEqualTo(
                                                                        10
                                                                                * stage
                                                                                        .concurrencyOf(
                                                                                                function))));
    }

    @Test
    void everyStage_acceptsTokensOfItsOwnUserPoolAndNoBrowser() {
        assertThat(all())
                .allSatisfy(
                        stage -> {
                            assertThat(stage.tokenIssuer()).isNull();
                            assertThat(stage.corsOrigins()).isEmpty();
                        });
    }

    @Test
    void dev_isTheOnlyStageThatDeletesItsData() {
        assertThat(all())
                .filteredOn(stage -> !stage.keepsData())
                .extracting(StageSettings::name)
                .containsExactly("dev");
    }

    @Test
    void everyStage_setsAWindowForBatchesLargerThanSqsDeliversAtOnce() {
        assertThat(all())
                .allSatisfy(
                        stage ->
                                assertThat(Functions.consumers())
                                        .allSatisfy(function -> assertWindow(stage, function)));
    }

    /**
     * Each environment of a ledger function holds one connection, and while a new version replaces
     * the old one there are environments of both.
     */
    @Test
    void everyStage_hasConnectionsForAllEnvironmentsOfTheLedger() {
        assertThat(all())
                .allSatisfy(
                        stage ->
                                assertThat(2 * connecting(stage))
                                        .isLessThanOrEqualTo(
                                                LedgerConnections.upTo(stage.ledger().database())
                                                        - CONNECTIONS_FOR_OPERATORS));
    }

    @Test
    void everyStage_reservesEnvironmentsForAllFunctionsOfTheLedgerOrForNone() {
        assertThat(all())
                .allSatisfy(
                        stage ->
                                assertThat(connectingFunctions())
                                        .extracting(it -> stage.concurrencyOf(it) > 0)
                                        .containsOnly(!stage.name().equals("dev")));
    }

    /** A mapping that starts more batches than there are environments is throttled. */
    @Test
    void everyStage_startsNoMoreBatchesThanAFunctionMayProcess() {
        assertThat(all())
                .allSatisfy(
                        stage ->
                                assertThat(Functions.consumers())
                                        .allSatisfy(
                                                function ->
                                                        assertThat(
                                                                        stage.of(function)
                                                                                .concurrentBatches())
                                                                .isBetween(
                                                                        2,
                                                                        maximum(stage, function))));
    }

    @Test
    void everyStageWhoseDatabasePauses_syncsLessOftenThanThat() {
        assertThat(all())
                .extracting(StageSettings::ledger)
                .filteredOn(ledger -> ledger.database().minCapacityUnits() == 0)
                .hasSize(2)
                .allSatisfy(
                        ledger ->
                                assertThat(ledger.syncEveryMinutes())
                                        .isGreaterThan(
                                                requireNonNull(
                                                        ledger.database().pauseAfterMinutes())));
    }

    /** Aurora refuses windows that overlap. Ours are on the same side of midnight. */
    @Test
    void everyStage_backsUpItsDatabaseOutsideItsMaintenance() {
        assertThat(all())
                .extracting(stage -> stage.ledger().database())
                .allSatisfy(
                        database -> {
                            var backup = database.backupWindowUtc().split("-", 2);
                            var maintenance =
                                    database.maintenanceWindowUtc()
                                            .replaceAll("[a-z]{3}:", "")
                                            .split("-", 2);
                            assertThat(backup[0]).isLessThan(backup[1]);
                            assertThat(maintenance[0]).isLessThan(maintenance[1]);
                            assertThat(
                                            backup[1].compareTo(maintenance[0]) <= 0
                                                    || maintenance[1].compareTo(backup[0]) <= 0)
                                    .isTrue();
                        });
    }

    private static int callsPerSecond(StageSettings stage, FunctionSpec function) {
        return function.routes().stream()
                .mapToInt(route -> stage.throttleOf(route).callsPerSecond())
                .sum();
    }

    private static void assertWindow(StageSettings stage, FunctionSpec function) {
        var size = stage.of(function);
        if (size.batchSize() > MESSAGES_WITHOUT_WINDOW) {
            assertThat(size.batchWindowSeconds()).as(function.id()).isPositive();
        }
        if (function.trigger() instanceof Trigger.Queue queue
                && queue.kind() == Trigger.QueueKind.FIFO) {
            assertThat(size.batchWindowSeconds()).as(function.id()).isZero();
        }
    }

    /** Without a reservation, the account's own limit applies. */
    private static int connecting(StageSettings stage) {
        var sum = connectingFunctions().stream().mapToInt(it -> maximum(stage, it)).sum();
        return Math.min(sum, ACCOUNT / 2);
    }

    private static int maximum(StageSettings stage, FunctionSpec function) {
        return Objects.requireNonNullElse(stage.of(function).reservedConcurrency(), ACCOUNT);
    }

    private static List<FunctionSpec> connectingFunctions() {
        return Functions.all().stream().filter(FunctionSpec::inLedgerNetwork).toList();
    }

    private List<StageSettings> all() {
        return files.names().stream().map(files::read).toList();
    }

    private static void assertSameMembers(
            JsonNode root, JsonNode schema, Class<?> type, Set<String> notInFile) {
        var members = new TreeSet<>(schema.path("properties").propertyNames());
        var components = type.getRecordComponents();
        assertThat(members)
                .as(type.getSimpleName())
                .isEqualTo(
                        Arrays.stream(components)
                                .map(RecordComponent::getName)
                                .filter(name -> !notInFile.contains(name))
                                .collect(Collectors.toCollection(TreeSet::new)));
        for (var component : components) {
            var member = resolved(root, schema.path("properties").path(component.getName()));
            var value = component.getType();
            if (value == Map.class) {
                assertSameEntries(root, member, (ParameterizedType) component.getGenericType());
            } else if (value.isRecord()) {
                assertSameMembers(root, member, value, Set.of());
            }
        }
    }

    private static void assertSameEntries(JsonNode root, JsonNode schema, ParameterizedType map) {
        var value = (Class<?>) map.getActualTypeArguments()[1];
        if (map.getActualTypeArguments()[0] instanceof Class<?> key && key.isEnum()) {
            assertThat(schema.path("properties").propertyNames())
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(key.getEnumConstants()).map(Object::toString).toList());
            schema.path("properties")
                    .forEach(it -> assertSameMembers(root, resolved(root, it), value, Set.of()));
        } else if (value.isRecord()) {
            assertSameMembers(
                    root, resolved(root, schema.path("additionalProperties")), value, Set.of());
        }
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.path("$ref").asString().substring(1)) : schema;
    }
}
