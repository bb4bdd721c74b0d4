package dev.netstock.local.saleday.report;

import java.util.List;

/**
 * A line chart over the seconds of a sale, as SVG.
 *
 * @param unit unit of the values
 * @param seconds length of the time axis
 * @param marks seconds at which a process was killed
 */
record Plot(String title, String unit, double seconds, List<Series> series, List<Double> marks) {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 220;
    private static final int LEFT = 72;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 26;
    private static final int TICKS = 4;

    /** A larger distance between two points is a gap. */
    private static final double GAP_SECONDS = 5;

    String html() {
        var html = new StringBuilder("<figure><figcaption>" + Html.escaped(title) + " ");
        series.forEach(each -> html.append(legend(each)));
        if (!marks.isEmpty()) {
            html.append("<span class=\"key\"><i class=\"kill\"></i>a process was killed</span>");
        }
        html.append("</figcaption>\n").append(svg()).append("</figure>\n");
        return html.toString();
    }

    private static String legend(Series series) {
        return "<span class=\"key\"><i style=\"background:%s\"></i>%s</span>"
                .formatted(series.colour(), Html.escaped(series.name()));
    }

    private String svg() {
        double step = step(series.stream().mapToDouble(Series::most).max().orElse(0));
        double top = step * TICKS;
        var svg = new StringBuilder();
        svg.append(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                        .formatted(WIDTH, HEIGHT, Html.escaped(title)));
        for (int tick = 0; tick <= TICKS; tick++) {
            svg.append(level(tick * step, top));
        }
        double each = step(seconds);
        for (double second = 0; second <= seconds; second += each) {
            svg.append(moment(second));
        }
        marks.forEach(second -> svg.append(mark(second)));
        series.forEach(line -> svg.append(path(line, top)));
        return svg.append("</svg>\n").toString();
    }

    private String level(double value, double top) {
        String y = tenth(y(value, top));
        String label = whole(value) + (value == top ? " " + unit : "");
        return ("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%s\" dy=\"4\" text-anchor=\"end\">%s</text>\n")
                .formatted(LEFT, WIDTH - RIGHT, y, y, LEFT - 6, y, Html.escaped(label));
    }

    private String moment(double second) {
        return "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s s</text>\n"
                .formatted(tenth(x(second)), HEIGHT - 8, whole(second));
    }

    private String mark(double second) {
        String x = tenth(x(second));
        return "<line class=\"kill\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>\n"
                .formatted(x, x, HEIGHT - BOTTOM, HEIGHT - BOTTOM - 8);
    }

    private String path(Series line, double top) {
        var path = new StringBuilder();
        double before = Double.NEGATIVE_INFINITY;
        for (Series.Point point : line.points()) {
            path.append(point.second() - before > GAP_SECONDS ? 'M' : 'L')
                    .append(tenth(x(point.second())))
                    .append(' ')
                    .append(tenth(y(point.value(), top)));
            before = point.second();
        }
        return "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" d=\"%s\"/>\n"
                .formatted(line.colour(), path);
    }

    private double x(double second) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.clamp(second / seconds, 0, 1);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.clamp(value / top, 0, 1);
    }

    /** About a quarter of the range, rounded to a readable number. */
    private static double step(double most) {
        double rough = Math.max(most, TICKS) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            double step = factor * power;
            if (step >= rough && step == Math.rint(step)) {
                return step;
            }
        }
        return 10 * power;
    }

    private static String whole(double value) {
        return Long.toString(Math.round(value));
    }

    /** Always with a decimal point, independent of the locale, since a browser reads it. */
    private static String tenth(double value) {
        return Double.toString(Math.rint(value * 10) / 10);
    }
}
