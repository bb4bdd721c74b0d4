package dev.netstock.local.cloud;

/** Hears how the start goes on. */
public interface Progress {
    /** Says nothing to anybody. */
    Progress SILENT =
            new Progress() {
                @Override
                public void step(String what) {}

                @Override
                public void detail(String what) {}
            };

    /** The next thing begins. */
    void step(String what);

    /** Something worth knowing about the present step. */
    void detail(String what);
}
