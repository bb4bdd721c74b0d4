package dev.netstock.local.template;

import java.nio.file.Path;

/** Creates assets for tests. */
public final class AssetFixture {
    private AssetFixture() {}

    /** One asset. */
    public static Assets of(String objectKey, Path file) {
        var assets = new Assets();
        assets.add(objectKey, file);
        return assets;
    }
}
