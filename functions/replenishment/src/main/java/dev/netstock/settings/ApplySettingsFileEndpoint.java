package dev.netstock.settings;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.settings.SettingsFile.Row;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.place.PlaceSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code POST /v1/settings-files}: applies a CSV file of settings, or only reports what it would
 * change. A file with an error changes nothing. A file may be applied again: if a call ends before
 * all SKUs have their settings, the next one completes it.
 *
 * @param reader reads the current settings
 * @param writer replaces the settings of a SKU
 * @param places the locations
 * @param parallel runs several SKUs at a time
 */
record ApplySettingsFileEndpoint(
        SettingsReader reader, SettingsWriter writer, PlaceSource places, Parallel parallel)
        implements Endpoint {
    /** So many SKUs of a file can be searched for in the audit log. */
    private static final int TARGETS_MAX = 100;

    /** More than a SKU usually needs: the answer, and its entry in the audit log, come in time. */
    private static final Duration TIME_OF_A_SKU = Duration.ofSeconds(3);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ApplySettingsFileEndpoint.class);

    private record Request(SettingsFile file, boolean isDryRun) {}

    /** The rows of a SKU, and the settings that it has before. */
    private record Edit(Sku sku, Map<Location, Row> rows, Optional<CurrentSettings> current) {
        SortedMap<Location, LocationSettings> before() {
            return current.map(CurrentSettings::byLocation).orElseGet(TreeMap::new);
        }

        List<Change> changes() {
            SortedMap<Location, LocationSettings> before = before();
            return rows.entrySet().stream()
                    .map(
                            row -> {
                                LocationSettings now =
                                        before.getOrDefault(
                                                row.getKey(), LocationSettings.none(row.getKey()));
                                return new Change(
                                        row.getValue().line(),
                                        sku,
                                        now,
                                        row.getValue().applyTo(now));
                            })
                    .filter(change -> !change.before().equals(change.after()))
                    .toList();
        }

        Map<Location, Integer> pins() {
            Map<Location, Integer> pins = new HashMap<>();
            merged(before())
                    .forEach(
                            (location, all) -> all.pin().ifPresent(pin -> pins.put(location, pin)));
            return pins;
        }

        SkuSettings.Replacement replacement(SkuSettings now) {
            return SettingsRequest.replacement(
                    sku, merged(LocationSettings.of(now, currentPins())).values());
        }

        private Map<Location, Integer> currentPins() {
            return current.map(CurrentSettings::pins).orElseGet(Map::of);
        }

        private SortedMap<Location, LocationSettings> merged(
                SortedMap<Location, LocationSettings> before) {
            SortedMap<Location, LocationSettings> after = new TreeMap<>(before);
            rows.forEach(
                    (location, row) ->
                            after.put(
                                    location,
                                    row.applyTo(
                                            before.getOrDefault(
                                                    location, LocationSettings.none(location)))));
            after.values().removeIf(LocationSettings::isEmpty);
            return after;
        }
    }

    private record Change(long line, Sku sku, LocationSettings before, LocationSettings after) {}

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var decoded) -> answer(decoded, request.call());
        };
    }

    private Decoded<Request> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        boolean isDryRun = query.optional("dryRun", new BooleanFormat()).orElse(false);
        query.refuseOthers();
        Optional<SettingsFile> file =
                request.text(errors)
                        .flatMap(
                                text ->
                                        SettingsFileReader.read(
                                                text, places.current(request.call()), errors));
        return errors.orElse(() -> new Request(file.orElseThrow(), isDryRun));
    }

    private Answer answer(Request request, Call call) {
        List<Edit> edits =
                parallel.run(
                        request.file().rows().entrySet().stream()
                                .<Supplier<Edit>>map(
                                        of ->
                                                () ->
                                                        new Edit(
                                                                of.getKey(),
                                                                of.getValue(),
                                                                reader.read(of.getKey(), call)))
                                .toList());
        ValidationErrors errors = unknownSkus(edits);
        if (!errors.isEmpty()) {
            return Problem.invalidRequest(errors.list());
        }
        if (request.isDryRun()) {
            JsonWriter.Part comparison = json -> write(json, true, edits);
            return recording(edits, comparison, Answer.of(200, "compared", comparison));
        }
        // Each call begins with other SKUs: a file that needs several calls is done at last.
        List<Edit> inAnyOrder = new ArrayList<>(edits);
        Collections.shuffle(inAnyOrder);
        List<Applied> all =
                parallel.run(
                        inAnyOrder.stream()
                                .<Supplier<Applied>>map(edit -> () -> apply(edit, call))
                                .toList());
        Set<Sku> begun =
                all.stream()
                        .filter(Applied::isTried)
                        .map(applied -> applied.edit().sku())
                        .collect(Collectors.toSet());
        List<Edit> tried = edits.stream().filter(edit -> begun.contains(edit.sku())).toList();
        JsonWriter.Part answer = json -> write(json, false, tried);
        return recording(
                tried,
                answer,
                all.stream().allMatch(Applied::isDone)
                        ? Answer.of(200, "applied", answer)
                        : Problem.retryLater(
                                new RetryLaterException(
                                        "Not all SKUs have their settings", RETRY_AFTER)));
    }

    /**
     * The audit log has also what a call has changed that did not complete: the next call finds
     * these SKUs as the file wants them.
     */
    private static Answer recording(List<Edit> edits, JsonWriter.Part changes, Answer answer) {
        return answer.recording(
                edits.stream()
                        .filter(edit -> !edit.changes().isEmpty())
                        .map(edit -> edit.sku().value())
                        .limit(TARGETS_MAX)
                        .toList(),
                changes);
    }

    private static ValidationErrors unknownSkus(List<Edit> edits) {
        ValidationErrors errors = new ValidationErrors();
        edits.stream()
                .filter(edit -> edit.current().isEmpty())
                .flatMap(edit -> edit.rows().values().stream())
                .forEach(
                        row ->
                                errors.add(
                                        SettingsFileReader.pointer(row.line(), "sku"),
                                        "Unknown SKU. No location has, or ever had, it."));
        return errors;
    }

    /** Of an edit that was tried but is not done, it is unknown whether it took effect. */
    private record Applied(Edit edit, boolean isTried, boolean isDone) {}

    private Applied apply(Edit edit, Call call) {
        if (!call.deadline().leaves(TIME_OF_A_SKU)) {
            return new Applied(edit, false, false);
        }
        try {
            writer.replace(edit.sku(), edit::replacement, edit.pins(), call);
            return new Applied(edit, true, true);
        } catch (RuntimeException e) {
            LOG.error("The settings of {} were not replaced", edit.sku(), e);
            return new Applied(edit, true, false);
        }
    }

    private static void write(JsonGenerator json, boolean isDryRun, List<Edit> edits)
            throws IOException {
        List<Change> changes = edits.stream().flatMap(edit -> edit.changes().stream()).toList();
        json.writeBooleanField("dryRun", isDryRun);
        json.writeNumberField("rows", edits.stream().mapToInt(edit -> edit.rows().size()).sum());
        json.writeNumberField("skus", edits.size());
        JsonWriter.objects(
                json,
                "changes",
                changes,
                (each, change) -> {
                    each.writeNumberField("line", change.line());
                    each.writeStringField("sku", change.sku().value());
                    each.writeObjectFieldStart("before");
                    SettingsJson.write(each, change.before());
                    each.writeEndObject();
                    each.writeObjectFieldStart("after");
                    SettingsJson.write(each, change.after());
                    each.writeEndObject();
                });
    }
}
