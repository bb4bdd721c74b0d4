package dev.netstock.local.saleday.report;

/** Text in HTML and SVG. */
final class Html {
    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A row of a table with a header cell. */
    static String row(String head, String... cells) {
        var row = new StringBuilder("<tr><th scope=\"row\">" + escaped(head) + "</th>");
        for (String cell : cells) {
            row.append("<td>").append(escaped(cell)).append("</td>");
        }
        return row + "</tr>\n";
    }
}
