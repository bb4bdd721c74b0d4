package dev.netstock.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class CloudAssemblyTest {
    @TempDir private Path folder;

    @Test
    void deploy_whenAStackDependsOnAnother_deploysTheOtherFirst() throws IOException {
        write(
                "manifest.json",
                """
                {"artifacts": {
                  "Api": {"type": "aws:cloudformation:stack", "dependencies": ["Data", "Api.assets"],
                          "properties": {"templateFile": "api.json"}},
                  "Api.assets": {"type": "cdk:asset-manifest", "properties": {"file": "assets.json"}},
                  "Data": {"type": "aws:cloudformation:stack",
                           "properties": {"templateFile": "data.json", "stackName": "Store-Data",
                                          "parameters": {"Size": "7"},
                                          "tags": {"stage": "dev"}}},
                  "Tree": {"type": "cdk:tree"}}}
                """);
        write("assets.json", "{}");
        write(
                "api.json",
                """
                {"Outputs": {"Imported": {"Value": {"Fn::ImportValue": "size"}}}}\
                """);
        write(
                "data.json",
                """
                {"Description": "The tables",
                 "Parameters": {"Size": {"Type": "Number"}},
                 "Outputs": {"Size": {"Value": {"Ref": "Size"}, "Export": {"Name": "size"}}}}
                """);

        var stacks =
                CloudAssembly.read(folder)
                        .deploy(
                                Environment.local("ap-northeast-1"),
                                new RecordingProvisioner(),
                                new IgnoredResources());

        assertThat(stacks)
                .containsExactly(
                        new DeployedStack(
                                "Store-Data",
                                Optional.of("The tables"),
                                Map.of("stage", "dev"),
                                Map.of("Size", "7")),
                        new DeployedStack(
                                "Api", Optional.empty(), Map.of(), Map.of("Imported", "7")));
    }

    @Test
    void assets_whenTheAssemblyHasFiles_findsThemByTheirS3Keys() throws IOException {
        write(
                "manifest.json",
                """
                {"artifacts": {"Api.assets": {"type": "cdk:asset-manifest",
                                              "properties": {"file": "assets.json"}}}}
                """);
        write(
                "assets.json",
                """
                {"files": {"abc": {"source": {"path": "asset.abc.zip", "packaging": "file"},
                  "destinations": {"current": {"bucketName": "b", "objectKey": "abc.zip"}}}}}
                """);

        var assets = CloudAssembly.read(folder).assets();

        assertThat(assets.find("abc.zip")).contains(folder.resolve("asset.abc.zip"));
        assertThat(assets.find("other.zip")).isEmpty();
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }
}
