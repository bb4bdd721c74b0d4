package dev.netstock.descriptions;

import static dev.netstock.descriptions.Repository.api;
import static dev.netstock.descriptions.Repository.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Schemas;
import dev.netstock.platform.testing.Schemas.Place;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.stock.delta.Change;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every enum of the code that outsiders read or write is described with the same words, and every
 * list of words in a description is one of the code. Words of requests are held by the functions'
 * own tests, words of events by {@link EventsDescriptionTest}; here are all enums, and the words of
 * answers.
 */
class WordsDescriptionTest {
    private static final Schemas SCHEMAS = Repository.schemas();

    private static final Map<String, List<Place>> OF_MALLS =
            Map.of(
                    "dev.netstock.mallcounts.DynamoMallCounts$State",
                    List.of(api("/components/schemas/MallState")),
                    "dev.netstock.mallcounts.MallCount$Kind",
                    List.of(
                            api(
                                    "/components/schemas/MallCount/properties/lastSent/properties/kind")),
                    "dev.netstock.mallcounts.MallCount$Pending",
                    List.of(api("/components/schemas/MallCount/properties/pending/items")),
                    "dev.netstock.mallcounts.Reason",
                    List.of(schema("MallCount", "reason")),
                    "dev.netstock.malls.api.ItemEndpoints$ItemState",
                    List.of(schema("MallItem", "state")));

    private static final Map<String, List<Place>> OF_STOCK =
            Map.of(
                    "dev.netstock.ledger.inquiry.ItemState",
                    List.of(api("/components/schemas/ItemState")),
                    "dev.netstock.ledger.inquiry.ItemSort",
                    List.of(api("/components/schemas/ItemSort")),
                    "dev.netstock.events.movement.MovementKind",
                    List.of(
                            schema("Movement", "kind"),
                            schema("HeldMovement", "kind"),
                            event("movement.recorded.json", "/properties/data/properties/kind")),
                    "dev.netstock.stock.reservation.ReservationState",
                    List.of(api("/components/schemas/ReservationState")),
                    "dev.netstock.salemode.mode.MallRule$Rule",
                    List.of(
                            schema("SalePlan", "malls"),
                            schema("SaleActiveOverrides", "malls"),
                            event("sale-mode.changed.json", "/properties/malls")),
                    "dev.netstock.salerules.SupplyPace",
                    List.of(schema("SalePlan", "supply"), schema("SaleActiveOverrides", "supply")),
                    "dev.netstock.salemode.mode.Phase",
                    List.of(
                            schema("SaleMode", "phase"),
                            schema("SaleModeBusy", "phase"),
                            schema("SaleOver", "phase")),
                    "dev.netstock.salemode.mode.Step",
                    List.of(schema("SaleStep", "step")),
                    "dev.netstock.salemode.mode.Check$Verdict",
                    List.of(schema("SaleCheck", "verdict")));

    private static final Map<String, List<Place>> OF_JOBS =
            Map.of(
                    "dev.netstock.operations.job.JobKind",
                    List.of(api("/components/schemas/JobKind")),
                    "dev.netstock.operations.job.JobState",
                    List.of(api("/components/schemas/JobState")));

    private static final Map<String, List<Place>> OF_ALLOCATION =
            Map.of(
                    "dev.netstock.stock.pool.PoolPlan$State",
                    List.of(schema("Pool", "state")),
                    "dev.netstock.stock.place.SalesChannel$Kind",
                    List.of(schema("ChannelDetails", "kind")),
                    "dev.netstock.stock.reservation.LimitExcess$Scope",
                    List.of(
                            api(
                                    "/components/schemas/LimitExceeded/properties/limits/items"
                                            + "/properties/scope")));

    private static final Map<String, List<Place>> OF_MOVEMENTS =
            Map.of(
                    "dev.netstock.events.movement.MovementReason$Code",
                    List.of(
                            api("/components/schemas/ReasonCode"),
                            event(
                                    "movement.recorded.json",
                                    "/properties/data/properties/reasonCode")));

    /** Enums whose words are described, and where. */
    private static final Map<String, List<Place>> DESCRIBED =
            Stream.of(OF_STOCK, OF_MALLS, OF_JOBS, OF_ALLOCATION, OF_MOVEMENTS)
                    .flatMap(described -> described.entrySet().stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Enums that another test holds against a description, or a guide; the test says which. */
    private static final Map<String, String> HELD_ELSEWHERE =
            Map.of(
                    "dev.netstock.events.EventType",
                    "EventsDescriptionTest, AsyncApiTest",
                    "dev.netstock.ledger.imports.FileKind",
                    "ImportsDescriptionTest",
                    "dev.netstock.stock.delta.Cause$Kind",
                    "InquiryDescriptionTest",
                    "dev.netstock.ledger.reconcile.Kind",
                    "GuidesTest",
                    "dev.netstock.ledger.reconcile.Repair",
                    "GuidesTest");

    /** Enums that stay within the product: no outsider reads or writes them. */
    private static final Set<String> INTERNAL =
            Set.of(
                    "dev.netstock.audit.ArchivedChange$Kind",
                    "dev.netstock.events.movement.MovementKind$Direction",
                    "dev.netstock.ledger.drill.DrillRequest$Action",
                    "dev.netstock.ledger.drill.DynamoTablePair$Applied",
                    "dev.netstock.ledger.reconcile.Phase",
                    "dev.netstock.ledger.reconcile.WorkKind",
                    "dev.netstock.malls.dynamodb.DynamoMallStore$Findings",
                    "dev.netstock.malls.port.OrderState",
                    "dev.netstock.malls.port.WriteMode",
                    "dev.netstock.malls.sync.Budget$Kind",
                    "dev.netstock.malls.sync.MallSettings$Mode",
                    "dev.netstock.malls.sync.StockSync$Work",
                    "dev.netstock.malls.sync.Urgency",
                    "dev.netstock.stock.pool.PoolPlan$Step",
                    "dev.netstock.salemode.mode.Quota",
                    "dev.netstock.salemode.step.SaleMetric",
                    "dev.netstock.signin.Group",
                    "dev.netstock.sales.figures.SoldCells$Sale",
                    "dev.netstock.stock.Consistency",
                    "dev.netstock.stock.sweep.SweepResult",
                    "dev.netstock.platform.call.CallFailure$Kind",
                    "dev.netstock.stock.table.LastChange$Kind",
                    "dev.netstock.stock.table.PoolRule",
                    "dev.netstock.platform.call.Operation");

    /** Changes that are no steps of an order: their rows are never answered as such. */
    private static final Set<String> NOT_STEPS =
            Set.of("Undone", "SupplyChanged", "Corrected", "Reconciled", "Moved");

    /** Lists of words that are no enum in the code; how they are held. */
    private static final Map<Place, Set<String>> OTHER_WORDS =
            Map.of(
                    schema("Step", "type"),
                    Arrays.stream(Change.class.getPermittedSubclasses())
                            .map(Class::getSimpleName)
                            .filter(name -> !NOT_STEPS.contains(name))
                            .map(name -> name.toUpperCase(Locale.ROOT))
                            .collect(Collectors.toSet()),
                    schema("SaleStep", "state"),
                    Stream.of(
                                    run(Optional.empty(), Optional.empty()),
                                    run(Optional.of(Instant.EPOCH), Optional.empty()),
                                    run(Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH)))
                            .map(StepRun::state)
                            .collect(Collectors.toSet()),
                    schema("SaleActiveOverrides", "requests"),
                    words(schema("SalePlan", "requests")),
                    schema("QueueState", "source"),
                    Set.of("queue", "stream"),
                    schema("Contradiction", "subject"),
                    subjectsOfContradictions());

    /** Lists of words that a function's own test holds. */
    private static final Set<Place> HELD_BY_FUNCTIONS =
            Set.of(
                    schema("Import", "kind"),
                    schema("Import", "state"),
                    schema("HistoryEntry", "type"),
                    api("/components/schemas/HistoryEntry/properties/cause/properties/kind"));

    @TestFactory
    Stream<DynamicTest> words_ofAnEnum_areThoseOfItsDescriptions() {
        return DESCRIBED.entrySet().stream()
                .flatMap(
                        entry ->
                                entry.getValue().stream()
                                        .map(
                                                place ->
                                                        DynamicTest.dynamicTest(
                                                                entry.getKey() + " " + place,
                                                                () ->
                                                                        assertThat(words(place))
                                                                                .isEqualTo(
                                                                                        words(
                                                                                                entry
                                                                                                        .getKey())))));
    }

    @TestFactory
    Stream<DynamicTest> words_thatAreNoEnum_areThoseOfTheCode() {
        return OTHER_WORDS.entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey().pointer(),
                                        () ->
                                                assertThat(words(entry.getKey()))
                                                        .isEqualTo(entry.getValue())));
    }

    @Test
    void everyEnumOfTheCode_isDescribedOrStaysWithin() {
        Set<String> known = new TreeSet<>(DESCRIBED.keySet());
        known.addAll(HELD_ELSEWHERE.keySet());
        known.addAll(INTERNAL);
        Set<String> enums =
                Repository.classes().stream()
                        .filter(Class::isEnum)
                        .map(Class::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(enums)
                .as(
                        "Say in DESCRIBED where docs/openapi.yaml or a schema lists the words of a"
                                + " new enum; only one that no outsider sees belongs to INTERNAL")
                .isEqualTo(known);
    }

    @Test
    void everyListOfWordsInADescription_isOneOfTheCode() {
        Set<Place> held = new HashSet<>(HELD_BY_FUNCTIONS);
        held.addAll(OTHER_WORDS.keySet());
        DESCRIBED.values().forEach(held::addAll);
        Set<Place> requests = Reach.ofRequests(SCHEMAS);
        List<Place> unheld = new ArrayList<>();
        for (Place place : Reach.ofAnswers(SCHEMAS)) {
            if (SCHEMAS.node(place).has("enum")
                    && !held.contains(place)
                    && !requests.contains(place)) {
                unheld.add(place);
            }
        }
        assertThat(unheld)
                .as(
                        "Say in DESCRIBED which enum has these words, or in OTHER_WORDS where the"
                                + " code has them")
                .isEmpty();
    }

    private static Place schema(String schema, String property) {
        return api("/components/schemas/" + schema + "/properties/" + property);
    }

    private static Set<String> words(Place place) {
        return SCHEMAS.node(place)
                .path("enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    /** The words of an enum as outsiders read them: its {@code text()}, or else its names. */
    private static Set<String> words(String enumName) throws ReflectiveOperationException {
        Class<?> type = Class.forName(enumName);
        Optional<Method> text =
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.getName().equals("text"))
                        .findFirst();
        Set<String> words = new HashSet<>();
        for (Object constant : type.getEnumConstants()) {
            if (text.isPresent()) {
                text.get().setAccessible(true);
                words.add((String) text.get().invoke(constant));
            } else {
                words.add(((Enum<?>) constant).name());
            }
        }
        return words;
    }

    private static StepRun run(Optional<Instant> beganAt, Optional<Instant> doneAt) {
        return new StepRun(Step.PREFLIGHT, 0, beganAt, doneAt, "");
    }

    /** The database takes no others. */
    private static Set<String> subjectsOfContradictions() {
        String migration =
                Repository.text(
                        "functions/ledger/src/main/resources/db/migration/V21__contradictions.sql");
        String words =
                Pattern.compile("CHECK \\(subject IN \\(([^)]*)\\)\\)")
                        .matcher(migration)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1);
        return Pattern.compile("'([^']*)'")
                .matcher(words)
                .results()
                .map(word -> word.group(1))
                .collect(Collectors.toSet());
    }
}
