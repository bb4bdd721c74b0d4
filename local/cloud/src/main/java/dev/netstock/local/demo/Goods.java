package dev.netstock.local.demo;

import java.util.List;

/**
 * A kind of goods with what it comes in.
 *
 * @param priceYen of the first variant; each after it costs a little more
 */
record Goods(String name, int priceYen, List<String> variants) {
    private static final List<String> COLOURS =
            List.of("indigo", "vermilion", "charcoal", "moss", "natural");
    private static final List<String> PATTERNS =
            List.of("seigaiha", "asanoha", "shippo", "yagasuri", "plain white");
    private static final List<String> LENGTHS =
            List.of("30 cm", "45 cm", "60 cm", "90 cm", "180 cm");
    private static final List<String> WIDTHS = List.of("6 mm", "10 mm", "15 mm", "24 mm", "38 mm");
    private static final List<String> SIZES = List.of("SS", "S", "M", "L", "LL");
    private static final List<String> SCENTS =
            List.of("hinoki", "yuzu", "green tea", "sakura", "unscented");
    private static final List<String> GRITS = List.of("#120", "#240", "#400", "#800", "#1500");
    private static final List<String> PAPERS = List.of("A3", "A4", "A5", "A6", "B6");
    private static final List<String> SCREWS = List.of("M3×10", "M4×15", "M4×20", "M5×25", "M6×30");
    private static final List<String> VOLUMES =
            List.of("80 ml", "200 ml", "400 ml", "0.7 l", "1.6 l");

    /** Forty kinds in five variants each. */
    static final List<Goods> ALL =
            List.of(
                    new Goods("Washi masking tape", 165, WIDTHS),
                    new Goods("Gel ink pen 0.38", 143, COLOURS),
                    new Goods("Brush pen, soft tip", 330, COLOURS),
                    new Goods("Dot-grid notebook", 440, PAPERS),
                    new Goods("Clear file, 10 sheets", 275, PAPERS),
                    new Goods("Tracing paper pad", 528, PAPERS),
                    new Goods("Origami set, 100 sheets", 352, PATTERNS),
                    new Goods("Tenugui towel", 990, PATTERNS),
                    new Goods("Furoshiki wrapping cloth", 1_320, PATTERNS),
                    new Goods("Noren door curtain", 3_850, PATTERNS),
                    new Goods("Chopsticks, lacquered", 1_100, COLOURS),
                    new Goods("Rice bowl, Mino ware", 1_430, PATTERNS),
                    new Goods("Tea cup, Hasami ware", 1_210, PATTERNS),
                    new Goods("Bento box, two tiers", 2_420, COLOURS),
                    new Goods("Vacuum bottle", 2_860, VOLUMES),
                    new Goods("Enamel saucepan", 3_300, VOLUMES),
                    new Goods("Cast-iron teapot", 8_800, VOLUMES),
                    new Goods("Paint, water-based, white", 968, VOLUMES),
                    new Goods("Wood oil, walnut", 1_650, VOLUMES),
                    new Goods("Bath salts", 198, SCENTS),
                    new Goods("Incense sticks", 770, SCENTS),
                    new Goods("Hand cream", 605, SCENTS),
                    new Goods("Bar soap, three pieces", 429, SCENTS),
                    new Goods("Room diffuser", 2_090, SCENTS),
                    new Goods("Work gloves, nitrile", 385, SIZES),
                    new Goods("Tabi socks", 660, SIZES),
                    new Goods("Rain poncho", 1_980, SIZES),
                    new Goods("Apron, denim", 3_190, SIZES),
                    new Goods("House slippers", 1_540, SIZES),
                    new Goods("Cypress board, planed", 880, LENGTHS),
                    new Goods("Aluminium angle", 715, LENGTHS),
                    new Goods("Steel ruler", 495, LENGTHS),
                    new Goods("LED strip light", 2_750, LENGTHS),
                    new Goods("Extension cord, three sockets", 1_078, LENGTHS),
                    new Goods("Sandpaper, 5 sheets", 242, GRITS),
                    new Goods("Whetstone", 2_640, GRITS),
                    new Goods("Polishing pad", 583, GRITS),
                    new Goods("Wood screws, stainless, 20 pieces", 308, SCREWS),
                    new Goods("Hex bolts, 8 pieces", 297, SCREWS),
                    new Goods("Wall anchors, 10 pieces", 264, SCREWS));
}
