package dev.netstock.ledger.reconcile;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The report of a run.
 *
 * @param run the run
 * @param finishedAt when it ended
 * @param compared how many rows were compared, by kind of work
 * @param suspects items that seemed to differ; all but those listed had units in flight
 * @param counts how many findings there are, by kind and outcome
 * @param listed the findings, up to a limit
 */
record Report(
        Run run,
        Instant finishedAt,
        Map<String, Long> compared,
        long suspects,
        List<Count> counts,
        List<Listed> listed) {
    /** The number of findings of a kind and outcome. */
    record Count(Kind kind, String repair, long found) {}

    /** A finding and the outcome of its repair. */
    record Listed(Finding finding, String repair) {}

    /** The number of findings. */
    long found() {
        return found(counts);
    }

    /** The number of repaired findings. */
    long repaired() {
        return repaired(counts);
    }

    static long found(List<Count> counts) {
        return counts.stream().mapToLong(Count::found).sum();
    }

    static long repaired(List<Count> counts) {
        return found(counts.stream().filter(count -> isRepaired(count.repair())).toList());
    }

    private static boolean isRepaired(String repair) {
        return Arrays.stream(Repair.values())
                .anyMatch(it -> it.isDone() && it.text().equals(repair));
    }

    String json() {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("run", run.id());
                    json.writeBooleanField("repair", run.repair());
                    json.writeStringField("startedAt", run.startedAt().toString());
                    json.writeStringField("finishedAt", finishedAt.toString());
                    json.writeNumberField("settleMillis", run.settle().toMillis());
                    json.writeObjectFieldStart("compared");
                    for (var entry : compared.entrySet()) {
                        json.writeNumberField(entry.getKey(), entry.getValue());
                    }
                    json.writeEndObject();
                    json.writeNumberField("suspects", suspects);
                    json.writeNumberField("found", found());
                    json.writeNumberField("repaired", repaired());
                    JsonWriter.objects(json, "counts", counts, Report::write);
                    JsonWriter.objects(json, "findings", listed, Report::write);
                });
    }

    private static void write(JsonGenerator json, Count count) throws IOException {
        json.writeStringField("kind", count.kind().text());
        writeRepair(json, count.repair());
        json.writeNumberField("found", count.found());
    }

    private static void write(JsonGenerator json, Listed listed) throws IOException {
        Finding finding = listed.finding();
        json.writeStringField("kind", finding.kind().text());
        json.writeStringField("subject", finding.subject());
        if (finding.item().isPresent()) {
            var item = finding.item().get();
            json.writeStringField("sku", item.sku().value());
            json.writeStringField("location", item.location().value());
            json.writeNumberField("shard", item.shard());
        }
        if (finding.orderId().isPresent()) {
            json.writeStringField("orderId", finding.orderId().get());
        }
        if (finding.event().isPresent()) {
            json.writeStringField("event", finding.event().get().id());
            json.writeStringField("time", finding.event().get().at().toString());
        }
        writeNumbers(json, finding);
        writeRepair(json, listed.repair());
    }

    private static void writeNumbers(JsonGenerator json, Finding finding) throws IOException {
        if (finding.numbers().isPresent()) {
            json.writeNumberField("expected", finding.numbers().get().expected());
            json.writeNumberField("actual", finding.numbers().get().actual());
        }
        if (finding.edited().isPresent()) {
            var edited = finding.edited().get();
            json.writeObjectFieldStart("tooHigh");
            json.writeNumberField("available", edited.available());
            json.writeNumberField("reserved", edited.reserved());
            json.writeNumberField("supply", edited.supply());
            json.writeEndObject();
        }
    }

    private static void writeRepair(JsonGenerator json, String repair) throws IOException {
        if (!repair.isEmpty()) {
            json.writeStringField("repair", repair);
        }
    }
}
