package dev.netstock.local.demo;

import java.util.List;

/**
 * A product family with its variants.
 *
 * @param priceYen of the first variant; each further variant costs a little more
 */
record ProductFamily(String category, String name, int priceYen, List<String> variants) {
    private static final String STATIONERY = "Stationery";
    private static final String TEXTILES = "Textiles";
    private static final String KITCHEN = "Kitchen";
    private static final String BATH = "Bath and scents";
    private static final String PARASOLS = "日傘";
    private static final String TOOLS = "Tools and materials";

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

    /** Forty families with five variants each. */
    static final List<ProductFamily> ALL =
            List.of(
                    new ProductFamily(STATIONERY, "Washi masking tape", 165, WIDTHS),
                    new ProductFamily(STATIONERY, "Gel ink pen 0.38", 143, COLOURS),
                    new ProductFamily(STATIONERY, "Brush pen, soft tip", 330, COLOURS),
                    new ProductFamily(STATIONERY, "Dot-grid notebook", 440, PAPERS),
                    new ProductFamily(STATIONERY, "Clear file, 10 sheets", 275, PAPERS),
                    new ProductFamily(STATIONERY, "Tracing paper pad", 528, PAPERS),
                    new ProductFamily(STATIONERY, "Origami set, 100 sheets", 352, PATTERNS),
                    new ProductFamily(TEXTILES, "Tenugui towel", 990, PATTERNS),
                    new ProductFamily(TEXTILES, "Furoshiki wrapping cloth", 1_320, PATTERNS),
                    new ProductFamily(TEXTILES, "Noren door curtain", 3_850, PATTERNS),
                    new ProductFamily(KITCHEN, "Chopsticks, lacquered", 1_100, COLOURS),
                    new ProductFamily(KITCHEN, "Rice bowl, Mino ware", 1_430, PATTERNS),
                    new ProductFamily(KITCHEN, "Tea cup, Hasami ware", 1_210, PATTERNS),
                    new ProductFamily(KITCHEN, "Bento box, two tiers", 2_420, COLOURS),
                    new ProductFamily(KITCHEN, "Vacuum bottle", 2_860, VOLUMES),
                    new ProductFamily(KITCHEN, "Enamel saucepan", 3_300, VOLUMES),
                    new ProductFamily(KITCHEN, "Cast-iron teapot", 8_800, VOLUMES),
                    new ProductFamily(TOOLS, "Paint, water-based, white", 968, VOLUMES),
                    new ProductFamily(TOOLS, "Wood oil, walnut", 1_650, VOLUMES),
                    new ProductFamily(BATH, "Bath salts", 198, SCENTS),
                    new ProductFamily(BATH, "Incense sticks", 770, SCENTS),
                    new ProductFamily(BATH, "Hand cream", 605, SCENTS),
                    new ProductFamily(BATH, "Bar soap, three pieces", 429, SCENTS),
                    new ProductFamily(BATH, "Room diffuser", 2_090, SCENTS),
                    new ProductFamily(TOOLS, "Work gloves, nitrile", 385, SIZES),
                    new ProductFamily(TEXTILES, "Tabi socks", 660, SIZES),
                    new ProductFamily(PARASOLS, "折りたたみ日傘 晴雨兼用", 1_980, COLOURS),
                    new ProductFamily(TEXTILES, "Apron, denim", 3_190, SIZES),
                    new ProductFamily(TEXTILES, "House slippers", 1_540, SIZES),
                    new ProductFamily(TOOLS, "Cypress board, planed", 880, LENGTHS),
                    new ProductFamily(TOOLS, "Aluminium angle", 715, LENGTHS),
                    new ProductFamily(STATIONERY, "Steel ruler", 495, LENGTHS),
                    new ProductFamily(TOOLS, "LED strip light", 2_750, LENGTHS),
                    new ProductFamily(TOOLS, "Extension cord, three sockets", 1_078, LENGTHS),
                    new ProductFamily(TOOLS, "Sandpaper, 5 sheets", 242, GRITS),
                    new ProductFamily(TOOLS, "Whetstone", 2_640, GRITS),
                    new ProductFamily(TOOLS, "Polishing pad", 583, GRITS),
                    new ProductFamily(TOOLS, "Wood screws, stainless, 20 pieces", 308, SCREWS),
                    new ProductFamily(TOOLS, "Hex bolts, 8 pieces", 297, SCREWS),
                    new ProductFamily(TOOLS, "Wall anchors, 10 pieces", 264, SCREWS));
}
