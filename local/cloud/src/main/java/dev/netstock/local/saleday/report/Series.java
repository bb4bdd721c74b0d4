package dev.netstock.local.saleday.report;

import java.util.List;

/**
 * A line of a plot.
 *
 * @param colour as CSS has it
 * @param points by time; where one is missing, the line has a gap
 */
record Series(String name, String colour, List<Point> points) {
    /** A value at a second. */
    record Point(double second, double value) {}

    Series {
        points = List.copyOf(points);
    }

    double most() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }
}
