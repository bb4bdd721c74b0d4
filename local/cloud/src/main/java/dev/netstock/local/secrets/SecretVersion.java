package dev.netstock.local.secrets;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A version of a secret.
 *
 * @param value the text, or the bytes in base64
 * @param stages its staging labels, sorted
 */
record SecretVersion(String id, Value value, Instant createdAt, Set<String> stages) {
    SecretVersion {
        stages = new TreeSet<>(stages);
    }

    /** The contents: a text, or bytes in base64. */
    record Value(Optional<String> text, Optional<String> binary) {
        static Value of(String text) {
            return new Value(Optional.of(text), Optional.empty());
        }

        /** Leaves the contents out. */
        @Override
        public String toString() {
            return "Value";
        }
    }

    SecretVersion with(String stage) {
        Set<String> more = new TreeSet<>(stages);
        more.add(stage);
        return new SecretVersion(id, value, createdAt, more);
    }

    SecretVersion without(String stage) {
        Set<String> fewer = new TreeSet<>(stages);
        fewer.remove(stage);
        return new SecretVersion(id, value, createdAt, fewer);
    }
}
