package dev.netstock.events.movement;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why units were adjusted. Immutable.
 *
 * @param code the kind of reason
 * @param note a free text; always present for {@link Code#OTHER}
 * @param by the person or client that recorded the movement over the API
 * @param approvedBy the second person or client, which approved it; empty if it needed no approval
 */
public record MovementReason(
        Code code, Optional<String> note, Optional<String> by, Optional<String> approvedBy) {
    /** A reason without names. */
    public MovementReason(Code code, Optional<String> note) {
        this(code, note, Optional.empty(), Optional.empty());
    }

    /** The kinds of reasons. */
    public enum Code {
        /** A stock count found more or fewer units. */
        STOCK_TAKE("stock-take"),
        /** Units cannot be sold any longer. */
        DAMAGED("damaged"),
        /** Units are missing. */
        LOST("lost"),
        /** Units that were missing are there again. */
        FOUND("found"),
        /** Units are used in the shop, as samples or for photographs. */
        OWN_USE("own-use"),
        /** An earlier movement was wrong. */
        CORRECTION("correction"),
        /** Anything else; the note says what. */
        OTHER("other");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        /** The spelling in events, the API and the ledger. */
        public String text() {
            return text;
        }

        /** Parses the result of {@link #text}; empty if there is no such code. */
        public static Optional<Code> parse(String text) {
            return Arrays.stream(values()).filter(code -> code.text.equals(text)).findFirst();
        }
    }

    /** The same reason, recorded by a person or a client. */
    public MovementReason by(String who) {
        return new MovementReason(code, note, Optional.of(who), approvedBy);
    }

    /** The same reason, approved by a second person or client. */
    public MovementReason approvedBy(String who) {
        return new MovementReason(code, note, by, Optional.of(who));
    }

    /** The same reason without names. */
    public MovementReason anonymous() {
        return new MovementReason(code, note);
    }
}
