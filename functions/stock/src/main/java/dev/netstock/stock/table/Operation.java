package dev.netstock.stock.table;

import dev.netstock.stock.table.CallFailure.Kind;

/**
 * The requests to the tables and queues, and what may be repeated on what failure. The AWS SDK
 * repeats nothing by itself: it could not tell these apart.
 *
 * <pre>
 *             THROTTLED  CONFLICT  NOT_SENT  IN_DOUBT
 * READ        repeat     repeat    repeat    repeat      a read changes nothing
 * TAKE        repeat     repeat    repeat    tell        twice done it would hold twice: the flow looks, then decides
 * APPEND      repeat     repeat    repeat    repeat      the row's condition lets one through, and the row says whose
 * GIVE_BACK   repeat     repeat    repeat    repeat      likewise: items move only together with the row
 * SET_SUPPLY  repeat     repeat    repeat    repeat      the ledger's version lets one through
 * MOVE        repeat     repeat    repeat    repeat      a row, or the layout that is expected, lets one through
 * SEND        repeat     repeat    repeat    repeat      who receives a message twice knows it by its id
 * </pre>
 */
public enum Operation {
    READ,
    TAKE,
    APPEND,
    GIVE_BACK,
    SET_SUPPLY,
    MOVE,
    SEND;

    boolean mayRepeatAfter(Kind failure) {
        return switch (failure) {
            case THROTTLED, CONFLICT, NOT_SENT -> true;
            case IN_DOUBT -> this != TAKE;
        };
    }
}
