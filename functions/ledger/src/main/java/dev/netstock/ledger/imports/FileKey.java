package dev.netstock.ledger.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.platform.json.UntrustedText;

import java.util.Optional;

/**
 * A file's place in the bucket: {@code inbox/<kind>/<name>} until it is handled.
 *
 * @param inbox the whole key
 */
record FileKey(String inbox) {
    /** How S3 limits keys, less what the longest of our names adds. */
    private static final int REST_BYTES_MAX = 1_024 - "refused/".length() - ".report.json".length();

    private static final int SHOWN_MAX = 200;
    private static final String INBOX = "inbox/";

    /** The key, if it is one of the inbox's. */
    static Optional<FileKey> of(String key) {
        return key.startsWith(INBOX) && key.length() > INBOX.length() && !key.endsWith("/")
                ? Optional.of(new FileKey(key))
                : Optional.empty();
    }

    /**
     * Whether its name can be used as it is for where it goes: one with control characters, or too
     * long to have a report beside it, cannot.
     */
    boolean isUsable() {
        return rest().getBytes(UTF_8).length <= REST_BYTES_MAX
                && UntrustedText.sanitize(rest(), rest().length()).equals(rest());
    }

    /** The key as the ledger, reports and logs name it: as it is, unless it is not usable. */
    String shown() {
        return INBOX + place();
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
        return "taken/" + place();
    }

    /** Where it goes when it is refused. */
    String refused() {
        return "refused/" + place();
    }

    /** Where it stands what is wrong with it. */
    String report() {
        return refused() + ".report.json";
    }

    /** Of names that are not usable, those that look alike when they are shown are told apart. */
    private String place() {
        return isUsable()
                ? rest()
                : "%s~%08x".formatted(UntrustedText.sanitize(rest(), SHOWN_MAX), rest().hashCode());
    }

    private String rest() {
        return inbox.substring(INBOX.length());
    }
}
