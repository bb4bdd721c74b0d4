package dev.netstock.malls.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.files.FileKey;
import dev.netstock.files.FileNotification;
import dev.netstock.files.S3FileBucket;
import dev.netstock.files.Upload;
import dev.netstock.local.s3.S3Local;
import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.Mapping;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.testing.MallsTable;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

class MallItemImportTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00.123Z");
    private static final Channel RAKUTEN = new Channel("rakuten");
    private static final Channel YAHOO = new Channel("yahoo");
    private static final String BUCKET = "files";
    private static final Sku TEA = new Sku("tea");
    private static final Sku CUP = new Sku("cup");

    private static final DynamoDbClient TABLES = LocalTables.client(LocalTables.http());
    private static final S3Local S3 = S3Local.start();
    private static final S3Client CLIENT =
            S3Client.builder()
                    .endpointOverride(S3.endpoint())
                    .httpClient(UrlConnectionHttpClient.create())
                    .build();

    private final String table = MallsTable.create(TABLES);

    @BeforeAll
    static void createBucket() {
        S3.createBucket(BUCKET);
        S3.enableVersioning(BUCKET);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        S3.close();
        TABLES.close();
    }

    @BeforeEach
    void emptyBucket() {
        keys().forEach(key -> CLIENT.deleteObject(it -> it.bucket(BUCKET).key(key)));
    }

    @Test
    void aFile_mapsPagesAndSets_andMovesToTaken() {
        List<String> failed =
                receive(
                        "1.csv",
                        """
                        mall,item,variant,sku,units
                        rakuten,page-a,red,tea,1
                        rakuten,set,,tea,3
                        yahoo,tea:1,,tea,1
                        rakuten,set,,cup,1
                        """
                                .getBytes(UTF_8));

        assertThat(failed).isEmpty();
        assertThat(keys()).containsExactly("taken/mall-items/1.csv");
        assertThat(sells(RAKUTEN, "set", "")).isEqualTo(Map.of(TEA, 3L, CUP, 1L));
        assertThat(sells(RAKUTEN, "page-a", "red")).isEqualTo(Map.of(TEA, 1L));
        assertThat(sells(YAHOO, "tea:1", "")).isEqualTo(Map.of(TEA, 1L));
        assertThat(store(RAKUTEN).itemsOf(TEA))
                .flatExtracting(ItemRow::parts)
                .contains(new Part(TEA, 1, 0, 2), new Part(TEA, 3, 1, 2));
    }

    @Test
    void aFile_leavesOtherItems_andRemovesWhatHasNoSku() {
        receive("1.csv", "mall,item,sku,units\nrakuten,a,tea,1\nrakuten,b,tea,1\n".getBytes(UTF_8));
        receive("2.csv", "mall,item,sku,units\nrakuten,b,,\n".getBytes(UTF_8));

        assertThat(sells(RAKUTEN, "a", "")).isEqualTo(Map.of(TEA, 1L));
        assertThat(sells(RAKUTEN, "b", "")).isEmpty();
        assertThat(store(RAKUTEN).itemsOf(TEA)).hasSize(1);
    }

    @Test
    void aFileOfShiftJis_withColumnsInAnyOrder_isTaken() {
        receive(
                "1.csv",
                "units,sku,variant,item,mall\n2,tea,赤:L,髙級茶,rakuten\n"
                        .getBytes(Charset.forName("windows-31j")));

        assertThat(sells(RAKUTEN, "髙級茶", "赤:L")).isEqualTo(Map.of(TEA, 2L));
    }

    @Test
    void theExampleOfTheGuide_isTaken() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/files.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "No docs/files.md");
        }
        String guide = Files.readString(folder.resolve("docs/files.md"));
        String begin = "## Mall items\n\n```csv\n";
        int from = guide.indexOf(begin) + begin.length();
        receive("1.csv", guide.substring(from, guide.indexOf("```", from)).getBytes(UTF_8));

        assertThat(keys()).containsExactly("taken/mall-items/1.csv");
        assertThat(sells(RAKUTEN, "gift-set", ""))
                .isEqualTo(Map.of(new Sku("4901234567894"), 3L, new Sku("4909876543210"), 1L));
        assertThat(sells(YAHOO, "tea", "500ml")).hasSize(1);
    }

    @Test
    void aFileWithErrors_changesNothing_andItsReportNamesTheLines() {
        receive(
                "1.csv",
                """
                mall,item,variant,sku,units
                rakuten,ok,,tea,1
                rakuten,twice,,tea,1
                rakuten,twice,,tea,2
                rakuten,gone,,,
                rakuten,gone,,tea,1
                rakuten,half,,tea,
                """
                        .getBytes(UTF_8));

        assertThat(keys())
                .containsExactly(
                        "refused/mall-items/1.csv", "refused/mall-items/1.csv.report.json");
        assertThat(report("1.csv"))
                .contains("\"line\":4", "\"line\":6", "\"line\":7")
                .contains("Line 3 has it too", "Line 5 is of the same item")
                .contains("\"rowsRead\":6");
        assertThat(store(RAKUTEN).itemsAfter(Optional.empty(), 9)).isEmpty();
    }

    @Test
    void aFileOfAnotherMall_orWithInvalidValues_isRefused() {
        receive("1.csv", "mall,item,sku,units\nmercari,a,tea,1\n".getBytes(UTF_8));
        assertThat(report("1.csv"))
                .contains("\"column\":\"mall\"", "Must be a mall of the stage: rakuten, yahoo.");
        receive("2.csv", "mall,item,sku,units\nrakuten,a,tea,0\n".getBytes(UTF_8));
        assertThat(report("2.csv")).contains("\"column\":\"units\"");
        receive("3.csv", "mall,item\nrakuten,a\n".getBytes(UTF_8));
        assertThat(sells(RAKUTEN, "a", "")).isEmpty();
        receive("4.txt", "mall,item,sku,units\nrakuten,a,tea,1\n".getBytes(UTF_8));
        assertThat(report("4.txt")).contains("must end in .csv");
    }

    @Test
    void aRepeatedNotification_changesNothing() {
        receive("1.csv", "mall,item,sku,units\nrakuten,a,tea,1\n".getBytes(UTF_8));
        ItemRow row = row(RAKUTEN, "a", "").orElseThrow();

        assertThat(deliver("inbox/mall-items/1.csv", Optional.empty())).isEmpty();
        assertThat(row(RAKUTEN, "a", "")).contains(row);

        receive("2.csv", "mall,item,sku,units\nrakuten,a,tea,1\n".getBytes(UTF_8));
        assertThat(row(RAKUTEN, "a", "")).contains(row);
    }

    @Test
    void anotherMappingOfAnItemThatTheMallShows_waitsForTheSync() {
        store(RAKUTEN).save(List.of(MallRow.connected(RAKUTEN, NOW)));
        ItemRow mapped =
                ItemRow.mapped(new MallItem("a", ""), List.of(Part.of(TEA, 1)), List.of())
                        .sold(1, NOW);
        store(RAKUTEN).save(List.of(mapped));
        receive("1.csv", "mall,item,sku,units\nrakuten,a,cup,1\n".getBytes(UTF_8));

        assertThat(sells(RAKUTEN, "a", "")).isEqualTo(Map.of(TEA, 1L));
        assertThat(row(RAKUTEN, "a", "").flatMap(it -> it.mapping().change()))
                .hasValueSatisfying(
                        change ->
                                assertThat(Mapping.sells(change.parts()))
                                        .isEqualTo(Map.of(CUP, 1L)));
    }

    /** A file of 100,000 lines is read in seconds; the rest of an import is its requests. */
    @Test
    void aFileOf100000Lines_isRead_andItsItemsAreMappedManyAtATime() throws IOException {
        var text = new StringBuilder("mall,item,variant,sku,units\n");
        for (int i = 0; i < 100_000; i++) {
            text.append("rakuten,item-").append(i).append(",red,sku-").append(i).append(",1\n");
        }
        long begun = System.nanoTime();
        MallItemFile file =
                MallItemFile.read(new StringReader(text.toString()), List.of(RAKUTEN, YAHOO));
        Duration read = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(file.errors()).isEmpty();
        assertThat(file.items().getOrDefault(RAKUTEN, Map.of())).hasSize(100_000);
        assertThat(read).isLessThan(Duration.ofSeconds(20));

        int items = Length.of(500, 20_000);
        String some = text.substring(0, text.indexOf("rakuten,item-" + items + ","));
        begun = System.nanoTime();
        receive("many.csv", some.getBytes(UTF_8));
        Duration mapped = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(store(RAKUTEN).itemsAfter(Optional.empty(), 30_000)).hasSize(items);
        System.out.printf("100,000 lines read in %s; %d items mapped in %s%n", read, items, mapped);
    }

    @Test
    void sampleOfTheTrigger_importsItsFile() {
        String key = "inbox/mall-items/mall-items-2026-11-21.csv";
        byte[] file = "mall,item,sku,units\nrakuten,bowl,cup,1\n".getBytes(UTF_8);
        String version =
                CLIENT.putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromBytes(file))
                        .versionId();
        String sample =
                SampleEvents.json("mall-item-import/arrived")
                        .replace("096fKKXTRTtl3on89fVO.nfljtsv6qko", version);
        assertThat(
                        LambdaEvents.failed(
                                handler()
                                        .handleRequest(
                                                LambdaEvents.read(SQSEvent.class, sample),
                                                TestContext.create())))
                .isEmpty();
        assertThat(sells(RAKUTEN, "bowl", "")).isEqualTo(Map.of(CUP, 1L));
    }

    private List<String> receive(String name, byte[] bytes) {
        String key = "inbox/mall-items/" + name;
        String version =
                CLIENT.putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes))
                        .versionId();
        return deliver(key, Optional.of(version));
    }

    private List<String> deliver(String key, Optional<String> version) {
        var upload = new Upload(new FileKey(key), version, "", Optional.of(NOW));
        return LambdaEvents.failed(
                handler()
                        .handleRequest(
                                LambdaEvents.messages("", List.of(FileNotification.json(upload))),
                                TestContext.create()));
    }

    private MallItemImportHandler handler() {
        return new MallItemImportHandler(
                new MallItemImporter(
                        new S3FileBucket(CLIENT, BUCKET),
                        List.of(RAKUTEN, YAHOO),
                        this::store,
                        Parallel.upTo(16),
                        () -> NOW),
                new FailureTally());
    }

    private DynamoMallStore store(Channel mall) {
        return new DynamoMallStore(TABLES, table, mall);
    }

    private Optional<ItemRow> row(Channel mall, String item, String variant) {
        return store(mall).items(List.of(new MallItem(item, variant))).stream().findFirst();
    }

    private Map<Sku, Long> sells(Channel mall, String item, String variant) {
        return row(mall, item, variant).map(row -> Mapping.sells(row.parts())).orElse(Map.of());
    }

    private static List<String> keys() {
        return CLIENT.listObjectsV2(it -> it.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static String report(String name) {
        return CLIENT.getObjectAsBytes(
                        it -> it.bucket(BUCKET).key("refused/mall-items/" + name + ".report.json"))
                .asUtf8String();
    }
}
