package dev.netstock.local.cloud;

/** Receives progress reports during the start. */
public interface Progress {
    /** Ignores all reports. */
    Progress SILENT =
            new Progress() {
                @Override
                public void step(String what) {}

                @Override
                public void detail(String what) {}
            };

    /** The next step begins. */
    void step(String what);

    /** A detail of the current step. */
    void detail(String what);
}
