package dev.netstock.ledger.movements;

/**
 * The outcome of recording a batch of movements.
 *
 * @param recorded movements that were new, including late ones
 * @param duplicates movements that the ledger already had, or that occur twice in the batch
 * @param late new movements of a day before the book stock that counts: they are recorded, and do
 *     not change what is on hand
 * @param pending movements that wait for their item or location
 * @param contradictions movements that repeat the name of a counted one with other contents, and
 *     were not recorded before: the table {@code contradictions} keeps them, and they do not count
 */
public record RecordOutcome(
        long recorded, long duplicates, long late, long pending, long contradictions) {
    static final RecordOutcome NOTHING = new RecordOutcome(0, 0, 0, 0, 0);

    RecordOutcome plus(RecordOutcome other) {
        return new RecordOutcome(
                recorded + other.recorded,
                duplicates + other.duplicates,
                late + other.late,
                pending + other.pending,
                contradictions + other.contradictions);
    }

    /** Whether the ledger's supply may have changed. */
    public boolean mayChangeSupply() {
        return recorded > 0;
    }
}
