package dev.netstock.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Input from outside is parsed only by the formats and readers of this package: no other source of
 * the events or functions parses a time, a JSON document or encoded bytes itself.
 */
class OutsideSourcesTest {
    /** Codecs may parse what the product itself has written. */
    private static final String OWN_ROWS =
            ".*(Codec|StoredSaleMode|DynamoSaleModeTable|DynamoRequestTable|DynamoGenerations"
                + "|StoredCredentials|DynamoTablePair|DynamoLongHolds|DynamoPlaces|DynamoPoolPlans|dynamodb/Values)\\.java";

    /** Each mall has time formats of its own, beside those of the API. */
    private static final String OF_MALLS =
            ".*malls/adapter/(yahoo/YahooOrders|rakuten/RakutenTimes|aupay/AuPayOrders)\\.java";

    @Test
    void times_fromOutside_areParsedOnlyByTheirFormats() throws IOException {
        String parsing =
                "\\b(Instant|LocalDate|LocalDateTime|LocalTime|OffsetDateTime|ZonedDateTime|Year"
                    + "|YearMonth)(\\.parse\\((?!\")|::parse\\b|\\.from\\()|DateTimeFormatter\\.ISO";
        assertThat(sources(parsing))
                .allMatch(
                        it ->
                                it.matches(OWN_ROWS)
                                        || it.matches(OF_MALLS)
                                        || it.endsWith("json/DateFormat.java"));
        assertThat(sources("import java\\.time\\.DateTimeException"))
                .allMatch(
                        it ->
                                it.matches(OF_MALLS)
                                        || it.matches(".*json/(Date|Time)Format\\.java"));
    }

    /**
     * Lambda's serializer reads AWS's envelopes; the bodies in them are read by JsonReader.
     * JsonText reads what AWS stored of a failed batch, which nests deeper than a document may.
     */
    @Test
    void json_fromOutside_isParsedOnlyByJsonReader() throws IOException {
        assertThat(sources("\\.createParser\\(|ObjectMapper|JsonMapper|readTree\\("))
                .allMatch(
                        it -> it.matches(".*/(JsonReader|LambdaEventSerializer|JsonText)\\.java"));
    }

    @Test
    void bytes_fromOutside_areDecodedStrictly() throws IOException {
        assertThat(sources("URLDecoder")).allMatch(it -> it.endsWith("json/UntrustedText.java"));
        assertThat(sources("new String\\("))
                .allMatch(
                        it ->
                                it.matches(
                                        ".*(UntrustedText|SampleEvents|PrimingContext|Token|HistoryCursor"
                                            + "|RequestCursor)\\.java"));
    }

    private static List<String> sources(String pattern) throws IOException {
        Pattern sought = Pattern.compile(pattern);
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("functions/pom.xml"))) {
            root = Objects.requireNonNull(root.getParent(), "No functions/pom.xml");
        }
        try (Stream<Path> functions = Files.walk(root.resolve("functions"));
                Stream<Path> libraries = Files.walk(root.resolve("libraries"));
                Stream<Path> events = Files.walk(root.resolve("events"))) {
            List<Path> sources =
                    Stream.of(functions, libraries, events)
                            .flatMap(files -> files)
                            .filter(it -> it.toString().matches(".*/src/main/java/.*\\.java"))
                            .toList();
            assertThat(sources).hasSizeGreaterThan(300);
            return sources.stream()
                    .filter(it -> sought.matcher(read(it)).find())
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
