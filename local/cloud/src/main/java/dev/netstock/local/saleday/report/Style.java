package dev.netstock.local.saleday.report;

/** The style sheet of a report. */
final class Style {
    static final String CSS =
            """
            :root { color-scheme: light; }
            body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff;
                   max-width: 900px; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            table { border-collapse: collapse; }
            th, td { text-align: left; padding: .2rem 1rem .2rem 0; vertical-align: top;
                     border-bottom: 1px solid #eee; font-weight: normal; }
            table:not(.checks) td { text-align: right; font-variant-numeric: tabular-nums; }
            .verdict { font-size: 1.15rem; padding: .6rem 1rem; color: #fff; border-radius: 4px; }
            p.good { background: #00704f; } p.bad { background: #b3261e; }
            td.good { color: #00704f; } td.bad { color: #b3261e; white-space: nowrap; }
            ul { margin: .2rem 0; padding-left: 1.2rem; font-size: .9rem; }
            figure { margin: 0 0 1.5rem; } figcaption { font-size: .95rem; }
            .key { margin-left: .8rem; font-size: .85rem; color: #444; white-space: nowrap; }
            .key i { display: inline-block; width: .8rem; height: .2rem; margin-right: .3rem;
                     vertical-align: middle; }
            .key i.kill { width: .1rem; height: .7rem; background: #b3261e; }
            svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: #555; }
            .grid { stroke: #e4e4e4; } line.kill { stroke: #b3261e; }
            """;

    private Style() {}
}
