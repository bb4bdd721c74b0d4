package dev.netstock.bench.handler;

/** DynamoDB's canned responses for the order of the sample event. */
final class CannedAnswers {
    /** An item after its take. */
    static final String TAKEN_ITEM =
            """
            {"sku":{"S":"4901234567894"},"location":{"S":"shinjuku"},"available":{"N":"118"},\
            "reserved":{"N":"82"},"version":{"N":"43"},"supply":{"N":"200"},\
            "ledgerVersion":{"N":"7"},"shards":{"N":"1"},\
            "changedAt":{"S":"2026-11-21T02:03:04.567Z"},\
            "cause":{"M":{"kind":{"S":"take"},"order":{"S":"A-1001"},"step":{"N":"1"},\
            "attempt":{"S":"3d6f4a52-8a57-4c1e-9a57-0a5b1c2d3e4f"},"units":{"N":"-2"}}},\
            "supplyChange":{"M":{"units":{"N":"20"},"at":{"S":"2026-11-21T00:00:00Z"},\
            "who":{"S":"ledger"},"trace":{"S":"1-6920a1b8"},\
            "attempt":{"S":"0b6c1f0e-9d7a-4d5e-8d0c-6f1f9a3c2b1a"}}}}\
            """;

    /** The order's first row. */
    static final String RESERVED_ROW =
            """
            {"cause":{"S":"order#A-1001"},"step":{"S":"0001"},"type":{"S":"RESERVED"},\
            "lines":{"L":[{"M":{"sku":{"S":"4901234567894"},"location":{"S":"shinjuku"},\
            "units":{"N":"-2"},"version":{"N":"43"}}}]},"channel":{"S":"storefront"},\
            "at":{"S":"2026-11-21T02:03:04.567Z"},"expiresAt":{"S":"2026-11-21T02:18:04.567Z"},\
            "who":{"S":"5f0c2a9b8e7d6c5b4a39281706"},"trace":{"S":"1-6920a1b8"},\
            "attempt":{"S":"3d6f4a52-8a57-4c1e-9a57-0a5b1c2d3e4f"},\
            "contents":{"S":"ccccccccccccccccccccccccccccccccccccccccccc"},\
            "retireAt":{"N":"1829786584"}}\
            """;

    private CannedAnswers() {}
}
