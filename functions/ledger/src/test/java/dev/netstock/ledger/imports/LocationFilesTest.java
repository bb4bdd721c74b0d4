package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.Place.Coordinates;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files that open, change and close locations. */
class LocationFilesTest {
    private static final Inbox INBOX = Inbox.open();
    private static final String HEADER =
            "location,name,sells_online,priority,groups,pickup,latitude,longitude\n";

    @BeforeEach
    void begin() {
        INBOX.clear();
    }

    @AfterAll
    static void end() {
        INBOX.close();
    }

    @Test
    void file_opensChangesAndClosesLocations_andLeavesOthersAlone() {
        INBOX.putLocation("umeda", true, Inbox.NOW);
        INBOX.receive(
                "inbox/locations/1.csv",
                HEADER
                        + "yokohama,横浜,true,40,kanto tokyo,true,35.4658,139.6223\n"
                        + "shinjuku,,false,,,,,\n");

        assertThat(INBOX.imports()).containsExactly("locations taken 2 2");
        assertThat(INBOX.keys()).containsExactly("taken/locations/1.csv");
        Place yokohama = place("yokohama");
        assertThat(yokohama.name()).isEqualTo("横浜");
        assertThat(yokohama.sellsOnline()).isTrue();
        assertThat(yokohama.priority()).isEqualTo(40);
        assertThat(yokohama.groups())
                .containsExactly(new LocationGroup("kanto"), new LocationGroup("tokyo"));
        assertThat(yokohama.pickup()).isTrue();
        assertThat(yokohama.coordinates()).contains(new Coordinates(35_465_800, 139_622_300));
        assertThat(place("shinjuku").sellsOnline()).isFalse();
        assertThat(place("shinjuku").priority()).isEqualTo(Place.PRIORITY_DEFAULT);
        assertThat(place("umeda").sellsOnline()).isTrue();
        assertThat(INBOX.poolMessages).containsExactly(LocationRows.PUBLISH);
    }

    @Test
    void file_saysNothingAboutBuffers() {
        INBOX.putLocation("umeda", true, Inbox.NOW);
        INBOX.receive("inbox/locations/1.csv", "location,sells_online\numeda,false\n");

        assertThat(place("umeda").sellsOnline()).isFalse();
        assertThat(place("umeda").buffers()).containsEntry(new Channel("pos"), 2);
    }

    @Test
    void file_repeated_changesNothing_andIsPublishedAgain() {
        String record = INBOX.put("inbox/locations/1.csv", HEADER + "umeda,,true,,,,,\n");
        INBOX.deliver(record);
        long version = INBOX.places().version();
        INBOX.receive("inbox/locations/2.csv", HEADER + "umeda,,true,,,,,\n");

        assertThat(place("umeda").version()).isEqualTo(1);
        assertThat(INBOX.places().version()).isEqualTo(version + 1);
        assertThat(INBOX.imports()).containsExactly("locations taken 1 1", "locations taken 1 0");
        assertThat(INBOX.poolMessages).hasSize(2);
    }

    @Test
    void ofAFileAndARequest_theNewerOneCounts_inWhateverOrderTheyAreStored() {
        String older = INBOX.put("inbox/locations/old.csv", HEADER + "umeda,,false,,,,,\n");
        String newer = INBOX.put("inbox/locations/new.csv", HEADER + "umeda,,true,7,,,,\n");
        INBOX.deliver(newer);
        INBOX.deliver(older);
        assertThat(place("umeda").sellsOnline()).isTrue();
        assertThat(place("umeda").priority()).isEqualTo(7);

        String beforeTheRequest =
                INBOX.put("inbox/locations/3.csv", HEADER + "umeda,,true,8,,,,\n");
        INBOX.putLocation("umeda", false, Inbox.NOW.plusSeconds(3_600));
        INBOX.deliver(beforeTheRequest);
        assertThat(place("umeda").sellsOnline()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Umeda,,true,,,,, | location | Must be a location",
                "umeda,,yes,,,,, | sells_online | Must be true or false.",
                "umeda,,,,,,, | sells_online | Must be true or false.",
                "umeda,,true,0,,,, | priority | Must be an integer from 1 to 9999.",
                "umeda,,true,,a  b,,, | groups | Must be at most 10 groups",
                "umeda,,true,,A,,, | groups | Must be at most 10 groups",
                "umeda,,true,,,1,, | pickup | Must be true or false.",
                "umeda,,true,,,,91,1 | latitude | Must be a number from -90 to 90",
                "umeda,,true,,,,,1 | latitude | Give both latitude and longitude, or neither.",
                "umeda,,true,,,,1, | longitude | Give both latitude and longitude, or neither.",
            })
    void file_withAnInvalidRow_isRefusedWithAReport(String row, String column, String expected) {
        INBOX.receive(
                "inbox/locations/1.csv", HEADER + "yokohama,,true,,,,,\n" + row.strip() + "\n");

        assertThat(INBOX.imports()).containsExactly("locations refused 2 0");
        assertThat(INBOX.text("refused/locations/1.csv.report.json"))
                .contains("\"line\":3", "\"column\":\"" + column + "\"", expected);
        assertThat(INBOX.places().location(new Location("yokohama"))).isEmpty();
        assertThat(INBOX.poolMessages).isEmpty();
    }

    @Test
    void file_withALocationTwice_isRefusedWithBothLines() {
        INBOX.receive("inbox/locations/1.csv", HEADER + "umeda,,true,,,,,\numeda,,false,,,,,\n");
        assertThat(INBOX.text("refused/locations/1.csv.report.json"))
                .contains("Each location must appear only once. First occurrence: line 2.");
    }

    @Test
    void file_ofManyLocations_isStoredInSeveralTransactions_andTooManyAreRefused() {
        INBOX.receive("inbox/locations/1.csv", HEADER + rows(1, 250));
        assertThat(INBOX.places().locations()).hasSize(251);

        INBOX.receive("inbox/locations/2.csv", HEADER + rows(1, 2_000));
        assertThat(INBOX.text("refused/locations/2.csv.report.json"))
                .contains("A stage must not have more than 2000 locations.");
        assertThat(INBOX.places().locations()).hasSize(251);
    }

    private static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj("s-%d,,true,,,,,\n"::formatted)
                .collect(Collectors.joining());
    }

    private static Place place(String name) {
        Optional<Place> place = INBOX.places().location(new Location(name));
        return place.orElseThrow();
    }
}
