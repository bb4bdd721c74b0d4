package dev.netstock.settings;

import static dev.netstock.replenishment.Depot.file;
import static dev.netstock.replenishment.Depot.read;
import static dev.netstock.replenishment.Depot.readMany;
import static dev.netstock.replenishment.Depot.replace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.replenishment.Depot;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class SettingsFileTest {
    private static final String HEADER = "sku,location,safetyStock,reorderPoint,orderUpTo|";
    private final Depot depot = Depot.open();

    /** The next call finds what this one has changed as the file wants it. */
    @Test
    void apply_thatDoesNotComplete_recordsWhatItMayHaveChanged() {
        depot.supply("A", 30, 1);
        depot.supply("B", 30, 1);
        var puts = new AtomicInteger();
        var throttling =
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) ->
                                operation.equals("PutItem") && puts.incrementAndGet() > 1
                                        ? Fault.THROTTLED
                                        : Fault.NONE,
                        () -> {});
        var acts = new RecordedActs();

        Reply reply =
                Reply.of(
                        depot.over(LocalTables.client(throttling))
                                .settings(Places.planned(Shop.LOCATIONS), acts)
                                .handleRequest(
                                        file("", HEADER + "A,east,5,12,40|B,east,1,2,10")
                                                .eventOf("mika"),
                                        TestContext.withTimeLeft(5_000)));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(acts.ended().targets()).containsExactly("A", "B");
        assertThat(acts.ended().result().orElseThrow().after().orElseThrow())
                .contains("\"reorderPoint\":12")
                .contains("\"reorderPoint\":2");
    }

    @Test
    void apply_withoutTime_changesNothing_andSaysSo() {
        depot.supply("A", 30, 1);
        var acts = new RecordedActs();

        Reply reply =
                Reply.of(
                        depot.settings(Places.planned(Shop.LOCATIONS), acts)
                                .handleRequest(
                                        file("", HEADER + "A,east,5,12,40").eventOf("mika"),
                                        TestContext.withTimeLeft(2_000)));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(acts.ended().targets()).isEmpty();
        assertThat(depot.send(read("A")).body().get("locations").size()).isZero();
    }

    @Test
    void apply_ofAnExport_acceptsNamesWithAnApostrophe() {
        var errors = new ValidationErrors();
        SettingsFile file =
                SettingsFileReader.read(
                                "sku,location,displaySamples\n'-A,'east,2\n",
                                Places.planned(Shop.LOCATIONS),
                                errors)
                        .orElseThrow();
        assertThat(file.rows().get(new Sku("-A"))).containsOnlyKeys(new Location("east"));
    }

    @Test
    void apply_ofThresholds_setsThemAndReportsBeforeAndAfter() {
        depot.supply("A", 30, 1);
        depot.supply("B", 30, 1);
        depot.set("A", 5, 10, 40);

        Reply reply = depot.send(file("", HEADER + "A,east,5,12,40|B,east,1,2,10"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/dryRun")).isEqualTo("false");
        assertThat(reply.at("/rows")).isEqualTo("2");
        assertThat(reply.at("/changes/0/line")).isEqualTo("2");
        assertThat(reply.at("/changes/0/before/reorderPoint")).isEqualTo("10");
        assertThat(reply.at("/changes/0/after/reorderPoint")).isEqualTo("12");
        assertThat(reply.body().at("/changes/1/before/reorderPoint").isMissingNode()).isTrue();
        assertThat(settings("A", "reorderPoint")).isEqualTo("12");
        assertThat(settings("B", "orderUpTo")).isEqualTo("10");
    }

    @Test
    void apply_ofAThresholdThatIsCrossed_publishesTheRequestAtOnce() {
        depot.supply("A", 7, 1);
        depot.send(file("", HEADER + "A,east,5,10,40"));
        assertThat(depot.topic().published())
                .extracting(StockEvent::id)
                .containsExactly("stock.low#A#east#1", "replenishment.requested#A#east#1");
    }

    @Test
    void apply_again_changesNothingMore() {
        depot.supply("A", 7, 1);
        String csv = HEADER + "A,east,5,10,40";
        depot.send(file("", csv));
        depot.topic().published();

        Reply again = depot.send(file("", csv));

        assertThat(again.body().get("changes").size()).isZero();
        assertThat(depot.topic().published()).isEmpty();
        assertThat(settings("A", "reorderPoint")).isEqualTo("10");
    }

    @Test
    void dryRun_reportsTheSameChanges_andMakesNone() {
        depot.supply("A", 7, 1);
        depot.set("A", 1, 2, 10);
        String csv = HEADER + "A,east,5,10,40";

        Reply dry = depot.send(file("dryRun=true", csv));

        assertThat(dry.at("/dryRun")).isEqualTo("true");
        assertThat(settings("A", "reorderPoint")).isEqualTo("2");
        assertThat(depot.topic().published()).isEmpty();
        assertThat(depot.send(file("", csv)).body().get("changes"))
                .isEqualTo(dry.body().get("changes"));
    }

    @Test
    void apply_leavesOtherColumnsAndLocationsAsTheyAre() {
        depot.supply("A", 30, 1);
        depot.shop().supply("A", "west", 30, 1);
        depot.send(
                replace(
                        "A",
                        "{'locations': [{'location': 'east', 'displaySamples': 2, 'shards': 3},"
                                + " {'location': 'west', 'shards': 4}]}"));

        depot.send(file("", HEADER + "A,east,5,10,40"));

        Reply now = depot.send(read("A"));
        assertThat(now.at("/locations/0/displaySamples")).isEqualTo("2");
        assertThat(now.at("/locations/0/shards")).isEqualTo("3");
        assertThat(now.at("/locations/0/safetyStock")).isEqualTo("5");
        assertThat(now.at("/locations/1/shards")).isEqualTo("4");
    }

    @Test
    void apply_ofEmptyCells_removesTheSettings() {
        depot.supply("A", 30, 1);
        depot.send(
                replace(
                        "A",
                        "{'locations': [{'location': 'east', 'displaySamples': 2, 'shards': 3,"
                                + " 'safetyStock': 1, 'reorderPoint': 2, 'orderUpTo': 9}]}"));

        depot.send(
                file(
                        "",
                        "sku,location,safetyStock,reorderPoint,orderUpTo,recoveryPoint,shards|"
                                + "A,east,,,,,"));

        Reply now = depot.send(read("A"));
        assertThat(now.body().at("/locations/0/safetyStock").isMissingNode()).isTrue();
        assertThat(now.at("/locations/0/shards")).isEqualTo("auto");
        assertThat(now.at("/locations/0/displaySamples")).isEqualTo("2");
    }

    @Test
    void apply_withAByteOrderMarkAndWindowsLines_isRead() {
        depot.supply("A", 30, 1);
        Reply reply = depot.send(file("", "\uFEFFlocation,sku,shards\r\neast,A,auto\r\n,,\r\n"));
        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "A,east,5,10,40|A,east,-1,x,40; csv:/3/safetyStock csv:/3/reorderPoint",
                "A,nowhere,5,10,40; csv:/2/location",
                "A,east,5,10,40|A,east,5,10,40; csv:/3/location",
                "A,east,5,4,40; csv:/2/reorderPoint",
                "A,east,5,10,10; csv:/2/orderUpTo",
                "A,east,5,10,; csv:/2/safetyStock",
                "A,east,5,10,40|NONE,east,5,10,40; csv:/3/sku",
                "A,east,5,10,40|A,east,5; csv:/3",
                "A,east,5,10,40|\"A,east; csv:/3"
            })
    void apply_withAWrongRow_namesItsLineAndColumn_andChangesNothing(String rows, String pointers) {
        depot.supply("A", 30, 1);
        Reply reply = depot.send(file("", HEADER + rows));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.pointers()).containsExactly(pointers.split(" "));
        assertThat(depot.send(read("A")).body().get("locations").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; csv:/1",
                "sku,location|A,east; csv:/1",
                "sku,shards|A,2; csv:/1/location",
                "sku,location,channelBuffer|A,east,2; csv:/1/channelBuffer",
                "sku,location,shards,shards|A,east,2,2; csv:/1/shards"
            })
    void apply_withAWrongHeader_namesTheColumn(String csv, String pointer) {
        assertThat(depot.send(file("", csv)).pointers()).containsExactly(pointer);
    }

    @Test
    void apply_ofTooManyRows_isRefused() {
        String rows =
                IntStream.rangeClosed(1, SettingsFileReader.ROWS_MAX + 1)
                        .mapToObj(number -> "S" + number + ",east,2")
                        .collect(Collectors.joining("|"));
        assertThat(depot.send(file("", "sku,location,shards|" + rows)).pointers())
                .containsExactly("csv:");
    }

    @Test
    void apply_thatIsInterrupted_isCompletedByTheNext() {
        depot.supply("A", 30, 1);
        depot.supply("B", 30, 1);
        String csv = "sku,location,displaySamples|A,east,2|B,east,3";
        depot.topic().failing(true);
        assertThat(depot.send(file("", csv), TestContext.withTimeLeft(700)).status())
                .isEqualTo(503);
        depot.topic().failing(false);

        assertThat(depot.send(file("", csv)).status()).isEqualTo(200);

        assertThat(depot.topic().published()).hasSize(2);
    }

    @Test
    void readMany_returnsEachSkuOnce_andTheUnknownOnes() {
        depot.supply("A", 30, 1);
        depot.supply("B", 30, 1);
        depot.set("B", 5, 10, 40);
        Reply reply = depot.send(readMany("sku=B&sku=A&sku=NONE&sku=B"));
        assertThat(reply.at("/settings/0/sku")).isEqualTo("B");
        assertThat(reply.at("/settings/0/locations/0/reorderPoint")).isEqualTo("10");
        assertThat(reply.at("/settings/1/sku")).isEqualTo("A");
        assertThat(reply.body().get("settings").size()).isEqualTo(2);
        assertThat(reply.at("/unknown/0")).isEqualTo("NONE");
    }

    private String settings(String sku, String member) {
        return depot.send(read(sku)).at("/locations/0/" + member);
    }
}
