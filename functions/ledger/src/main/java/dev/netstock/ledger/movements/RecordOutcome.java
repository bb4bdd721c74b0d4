package dev.netstock.ledger.movements;

/**
 * What came of movements that were to be recorded.
 *
 * @param recorded how many are new, late ones with them
 * @param duplicates how many the ledger had already, or were told twice
 * @param late how many of the new ones belong to a day before the book stock that counts: they are
 *     kept, and do not change what is on hand
 * @param aside how many wait for their item or location
 * @param contradictions how many have the name of one that counts, other contents, and were not
 *     heard of before: they are kept in the table {@code contradictions}, and do not count
 */
public record RecordOutcome(
        long recorded, long duplicates, long late, long aside, long contradictions) {
    /** Both together. */
    RecordOutcome plus(RecordOutcome other) {
        return new RecordOutcome(
                recorded + other.recorded,
                duplicates + other.duplicates,
                late + other.late,
                aside + other.aside,
                contradictions + other.contradictions);
    }

    /** Whether the ledger's supply may have changed. */
    public boolean isNews() {
        return recorded > 0;
    }
}
