package dev.netstock.bench.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.bench.coldstart.ClassLog.Loaded;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Starts the packaged checkout function, and checks what it loads before its first answer. */
class ColdStartTest {
    /** 7,200 with Powertools, Log4j, databind, TLS and the SDK's tables of services. */
    private static final int CLASSES_MAX = 4_400;

    /** What was removed from the start: docs/decisions/function-cold-start.md. */
    private static final Pattern REMOVED =
            Pattern.compile(
                    "com\\.amazonaws\\.lambda\\.thirdparty\\..*"
                            + "|com\\.fasterxml\\.jackson\\.databind\\..*"
                            + "|org\\.apache\\.logging\\..*"
                            + "|org\\.aspectj\\..*"
                            + "|software\\.amazon\\.cloudwatchlogs\\..*"
                            + "|software\\.amazon\\.lambda\\.powertools\\..*"
                            + "|software\\.amazon\\.awssdk\\.regions\\.servicemetadata\\..*"
                            + "|software\\.amazon\\.awssdk\\.services\\.sqs\\.DefaultSqsClient"
                            + "|sun\\.security\\.ssl\\.SSLContextImpl");

    @Test
    void firstAnswer_loadsOnlyWhatItNeeds() throws IOException, InterruptedException {
        try (var folder = FunctionFolder.unpack()) {
            var file = folder.file("classes.log");
            var start = FunctionStart.of(folder, ColdStartBenchmark.stockedTables());
            start.answer(
                    ColdStartBenchmark.event("cold-start-test"),
                    List.of("-Xlog:class+load:file=" + file + ":uptimenanos"),
                    false);
            var log = ClassLog.read(file);
            assertThat(log.loaded())
                    .extracting(Loaded::name)
                    .contains("dev.netstock.checkout.CheckoutHandler")
                    .noneMatch(REMOVED.asMatchPredicate());
            assertThat(log.loaded()).hasSizeLessThan(CLASSES_MAX);
            // The benchmark starts it many times.
            assertThat(start.answer(ColdStartBenchmark.event("again"), List.of(), false).total())
                    .isPositive();
        }
    }
}
