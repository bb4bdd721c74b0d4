package dev.netstock.imports;

import java.util.Optional;

/**
 * A file's place in the bucket: {@code inbox/<kind>/<name>} until it is handled.
 *
 * @param inbox the whole key
 */
record FileKey(String inbox) {
    private static final String INBOX = "inbox/";

    /** The key, if it is one of the inbox's. */
    static Optional<FileKey> of(String key) {
        return key.startsWith(INBOX) && key.length() > INBOX.length() && !key.endsWith("/")
                ? Optional.of(new FileKey(key))
                : Optional.empty();
    }

    /** What it is, by its folder; empty if there is no such kind. */
    Optional<FileKind> kind() {
        int slash = rest().indexOf('/');
        return slash < 0 ? Optional.empty() : FileKind.parse(rest().substring(0, slash));
    }

    boolean isCsv() {
        return inbox.endsWith(".csv") || isCompressed();
    }

    boolean isCompressed() {
        return inbox.endsWith(".csv.gz");
    }

    /** Whether its business dates are taken as they are, however implausible. */
    boolean isForced() {
        return hasMark(".forced");
    }

    /** Whether the books that it names are to be withdrawn. */
    boolean isWithdrawal() {
        return hasMark(".withdrawn");
    }

    private boolean hasMark(String mark) {
        return inbox.endsWith(mark + ".csv") || inbox.endsWith(mark + ".csv.gz");
    }

    /** Where it goes when it is taken. */
    String taken() {
        return "taken/" + rest();
    }

    /** Where it goes when it is refused. */
    String refused() {
        return "refused/" + rest();
    }

    /** Where it stands what is wrong with it. */
    String report() {
        return refused() + ".report.json";
    }

    private String rest() {
        return inbox.substring(INBOX.length());
    }
}
