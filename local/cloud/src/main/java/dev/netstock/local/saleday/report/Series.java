package dev.netstock.local.saleday.report;

import java.util.List;

/**
 * A line of a plot.
 *
 * @param colour CSS colour
 * @param points points in order of time; a missing point leaves a gap
 */
record Series(String name, String colour, List<Point> points) {
    /** A value at a point in time. */
    record Point(double second, double value) {}

    Series {
        points = List.copyOf(points);
    }

    double most() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }
}
