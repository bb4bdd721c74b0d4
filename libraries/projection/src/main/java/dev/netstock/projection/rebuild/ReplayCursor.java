package dev.netstock.projection.rebuild;

import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.util.List;
import java.util.Optional;

/**
 * The position at which the replay of a segment continues: first in the archive, then in the
 * deltas.
 */
public sealed interface ReplayCursor {
    /** At the start of the archive. */
    ReplayCursor START = new InArchive("", InArchive.WHOLE);

    /**
     * In the archive.
     *
     * @param object the key of an object
     * @param lines the number of processed lines; {@link #WHOLE} for all of them
     */
    record InArchive(String object, int lines) implements ReplayCursor {
        static final int WHOLE = -1;

        @Override
        public String token() {
            return CursorToken.of("archive", object, Integer.toString(lines));
        }
    }

    /**
     * In the deltas.
     *
     * @param after the last processed row; empty before the first
     */
    record InDeltas(Optional<DeltaKey> after) implements ReplayCursor {
        @Override
        public String token() {
            return after.map(key -> CursorToken.of("deltas", key.cause().key(), key.step()))
                    .orElseGet(() -> CursorToken.of("deltas"));
        }
    }

    /**
     * In the rows of another table, for a projection that is not built from events.
     *
     * @param after the last row that is done
     */
    record InRows(RowKey after) implements ReplayCursor {
        @Override
        public String token() {
            return CursorToken.of("rows", after.partition(), after.sort());
        }
    }

    /** The form in which callers carry it. */
    String token();

    /** Reads what {@link #token} wrote; empty if it is none. */
    static Optional<ReplayCursor> parse(String token) {
        return CursorToken.parse(token).flatMap(ReplayCursor::of);
    }

    private static Optional<ReplayCursor> of(List<String> texts) {
        try {
            return switch (texts.getFirst() + texts.size()) {
                case "archive3" ->
                        Optional.of(new InArchive(texts.get(1), Integer.parseInt(texts.get(2))));
                case "deltas1" -> Optional.of(new InDeltas(Optional.empty()));
                case "deltas3" ->
                        Optional.of(
                                new InDeltas(
                                        Optional.of(
                                                new DeltaKey(
                                                        Cause.parse(texts.get(1)), texts.get(2)))));
                case "rows3" -> Optional.of(new InRows(new RowKey(texts.get(1), texts.get(2))));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
