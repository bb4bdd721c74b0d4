package dev.netstock.stock.delta;

import dev.netstock.stock.CancellationId;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.TransferId;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a step did. The names of the records are the types in rows and events, in upper case. */
public sealed interface Change {
    /** The lines, signed as they change available; empty where the step moved no units. */
    List<DeltaLine> lines();

    /**
     * The claim of an order: from now on the order owns these takes.
     *
     * @param lines one for each item taken
     * @param expiresAt how long the units are held for the payment
     * @param contents a digest of the request, to detect other contents under the same id
     * @param anywhere how many units of an item were taken for lines that named no location: a late
     *     confirmation may take these elsewhere
     */
    record Reserved(
            List<DeltaLine> lines, Instant expiresAt, String contents, Map<ItemKey, Long> anywhere)
            implements Change {
        public Reserved {
            lines = List.copyOf(lines);
            anywhere = Map.copyOf(anywhere);
        }

        /** For orders whose lines all name a location. */
        public Reserved(List<DeltaLine> lines, Instant expiresAt, String contents) {
            this(lines, expiresAt, contents, Map.of());
        }
    }

    /**
     * The payment succeeded.
     *
     * @param lines empty, or the takes of a late confirmation, made after the reservation had
     *     expired
     */
    record Confirmed(List<DeltaLine> lines) implements Change {
        public Confirmed {
            lines = List.copyOf(lines);
        }
    }

    /** The payment failed or the cart was abandoned. */
    record Released(List<DeltaLine> lines) implements Change {
        public Released {
            lines = List.copyOf(lines);
        }
    }

    /** The hold was over before the order was confirmed. */
    record Expired(List<DeltaLine> lines) implements Change {
        public Expired {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The hold ends at another time. The step moves no units.
     *
     * @param expiresAt how long the units are held for the payment, from now on
     */
    record Extended(Instant expiresAt) implements Change {
        @Override
        public List<DeltaLine> lines() {
            return List.of();
        }
    }

    /**
     * Units of the order moved to another location.
     *
     * @param lines the takes at the new location, which this row claims, and the units that it gave
     *     back to the items that held them; they add up to 0
     * @param transferId the id of the transfer
     * @param contents a digest of the request, to detect other contents under the same id
     */
    record Transferred(List<DeltaLine> lines, TransferId transferId, String contents)
            implements Change {
        public Transferred {
            lines = List.copyOf(lines);
            if (lines.stream().mapToLong(DeltaLine::units).sum() != 0) {
                throw new IllegalArgumentException("A transfer neither takes units nor loses any");
            }
        }
    }

    /** Some units of a confirmed order were given back, or all remaining ones. */
    record Cancelled(List<DeltaLine> lines, CancellationId cancellationId, String contents)
            implements Change {
        public Cancelled {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Units of the order were shipped. The step moves no units: the order keeps holding them, and
     * they never come back.
     *
     * @param shipped units shipped by this step, in addition to those of earlier steps; one line
     *     per SKU and location
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

    /** The fence that a sweep puts at the step of a claim, so that a late claim fails. */
    record Abandoned() implements Change {
        @Override
        public List<DeltaLine> lines() {
            return List.of();
        }
    }

    /**
     * A take without a claim was undone. This row is the counterpart of the take, not a step of the
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
     * @param supply units that can be promised in total, from now on
     * @param ledgerVersion the ledger's version of this number
     */
    record SupplyChanged(DeltaLine line, long supply, long ledgerVersion) implements Change {
        @Override
        public List<DeltaLine> lines() {
            return List.of(line);
        }
    }

    /**
     * Reconcile corrected an item that was changed outside the protocol. Its numbers are
     * differences, so concurrent changes of the item do not affect the correction.
     *
     * @param line by how much available changed
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
     * Net stock and the ledger were compared.
     *
     * @param found how many differences were found
     * @param repaired how many of them were repaired
     * @param report the report of the comparison
     */
    record Reconciled(long found, long repaired, String report) implements Change {
        @Override
        public List<DeltaLine> lines() {
            return List.of();
        }
    }

    /**
     * Units moved between the items of one SKU at one location: available and reserved of the SKU
     * do not change.
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

    /** The type, as rows and events spell it. */
    default String type() {
        return switch (this) {
            case Reserved _ -> "RESERVED";
            case Confirmed _ -> "CONFIRMED";
            case Released _ -> "RELEASED";
            case Expired _ -> "EXPIRED";
            case Extended _ -> "EXTENDED";
            case Transferred _ -> "TRANSFERRED";
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
