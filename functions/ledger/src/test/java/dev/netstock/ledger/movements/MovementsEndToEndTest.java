package dev.netstock.ledger.movements;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

import dev.netstock.events.movement.MovementKind;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.messages.movement.KinesisMovementStream;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.stream.testing.FailedRecordsBucket;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.Seed;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Follows movements from {@code POST /v1/movements} over the stream into the ledger: the intake
 * accepts what the API accepts, and the database stores it unchanged.
 */
class MovementsEndToEndTest {
    private static final TestLedger LEDGER = TestLedger.create();

    private final List<KinesisEventRecord> stream = new ArrayList<>();
    private final MovementsHandler api =
            new MovementsHandler(
                    KinesisMovementStream.of(new Kinesis(), "movements", (_, _) -> {}),
                    TestMovements.ANY_DATES,
                    Optional.empty(),
                    (_, _) -> {},
                    new FailureTally());
    private final FailedRecordsBucket bucket = new FailedRecordsBucket();
    private final MovementIntakeHandler intake =
            new MovementIntakeHandler(
                    new MovementRecorder(LEDGER.database()),
                    _ -> {},
                    TestMovements.ANY_DATES,
                    bucket.records(),
                    new FailureTally());

    /** Keeps the exact bytes of each record. */
    private final class Kinesis implements KinesisClient {
        @Override
        public PutRecordsResponse putRecords(PutRecordsRequest request) {
            request.records()
                    .forEach(
                            it ->
                                    stream.add(
                                            KinesisRecords.of(
                                                    stream.size() + 1L, it.data().asByteArray())));
            return PutRecordsResponse.builder()
                    .records(
                            request.records().stream()
                                    .map(_ -> PutRecordsResultEntry.builder().build())
                                    .toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @BeforeEach
    void begin() {
        LEDGER.clear();
        LEDGER.addItems("A");
    }

    @AfterAll
    static void end() {
        LEDGER.close();
    }

    @Test
    void movements_acceptedByTheApi_areRecordedByTheIntake() {
        var random = new SplittableRandom(Seed.fresh());
        for (int request = 0; request < 4; request++) {
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                sent.add(movement(request * 1_000 + i, random));
            }
            Reply reply = post(sent);
            assertThat(reply.status()).isEqualTo(202);
            int accepted = Integer.parseInt(reply.at("/accepted"));
            assertThat(accepted).isBetween(20, 199);
            assertThat(accepted + reply.body().get("rejected").size()).isEqualTo(200);
            assertThat(stream).hasSize(accepted);
            record();
            assertThat(count("movements") + count("movements_aside"))
                    .as("request %d", request)
                    .isEqualTo(accepted);
            LEDGER.clear();
            LEDGER.addItems("A");
            stream.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000-01-01T00:00:00+18:00",
                "2000-01-01T00:00:00+00:01",
                "2199-12-31T23:59:59-00:01",
                "2199-12-31T23:59:59.999999999-18:00",
                "2026-11-21T24:00:00Z",
                "2026-11-21T12:00:60Z",
                "2026-11-21T02:03:04.1234567890Z",
                "2026-11-21T02:03:04+09:00:30",
                "2026-11-21"
            })
    void movements_ofATimeThatTheLedgerCannotStore_areRejectedByTheApi(String occurredAt) {
        Reply reply = post(List.of(sale("1", occurredAt)));
        assertThat(reply.at("/rejected/0/errors/0/pointer")).isEqualTo("/movements/0/occurredAt");
        assertThat(stream).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-12-31T23:00:00-01:00",
                "2000-01-01T23:59:00+23:59",
                "2199-12-31T23:59:59.999999999Z",
                "2200-01-01T08:59:59.999999999+09:00",
                "2026-12-31T23:59:60Z",
                "2026-11-21t02:03:04.5z"
            })
    void movements_ofATimeAtTheEdge_areKeptAsTheInstantThatWasMeant(String occurredAt) {
        post(List.of(sale("1", occurredAt)));
        record();
        assertThat(
                        LEDGER.number(
                                """
                                SELECT count(*) FROM movements
                                WHERE occurred_at >= '2000-01-01T00:00:00Z'
                                  AND occurred_at < '2200-01-01T00:00:00Z'
                                """))
                .isEqualTo(1);
    }

    /** An unclean text makes only its own movement invalid. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\n", "\\u0085", "\u0085", "\u007f"})
    void movements_withUncleanText_areRejectedIndividually(String text) {
        Reply reply =
                post(
                        List.of(
                                sale("1", "2026-11-21T02:03:04Z"),
                                sale("R-" + text, "2026-11-21T02:03:04Z"),
                                sale("3", "2026-11-21T02:03:04Z")
                                        .replace("'units'", "'more" + text + "':1,'units'")));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.at("/accepted")).isEqualTo("1");
        assertThat(reply.at("/rejected/0/errors/0/pointer")).isEqualTo("/movements/1/movementId");
        assertThat(reply.at("/rejected/1/errors/0/pointer")).startsWith("/movements/2/more\ufffd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "UTF-8"})
    void records_inAnotherEncoding_areRefusedAndStored(String encoding) {
        String mark = encoding.equals("UTF-8") ? "\uFEFF" : "";
        String json = MovementJson.write(TestMovements.of(MovementKind.SALE, "1", 1));
        stream.add(KinesisRecords.of(1, (mark + json).getBytes(Charset.forName(encoding))));
        record();
        assertThat(bucket.documents()).hasSize(1);
        assertThat(count("movements")).isZero();
    }

    private void record() {
        assertThat(
                        intake.handleRequest(KinesisRecords.event(stream), TestContext.create())
                                .getBatchItemFailures())
                .isEmpty();
    }

    private Reply post(List<String> movements) {
        String body = "{'source':'/test','movements':[" + String.join(",", movements) + "]}";
        return Reply.of(
                api.handleRequest(
                        HttpCall.of(MovementsHandler.ROUTE).body(body).event(),
                        TestContext.create()));
    }

    private static long count(String table) {
        return LEDGER.number("SELECT count(*) FROM " + table);
    }

    private static String sale(String id, String occurredAt) {
        return """
        {'movementId':'%s','kind':'sale','sku':'A','location':'east','units':1,\
        'occurredAt':'%s','businessDate':'2026-11-21'}\
        """
                .formatted(id, occurredAt);
    }

    /** A movement whose members are mostly valid, and sometimes at or beyond a limit. */
    private static String movement(int number, RandomGenerator random) {
        String kind =
                pick(random, "sale", "receipt", "adjustment", "shipment", "transfer", "return");
        String order = kind.equals("shipment") ? ",'orderId':'%s'".formatted(id(random, 64)) : "";
        return """
        {'movementId':'%d%s','kind':'%s','sku':'%s','location':'%s','units':%s,'occurredAt':'%s',\
        'businessDate':'%s'%s}\
        """
                .formatted(
                        number,
                        text(random),
                        kind,
                        random.nextInt(4) > 0 ? "A" : id(random, 64),
                        random.nextInt(4) > 0 ? "east" : id(random, 32).toLowerCase(Locale.ROOT),
                        pick(
                                random,
                                "1",
                                "7",
                                "1000000000",
                                "2.0",
                                "0.3e1",
                                "1e9",
                                pick(random, "1", "2", "1000000001", "-1", "0", "1e400"),
                                pick(random, "3", "4", "1.5", "9223372036854775808")),
                        time(random),
                        pick(
                                random,
                                "2026-11-20",
                                "2000-01-01",
                                "2199-12-31",
                                pick(
                                        random,
                                        "2028-02-29",
                                        "1999-12-31",
                                        "2200-01-01",
                                        "2026-02-29")),
                        order);
    }

    private static String pick(RandomGenerator random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static String id(RandomGenerator random, int most) {
        return random.ints(random.nextInt(1, most + 1), 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Mostly visible ASCII. */
    private static String text(RandomGenerator random) {
        int first = random.nextInt(20) == 0 ? 0 : '!';
        String text =
                random.ints(random.nextInt(20), first, '~' + 1)
                        .filter(it -> it != '\'')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String time(RandomGenerator random) {
        Instant limit = Instant.parse(pick(random, "2000-01-01T00:00:00Z", "2200-01-01T00:00:00Z"));
        Instant at =
                limit.plusSeconds(random.nextLong(-90_000, 90_000))
                        .plusNanos(random.nextLong(1_000_000_000));
        int offset = random.nextInt(-1_439, 1_440);
        return "%s%s%02d:%02d"
                .formatted(
                        LocalDateTime.ofInstant(at, ZoneOffset.UTC).plusMinutes(offset),
                        offset < 0 ? "-" : "+",
                        Math.abs(offset) / 60,
                        Math.abs(offset) % 60);
    }
}
