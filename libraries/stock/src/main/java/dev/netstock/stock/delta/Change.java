package dev.netstock.stock.delta;

import dev.netstock.stock.CancellationId;
import dev.netstock.stock.ItemKey;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a step did. The names of the records are the types in rows and events, in upper case. */
public sealed interface Change {
    /** The lines, signed as they change what is available; empty where the step moved no units. */
    List<DeltaLine> lines();

    /**
     * The claim of an order: it owns these takes from here on.
     *
     * @param lines one for each item taken
     * @param expiresAt until when the units wait for a payment
     * @param contents a digest of the request, so that other contents under the same id are noticed
     * @param anywhere how many units of an item were taken for lines that named no location: those
     *     that a late confirmation may take elsewhere
     */
    record Reserved(
            List<DeltaLine> lines, Instant expiresAt, String contents, Map<ItemKey, Long> anywhere)
            implements Change {
        public Reserved {
            lines = List.copyOf(lines);
            anywhere = Map.copyOf(anywhere);
        }

        /** Where every line named its location. */
        public Reserved(List<DeltaLine> lines, Instant expiresAt, String contents) {
            this(lines, expiresAt, contents, Map.of());
        }
    }

    /**
     * The payment succeeded.
     *
     * @param lines empty, or the takes that the confirmation of an expired reservation had to make
     *     anew
     */
    record Confirmed(List<DeltaLine> lines) implements Change {
        public Confirmed {
            lines = List.copyOf(lines);
        }
    }

    /** The payment failed or the cart was given up. */
    record Released(List<DeltaLine> lines) implements Change {
        public Released {
            lines = List.copyOf(lines);
        }
    }

    /** Nobody confirmed in time. */
    record Expired(List<DeltaLine> lines) implements Change {
        public Expired {
            lines = List.copyOf(lines);
        }
    }

    /** Some units of a confirmed order went back, or all that were left. */
    record Cancelled(List<DeltaLine> lines, CancellationId cancellationId, String contents)
            implements Change {
        public Cancelled {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Units of the order left the building. No units move: what is held stays held, but never goes
     * back to the shelf again.
     *
     * @param shipped units that left by this step, in addition to what earlier steps say; each SKU
     *     and location once
     */
    record Shipped(List<ShippedLine> shipped) implements Change {
        public Shipped {
            shipped = List.copyOf(shipped);
        }

        @Override
        public List<DeltaLine> lines() {
            return List.of();
        }
    }

    /**
     * The fence that a sweep puts where a claim would stand, so that a claim that comes late loses.
     */
    record Abandoned() implements Change {
        @Override
        public List<DeltaLine> lines() {
            return List.of();
        }
    }

    /**
     * A take that no claim named went back. It is the counterpart of a take, not a delta of the
     * order.
     */
    record Undone(DeltaLine line) implements Change {
        @Override
        public List<DeltaLine> lines() {
            return List.of(line);
        }
    }

    /**
     * The ledger's supply changed.
     *
     * @param line the difference, on the first item of the SKU at the location
     * @param supply units that may be promised at all, from now on
     * @param ledgerVersion the ledger's version of this number
     */
    record SupplyChanged(DeltaLine line, long supply, long ledgerVersion) implements Change {
        @Override
        public List<DeltaLine> lines() {
            return List.of(line);
        }
    }

    /**
     * Reconcile set an item right that somebody had changed past the protocol. Its numbers are what
     * the correction added, so that it makes no odds what happened to the item meanwhile.
     *
     * @param line what became available, or was no longer
     * @param reserved by how much reserved changed
     * @param supply by how much the item's supply changed
     * @param report the report that found the drift
     */
    record Corrected(DeltaLine line, long reserved, long supply, String report) implements Change {
        @Override
        public List<DeltaLine> lines() {
            return List.of(line);
        }
    }

    /**
     * Net stock and the ledger were compared: the journal's own word on how far it holds.
     *
     * @param found how much was wrong
     * @param repaired how much of it was put right
     * @param report the report that says what was found
     */
    record Reconciled(long found, long repaired, String report) implements Change {
        @Override
        public List<DeltaLine> lines() {
            return List.of();
        }
    }

    /**
     * Units moved between the items of one SKU at one location: nothing became available, nothing
     * was taken.
     *
     * @param lines one for each item; their units add up to 0
     */
    record Moved(List<DeltaLine> lines) implements Change {
        public Moved {
            lines = List.copyOf(lines);
            if (lines.stream().mapToLong(DeltaLine::units).sum() != 0) {
                throw new IllegalArgumentException("A move neither makes units nor loses any");
            }
        }
    }

    /** The type as rows and events spell it. */
    default String type() {
        return switch (this) {
            case Reserved _ -> "RESERVED";
            case Confirmed _ -> "CONFIRMED";
            case Released _ -> "RELEASED";
            case Expired _ -> "EXPIRED";
            case Cancelled _ -> "CANCELLED";
            case Shipped _ -> "SHIPPED";
            case Abandoned _ -> "ABANDONED";
            case Undone _ -> "UNDO";
            case SupplyChanged _ -> "SUPPLY";
            case Corrected _ -> "CORRECTED";
            case Reconciled _ -> "RECONCILED";
            case Moved _ -> "MOVED";
        };
    }
}
