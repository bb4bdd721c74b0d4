package dev.netstock.operations.job;

import dev.netstock.events.movement.Movement;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Movements that wait for approval, all of one source. Immutable.
 *
 * @param movements without the names of those who recorded and approved them: the job has these
 */
public record HeldMovements(String source, List<Movement> movements) {
    /** The audit log names this many SKUs of an act. */
    public static final int AUDITED_MAX = 20;

    private static final String MOVEMENTS = "movements";
    private static final int DIGITS = 40;

    public HeldMovements {
        movements = movements.stream().map(Movement::anonymous).toList();
    }

    /** Of the movements of a request, which has one source. */
    public static HeldMovements of(List<Movement> movements) {
        return new HeldMovements(movements.getFirst().source(), movements);
    }

    /** The ID of their job: the same for the same movements, so that a retry asks once. */
    public String jobId() {
        StringBuilder contents = new StringBuilder();
        for (Movement each : movements) {
            contents.append(
                            String.join(
                                    " ",
                                    each.source(),
                                    each.movementId(),
                                    each.businessDate().toString(),
                                    each.kind().text(),
                                    each.sku(),
                                    each.location(),
                                    Long.toString(each.units()),
                                    each.orderId().orElse("")))
                    .append('\n');
        }
        return "adjust-" + digest(contents.toString()).substring(0, DIGITS);
    }

    /** The units that they move, without their signs. */
    public long units() {
        return movements.stream().mapToLong(movement -> Math.abs(movement.units())).sum();
    }

    /** The SKUs, each once. */
    public List<String> skus() {
        return movements.stream().map(Movement::sku).distinct().toList();
    }

    /** A JSON object. A request has at most 256 KiB, so it fits into a row. */
    String text() {
        return JsonWriter.object(
                json ->
                        JsonWriter.objects(
                                json,
                                MOVEMENTS,
                                movements,
                                (each, movement) -> MovementJson.data(movement).to(each)));
    }

    /**
     * Reads the result of {@link #text}.
     *
     * @throws IllegalStateException if it is none
     */
    static HeldMovements parse(String source, String text) {
        Optional<Json> json = JsonReader.parse(text, new ValidationErrors());
        if (json.isPresent()
                && json.get() instanceof JsonObject(Map<String, Json> members)
                && members.get(MOVEMENTS) instanceof JsonArray(List<Json> elements)) {
            return new HeldMovements(
                    source, elements.stream().map(element -> movement(source, element)).toList());
        }
        throw new IllegalStateException("The row has no movements");
    }

    private static Movement movement(String source, Json data) {
        return switch (MovementJson.readData(source, data, "")) {
            case Decoded.Valid(Movement movement) -> movement;
            case Decoded.Invalid(var errors) ->
                    throw new IllegalStateException("The row has an invalid movement: " + errors);
        };
    }

    private static String digest(String contents) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(contents.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
