package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.files.FileErrors;
import dev.netstock.ledger.database.Sql;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.place.LocationStatements;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.Place.Coordinates;
import dev.netstock.stock.place.Places;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Locations: opened, changed and closed in net stock's own table, where the API changes them as
 * well. Of a file and a request, the newer one counts. The rows are few, so they are stored while
 * the transaction of the file is open; if it fails afterwards, storing them again changes nothing.
 *
 * @param statements stores locations
 * @param publisher wakes the function that publishes locations: the network of the ledger does not
 *     reach the topic
 * @param call the call that imports the file
 */
record LocationRows(LocationStatements statements, QueueSender publisher, Call call)
        implements FileRows {
    static final String PUBLISH = "{\"publish\":\"locations\"}";

    private static final RepeatedRows REPEATED =
            new RepeatedRows("location", "location", "Each location must appear only once.");
    private static final String HALF_POINTS =
            """
            SELECT line, latitude IS NULL AS is_without_latitude FROM file_rows
            WHERE (latitude IS NULL) <> (longitude IS NULL) ORDER BY line LIMIT ?
            """;
    private static final String ROWS =
            """
            SELECT r.*, i.uploaded_at FROM file_rows r JOIN imports i ON i.import_id = ?
            ORDER BY r.location
            """;
    private static final String NAMES = "SELECT location FROM file_rows";

    @Override
    public FileKind kind() {
        return FileKind.LOCATIONS;
    }

    @Override
    public List<FileError> contradictions(Sql sql) throws SQLException {
        List<FileError> errors = new ArrayList<>(REPEATED.find(sql));
        errors.addAll(sql.list(HALF_POINTS, LocationRows::halfPoint, FileErrors.ERRORS_MAX));
        List<Location> named = sql.list(NAMES, row -> new Location(row.getString("location")));
        if (statements.countWith(named, call) > Places.LOCATIONS_MAX) {
            errors.add(
                    FileError.ofFile(
                            "A stage must not have more than %d locations."
                                    .formatted(Places.LOCATIONS_MAX)));
        }
        return errors;
    }

    @Override
    public RowCounts importRows(long importId, Sql sql) throws SQLException {
        long changed = statements.store(sql.list(ROWS, LocationRows::place, importId), call);
        if (!publisher.send(List.of(QueuedMessage.of("publish", PUBLISH)), call).isEmpty()) {
            throw new IllegalStateException("The queue of the pools did not accept a message");
        }
        return new RowCounts(changed, 0);
    }

    /** An empty cell means what a missing member of a request means. */
    private static Place place(ResultSet row) throws SQLException {
        String location = row.getString("location");
        return new Place(
                new Location(location),
                Sql.optionalText(row, "name").orElse(location),
                row.getBoolean("sells_online"),
                Optional.ofNullable(row.getObject("priority", Integer.class))
                        .orElse(Place.PRIORITY_DEFAULT),
                Sql.optionalText(row, "groups").map(text -> text.split(" ", -1)).stream()
                        .flatMap(Arrays::stream)
                        .map(LocationGroup::new)
                        .collect(Collectors.toCollection(TreeSet::new)),
                row.getBoolean("pickup"),
                point(row.getBigDecimal("latitude"), row.getBigDecimal("longitude")),
                new TreeMap<>(),
                Sql.instant(row, "uploaded_at"),
                0);
    }

    private static Optional<Coordinates> point(
            @Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {
        return latitude == null || longitude == null
                ? Optional.empty()
                : Optional.of(Coordinates.ofDegrees(latitude, longitude));
    }

    private static FileError halfPoint(ResultSet row) throws SQLException {
        return new FileError(
                row.getLong("line"),
                row.getBoolean("is_without_latitude") ? "latitude" : "longitude",
                "",
                "Give both latitude and longitude, or neither.");
    }
}
