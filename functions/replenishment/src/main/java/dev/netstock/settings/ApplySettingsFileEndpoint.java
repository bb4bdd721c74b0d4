package dev.netstock.settings;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
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

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

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
        if (!request.isDryRun()) {
            parallel.run(
                    edits.stream()
                            .<Supplier<SkuSettings>>map(edit -> () -> apply(edit, call))
                            .toList());
        }
        List<Change> changes = edits.stream().flatMap(edit -> edit.changes().stream()).toList();
        JsonWriter.Part answer = json -> write(json, request.isDryRun(), edits, changes);
        return Answer.of(200, request.isDryRun() ? "compared" : "applied", answer)
                .recording(
                        changes.stream()
                                .map(change -> change.sku().value())
                                .distinct()
                                .limit(TARGETS_MAX)
                                .toList(),
                        answer);
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

    private SkuSettings apply(Edit edit, Call call) {
        return writer.replace(edit.sku(), edit::replacement, edit.pins(), call);
    }

    private static void write(
            JsonGenerator json, boolean isDryRun, List<Edit> edits, List<Change> changes)
            throws IOException {
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
