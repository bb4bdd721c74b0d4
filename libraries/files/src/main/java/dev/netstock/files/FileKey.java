package dev.netstock.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.platform.json.UntrustedText;

import java.util.Optional;

/**
 * The key of a file in the bucket: {@code inbox/<kind>/<name>} until it is imported or refused.
 *
 * @param inbox the key in the inbox
 */
public record FileKey(String inbox) {
    /** The limit of S3 for keys, less the longest prefix and suffix that this class adds. */
    private static final int REST_BYTES_MAX = 1_024 - "refused/".length() - ".report.json".length();

    private static final int SHOWN_MAX = 200;
    private static final String INBOX = "inbox/";

    /** Empty if the key is not one of a file in the inbox. */
    public static Optional<FileKey> of(String key) {
        return key.startsWith(INBOX) && key.length() > INBOX.length() && !key.endsWith("/")
                ? Optional.of(new FileKey(key))
                : Optional.empty();
    }

    /**
     * Whether the other keys can repeat the name unchanged. A name with control characters, or one
     * that is too long for the key of a report, cannot be repeated.
     */
    public boolean isUsable() {
        return rest().getBytes(UTF_8).length <= REST_BYTES_MAX
                && UntrustedText.sanitize(rest(), rest().length()).equals(rest());
    }

    /** The key in the ledger, reports and logs: unchanged if it is usable. */
    public String shown() {
        return INBOX + path();
    }

    /** The folder in the inbox; empty if the file is in none. */
    public Optional<String> folder() {
        int slash = rest().indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(rest().substring(0, slash));
    }

    public boolean isCsv() {
        return inbox.endsWith(".csv") || isCompressed();
    }

    public boolean isCompressed() {
        return inbox.endsWith(".csv.gz");
    }

    /** Whether the name ends in a mark before its extension, such as {@code .forced.csv}. */
    public boolean hasMark(String mark) {
        return inbox.endsWith(mark + ".csv") || inbox.endsWith(mark + ".csv.gz");
    }

    /** The key after the import. */
    public String taken() {
        return "taken/" + path();
    }

    /** The key after a refusal. */
    public String refused() {
        return "refused/" + path();
    }

    /** The key of the error report. */
    public String report() {
        return refused() + ".report.json";
    }

    /** A hash keeps unusable names apart that are the same after sanitizing. */
    private String path() {
        return isUsable()
                ? rest()
                : "%s~%08x".formatted(UntrustedText.sanitize(rest(), SHOWN_MAX), rest().hashCode());
    }

    private String rest() {
        return inbox.substring(INBOX.length());
    }
}
